import { LedgerError } from '@case-ledger/contracts'
import type { DataKey, KeyStore, RandomBytes } from './key-store.ts'

/** Keys in memory: for tests, and gone with the process. */
export const createMemoryKeyStore = (random: RandomBytes): KeyStore => {
  const keys = new Map<string, DataKey | 'destroyed'>()

  const keyFor = (subject: string): DataKey => {
    const key = keys.get(subject) ?? random(32)
    if (key === 'destroyed') throw new LedgerError('privacy.subject_erased', { detail: subject })
    keys.set(subject, key)
    return key
  }

  return {
    keysFor: async (subjects) => new Map(subjects.map((subject) => [subject, keyFor(subject)])),
    find: async (subjects) =>
      new Map(subjects.flatMap((subject) => (keys.has(subject) ? [[subject, keys.get(subject)!]] : []))),
    destroy: async (subject) => {
      keys.set(subject, 'destroyed')
    },
  }
}
