import { assertCanonical, canonicalBytes, checkAppend } from '@case-ledger/ledger'
import { sampleEvent } from './sample.ts'

const e = sampleEvent(3)
const h = canonicalBytes(e.header),
  d = canonicalBytes(e.data)
console.log(h.length, d.length)
const cpu = (n: number, f: () => void) => {
  for (let i = 0; i < n; i++) f()
  const c = process.cpuUsage()
  for (let i = 0; i < n; i++) f()
  const u = process.cpuUsage(c)
  return ((u.user + u.system) / n).toFixed(2) + ' us'
}
console.log(
  'canonicalBytes h+d',
  cpu(30000, () => {
    canonicalBytes(e.header)
    canonicalBytes(e.data)
  }),
)
console.log(
  'assertCanonical h+d',
  cpu(30000, () => {
    assertCanonical(h, 'h')
    assertCanonical(d, 'd')
  }),
)
console.log(
  'checkAppend',
  cpu(30000, () => {
    checkAppend({
      stream: 'case-' + e.id,
      expected: 'no_stream',
      events: [{ id: e.id, type: e.type, header: h, data: d }],
    })
  }),
)
console.log(
  'sampleEvent',
  cpu(30000, () => {
    sampleEvent(3)
  }),
)
