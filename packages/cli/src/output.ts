import Table from 'cli-table3'

/** Where a verb's answer goes: with `--json` one JSON document on stdout and nothing else; notes and progress on stderr. */
export type Output = {
  json: boolean
  /** The verb's answer: `document` with `--json`, else what `text` makes. */
  answer(document: unknown, text: () => string): void
  /** A line for people, on stderr. */
  note(line: string): void
}

export const createOutput = (json: boolean): Output => ({
  json,
  answer: (document, text) =>
    void process.stdout.write(json ? `${JSON.stringify(document, bigintAsString)}\n` : `${text().trimEnd()}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
})

const bigintAsString = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

/** A table that people can read. Cells are short; what is long goes below the table (the library cuts Chinese when it wraps). */
export const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const made = new Table({ head: [...head], style: { head: [], border: [] } })
  for (const row of rows) made.push(row.map((cell) => String(cell ?? '')))
  return made.toString()
}
