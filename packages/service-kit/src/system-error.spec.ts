import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { fromSystemError } from './system-error.ts'

test('a used port is named', async () => {
  const [first, second] = [createServer(), createServer()]
  first.listen(0, '127.0.0.1')
  await once(first, 'listening')
  const { port } = first.address() as AddressInfo
  second.listen(port, '127.0.0.1')
  const [error] = (await once(second, 'error').catch((e) => [e])) as [unknown]
  first.close()
  expect(fromSystemError(error)).toMatchObject({ code: 'run.port_in_use', detail: expect.stringContaining(`${port}`) })
})

test('a folder that cannot be made is named', async () => {
  const error = await mkdir('/dev/null/ledger').catch((e: unknown) => e)
  expect(fromSystemError(error)).toMatchObject({
    code: 'run.data_unwritable',
    detail: expect.stringContaining('/dev/null/ledger'),
  })
})

test('a database that went away, or does not let us in, is told as such', () => {
  const lost = new Error('Connection terminated unexpectedly')
  expect(fromSystemError(lost)).toMatchObject({ code: 'ledger.unavailable', detail: lost.message })
  const shutDown = Object.assign(new Error('terminating connection'), { code: '57P01' })
  expect(fromSystemError(shutDown)).toMatchObject({ code: 'ledger.unavailable' })
  const denied = Object.assign(new Error('password authentication failed'), { code: '28P01' })
  expect(fromSystemError(denied)).toMatchObject({
    code: 'run.bad_configuration',
    field: 'DATABASE_URL',
    detail: denied.message,
  })
})

test('any other error stays what it is', () => {
  const error = new TypeError('x')
  expect(fromSystemError(error)).toBe(error)
})
