import type { SampleEvent } from './sample.ts'

/** What every store does for the bench, whatever its own words for it. */
export type Contestant = {
  name: string
  /** `expected`: revision of the stream's last event, -1 = there is no stream. Durable when it resolves. */
  append(stream: string, events: readonly SampleEvent[], expected: number): Promise<'appended' | 'conflict'>
  /** Reads everything in order and answers how many events came; of these types only, if given. */
  readAll?(types?: readonly string[]): Promise<number>
  close(): Promise<void>
}

/** Makes a contestant on an empty database of its own. */
export type Entrant = { name: string; enter(connectionString: string): Promise<Contestant> }

/** Thrown where an entrant cannot take part; the bench goes on without it and says so. */
export class NotHere extends Error {}

/** A peer's module. Peers are installed by the bench alone, so the type checker never sees them: `M` says what is used. */
export const loadPeer = async <M>(name: string): Promise<M> => {
  try {
    return (await import(name)) as M
  } catch {
    throw new NotHere(`${name} is not installed: run \`npm run bench\` once`)
  }
}
