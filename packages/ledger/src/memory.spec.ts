import { expect, test } from 'vitest'
import { createMemoryLedger } from './memory.ts'
import { describeLedger } from './suite/describe-ledger.ts'
import { appendOne } from './suite/sample.ts'

const clockFrom = (instants: string[]) => ({ now: () => (instants.length > 1 ? instants.shift()! : instants[0]!) })

describeLedger('memory', {
  dense: true,
  open: async () => {
    let millisecond = Date.parse('2024-05-01T00:00:00.000Z')
    const ledger = createMemoryLedger({ clock: { now: () => new Date(millisecond++).toISOString() } })
    return { ledger, cleanup: () => ledger.close() }
  },
})

test('a clock that runs backwards is held at the last time given', async () => {
  const ledger = createMemoryLedger({ clock: clockFrom(['2024-05-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z']) })
  await appendOne(ledger)
  expect((await appendOne(ledger)).recordedAt).toBe('2024-05-01T00:00:00.000Z')
})
