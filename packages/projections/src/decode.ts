import type { EventHeader, Stored } from '@case-ledger/contracts'
import type { StoredBytes } from '@case-ledger/ledger'
import { describeFault, isPassing } from './fault.ts'
import type { Located } from './projection.ts'

/**
 * Turns stored bytes into an event with personal fields opened. Throws when it cannot be read (unknown type or version, broken
 * bytes): the event is then parked, never skipped.
 */
export type Decode = (bytes: StoredBytes) => Stored | Promise<Stored>

/** An event ready to be handled, or what is known of one that cannot be read. */
export type Decoded = { at: StoredBytes; partition: string } & ({ event: Stored } | { fault: string })

/** Decodes a batch, all at once; throws only for a fault that passes. No promise is made for what needs none. */
export const decodeAll = async (
  items: readonly StoredBytes[],
  decode: Decode,
  partition: (event: Located) => string,
): Promise<Decoded[]> => {
  const read = (at: StoredBytes, event: Stored): Decoded => ({ at, partition: partition(event), event })
  const unread = (at: StoredBytes, error: unknown): Decoded => {
    if (isPassing(error)) throw error
    return { at, partition: partitionOfUnread(at, partition), fault: describeFault(error) }
  }
  const decodeOne = (at: StoredBytes): Decoded | Promise<Decoded> => {
    try {
      const event = decode(at)
      if (!(event instanceof Promise)) return read(at, event)
      return event.then((opened) => read(at, opened)).catch((error: unknown) => unread(at, error))
    } catch (error) {
      return unread(at, error)
    }
  }
  const decoded = items.map(decodeOne)
  return decoded.some((one) => one instanceof Promise) ? Promise.all(decoded) : (decoded as Decoded[])
}

/** The header alone may still be readable; otherwise the stream is all that is known. */
const partitionOfUnread = (at: StoredBytes, partition: (event: Located) => string): string => {
  try {
    const header = JSON.parse(new TextDecoder().decode(at.header)) as EventHeader
    return partition({ stream: at.stream, type: at.type, header })
  } catch {
    return at.stream
  }
}
