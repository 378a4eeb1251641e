import { type EventHeader, eventHeader } from '@case-ledger/contracts'
import type { Ledger, Position } from '@case-ledger/ledger'
import type { Target, Targets } from './targets.ts'

/**
 * A lookup in memory, filled from the ledger itself each time it is asked: always up to date, grows with the number of
 * streams. For tests and for short-lived programs; services use the projection.
 */
export const ledgerTargets = (ledger: Ledger): Targets => {
  const byKey = new Map<string, Target[]>()
  let seen: Position = -1n
  let running: Promise<void> = Promise.resolve()

  const catchUp = async () => {
    for await (const read of ledger.readAll(seen)) {
      if (read.kind === 'advanced') seen = read.position
      else {
        const { stream, revision, position, header } = read.event
        if (revision === 0) add(stream, eventHeader.parse(JSON.parse(new TextDecoder().decode(header))))
        seen = position
      }
    }
  }
  const add = (stream: string, { matter, on }: EventHeader) => {
    if (matter === undefined) return
    const key = `${stream.slice(0, stream.indexOf('-'))}\n${matter}`
    byKey.set(key, [...(byKey.get(key) ?? []), { stream, ...(on !== undefined && { on }) }])
  }

  return {
    async find(matter, aggregate) {
      running = running.then(catchUp)
      await running
      return byKey.get(`${aggregate}\n${matter}`) ?? []
    },
  }
}
