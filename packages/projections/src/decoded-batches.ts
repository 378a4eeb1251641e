import type { Batch } from './batches.ts'
import type { Decoded } from './decode.ts'

export type DecodedBatch = Batch & { decoded: readonly Decoded[] }

/**
 * Decodes batches. On a long way, where a batch is half full at least, the next one is fetched and decoded while this one is
 * written; at the end of the log nothing is taken ahead, so that events gather.
 */
export async function* decodedBatches(
  batches: AsyncGenerator<Batch>,
  decode: (items: Batch['items']) => Promise<Decoded[]>,
  max: number,
): AsyncGenerator<DecodedBatch> {
  const take = async (): Promise<DecodedBatch | undefined> => {
    const { value, done } = await batches.next()
    return done ? undefined : { ...value, decoded: await decode(value.items) }
  }
  try {
    for (let batch = await take(); batch; ) {
      const ahead = batch.items.length >= max / 2 ? take() : undefined
      // A fault while nobody waits is seen by whoever waits next.
      ahead?.catch(() => undefined)
      yield batch
      batch = await (ahead ?? take())
    }
  } finally {
    await batches.return(undefined)
  }
}
