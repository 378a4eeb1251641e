import { setImmediate as nextTurn } from 'node:timers/promises'
import type { KeyStore } from './key-store.ts'

type Found = Awaited<ReturnType<KeyStore['find']>>

/** Key look-ups asked for in the same turn of the event loop go to the store as one: whole streams are decoded at once. */
export const batchedFind = (keys: KeyStore): KeyStore['find'] => {
  let asked: { subjects: Set<string>; found: Promise<Found> } | undefined

  const open = () => {
    const subjects = new Set<string>()
    const found = nextTurn().then(() => {
      asked = undefined
      return keys.find([...subjects])
    })
    return { subjects, found }
  }

  return (wanted) => {
    asked ??= open()
    for (const subject of wanted) asked.subjects.add(subject)
    return asked.found
  }
}
