/** What a writer process is told to do, with `writers` callers at once. Sent over the process's pipe. */
export type Job = {
  connectionString: string
  /** Tells this process's events from the others'. */
  process: number
  writers: number
  streams: readonly string[]
} & (
  | { kind: 'open' } // every writer tries to open every stream, once
  | { kind: 'append'; appends: number } // every writer appends so often, in turn to each stream, retrying after conflicts
)

/** An append that was answered, as its writer saw it. Bytes in base64, positions in decimal. */
export type Answer = {
  stream: string
  id: string
  data: string
  outcome: 'appended' | 'conflict' | 'ids_partly_known'
  revision: number | 'no_stream' | undefined
  position: string | undefined
}

export type Message = { kind: 'ready' } | { kind: 'answer'; answer: Answer } | { kind: 'done' }
