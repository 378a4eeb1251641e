import { type Mutant, mutant } from './mutant.ts'

const P = 'packages/projections/src'
const ADVANCE = `${P}/advance.ts`

export const projectionMutants: readonly Mutant[] = [
  mutant(
    'rows of an overtaken owner are written all the same',
    `${P}/checkpoint.ts`,
    ['if (moved.rowCount !== 1) throw', 'if (moved.rowCount === 2) throw'],
    [`${P}/advance.spec.ts`, 'of an owner who was overtaken leaves no row'],
  ),
  mutant(
    'lease epoch not compared',
    `${P}/checkpoint.ts`,
    ['and epoch = $2 and position = $3', 'and epoch <> $2 - 1000 and position = $3'],
    [`${P}/advance.spec.ts`, 'of an owner whose epoch has ended leaves no row, though the position is still the same'],
  ),
  {
    name: 'checkpoint outside the transaction',
    patches: [
      {
        file: ADVANCE,
        find: '    await moveCheckpoint(db, work.processor, from, step.position)\n',
        replace: '',
      },
      {
        file: ADVANCE,
        find: '  return { position: step.position, epoch',
        replace:
          '  await inTransaction(pool, work.schema, (db) => moveCheckpoint(db, work.processor, from, step.position))\n  return { position: step.position, epoch',
      },
    ],
    spec: `${P}/advance.spec.ts`,
    test: 'worked on by two owners at once is taken once, and the loser takes nothing for poison',
  },
  mutant(
    'a batch is applied twice',
    ADVANCE,
    ['    await step.write?.(db)\n', '    await step.write?.(db)\n    await step.write?.(db)\n'],
    [`${P}/advance.spec.ts`, 'worked on by two owners at once is taken once, and the loser takes nothing for poison'],
  ),
  mutant(
    'what cannot be handled is skipped in silence',
    ADVANCE,
    ['await park(db, work.processor, step.aside)', 'await park(db, work.processor, [])'],
    [`${P}/parking.spec.ts`, 'is handled with what followed it once the fault is gone, as if nothing had been'],
  ),
  mutant(
    'a passing fault parks the event',
    ADVANCE,
    ['if (isPassing(error)) throw error', 'if (false) throw error'],
    [`${P}/parking.spec.ts`, 'parks nothing and is tried again'],
  ),
]
