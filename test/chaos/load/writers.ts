import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createJournal, type Journal } from './journal.ts'
import type { Job, Message } from './message.ts'

const PROGRAM = fileURLToPath(new URL('writer-process.ts', import.meta.url))
/** Writers are expected to get on again within this time after any fault that is over. */
const RECOVERY_MS = 30_000

/** A writing process under watch: it may be killed and is started again under another name. */
export type Writers = {
  journal: Journal
  /** Codes of the errors met, and how often. */
  refused: Map<string, number>
  /** What must never happen. */
  wrong: string[]
  /** Highest memory of a process that ended in peace, in bytes. */
  maxRss(): number
  kill(): Promise<void>
  /** Resolves with the milliseconds until `more` further appends were acknowledged; throws when they do not come. */
  progress(more?: number): Promise<number>
  /** Lets each writer finish what it is about. */
  stop(): Promise<void>
}

let fleets = 0

export const startWriters = (connectionString: string, writers = 16): Writers => {
  fleets += 1
  const fleet = fleets
  const journal = createJournal()
  const refused = new Map<string, number>()
  const wrong: string[] = []
  let generation = 0
  let maxRss = 0
  let child: ChildProcess

  const start = () => {
    generation += 1
    child = fork(PROGRAM, { execArgv: [] })
    child.on('message', (message: Message) => {
      if (message.kind === 'acknowledged') journal.record(message.ack)
      else if (message.kind === 'refused') refused.set(message.code, (refused.get(message.code) ?? 0) + 1)
      else if (message.kind === 'wrong') wrong.push(message.text)
      else maxRss = Math.max(maxRss, message.maxRss)
    })
    child.send({ connectionString, label: `chaos ${fleet} ${generation}`, writers } satisfies Job)
  }
  start()

  return {
    journal,
    refused,
    wrong,
    maxRss: () => maxRss,
    kill: async () => {
      const gone = once(child, 'close')
      child.kill('SIGKILL')
      await gone
      start()
    },
    progress: async (more = 1) => {
      const goal = journal.count() + more
      const begun = performance.now()
      while (journal.count() < goal) {
        if (performance.now() - begun > RECOVERY_MS) throw new Error(`no append for ${RECOVERY_MS} ms`)
        await pause(5)
      }
      return performance.now() - begun
    },
    stop: async () => {
      if (child.exitCode !== null || !child.connected) return
      const gone = once(child, 'close')
      child.send('stop')
      await gone
    },
  }
}

/** `ledger.unavailable ×12`, most frequent first. */
export const inWords = (codes: ReadonlyMap<string, number>): string =>
  [...codes]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ×${count}`)
    .join(', ')
