import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends a run with one plain line that any script can read: `N passed, N failed, N skipped`. */
export default class PlainClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    const brokenFiles = modules.filter((m) => m.errors().length > 0).length
    for (const module of modules) for (const test of module.children.allTests()) count[state(test)]++
    const failed = count.failed + count.pending + brokenFiles
    process.stdout.write(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`)
  }
}

const state = (test: TestCase) => test.result().state
