import { createHash, randomUUID } from 'node:crypto'

/** An event of about 500 bytes as every contestant gets it: plain values, not yet written out. */
export type SampleEvent = { id: string; type: string; header: Record<string, unknown>; data: Record<string, unknown> }

const TYPES = ['CaseFiled', 'FactsFound', 'PenaltyImposed', 'TransferReported', 'TransferDispatched'] as const

/** `n` picks type and matter; ids are new every time. */
export const sampleEvent = (n: number): SampleEvent => {
  const id = randomUUID()
  const type = TYPES[n % TYPES.length]!
  return {
    id,
    type,
    header: {
      agency: '某市市场监督管理局',
      audience: ['某市公安局'],
      classification: 'case',
      commandId: createHash('sha256').update(id).digest('hex'),
      id,
      matter: `M${n % 10_000}`,
      mode: 'report',
      occurredAt: { precision: 'day', value: '2024-03-01' },
      type,
      version: 1,
    },
    data: {
      documentNumber: `市监罚〔2024〕${n}号`,
      fine: 5_000_000 + n,
      kinds: ['fine', 'confiscation'],
      party: { kind: 'company', name: '某商贸有限公司', subject: 'c-91110000101623741K' },
    },
  }
}

export const sampleEvents = (count: number, from = 0): SampleEvent[] =>
  Array.from({ length: count }, (_, i) => sampleEvent(from + i))

/** Stream names as the ledger has them: category, hyphen, an id of its own. */
export const newStream = (): string => `case-${randomUUID()}`
