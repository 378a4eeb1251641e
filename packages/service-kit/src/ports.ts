import { randomBytes, randomUUID } from 'node:crypto'

/** The one source of time; every date of the system comes from here or from what somebody wrote. */
export type Clock = { now(): string }

/** The one source of randomness. */
export type Ids = { uuid(): string; bytes(length: number): Uint8Array }

/** ISO instants in UTC, milliseconds. */
export const systemClock: Clock = { now: () => new Date().toISOString() }

export const randomIds: Ids = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }

/** A clock for tests: stands still until set. */
export const settableClock = (start: string): Clock & { set(instant: string): void } => {
  let instant = start
  return {
    now: () => instant,
    set: (next) => {
      instant = next
    },
  }
}

/** Ids for tests: counted, so that two runs give the same. */
export const countedIds = (): Ids => {
  let count = 0
  const next = () => String(++count).padStart(12, '0')
  return {
    uuid: () => `00000000-0000-4000-8000-${next()}`,
    bytes: (length) => new Uint8Array(length).fill(++count % 256),
  }
}
