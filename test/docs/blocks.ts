export type Block = { code: string; tested: boolean; exit: number; database: boolean }

const FENCE = /^```sh( test)?( database)?(?: exit=(\d+))?\n([\s\S]*?)^```$/gm

/** Shell blocks of a page: ```` ```sh test ```` runs, `database` gets an empty database, `exit=1` says how it ends. */
export const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(FENCE)].map(([, tested, database, exit, code]) => ({
    code: code ?? '',
    tested: tested !== undefined,
    exit: Number(exit ?? 0),
    database: database !== undefined,
  }))
