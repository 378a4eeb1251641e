import { afterAll, beforeAll, describe } from 'vitest'
import type { Ledger } from '../port.ts'
import { appendTests } from './append.ts'
import { badInputTests } from './bad-input.ts'
import { densityTests } from './density.ts'
import { modelTests } from './model.ts'
import { readTests } from './read.ts'
import { repeatTests } from './repeat.ts'
import { subscribeTests } from './subscribe.ts'

/** Opens a new, empty store. */
export type Open = () => Promise<{ ledger: Ledger; cleanup(): Promise<void> }>

/**
 * What every adapter of the port must do, in tests; the documentation for whoever writes one.
 * `dense`: positions are 0, 1, 2 … (memory, PostgreSQL) rather than merely rising.
 */
export const describeLedger = (name: string, { open, dense }: { open: Open; dense: boolean }): void => {
  describe(name, () => {
    let store: Awaited<ReturnType<Open>>
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store?.cleanup())
    const ledger = () => store.ledger

    describe('append', () => appendTests(ledger))
    describe('the same append again', () => repeatTests(ledger))
    describe('bad input', () => badInputTests(ledger))
    describe('reading', () => readTests(ledger))
    describe('subscribing', () => subscribeTests(ledger))
    describe('against a model', () => modelTests(ledger, { dense }))
    if (dense) describe('density', () => densityTests(open))
  })
}
