import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { Position } from '../port.ts'
import type { Connection } from './connection.ts'
import { checkpointsRequest } from './read-messages.ts'

/** Positions of what is appended from now on. Ends on abort and when the server ends it; throws what it fails with. */
export async function* listen(connection: Connection, signal: AbortSignal): AsyncGenerator<Position> {
  const client = await connection.streams()
  if (signal.aborted) return
  const call = client.read(checkpointsRequest(), connection.metadata)
  const cancel = () => call.cancel()
  signal.addEventListener('abort', cancel)
  try {
    for await (const response of call as AsyncIterable<ReadResp>) {
      const checkpoint = response.getCheckpoint()
      if (checkpoint) yield BigInt(checkpoint.getCommitPosition())
    }
  } catch (error) {
    if (signal.aborted) return
    connection.failed(client, error)
    throw error
  } finally {
    signal.removeEventListener('abort', cancel)
    call.cancel()
  }
}
