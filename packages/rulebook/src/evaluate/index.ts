export { assess } from './assess.ts'
export { checkFile, matterFacts } from './check.ts'
export { CODES, type Code, type CodeText, describeCode } from './codes.ts'
export type { AssessOptions } from './options.ts'
