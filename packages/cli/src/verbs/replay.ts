import type { Output } from '../output.ts'
import type { Session } from '../session.ts'

/** Handles a partition's events that were set aside again, all or none; throws what still stands against it. */
export const replayVerb = async (
  processor: string,
  partition: string,
  { app }: Session,
  output: Output,
): Promise<void> => {
  const events = await app.processors.replay(processor, partition)
  output.answer({ processor, partition, events }, () => `已重新处理 ${events} 个事件 events handled again`)
}

/** Builds a projection from nothing beside the live one, which goes on serving, and puts it in its place. */
export const rebuildVerb = async (projection: string, { app }: Session, output: Output): Promise<void> => {
  await app.processors.rebuild(projection)
  const digest = await app.processors.digest(projection)
  output.answer({ projection, digest }, () => `已重建 ${projection} rebuilt: SHA-256 ${digest}`)
}
