import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { eventCounts } from './embedded-store.ts'
import { dataFolder, endAll, gone, postgresOf, removeFolders, start, startLedger, until } from './ledger-process.ts'
import { getJson, type Json, pickAddress, pickToken } from './served.ts'

const CASES = 90
const READY = 'Ctrl-C'

afterEach(endAll)
afterAll(removeFolders)

const serve = (data: string, ...more: string[]) => startLedger(['serve', '--data', data, '--port', '0', ...more])

const findingsOf = async (address: string, token: string) =>
  ((await getJson(`${address}/supervision/findings`, token)).body as { findings: Json[] }).findings

/** Nothing of it may be left: its database, its lock. */
const expectStopped = async (data: string, postgres: number) => {
  expect(await gone(postgres)).toBe(true)
  expect(existsSync(join(data, 'ledger.lock'))).toBe(false)
}

describe('serve', { timeout: 60_000 }, () => {
  const data = dataFolder()
  let before: { findings: Json[]; counts: Record<string, number> }

  test('brings a new folder up with the published cases, answers over HTTP, and ends cleanly on Ctrl-C', async () => {
    const server = serve(data)
    const said = await server.said(READY)
    const postgres = postgresOf(data)!
    const address = pickAddress(said)
    expect(said).toContain('C008')
    expect(said).toContain('C053')
    expect(said).toContain(`${address}/docs`)

    expect(await getJson(`${address}/health`)).toMatchObject({ status: 200, body: { alive: true } })
    expect(await getJson(`${address}/ready`)).toMatchObject({ status: 200, body: { ready: true } })
    const openapi = (await getJson(`${address}/openapi.json`)).body as { openapi: string; paths: object }
    expect(openapi.openapi).toMatch(/^3\.1\./)
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/supervision/findings', '/referral/transfers', '/referral/transfers/{id}/dispatch']),
    )
    const docs = await fetch(`${address}/docs`)
    expect([docs.status, docs.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])

    const url = `${address}/supervision/findings`
    const findings = await findingsOf(address, pickToken(said, 'procurator'))
    expect(findings.map((finding) => finding.matter)).toEqual(expect.arrayContaining(['C008', 'C053']))
    for (const [token, status, code] of [
      [pickToken(said, 'officer'), 403, 'auth.forbidden'],
      [undefined, 401, 'auth.missing_token'],
    ] as const) {
      const refused = await getJson(url, token)
      expect(refused).toMatchObject({ status, body: { code, status } })
      expect(refused.type).toContain('application/problem+json')
    }

    before = { findings, counts: await eventCounts(data) }
    server.pressCtrlC()
    const ended = await server.ended
    expect(ended).toMatchObject({ code: 0, signal: null })
    // Beside the steps, one line on the import: nothing that a person at a terminal has no use for.
    expect(ended.stderr.trim().split('\n')).toEqual([
      expect.stringContaining('making the database'),
      expect.stringContaining('starting the database'),
      expect.stringContaining(`published cases imported: ${CASES}`),
      expect.stringContaining('closing'),
    ])
    await expectStopped(data, postgres)
  })

  test('finds everything as it was, at once, and ends cleanly when it alone is told to', async () => {
    const began = performance.now()
    const server = serve(data)
    const said = await server.said(READY)
    const readyMs = Math.round(performance.now() - began)
    console.info(`second start: ready after ${readyMs} ms`)
    expect(readyMs).toBeLessThan(15_000)
    const postgres = postgresOf(data)!
    expect(await findingsOf(pickAddress(said), pickToken(said, 'procurator'))).toEqual(before.findings)
    expect(await eventCounts(data)).toEqual(before.counts)
    server.signal('SIGINT')
    const ended = await server.ended
    expect(ended).toMatchObject({ code: 0, signal: null })
    expect(ended.stderr).not.toContain('imported')
    await expectStopped(data, postgres)
  })

  test('started by npm, ends with its database on Ctrl-C', async () => {
    const npm = start('npm', ['start', '--', '--data', data, '--port', '0'])
    await npm.said(READY)
    const postgres = postgresOf(data)!
    npm.pressCtrlC()
    // npm reports Ctrl-C as the signal that it was, or, by version, as an exit code.
    const { code, signal } = await npm.ended
    expect(signal ?? code).toBeOneOf(['SIGINT', 0, 130])
    await expectStopped(data, postgres)
  })

  test('interrupted during its first import, completes it at the next start and doubles nothing', async () => {
    const other = dataFolder()
    const first = serve(other)
    await first.noted('starting the database')
    await until(() => existsSync(join(other, 'sample-begun')))
    await until(async () => total(await eventCounts(other)) > 20)
    const postgres = postgresOf(other)!
    first.pressCtrlC()
    expect(await first.ended).toMatchObject({ code: 0, signal: null, stdout: '' })
    await expectStopped(other, postgres)

    const second = serve(other)
    await second.said(READY)
    expect(withoutFindings(await eventCounts(other))).toEqual(withoutFindings(before.counts))
    second.pressCtrlC()
    const ended = await second.ended
    expect(ended.code).toBe(0)
    expect(ended.stderr).toContain(`published cases imported: ${CASES}`)
  })

  test('interrupted while it makes its database, leaves none running', async () => {
    const other = dataFolder()
    const server = serve(other)
    await server.noted('making the database')
    server.pressCtrlC()
    expect(await server.ended).toMatchObject({ code: 0, signal: null, stdout: '' })
    expect(existsSync(join(other, 'ledger.lock'))).toBe(false)
    expect(postgresOf(other)).toBeUndefined()
  })
})

const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** A finding may be revised when its matter's acts come in two parts; all else comes from the file alone. */
const withoutFindings = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([type]) => !type.startsWith('Finding')))
