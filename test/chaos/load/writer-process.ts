import { setTimeout as pause } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import { type Ledger, streamName } from '@case-ledger/ledger'
import { testEvent } from '../../../packages/projections/src/testing/events.ts'
import type { Job, Message } from './message.ts'
import { openLedger } from './open-ledger.ts'

/**
 * A process of its own that appends without end until told to stop: each writer mostly to a stream of its own, now and then
 * to one that all share. After any error it gives the very same append again, as an honest caller does.
 */
const HOT_STREAMS = Array.from({ length: 8 }, (_, n) => streamName('hot', `hot ${n}`))
const PADDING = '案'.repeat(80)
const AGAIN_MS = 50

const tell = (message: Message) => process.send?.(message)
let stopped = false
let maxRss = 0

const refused = async (error: unknown): Promise<void> => {
  if (error instanceof LedgerError && error.status === 503) tell({ kind: 'refused', code: error.code })
  else tell({ kind: 'wrong', text: error instanceof Error ? `${error.stack}` : `${error}` })
  await pause(AGAIN_MS)
}

const appendOne = async (ledger: Ledger, stream: string, from: number, id: string, amount: number): Promise<number> => {
  const event = testEvent({ id, type: 'Noted', matter: stream, data: { amount, text: PADDING } })
  let revision = from
  while (!stopped) {
    try {
      const result = await ledger.append({ stream, expected: revision < 0 ? 'no_stream' : revision, events: [event] })
      if (result.outcome === 'conflict') revision = result.actual === 'no_stream' ? -1 : result.actual
      else if (result.outcome === 'ids_partly_known') tell({ kind: 'wrong', text: `one id partly known: ${event.id}` })
      else {
        const position = result.firstPosition.toString()
        const bytes = Buffer.concat([event.header, event.data]).toString('base64')
        tell({ kind: 'acknowledged', ack: { id: event.id, stream, revision: result.firstRevision, position, bytes } })
        return result.firstRevision
      }
    } catch (error) {
      await refused(error)
    }
  }
  return revision
}

const write = async (ledger: Ledger, { label }: Job, writer: number): Promise<void> => {
  const hot = new Map<string, number>()
  let own = ''
  let revision = -1
  for (let n = 0; !stopped; n += 1) {
    maxRss = Math.max(maxRss, process.memoryUsage.rss())
    const id = `${label} ${writer} ${n}`
    if (n % 5 === 4) {
      const stream = HOT_STREAMS[(writer + n) % HOT_STREAMS.length]!
      hot.set(stream, await appendOne(ledger, stream, hot.get(stream) ?? -1, id, n % 100))
      continue
    }
    if (n % 20 === 0) {
      own = streamName('own', id)
      revision = -1
    }
    revision = await appendOne(ledger, own, revision, id, n % 100)
  }
}

const open = async (connectionString: string): Promise<Ledger | undefined> => {
  while (!stopped) {
    try {
      return await openLedger(connectionString)
    } catch (error) {
      await refused(error)
    }
  }
  return undefined
}

const run = async (job: Job): Promise<void> => {
  const ledger = await open(job.connectionString)
  if (ledger) {
    await Promise.all(Array.from({ length: job.writers }, (_, writer) => write(ledger, job, writer)))
    await ledger.close()
  }
  tell({ kind: 'done', maxRss })
  process.disconnect()
}

process.on('message', (message: Job | 'stop') => {
  if (message === 'stop') stopped = true
  else
    run(message).catch((error: unknown) => {
      tell({ kind: 'wrong', text: `${error}` })
      process.exitCode = 1
    })
})
