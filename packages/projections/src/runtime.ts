import { LedgerError } from '@case-ledger/contracts'
import { type Ledger, type Position, requireSchema } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Decode } from './decode.ts'
import { decodeOnce } from './decode-once.ts'
import { digestOf } from './digest.ts'
import { observeStatus } from './instruments.ts'
import { keepLeases, type Leases } from './lease.ts'
import { projectionsMigrations } from './migrate.ts'
import { type Processor, type ProcessorOptions, startProcessor } from './processor.ts'
import { type Projection, processorOf, schemaOf } from './projection.ts'
import type { Reaction, Submit } from './reaction.ts'
import { createReader, DEFAULT_TIMEOUT_MS, type Reader, readerWith } from './reader.ts'
import { rebuildProjection } from './rebuild.ts'
import { registerProjection, registerReaction } from './register.ts'
import { replayPartition } from './replay.ts'
import { type ProcessorStatus, readStatus } from './status.ts'
import { createTail, type Tail } from './tail.ts'
import { projectionWork, reactionWork, type Work } from './work.ts'

export type RuntimeOptions = {
  pool: Pool
  ledger: Ledger
  decode: Decode
  /** What projections are given, where that is less: read models hold no personal value, so none need be opened for them. */
  decodeForProjections?: Decode
  projections: readonly Projection[]
  reactions?: readonly Reaction[]
  submit?: Submit
  /** Most events of one projection's transaction. */
  maxBatch?: number
  onFault?: (processor: string, fault: string) => void
  onParked?: (processor: string, partition: string) => void
}

/** Runs processors: keeps projections up to date and lets reactions act. */
export type Runtime = {
  start(): Promise<void>
  stop(): Promise<void>
  /**
   * While much is written, processors work only when somebody waits for them, then in large batches, instead of following every
   * event. Call what it returns to let them go on by themselves.
   */
  hold(): () => void
  /** Every processor at the head, and the head unchanged meanwhile: nothing more happens by itself (D9). */
  settle(timeoutMs?: number): Promise<void>
  /** Reads the read models; waits without asking the database where the projection runs here. */
  reader: Reader
  status(): Promise<ProcessorStatus[]>
  rebuild(name: string, timeoutMs?: number): Promise<void>
  digest(name: string): Promise<string>
  /** Handles a parked partition again; answers the number of events. */
  replay(processor: string, partition: string): Promise<number>
}

/** Bounds how many matters a reaction answers at once. */
const REACTION_BATCH = 256
const MAX_BATCH = 2_000
/** A rebuild of millions of events takes minutes. */
const REBUILD_TIMEOUT_MS = 3_600_000

export const createRuntime = (options: RuntimeOptions): Runtime => {
  const { pool, ledger, projections, reactions = [] } = options
  const decode = decodeOnce(options.decode)
  const decodeForProjections = options.decodeForProjections ? decodeOnce(options.decodeForProjections) : decode
  const submit: Submit =
    options.submit ??
    (() => {
      throw new LedgerError('run.bad_configuration', { detail: 'reactions without submit' })
    })
  const decodeOf = (kind: Work['kind']) => (kind === 'projection' ? decodeForProjections : decode)
  const processing = (kind: Work['kind']): ProcessorOptions => ({
    pool,
    ledger,
    tail: tail ?? ledger,
    decode: decodeOf(kind),
    maxBatch: kind === 'reaction' ? REACTION_BATCH : (options.maxBatch ?? MAX_BATCH),
    held: () => held?.until,
    onFault: options.onFault ?? (() => undefined),
    onParked: options.onParked ?? (() => undefined),
  })
  const running = new Map<string, Processor>()
  let tail: Tail | undefined
  let leases: Leases | undefined
  let unobserve: (() => void) | undefined
  let held: { until: Promise<void>; release: () => void } | undefined
  const hold = () => {
    if (held) throw new LedgerError('run.internal', { detail: 'processors are held already' })
    const { promise, resolve } = Promise.withResolvers<void>()
    held = { until: promise, release: resolve }
    return () => {
      held = undefined
      resolve()
    }
  }
  const remote = createReader(pool)

  const projectionNamed = (name: string): Projection => {
    const projection = projections.find((p) => p.name === name)
    if (!projection) throw new LedgerError('projection.unknown', { detail: name })
    return projection
  }

  const atLeast: Reader['atLeast'] = async (projection, position, timeoutMs = DEFAULT_TIMEOUT_MS) => {
    const local = running.get(processorOf(projection))
    if (local) await local.reached(position, AbortSignal.timeout(timeoutMs))
    else await remote.atLeast(projection, position, timeoutMs)
  }

  const settle = async (timeoutMs = DEFAULT_TIMEOUT_MS) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    let head: Position
    do {
      head = await ledger.head()
      await Promise.all([...running.values()].map((processor) => processor.reached(head, deadline)))
    } while ((await ledger.head()) !== head)
    await Promise.all([...running.values()].map((processor) => processor.save()))
  }

  const status = async () =>
    (await readStatus(pool, ledger)).map((status) => {
      const fault = running.get(status.processor)?.fault()
      return fault === undefined || status.owner !== leases?.owner ? status : { ...status, fault }
    })

  return {
    start: async () => {
      await requireSchema(pool, projectionsMigrations)
      const all = [
        ...projections.map((projection) => ({
          work: projectionWork(projection),
          register: () => registerProjection(pool, ledger, projection),
        })),
        ...reactions.map((reaction) => {
          const work = reactionWork(reaction, submit)
          return { work, register: () => registerReaction(pool, ledger, reaction, work) }
        }),
      ]
      for (const { register } of all) await register()
      tail = createTail(ledger)
      leases = await keepLeases(
        pool,
        all.map(({ work }) => work.processor),
      )
      for (const { work, register } of all)
        running.set(work.processor, startProcessor(work, processing(work.kind), { leases, register }))
      unobserve = observeStatus(async () => (await status()).filter(({ processor }) => running.has(processor)))
    },
    hold,
    stop: async () => {
      held?.release()
      unobserve?.()
      await Promise.all([...running.values()].map((processor) => processor.stop()))
      running.clear()
      tail?.stop()
      tail = undefined
      await leases?.stop()
      leases = undefined
    },
    settle,
    reader: readerWith(pool, atLeast),
    status,
    rebuild: (name, timeoutMs = REBUILD_TIMEOUT_MS) =>
      rebuildProjection(projectionNamed(name), processing('projection'), AbortSignal.timeout(timeoutMs)),
    digest: (name) => digestOf(pool, schemaOf(projectionNamed(name))),
    replay: async (processor, partition) => {
      const work = running.get(processor)?.work
      if (!work) throw new LedgerError('projection.unknown', { detail: processor })
      return replayPartition(pool, ledger, decodeOf(work.kind), work, partition)
    },
  }
}
