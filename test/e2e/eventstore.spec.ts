import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type EventStoreServer, ownEventStore, startEventStore } from '../support/eventstore.ts'
import { schemasOf } from './embedded-store.ts'
import { dataFolder, endAll, ledger, removeFolders, startLedger } from './ledger-process.ts'
import { getJson, type Json, pickAddress, pickToken } from './served.ts'

const READY = 'Ctrl-C'

/** Ids of findings are hashes with a key drawn from it. */
const SECRET = { LEDGER_SECRET: '0'.repeat(64) }

/** What a finding says, without when and where in the ledger that was. */
const gist = (findings: Json[]) => findings.map(({ id, matter, family, status }) => ({ id, matter, family, status }))

const findingsOf = async (said: string) => {
  const { body } = await getJson(`${pickAddress(said)}/supervision/findings`, pickToken(said, 'procurator'))
  return gist((body as { findings: Json[] }).findings)
}

describe.skipIf(!ownEventStore)('on EventStoreDB', { timeout: 120_000 }, () => {
  const data = dataFolder()
  let store: EventStoreServer
  beforeAll(async () => {
    store = await startEventStore('memory')
  })
  afterEach(endAll)
  afterAll(async () => {
    await store?.stop()
    removeFolders()
  })
  const serve = (folder: string, env: Record<string, string> = SECRET) =>
    startLedger(['serve', '--data', folder, '--port', '0'], { env })
  const onEventStore = () => ({ ...SECRET, EVENTSTORE_URL: store.url })

  test('the published cases come to the same findings as on PostgreSQL', async () => {
    const here = serve(data, onEventStore())
    const there = serve(dataFolder())
    const [onStore, onPostgres] = await Promise.all([
      here.said(READY).then(findingsOf),
      there.said(READY).then(findingsOf),
    ])
    expect(onStore.map((finding) => finding.matter)).toEqual(expect.arrayContaining(['C008', 'C053']))
    expect(onStore).toEqual(onPostgres)
    here.pressCtrlC()
    there.pressCtrlC()
    expect(await here.ended).toMatchObject({ code: 0, signal: null })
  })

  test('a second start finds everything as it was and is ready; PostgreSQL holds no ledger', async () => {
    const server = serve(data, onEventStore())
    const said = await server.said(READY)
    expect(await getJson(`${pickAddress(said)}/ready`)).toMatchObject({ status: 200, body: { ready: true } })
    expect(await schemasOf(data)).toEqual(expect.arrayContaining(['projections', 'privacy']))
    expect(await schemasOf(data)).not.toContain('ledger')
    server.pressCtrlC()
    const ended = await server.ended
    expect(ended).toMatchObject({ code: 0, signal: null })
    expect(ended.stderr).not.toContain('imported')
  })

  test('a verb alone catches up with what is there', async () => {
    const { stdout, code } = await ledger(['status', '--json', '--data', data], { env: onEventStore() })
    const { processors, parked } = JSON.parse(stdout) as { processors: Json[]; parked: Json[] }
    expect(code).toBe(0)
    expect(parked).toEqual([])
    expect(processors.length).toBeGreaterThan(0)
  })
})
