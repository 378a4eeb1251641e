import { LedgerError } from '@case-ledger/contracts'
import type { Origin, Position, StoredBytes } from '../port.ts'

/**
 * How an event lies in EventStoreDB: its data is the data; its metadata is one JSON object that ends with the header,
 * `{"recordedAt":"…","header":{…}}`, for a copied event with `"origin":{"ledger":"…","position":"…"}` between them. Both are
 * cut out again as bytes and never parsed, so they come back as they were given.
 */
export type StoredForm = {
  stream: string
  revision: string
  position: string
  id: string
  type: string
  metadata: Uint8Array
  data: Uint8Array
}

const HEAD =
  /^\{"recordedAt":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)",(?:"origin":\{"ledger":"([^"]+)","position":"(\d+)"\},)?"header":/
/** Longer than any head. */
const HEAD_BYTES = 256

export const metadataOf = (header: Uint8Array, recordedAt: string, origin?: Origin): Uint8Array => {
  const from = origin ? `"origin":{"ledger":"${origin.ledger}","position":"${origin.position}"},` : ''
  return Buffer.concat([Buffer.from(`{"recordedAt":"${recordedAt}",${from}"header":`), header, Buffer.from('}')])
}

type Parts = { recordedAt: string; origin: Origin | undefined; header: Uint8Array }

const partsOf = (metadata: Uint8Array, position: Position): Parts => {
  const head = HEAD.exec(
    Buffer.from(metadata.buffer, metadata.byteOffset, metadata.length).toString('latin1', 0, HEAD_BYTES),
  )
  if (!head || metadata.at(-1) !== 0x7d)
    throw new LedgerError('ledger.corrupt_event', { detail: `position ${position} was not written by a ledger` })
  const [{ length }, recordedAt, ledger, from] = head
  return {
    recordedAt: recordedAt as string,
    origin: ledger && from ? { ledger, position: BigInt(from) } : undefined,
    header: metadata.subarray(length, -1),
  }
}

export const originOf = ({ metadata, position }: StoredForm): Origin | undefined =>
  partsOf(metadata, BigInt(position)).origin

export const eventOf = ({ stream, revision, position: text, id, type, metadata, data }: StoredForm): StoredBytes => {
  const position = BigInt(text)
  const { recordedAt, header } = partsOf(metadata, position)
  return { stream, revision: Number(revision), position, recordedAt, id, type, header, data }
}
