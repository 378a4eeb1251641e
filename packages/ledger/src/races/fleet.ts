import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Job, Message } from './job.ts'

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url))

/** Messages of one process until it has said `kind`; fails when the process ends before. */
const until = (child: ChildProcess, kind: Message['kind'], each: (message: Message) => void = () => {}) =>
  new Promise<void>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`a writer process ended early (${code ?? signal})`)))
    child.on('message', (message: Message) => {
      each(message)
      if (message.kind === kind) resolve()
    })
  })

/**
 * Runs one process per job; they start together once all are connected. Gives every answer as it comes and resolves when
 * all are done.
 */
export const runFleet = async (jobs: readonly Job[], onAnswer: (answer: Answer) => void): Promise<void> => {
  const children = jobs.map(() => fork(WRITER, { execPath: process.execPath, execArgv: [], stdio: 'inherit' }))
  try {
    const ready = children.map((child, i) => {
      child.send(jobs[i]!)
      return until(child, 'ready')
    })
    await Promise.all(ready)
    const done = children.map((child) => {
      child.send('go')
      return until(child, 'done', (message) => message.kind === 'answer' && onAnswer(message.answer))
    })
    await Promise.all(done)
  } finally {
    for (const child of children) child.kill()
  }
}
