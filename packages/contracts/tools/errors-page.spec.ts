import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ERRORS } from '../src/errors.ts'
import { ERRORS_PAGE, errorsPage } from './errors-page.ts'

const cells = (markdown: string) => markdown.split('\n').map((line) => line.replace(/ +\|/g, ' |').replace(/-+/g, '-'))

test('docs/errors.md is what the catalogue says: made anew by `node packages/contracts/tools/errors-page.ts`', () => {
  expect(cells(readFileSync(ERRORS_PAGE, 'utf8'))).toEqual(cells(errorsPage()))
})

test('it has every code', () => {
  for (const code of Object.keys(ERRORS)) expect(errorsPage()).toContain(`| \`${code}\` |`)
})
