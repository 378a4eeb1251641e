import { EventEmitter } from 'node:events'
import messages, { type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js'
import { Metadata } from '@grpc/grpc-js'
import { describe, expect, test, vi } from 'vitest'
import { appendRequest } from './append-messages.ts'
import { openAppendStream } from './append-stream.ts'

const STREAM = 'case-00000000-0000-4000-8000-000000000000'

/** Stands for a call to a server: notes what is written, and answers when told to. */
const fakeCall = () => {
  const written: BatchAppendReq[] = []
  const call = Object.assign(new EventEmitter(), {
    write: (request: BatchAppendReq) => written.push(request),
    cancel: vi.fn(),
  })
  const answer = (nth: number) => {
    const response = new messages.BatchAppendResp()
    response.setCorrelationId(written[nth]!.getCorrelationId())
    call.emit('data', response)
  }
  const client = { batchAppend: () => call } as unknown as Parameters<typeof openAppendStream>[0]
  const onBroken = vi.fn()
  return { call, answer, onBroken, stream: openAppendStream(client, new Metadata(), onBroken) }
}

const request = () => appendRequest(STREAM, 'no_stream', [])
const LONG = 60_000
const LOST = { code: 'ledger.unavailable' }

describe('one call for all appends', () => {
  test('gives each caller the answer to its own append, in whatever order they come', async () => {
    const { stream, answer } = fakeCall()
    const [first, second] = [stream.send(request(), LONG), stream.send(request(), LONG)]
    answer(1)
    answer(0)
    const [a, b] = await Promise.all([first, second])
    expect(a.getCorrelationId()?.getString()).not.toBe(b.getCorrelationId()?.getString())
  })

  test('the failure of one call fails its own appends, and not those of another', async () => {
    const [bad, good] = [fakeCall(), fakeCall()]
    const failing = expect(bad.stream.send(request(), LONG)).rejects.toMatchObject(LOST)
    const going = good.stream.send(request(), LONG)
    bad.call.emit('error', new Error('gone'))
    await failing
    good.answer(0)
    await expect(going).resolves.toBeDefined()
    expect(bad.onBroken).toHaveBeenCalledOnce()
    expect(good.onBroken).not.toHaveBeenCalled()
  })

  test('a call that ends without an error leaves nobody waiting', async () => {
    const { call, stream } = fakeCall()
    const waiting = expect(stream.send(request(), LONG)).rejects.toMatchObject(LOST)
    call.emit('end')
    await waiting
    await expect(stream.send(request(), LONG)).rejects.toMatchObject(LOST)
  })

  test('a silent server is given up: every append on the call fails, and the call is cancelled', async () => {
    const { call, stream, onBroken } = fakeCall()
    const [short, long] = [stream.send(request(), 20), stream.send(request(), LONG)]
    await Promise.all([expect(short).rejects.toMatchObject(LOST), expect(long).rejects.toMatchObject(LOST)])
    expect(call.cancel).toHaveBeenCalled()
    expect(onBroken).toHaveBeenCalledOnce()
  })

  test('one append without an answer, beside others that get theirs, fails alone; its late answer harms nobody', async () => {
    const { stream, answer, onBroken } = fakeCall()
    const slow = expect(stream.send(request(), 20)).rejects.toMatchObject(LOST)
    const other = stream.send(request(), LONG)
    answer(1)
    await Promise.all([slow, other])
    expect(() => answer(0)).not.toThrow()
    expect(onBroken).not.toHaveBeenCalled()
    const next = stream.send(request(), LONG)
    answer(2)
    await expect(next).resolves.toBeDefined()
  })
})
