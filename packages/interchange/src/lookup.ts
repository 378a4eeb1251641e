/** The table's own entry for a word that came from outside; `undefined` for `constructor` and the like too. */
export const lookup = <T>(table: Readonly<Record<string, T>>, word: string | undefined): T | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
