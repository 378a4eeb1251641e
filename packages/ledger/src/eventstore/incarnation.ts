import { LedgerError } from '@case-ledger/contracts'
import type { Appending } from './append.ts'
import type { Reading } from './read.ts'
import { streamRequest } from './read-messages.ts'

/** Metadata of a stream that holds no events; the server keeps such apart from all events, and only its latest version. */
const STREAM = '$$caseLedger'
const TYPE = '$metadata'

/** What a store says of itself. */
export type Identity = {
  /** See `Ledger.incarnation`. */
  incarnation: string
  /** Incarnation of the ledger that this one is a copy of. */
  copyOf?: string
}

type Found = { identity: Identity; revision: number } | undefined

export type IdentityFile = {
  /** Makes one, once for all processes, where there is none. */
  read(): Promise<Identity>
  /** Sets another in place of the one that was read; false when somebody else did meanwhile. */
  change(to: Identity): Promise<boolean>
}

export const createIdentityFile = (reading: Reading, appending: Appending, uuid: () => string): IdentityFile => {
  const find = async (): Promise<Found> => {
    const [form] = await reading.page(streamRequest(STREAM, 'last', 1))
    return form && { identity: parse(form.data), revision: Number(form.revision) }
  }
  const write = async (identity: Identity, expected: number | 'no_stream'): Promise<boolean> => {
    const data = Buffer.from(JSON.stringify(identity))
    const event = { id: uuid(), type: TYPE, metadata: new Uint8Array(), data }
    return (await appending.send(STREAM, expected, [event])).kind === 'stored'
  }
  return {
    async read() {
      for (;;) {
        const found = await find()
        if (found) return found.identity
        const identity = { incarnation: uuid() }
        if (await write(identity, 'no_stream')) return identity
      }
    },
    async change(to) {
      return write(to, (await find())?.revision ?? 'no_stream')
    },
  }
}

const parse = (data: Uint8Array): Identity => {
  const { incarnation, copyOf } = JSON.parse(Buffer.from(data).toString('utf8')) as Partial<Identity>
  if (typeof incarnation !== 'string')
    throw new LedgerError('ledger.corrupt_event', { detail: `${STREAM} does not say which ledger this is` })
  return copyOf === undefined ? { incarnation } : { incarnation, copyOf }
}
