import type { Receipt } from './act.ts'
import { requireSameContent } from './receipt.ts'

const LIMIT = 10_000

/**
 * Receipts of commands that had nothing to record, the latest `limit` of this process: a repetition gets the first answer even
 * if the aggregate moved on meanwhile. After a restart it is decided afresh; it still happens once at most, as it had not
 * happened yet.
 */
export const unchangedReceipts = (limit = LIMIT) => {
  const receipts = new Map<string, { hash: string; receipt: Receipt }>()
  return {
    find(commandId: string, hash: string): Receipt | undefined {
      const known = receipts.get(commandId)
      if (known) requireSameContent(known.hash, hash)
      return known?.receipt
    },
    remember(commandId: string, hash: string, receipt: Receipt): Receipt {
      receipts.set(commandId, { hash, receipt })
      const [oldest] = receipts.keys()
      if (receipts.size > limit && oldest !== undefined) receipts.delete(oldest)
      return receipt
    },
  }
}
