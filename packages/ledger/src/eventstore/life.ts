import { LedgerError } from '@case-ledger/contracts'
import type { Ledger, Position } from '../port.ts'

type ReadAll = Ledger['readAll']

/** Notices that another log stands in this one's place (a restored store, see `resealEventStore`). */
export type Life = {
  look(): Promise<void>
  /** For one subscription: throws `ledger.restored` once the store lives another life than when it began. */
  within(readAll: ReadAll): ReadAll
}

export const createLife = (readIncarnation: () => Promise<string>, onReplaced: (head: Position) => void): Life => {
  let now: string | undefined
  return {
    async look() {
      const found = await readIncarnation()
      const before = now
      now = found
      if (before !== undefined && before !== found) onReplaced(-1n)
    },
    within(readAll) {
      const began = now
      return (after, filter) => {
        if (now !== began) throw new LedgerError('ledger.restored', { values: { position: after.toString() } })
        return readAll(after, filter)
      }
    },
  }
}
