import { LedgerError } from '@case-ledger/contracts'
import type { Config } from '@case-ledger/service-kit'
import { openEmbedded } from '@case-ledger/service-kit/embedded'

/**
 * For verbs that change the database itself: the server that is configured, or the embedded one, which no other program may
 * be using. Throws `run.data_in_use`.
 */
export const withOwnDatabase = async <T>(
  { databaseUrl, data }: Pick<Config, 'databaseUrl' | 'data'>,
  work: (connectionString: string) => Promise<T>,
): Promise<T> => {
  if (databaseUrl) return work(databaseUrl)
  const embedded = await openEmbedded(data)
  try {
    if (embedded.attached) throw new LedgerError('run.data_in_use', { detail: data })
    return await work(embedded.connectionString)
  } finally {
    await embedded.stop()
  }
}
