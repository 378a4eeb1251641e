import { randomBytes, randomUUID } from 'node:crypto'
import { createEventStoreCopyTarget } from '../copy-target.ts'
import { createEventStoreLedger } from '../ledger.ts'

const systemClock = { now: () => new Date().toISOString() }

/** The ledger on a server, by this machine's clock unless another is given. */
export const openOn = (url: string, clock: { now(): string } = systemClock) =>
  createEventStoreLedger({ url, clock, ids: { uuid: randomUUID, bytes: randomBytes } })

/** The same server as the target of a copy. */
export const targetOn = (url: string) =>
  createEventStoreCopyTarget({ url, clock: systemClock, ids: { uuid: randomUUID, bytes: randomBytes } })
