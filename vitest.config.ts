import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/**/*.spec.ts', 'services/**/*.spec.ts', 'test/**/*.spec.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    globalSetup: ['./test/support/postgres-global.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
