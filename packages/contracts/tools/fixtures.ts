import { CONTRACTS } from '../src/catalogue.ts'
import { checkSchemas } from './check-schemas.ts'
import { fingerprintOf } from './fingerprint.ts'
import { keyOf, readFixtures, readKnown, removeFixture, writeFixture, writeKnown } from './fixture-store.ts'
import { sampleOf } from './sample.ts'

// No flag: check. `--add`: add what is missing. `--renew`: make anew all that is not released. `--release`: from now on
// every version that stands here is in somebody's ledger and never changes again.

const mode = process.argv[2] ?? '--check'
const current = new Map(
  CONTRACTS.flatMap(({ events }) =>
    Object.entries(events).map(([type, { version, data }]) => [keyOf(type, version), { type, version, schema: data }]),
  ),
)

const write = (renew: boolean): void => {
  const known = readKnown()
  if (renew)
    for (const [key, { released }] of Object.entries(known)) {
      if (released) continue
      delete known[key]
      if (readFixtures().has(key)) removeFixture(key)
    }
  for (const [key, { type, version, schema }] of current) {
    if (known[key]) continue
    writeFixture({ type, schemaVersion: version, data: sampleOf(schema) })
    known[key] = { schema: fingerprintOf(schema), released: false }
  }
  writeKnown(known)
}

const release = (): void =>
  writeKnown(Object.fromEntries(Object.entries(readKnown()).map(([key, known]) => [key, { ...known, released: true }])))

const MODES: Record<string, () => void> = {
  '--check': () => undefined,
  '--add': () => write(false),
  '--renew': () => write(true),
  '--release': release,
}

const run = MODES[mode]
if (!run) throw new Error(`unknown flag ${mode}; there are ${Object.keys(MODES).join(' ')}`)
run()
const problems = checkSchemas(CONTRACTS, { fixtures: readFixtures(), known: readKnown() })
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.stdout.write(`${current.size} event types, ${problems.length} problems\n`)
process.exitCode = problems.length === 0 ? 0 : 1
