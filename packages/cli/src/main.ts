import { reportFailure } from '@case-ledger/service-kit'
import { createProgram } from './program.ts'

await reportFailure(async () => {
  await createProgram((code) => {
    process.exitCode = code
  }).parseAsync()
})
