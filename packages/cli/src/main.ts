import { reportFailure } from '@case-ledger/service-kit'
import { createProgram } from './program.ts'

// Whoever reads only the beginning (`| head`) has enough; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await reportFailure(async () => {
  await createProgram((code) => {
    process.exitCode = code
  }).parseAsync()
})
