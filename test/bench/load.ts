import { performance } from 'node:perf_hooks'

/** Calls per second, and how long one took, in milliseconds. */
export type Measured = { perSecond: number; p50: number; p99: number }

/** The value below which the share `q` of them lies. */
export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN

export const measured = (latencies: readonly number[], elapsedMs: number): Measured => {
  const sorted = latencies.toSorted((a, b) => a - b)
  return { perSecond: (sorted.length * 1000) / elapsedMs, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}

/** So many callers, each giving its next call when the one before is answered, for so long; the first tenth warms up. */
export const drive = async (
  callers: number,
  forMs: number,
  call: (caller: number, turn: number) => Promise<unknown>,
): Promise<Measured> => {
  const latencies: number[] = []
  const start = performance.now()
  const from = start + forMs / 10
  const until = start + forMs
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const began = performance.now()
        await call(caller, turn)
        if (began >= from) latencies.push(performance.now() - began)
      }
    }),
  )
  return measured(latencies, performance.now() - from)
}

/** How many a second, of one piece of work. */
export const timed = async (work: () => Promise<number>): Promise<Measured> => {
  const start = performance.now()
  const count = await work()
  const elapsed = performance.now() - start
  return { perSecond: (count * 1000) / elapsed, p50: elapsed, p99: elapsed }
}
