import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({}, {})).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: undefined })
  })
  test('prefers the flag, then the environment', () => {
    expect(readConfig({ port: 4001 }, { PORT: '4002' }).port).toBe(4001)
    expect(readConfig({}, { PORT: '4002' }).port).toBe(4002)
  })
  test('takes a default of the program itself last', () => {
    const defaults = { logLevel: 'warn' }
    expect(readConfig({}, {}, defaults).logLevel).toBe('warn')
    expect(readConfig({}, { LOG_LEVEL: 'debug' }, defaults).logLevel).toBe('debug')
  })
  test('takes an empty variable for none', () => {
    expect(readConfig({}, { PORT: '', DATABASE_URL: '', KAFKA_BROKERS: '' }).port).toBe(3000)
  })
  test.each([
    [{}, { PORT: 'http' }, 'PORT'],
    [{ port: 70_000 }, {}, '--port'],
    [{ logLevel: 'loud' }, {}, '--log-level'],
    [{}, { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{}, { EVENTSTORE_URL: 'http://localhost:2113' }, 'EVENTSTORE_URL'],
    [{}, { LEDGER_SECRET: 'short' }, 'LEDGER_SECRET'],
  ])('names the wrong setting: %j %j', (flags, environment, field) => {
    expect(() => readConfig(flags, environment)).toThrow(
      expect.objectContaining({ code: 'run.bad_configuration', field }),
    )
  })
  test('repeats no secret in the message', () => {
    expect(() => readConfig({}, { LEDGER_SECRET: 'hunter2' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    )
  })
  test.each(['KAFKA_BROKERS'])('refuses %s rather than ignoring it', (variable) => {
    expect(() => readConfig({}, { [variable]: 'somewhere' })).toThrow(
      expect.objectContaining({ code: 'run.not_supported', field: variable }),
    )
  })
})
