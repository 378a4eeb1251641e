import type { Journal, Judgement } from './load/journal.ts'
import { openLedger } from './load/open-ledger.ts'

/** Compares a store with the journal. */
export const judgeStore = async (journal: Journal, connectionString: string): Promise<Judgement> => {
  const ledger = await openLedger(connectionString)
  try {
    return await journal.judge(ledger)
  } finally {
    await ledger.close()
  }
}
