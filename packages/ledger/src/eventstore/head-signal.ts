import { setTimeout as sleep } from 'node:timers/promises'
import type { HeadWatch } from '../head-watch.ts'
import type { Position } from '../port.ts'
import { jittered } from './patience.ts'

type Parts = {
  watch: HeadWatch
  readHead(): Promise<Position>
  /** Positions of what is appended from now on, by anybody, also of the server's own events; ends or throws when it is cut. */
  listen(signal: AbortSignal): AsyncIterable<Position>
  random(): number
  /** Told when something other than an event of ours may have happened: the store came back, or only the server's own wrote. */
  onDoubt?: (() => Promise<void>) | undefined
  /** Told each time the subscription had to be opened again. */
  onRestart?: (() => void) | undefined
  /** Milliseconds: between attempts to listen, and of silence after which the head is looked at. */
  pauses?: readonly number[]
  silence?: number
}

const PAUSES = [50, 100, 250, 500, 1000] as const
const SILENCE = 1000

/**
 * Wakes the readers of a ledger when its head moves. One subscription serves them all and brings positions only; each reader
 * then fetches its events itself from where it stands, so a subscription that is cut, dropped or mute can neither lose
 * anything nor give it twice. It is opened again after every end, with growing pauses; and while somebody waits in silence the
 * head is looked at, which also finds out that the subscription is mute.
 */
export const signalledHead = (parts: Parts): HeadWatch & { stop(): void } => {
  const { watch, random, pauses = PAUSES, silence = SILENCE } = parts
  const stopping = new AbortController()
  let listening: AbortController | undefined
  let signalled: Position = -1n
  let known: Position = -1n
  let missed: Position | undefined
  let looking = false
  let timer: NodeJS.Timeout | undefined

  const reached = (position: Position) => {
    if (position > known) known = position
    watch.reached(position)
  }
  const look = async () => {
    if (looking) return
    looking = true
    let asked: Position
    do {
      asked = signalled
      const before = known
      // Whoever waits meets an outage itself, once it reads.
      await parts.readHead().then(reached, () => {})
      if (known === before) await parts.onDoubt?.().catch(() => {})
    } while (signalled > asked && watch.isWaitedFor())
    looking = false
  }
  const onSignal = (position: Position) => {
    if (position <= signalled) return
    signalled = position
    timer?.refresh()
    if (position > known && watch.isWaitedFor()) void look()
  }

  const supervise = async () => {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      listening = new AbortController()
      try {
        for await (const position of parts.listen(AbortSignal.any([listening.signal, stopping.signal]))) {
          failures = 0
          onSignal(position)
        }
      } catch {
        // Whatever it was, listening again is the answer.
      }
      if (stopping.signal.aborted) return
      parts.onRestart?.()
      const pause = pauses[Math.min(failures, pauses.length - 1)] ?? 0
      await sleep(jittered(pause, random), undefined, { signal: stopping.signal }).catch(() => {})
      // Something may have come while nobody listened.
      void look()
    }
  }

  const onSilence = async () => {
    await look()
    // Twice in a row further than any signal: it is not merely late.
    if (missed !== undefined && missed > signalled) {
      missed = undefined
      listening?.abort()
    } else missed = known > signalled ? known : undefined
    timer = undefined
    arm()
  }
  const arm = () => {
    if (!stopping.signal.aborted && watch.isWaitedFor())
      timer ??= setTimeout(() => void onSilence(), jittered(silence, random))
  }

  return {
    ...watch,
    reached,
    beyond(position, signal) {
      if (!listening && !stopping.signal.aborted) void supervise()
      const moved = watch.beyond(position, signal)
      if (watch.isWaitedFor() && signalled > known) void look()
      arm()
      return moved
    },
    stop() {
      stopping.abort()
      clearTimeout(timer)
    },
  }
}
