/** What a writer process is told to do. Sent over its pipe; then the word `stop`. */
export type Job = {
  connectionString: string
  /** Tells this process's events from all others'. */
  label: string
  /** Callers at once. */
  writers: number
}

/** An append as it was acknowledged to its caller. */
export type Acknowledged = {
  id: string
  stream: string
  revision: number
  /** Decimal. */
  position: string
  /** Header and data in base64, as they were given. */
  bytes: string
}

export type Message =
  | { kind: 'acknowledged'; ack: Acknowledged }
  /** An error of the catalogue met by a writer, who then gives the same append again. */
  | { kind: 'refused'; code: string }
  /** Anything else that was thrown: never to happen. */
  | { kind: 'wrong'; text: string }
  | { kind: 'done'; maxRss: number }
