export * from './copy-target.ts'
export * from './ledger.ts'
export type { EventStoreOptions } from './parts.ts'
export * from './reseal.ts'
