import { type Measured, timed } from '../load.ts'
import type { System } from '../system.ts'

/** The read model with one row for every event of every matter, from nothing, beside the live one. */
export const rebuild = async ({ app }: System): Promise<Measured> => {
  const events = Number(await app.ledger.head()) + 1
  return timed(async () => {
    await app.processors.rebuild('matter-timeline')
    return events
  })
}
