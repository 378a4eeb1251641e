import { startServer } from './database.ts'
import { actToFinding } from './scenarios/finding.ts'
import { importActs } from './scenarios/import.ts'
import { startSystem } from './system.ts'

const server = await startServer()
try {
  const system = await startSystem(await server.freshDatabase())
  const what = process.argv[2] ?? 'import,finding'
  if (what.includes('import')) {
    const c = process.cpuUsage()
    console.log('import', await importActs(system, Number(process.argv[3] ?? 2000)), 'cpu', process.cpuUsage(c))
  }
  if (what.includes('finding')) console.log('finding', await actToFinding(system, Number(process.argv[4] ?? 60)))
  if (what.includes('rebuild')) {
    const head = Number(await system.app.ledger.head())
    for (const p of ['matter-timeline', 'agency-matters', 'matter-files']) {
      const t = performance.now()
      const c = process.cpuUsage()
      await system.app.processors.rebuild(p)
      console.log(p, head, ((head / (performance.now() - t)) * 1000).toFixed(0), 'events/s', process.cpuUsage(c))
    }
  }
  await system.close()
} finally {
  await server.stop()
}
