import { openEmbedded } from './src/embedded/open.ts'

const dir = process.argv[2]!
for (let i = 0; i < 3; i++) {
  const t = performance.now()
  const e = await openEmbedded(dir, { onProgress: (s) => console.log(s, Math.round(performance.now() - t)) })
  console.log(e.connectionString, e.attached, Math.round(performance.now() - t))
  const f = await openEmbedded(dir)
  console.log('second', f.attached)
  const t2 = performance.now()
  await e.stop()
  console.log('stop', Math.round(performance.now() - t2))
}
