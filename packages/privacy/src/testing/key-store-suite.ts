import { beforeEach, describe, expect, test } from 'vitest'
import type { KeyStore } from '../key-store.ts'

const A = `s-${'a'.repeat(32)}`
const B = `m-${'b'.repeat(32)}`

/** What every key store promises. `create` gives an empty one. */
export const keyStoreSuite = (name: string, create: () => Promise<KeyStore>) =>
  describe(`${name} as a key store`, () => {
    let keys: KeyStore
    beforeEach(async () => {
      keys = await create()
    })

    test('makes one key for each subject and gives the same again', async () => {
      const first = await keys.keysFor([A, B])
      expect(first.get(A)).toHaveLength(32)
      expect(first.get(A)).not.toEqual(first.get(B))
      expect(await keys.keysFor([B, A])).toEqual(first)
      expect(await keys.find([A, B])).toEqual(first)
    })

    test('makes one key when many ask at once', async () => {
      const asked = await Promise.all(Array.from({ length: 8 }, (_, i) => keys.keysFor(i % 2 ? [A, B] : [B, A])))
      expect(new Set(asked.map((found) => Buffer.from(found.get(A)!).toString('hex'))).size).toBe(1)
    })

    test('finds nothing for a subject that never had a key, and makes none by looking', async () => {
      expect(await keys.find([A])).toEqual(new Map())
      expect(await keys.find([A])).toEqual(new Map())
    })

    test('keeps a tombstone of a destroyed key and never makes it again', async () => {
      const { [B]: kept } = Object.fromEntries(await keys.keysFor([A, B]))
      await keys.destroy(A)
      await keys.destroy(A)
      expect(await keys.find([A, B])).toEqual(
        new Map<string, unknown>([
          [A, 'destroyed'],
          [B, kept],
        ]),
      )
      await expect(keys.keysFor([B, A])).rejects.toMatchObject({ code: 'privacy.subject_erased' })
      expect(await keys.find([A])).toEqual(new Map([[A, 'destroyed']]))
    })

    test('destroys ahead of the first key', async () => {
      await keys.destroy(A)
      await expect(keys.keysFor([A])).rejects.toMatchObject({ code: 'privacy.subject_erased' })
    })
  })
