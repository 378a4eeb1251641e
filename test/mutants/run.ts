import { fileURLToPath } from 'node:url'
import { eventStoreMutants } from './eventstore.ts'
import { faultMutants } from './faults.ts'
import { ledgerMutants } from './ledger.ts'
import type { Mutant } from './mutant.ts'
import { projectionMutants } from './projections.ts'
import { runSpec } from './run-spec.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

/**
 * `npm run mutants [-- WORD]`: breaks the code on purpose, one fault at a time (those whose name holds WORD), and demands that
 * the named test turns red. Ends with an error when a mutant survives, no longer applies, or its test is not green before.
 */
const MUTANTS: readonly Mutant[] = [...ledgerMutants, ...projectionMutants, ...faultMutants, ...eventStoreMutants]

/** Matches also the last describe block, for tests that tables make. */
const isNamed = (mutant: Mutant) => (test: { fullName: string }) => test.fullName.endsWith(mutant.test)

const green = (workshop: Workshop, mutants: readonly Mutant[]): Set<Mutant> => {
  const outcomes = new Map([...new Set(mutants.map((m) => m.spec))].map((spec) => [spec, runSpec(workshop.root, spec)]))
  return new Set(
    mutants.filter((m) =>
      outcomes
        .get(m.spec)
        ?.filter(isNamed(m))
        .some((test) => test.status === 'passed'),
    ),
  )
}

const verdictOn = (workshop: Workshop, mutant: Mutant): string => {
  try {
    workshop.apply(mutant.patches)
    const tests = runSpec(workshop.root, mutant.spec, mutant.test).filter(isNamed(mutant))
    if (tests.some((test) => test.status === 'failed')) return 'killed'
    return tests.length === 0 ? 'the spec could not be loaded' : 'SURVIVED'
  } catch (error) {
    return `DOES NOT APPLY: ${error instanceof Error ? error.message : error}`
  } finally {
    workshop.restore()
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)

const main = (word = ''): number => {
  const mutants = MUTANTS.filter((m) => m.name.includes(word))
  const workshop = openWorkshop(fileURLToPath(new URL('../..', import.meta.url)))
  let killed = 0
  try {
    say(`${mutants.length} mutants; their tests without them first …`)
    const before = green(workshop, mutants)
    for (const mutant of mutants) {
      const verdict = before.has(mutant) ? verdictOn(workshop, mutant) : 'ITS TEST IS NOT GREEN BEFORE'
      if (verdict === 'killed') killed++
      say(`${verdict.padEnd(8)} │ ${mutant.name.padEnd(52)} │ ${mutant.test}`)
    }
  } finally {
    workshop.remove()
  }
  say(`${killed} of ${mutants.length} killed`)
  return killed === mutants.length && killed > 0 ? 0 : 1
}

process.exitCode = main(process.argv[2])
