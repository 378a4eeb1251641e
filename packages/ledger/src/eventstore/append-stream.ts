import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js'
import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { Metadata } from '@grpc/grpc-js'
import { uuidOf } from './append-messages.ts'
import { asLedgerError, unavailable } from './errors.ts'

/** One call that carries the appends of all callers, each with its own answer. */
export type AppendStream = {
  /** Resolves with the server's answer, whatever it says; throws `ledger.unavailable` when none comes. */
  send(request: BatchAppendReq, timeout: number): Promise<BatchAppendResp>
  end(): void
}

type Pending = { resolve(response: BatchAppendResp): void; reject(error: unknown): void; timer: NodeJS.Timeout }

/** Answers are told apart by it, within one call. */
const correlationId = (count: number): string => `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`

/**
 * The published client has such a call too, but keeps what is pending in one map for the whole process: there, the failure of
 * one call rejects the appends of all, a late answer throws in an event handler, and a call that ends without an error leaves
 * its appends waiting for ever. Here all of that belongs to one call, and ends with it.
 */
export const openAppendStream = (
  client: Pick<StreamsClient, 'batchAppend'>,
  metadata: Metadata,
  onBroken: (error: unknown) => void,
): AppendStream => {
  const pending = new Map<string, Pending>()
  let sent = 0
  let answered = 0
  let broken: unknown
  const call = client.batchAppend(metadata)

  const take = (id: string): Pending | undefined => {
    const one = pending.get(id)
    pending.delete(id)
    clearTimeout(one?.timer)
    return one
  }
  const breakOff = (error: unknown) => {
    if (broken) return
    broken = asLedgerError(error)
    for (const id of [...pending.keys()]) take(id)?.reject(broken)
    call.cancel()
    onBroken(error)
  }
  call.on('data', (response: BatchAppendResp) => {
    answered++
    // Nobody waits for a late answer any more: that append was given up, and sent again under the same ids.
    take(parseUUID(response.getCorrelationId()) ?? '')?.resolve(response)
  })
  call.on('error', breakOff)
  call.on('end', () => breakOff(unavailable('the server ended the call')))

  /** A call that answers others is alive, so only this append goes unanswered; one that answers nobody is given up. */
  const expire = (id: string, answeredBefore: number) => {
    take(id)?.reject(unavailable('no answer in time'))
    if (answered === answeredBefore) breakOff(unavailable('the server is silent'))
  }

  return {
    send(request, timeout) {
      if (broken) return Promise.reject(broken)
      const id = correlationId(++sent)
      request.setCorrelationId(uuidOf(id))
      return new Promise((resolve, reject) => {
        const timer = setTimeout(expire, timeout, id, answered)
        pending.set(id, { resolve, reject, timer })
        call.write(request)
      })
    },
    end: () => breakOff(unavailable('this ledger is closed')),
  }
}
