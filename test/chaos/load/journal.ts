import { createHash } from 'node:crypto'
import type { Ledger } from '@case-ledger/ledger'
import type { Acknowledged } from './message.ts'

/** What was acknowledged, kept by a process that nobody kills. */
export type Journal = {
  record(ack: Acknowledged): void
  count(): number
  judge(ledger: Ledger): Promise<Judgement>
}

export type Judgement = { acknowledged: number; lost: number; doubled: number; wrong: string[] }

type Kept = Omit<Acknowledged, 'id' | 'bytes'> & { hash: string }

const hashOf = (...pieces: readonly Uint8Array[]): string => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('base64')
}

export const createJournal = (): Journal => {
  const acks = new Map<string, Kept>()
  let contradictions = 0
  return {
    record: ({ id, bytes, ...place }) => {
      const kept = { ...place, hash: hashOf(Buffer.from(bytes, 'base64')) }
      const before = acks.get(id)
      if (before && (before.position !== kept.position || before.hash !== kept.hash)) contradictions += 1
      acks.set(id, kept)
    },
    count: () => acks.size,
    judge: async (ledger) => {
      const wrong = new Set<string>()
      if (contradictions > 0) wrong.add(`${contradictions} appends were acknowledged at two places`)
      const revisions = new Map<string, number>()
      const seen = new Set<string>()
      const [dense, timesRise] = [ledger.stride === 1n, await ledger.recordedInOrder()]
      let [doubled, found, next, recordedAt] = [0, 0, 0n, '']
      for await (const read of ledger.readAll(-1n)) {
        if (read.kind !== 'event') continue
        const { id, stream, revision, position, header, data } = read.event
        if (dense ? position !== next : position < next) wrong.add(`position ${position} follows ${next - 1n}`)
        next = position + 1n
        if (revision !== (revisions.get(stream) ?? -1) + 1) wrong.add(`${stream}: revision ${revision} out of order`)
        revisions.set(stream, revision)
        if (timesRise && read.event.recordedAt < recordedAt) wrong.add(`recordedAt falls at ${position}`)
        recordedAt = read.event.recordedAt
        if (seen.has(id)) doubled += 1
        seen.add(id)
        const ack = acks.get(id)
        const same = ack?.stream === stream && ack.revision === revision && ack.position === `${position}`
        if (same && ack.hash === hashOf(header, data)) found += 1
      }
      return { acknowledged: acks.size, lost: acks.size - found, doubled, wrong: [...wrong].slice(0, 5) }
    },
  }
}
