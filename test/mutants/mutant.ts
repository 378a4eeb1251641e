/** One textual change; `find` stands exactly once in the file. */
export type Patch = { file: string; find: string; replace: string }

/** A deliberate fault, and the test that must turn red for it (D17). */
export type Mutant = {
  /** What is broken, in a few words. */
  name: string
  patches: readonly Patch[]
  spec: string
  /** Title of the test, without its describe blocks. */
  test: string
}

/** A mutant of one change in one file. */
export const mutant = (
  name: string,
  file: string,
  [find, replace]: readonly [string, string],
  [spec, test]: readonly [string, string],
): Mutant => ({ name, patches: [{ file, find, replace }], spec, test })
