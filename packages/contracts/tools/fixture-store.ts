import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** One event as it was written when its schema version was current. */
export type Fixture = { type: string; schemaVersion: number; data: unknown }
/** What a (type, version) looked like; a released one never changes again. */
export type Known = { schema: string; released: boolean }

export const FIXTURES = new URL('../fixtures/', import.meta.url)
const KNOWN = 'schemas.json'

export const keyOf = (type: string, version: number): string => `${type}.v${version}`

/** By `<Type>.v<N>`. */
export const readFixtures = (folder = FIXTURES): Map<string, Fixture> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json') && file !== KNOWN)
      .map((file) => [file.slice(0, -'.json'.length), readJson(folder, file) as Fixture]),
  )

/** By `<Type>.v<N>`; empty before the first. */
export const readKnown = (folder = FIXTURES): Record<string, Known> =>
  readdirSync(folder).includes(KNOWN) ? (readJson(folder, KNOWN) as Record<string, Known>) : {}

export const writeFixture = (fixture: Fixture, folder = FIXTURES): void =>
  writeJson(folder, `${keyOf(fixture.type, fixture.schemaVersion)}.json`, fixture)

export const removeFixture = (key: string, folder = FIXTURES): void => rmSync(new URL(`${key}.json`, folder))

export const writeKnown = (known: Record<string, Known>, folder = FIXTURES): void =>
  writeJson(folder, KNOWN, Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1))))

const readJson = (folder: URL, file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

const writeJson = (folder: URL, file: string, value: unknown): void =>
  writeFileSync(new URL(file, folder), `${JSON.stringify(value, null, 2)}\n`)
