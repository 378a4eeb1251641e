import type { AppendResult, EventToAppend, ExpectedRevision, Ledger } from '../port.ts'
import { createPostgresLedger } from '../postgres/ledger.ts'
import { appendOf, sampleEvent } from '../suite/sample.ts'
import type { Answer, Job, Message } from './job.ts'

/** A process of its own: gets a job, says it is ready, starts on `go`, reports every answer, ends. */

const tell = (message: Message) => process.send?.(message)

const report = (stream: string, { id, data }: EventToAppend, result: AppendResult) => {
  const appended = result.outcome === 'appended' ? result : undefined
  const answer: Answer = {
    stream,
    id,
    data: Buffer.from(data).toString('base64'),
    outcome: result.outcome,
    revision: result.outcome === 'conflict' ? result.actual : appended?.firstRevision,
    position: appended?.firstPosition.toString(),
  }
  tell({ kind: 'answer', answer })
}

const open = async (ledger: Ledger, job: Job, writer: number): Promise<void> => {
  for (const [i, stream] of job.streams.entries()) {
    const event = sampleEvent(`${job.process} ${writer} ${i}`)
    report(stream, event, await ledger.append(appendOf(stream, 'no_stream', event)))
  }
}

const appendMany = async (ledger: Ledger, job: Job, writer: number, appends: number): Promise<void> => {
  for (let i = 0; i < appends; i++) {
    const stream = job.streams[(writer + i) % job.streams.length]!
    const event = sampleEvent(`${job.process} ${writer} ${i}`)
    let expected: ExpectedRevision = 'no_stream'
    let result = await ledger.append(appendOf(stream, expected, event))
    while (result.outcome === 'conflict') {
      expected = result.actual
      result = await ledger.append(appendOf(stream, expected, event))
    }
    report(stream, event, result)
  }
}

const run = async (job: Job): Promise<void> => {
  const ledger = await createPostgresLedger({ connectionString: job.connectionString })
  await ledger.head()
  const go = new Promise((resolve) => process.once('message', resolve))
  tell({ kind: 'ready' })
  await go
  const writers = Array.from({ length: job.writers }, (_, writer) =>
    job.kind === 'open' ? open(ledger, job, writer) : appendMany(ledger, job, writer, job.appends),
  )
  await Promise.all(writers)
  await ledger.close()
  // It stays until it is ended: a process that leaves by itself may be seen to leave before its last words are heard.
  tell({ kind: 'done' })
}

process.once('message', (job: Job) => {
  run(job).catch((error: unknown) => {
    process.stderr.write(`${error}\n`)
    process.exit(1)
  })
})
