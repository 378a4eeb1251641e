import { expect, test } from 'vitest'
import { recentTargets } from './recent-targets.ts'
import type { Target } from './targets.ts'

/** A lookup that knows only what it is shown. */
const lagging = () => {
  const seen = new Map<string, Target[]>()
  return { seen, find: async (matter: string, aggregate: string) => seen.get(`${aggregate} ${matter}`) ?? [] }
}
const target = (n: number): Target => ({ stream: `case-${n}` })

test('an own target is found at once, and once only when the lookup has it too', async () => {
  const lookup = lagging()
  const targets = recentTargets(lookup)
  await targets.remember('M1', 'case', target(1))
  expect(await targets.find('M1', 'case')).toEqual([target(1)])
  lookup.seen.set('case M1', [target(0), target(1)])
  expect(await targets.find('M1', 'case')).toEqual([target(0), target(1)])
  expect(await targets.find('M1', 'lead')).toEqual([])
})

test('none is forgotten before the lookup has confirmed it, however many there are', async () => {
  const lookup = lagging()
  const targets = recentTargets(lookup, 10)
  for (let n = 0; n < 50; n += 1) await targets.remember(`M${n}`, 'case', target(n))
  for (let n = 0; n < 50; n += 1) expect(await targets.find(`M${n}`, 'case')).toEqual([target(n)])
})

test('what the lookup has confirmed makes room', async () => {
  let asked = 0
  const targets = recentTargets(
    {
      find: async (matter) => {
        asked += 1
        return [{ stream: `case-${matter.slice(1)}` }]
      },
    },
    10,
  )
  for (let n = 0; n < 100; n += 1) await targets.remember(`M${n}`, 'case', target(n))
  expect(asked).toBe(90)
})

test('a search at the moment of dropping still finds it', async () => {
  const lookup = lagging()
  const targets = recentTargets(lookup, 1)
  await targets.remember('M0', 'case', target(0))
  lookup.seen.set('case M0', [target(0)])
  const [found] = await Promise.all([targets.find('M0', 'case'), targets.remember('M1', 'case', target(1))])
  expect(found).toEqual([target(0)])
})
