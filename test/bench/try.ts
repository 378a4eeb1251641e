import { castore } from './contestants/castore.ts'
import { emmett } from './contestants/emmett.ts'
import { messageDb } from './contestants/message-db.ts'
import { ours } from './contestants/ours.ts'
import { raw } from './contestants/raw.ts'
import { startServer } from './database.ts'
import { enterAll, runRounds } from './rounds.ts'
import { spreadOf } from './scenario.ts'
import { appendScenarios } from './scenarios/append.ts'
import { readScenarios } from './scenarios/read.ts'

const only = process.argv[2]?.split(',')
const word = process.argv[3] ?? ''
const server = await startServer()
console.log(server.version)
try {
  const { contestants, absent } = await enterAll(
    [ours, raw, emmett, messageDb, castore].filter((e) => !only || only.includes(e.name)),
    server.freshDatabase,
  )
  console.log(absent)
  const figures = await runRounds(
    [...appendScenarios, ...readScenarios].filter((s) => s.name.includes(word)),
    contestants,
    { rounds: Number(process.argv[4] ?? 1), forMs: Number(process.argv[5] ?? 800), onRun: () => {} },
  )
  for (const f of figures) {
    const s = spreadOf(f)
    console.log(
      f.scenario.padEnd(36),
      f.contestant.padEnd(20),
      s.min.toFixed(0).padStart(8),
      s.median.toFixed(0).padStart(8),
      s.max.toFixed(0).padStart(8),
      f.unit,
      'p99',
      s.p99.toFixed(1),
    )
  }
  for (const c of contestants) await c.close()
} finally {
  await server.stop()
}
