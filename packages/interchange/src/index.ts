import { fileURLToPath } from 'node:url'

export { type ActRead, readActs } from './acts-file.ts'
export { checkCreditCode, checkIdentityNumber, type IdentifierWarning, identifierWarnings } from './check-digits.ts'
export { normaliseDocumentNumber, yearOfDocumentNumber } from './document-number.ts'
export { detectFormat, FORMATS, type Format, type InterchangeLine, readInterchange } from './interchange-file.ts'
export { type JsonLine, MAX_DEPTH, MAX_LINE_BYTES, readJsonLines } from './json-lines.ts'
export { type MappedCase, mapPublishedCase } from './published-case/map.ts'
export type { MappingWarning } from './published-case/warning.ts'

/** The bundled sample: facts of 90 published cases. */
export const SAMPLE_FILE = fileURLToPath(new URL('../sample/published-cases.jsonl', import.meta.url))
