import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ERRORS } from '../src/errors.ts'

// Writes docs/errors.md from the catalogue: `node packages/contracts/tools/errors-page.ts`.

export const ERRORS_PAGE = fileURLToPath(new URL('../../../docs/errors.md', import.meta.url))

const rows = Object.entries(ERRORS)
  .map(([code, [status, zh, en, remedy]]) => `| \`${code}\` | ${status} | ${zh} | ${en} | ${remedy} |`)
  .map((row) => row.replaceAll('<', '&lt;'))

export const errorsPage = (): string =>
  [
    '# Errors 错误目录',
    '',
    'Made by `packages/contracts/tools/errors-page.ts` from `packages/contracts/src/errors.ts`; change that and run it again.',
    '',
    "Codes are stable; texts may improve. Over HTTP an error is `application/problem+json` with `code`, `title`, `status`, `remedy`, and `problems` with `field` and `rule` of each. The command line prints `code · 中文 English · field · detail · what to do`; an import goes on after a bad line and ends with exit code 1. For an act that is reported, not performed, a guard's code stands on the event under `irregularities` instead.",
    '',
    '| code | HTTP | 中文 | English | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ERRORS_PAGE, errorsPage())
