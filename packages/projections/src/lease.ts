import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import type { Pool } from 'pg'
import { beat, claim, connectOwner, release, type Seen } from './lease-claim.ts'

const BEAT_MS = 500
/** An owner whose beat stands still so long is taken for gone. With what else a takeover needs it stays below 5 s. */
const SILENT_MS = 3_000
/** A server that hangs does not keep a process from ending. */
const LONGEST_FAREWELL_MS = 1_000

/** One process's right to work on processors: of several processes each processor has one owner. */
export type Leases = {
  /** `host:pid:random`, as `status` shows it. */
  owner: string
  /** Resolves when this process owns the processor: the signal aborts when it does no more. Undefined on `stop`. */
  term(processor: string, stop: AbortSignal): Promise<AbortSignal | undefined>
  /** Looks at once whether all that was owned still is. */
  look(): Promise<void>
  /** Hands everything over; whoever waits takes it at once. */
  stop(): Promise<void>
}

type Hold = { begun: PromiseWithResolvers<AbortSignal>; ends?: AbortController }

/** `processors` are registered already. Free ones are owned when this resolves. */
export const keepLeases = async (pool: Pool, processors: readonly string[]): Promise<Leases> => {
  const { rows } = await pool.query<{ id: string }>('select left(gen_random_uuid()::text, 8) as id')
  const owner = `${hostname()}:${process.pid}:${rows[0]!.id}`
  const holds = new Map(processors.map((name): [string, Hold] => [name, { begun: Promise.withResolvers() }]))
  /** Others' beats, and since when they stand still by this process's own clock. */
  const stands = new Map<string, { at: string; since: number }>()
  const stopping = new AbortController()
  let client: pg.Client | undefined
  let looking: Promise<void> | undefined
  let news = Promise.withResolvers<void>()

  const begin = (hold: Hold) => {
    hold.ends = new AbortController()
    hold.begun.resolve(hold.ends.signal)
  }
  const end = (hold: Hold) => {
    hold.ends?.abort()
    delete hold.ends
    hold.begun = Promise.withResolvers()
  }
  const isSilent = ({ processor, owner: whose, beat: at }: Seen): boolean => {
    const now = performance.now()
    const stand = stands.get(processor)
    if (stand?.at === `${whose} ${at}`) return now - stand.since >= SILENT_MS
    stands.set(processor, { at: `${whose} ${at}`, since: now })
    return false
  }
  const judge = async (seen: Seen) => {
    const hold = holds.get(seen.processor)!
    if (seen.mine) {
      if (!hold.ends) begin(hold)
      return
    }
    if (hold.ends) end(hold)
    if ((seen.gone || isSilent(seen)) && (await claim(pool, owner, seen))) begin(hold)
  }
  const lookOnce = async () => {
    try {
      client ??= await connectOwner(pool, owner, () => news.resolve())
      await Promise.allSettled((await beat(client, owner, processors)).map(judge))
    } catch {
      // The database is away. Nobody's beat can be seen meanwhile, so nobody's silence counts.
      stands.clear()
      client?.end().catch(() => undefined)
      client = undefined
    }
  }
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      const pause = setTimeout(BEAT_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      await Promise.race([pause, news.promise])
      news = Promise.withResolvers()
      if (!stopping.signal.aborted) await look()
    }
  }

  await look()
  const running = run()
  return {
    owner,
    look,
    term: (processor, stop) => {
      if (stop.aborted) return Promise.resolve(undefined)
      const { promise, resolve } = Promise.withResolvers<undefined>()
      const onStop = () => resolve(undefined)
      stop.addEventListener('abort', onStop)
      return Promise.race([holds.get(processor)!.begun.promise, promise]).finally(() =>
        stop.removeEventListener('abort', onStop),
      )
    },
    stop: async () => {
      stopping.abort()
      await running
      for (const hold of holds.values()) if (hold.ends) end(hold)
      if (!client) return
      await release(client, owner).catch(() => undefined)
      await Promise.race([client.end(), setTimeout(LONGEST_FAREWELL_MS)]).catch(() => undefined)
    },
  }
}
