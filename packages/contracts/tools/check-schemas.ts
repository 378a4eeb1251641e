import type { AggregateContract } from '../src/define.ts'
import { type Upcasters, upcast } from '../src/upcast.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Fixture, type Known, keyOf } from './fixture-store.ts'

export type Kept = { fixtures: ReadonlyMap<string, Fixture>; known: Readonly<Record<string, Known>> }

/** What is wrong between the contracts and what was kept of every (type, version) there ever was; empty = all is well. */
export const checkSchemas = (
  contracts: readonly AggregateContract[],
  { fixtures, known }: Kept,
  upcasters?: Upcasters,
): string[] => {
  const events = new Map(contracts.flatMap((contract) => Object.entries(contract.events)))

  const ofType = (type: string, version: number, schema: string) => {
    const key = keyOf(type, version)
    const was = known[key]
    if (!was) return `${key}: no fingerprint is kept; run \`npm run fixtures -- --add\``
    if (was.schema === schema) return undefined
    return was.released
      ? `${key}: the schema changed; give it version ${version + 1} with an upcaster from ${version}`
      : `${key}: the schema changed; not released yet, so run \`npm run fixtures -- --renew\``
  }

  const ofVersion = (type: string, version: number) =>
    fixtures.has(keyOf(type, version)) ? undefined : `${keyOf(type, version)}: no fixture`

  const ofFixture = (key: string, { type, schemaVersion, data }: Fixture) => {
    const current = events.get(type)
    if (!current) return `${key}: no contract has this type; events of it can no longer be read`
    const now = upcast(type, data, { from: schemaVersion, to: current.version }, upcasters)
    if (!now) return `${key}: no upcaster leads to version ${current.version}`
    return current.data.safeParse(now.data).success ? undefined : `${key}: cannot be read any more`
  }

  return [
    ...[...events].flatMap(([type, { version, data }]) => [
      ...Array.from({ length: version }, (_, earlier) => ofVersion(type, earlier + 1)),
      ofType(type, version, fingerprintOf(data)),
    ]),
    ...[...fixtures].map(([key, fixture]) => ofFixture(key, fixture)),
    ...Object.keys(known).map((key) => (fixtures.has(key) ? undefined : `${key}: its fixture is gone`)),
  ].filter((problem) => problem !== undefined)
}
