import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Principal } from '@case-ledger/access'
import type { EventHeader } from '@case-ledger/contracts'
import { loadSigningKeys, migrateAll, mintToken, systemClock } from '@case-ledger/service-kit'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../support/postgres.ts'
import { endAll, type Running, startService, until } from './ledger-process.ts'
import { getJson, pickAddress, postJson } from './served.ts'

const REGION = '440000/440300'
const REGULATOR = '某市市场监督管理局'
const POLICE = '某市公安局'
const REACTION = 'reaction:open-criminal-case-on-transfer'

describePostgres('two services, each a process of its own, on one database', { timeout: 60_000 }, () => {
  let folder: string
  let database: TestDatabase
  let pool: pg.Pool
  let env: Record<string, string>
  let officer: string
  let head: string
  let police: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'services-e2e-'))
    const key = join(folder, 'key.pem')
    writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    database = await freshDatabase()
    await migrateAll(database.connectionString)
    pool = new pg.Pool({ connectionString: database.connectionString, max: 2 })
    env = {
      DATABASE_URL: database.connectionString,
      LEDGER_SECRET: 'ab'.repeat(32),
      LEDGER_SIGNING_KEY: key,
      LEDGER_REGION: REGION,
      LEDGER_READY_LAG: '0',
      PORT: '0',
    }
    const keys = await loadSigningKeys(key)
    const tokenOf = (who: Pick<Principal, 'agency' | 'agencyKind' | 'roles'>) =>
      mintToken(
        keys.signing,
        { kind: 'user', id: who.roles.join(), region: REGION, level: 'city', ...who },
        { now: systemClock.now(), lifetime: { hours: 1 }, keyId: keys.keyId },
      )
    officer = await tokenOf({ agency: REGULATOR, agencyKind: 'market_regulator', roles: ['case_officer'] })
    head = await tokenOf({ agency: REGULATOR, agencyKind: 'market_regulator', roles: ['head'] })
    police = await tokenOf({ agency: POLICE, agencyKind: 'police', roles: ['case_officer'] })
  })
  afterEach(endAll)
  afterAll(async () => {
    await pool?.end()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const started = async (name: string): Promise<Running & { address: string }> => {
    const service = startService(name, env)
    return { ...service, address: pickAddress(await service.noted('Server listening at')) }
  }
  const kill = async (service: Running) => {
    service.signal('SIGKILL')
    await service.ended
  }

  const dispatch = (address: string, id: string) =>
    postJson(`${address}/referral/transfers/${id}/dispatch`, officer, `dispatch ${id}`, {
      at: '2024-03-08',
      data: {
        kind: 'crime',
        to: POLICE,
        copyTo: '某市人民检察院',
        papers: ['transfer_letter', 'investigation_report', 'goods_list'],
      },
    })
  /** Reported and approved, ready to be sent. */
  const prepared = async (address: string, matter: string): Promise<string> => {
    const report = { matter, at: '2024-03-01', data: { kind: 'crime', team: ['甲', '乙'] } }
    const opened = await postJson(`${address}/referral/transfers`, officer, `report ${matter}`, report)
    expect(opened).toMatchObject({ status: 201, body: { outcome: 'recorded', irregularities: [] } })
    const id = (opened.body.stream as string).replace('transfer-', '')
    const decision = { at: '2024-03-05', data: { approved: true, by: '负责人' } }
    const decided = await postJson(`${address}/referral/transfers/${id}/decide`, head, `decide ${matter}`, decision)
    expect(decided.body).toMatchObject({ outcome: 'recorded', irregularities: [] })
    return id
  }

  const openedCases = async () => {
    const { rows } = await pool.query<{ stream: string; header: Buffer }>(
      "select stream, header from ledger.events where type = 'CriminalCaseOpened' order by position",
    )
    return rows.map(({ stream, header }) => ({ stream, header: JSON.parse(header.toString()) as EventHeader }))
  }
  /** The reaction has looked at everything there is, its own events as well. */
  const reacted = () =>
    until(async () => {
      const { rows } = await pool.query<{ done: boolean }>(
        'select position >= (select last_position from ledger.head) as done from projections.checkpoints where processor = $1',
        [REACTION],
      )
      return rows[0]?.done === true
    })

  test('one reacts to what the other recorded while it was killed, once', async () => {
    const referral = await started('referral')
    const linkage = await started('judicial-linkage')
    const id = await prepared(referral.address, 'M1')
    await reacted()
    await kill(linkage)

    const sent = await dispatch(referral.address, id)
    expect(sent).toMatchObject({ status: 200, body: { outcome: 'recorded', irregularities: [] } })
    expect(await openedCases()).toEqual([])
    // It answers for its own work, not for the other's.
    await until(async () => (await getJson(`${referral.address}/ready`)).status === 200)

    const again = await started('judicial-linkage')
    await until(async () => (await openedCases()).length > 0)
    await reacted()
    const [opened, ...more] = await openedCases()
    expect(more).toEqual([])
    expect(opened!.header).toMatchObject({
      matter: 'M1',
      on: `transfer-${id}`,
      agency: POLICE,
      causationId: (sent.body.eventIds as string[])[0],
      actor: { kind: 'service', id: 'service:judicial-linkage' },
    })
    const criminalCase = opened!.stream.replace('criminalCase-', '')
    const read = await getJson(`${again.address}/judicial-linkage/criminal-cases/${criminalCase}`, police)
    expect(read).toMatchObject({ status: 200, body: { matter: 'M1', revision: 0 } })

    expect(await dispatch(referral.address, id)).toMatchObject({ status: 200, body: { outcome: 'known' } })
    await reacted()
    expect(await openedCases()).toHaveLength(1)
  })

  test('killed again and again while it reacts, it opens one case for each transfer', async () => {
    const referral = await started('referral')
    const matters = Array.from({ length: 12 }, (_, n) => `K${n}`)
    const before = (await openedCases()).length
    const ids = await Promise.all(matters.map((matter) => prepared(referral.address, matter)))
    await Promise.all(ids.map((id) => dispatch(referral.address, id)))
    for (let opened = before; opened < before + matters.length; opened = (await openedCases()).length) {
      const linkage = await started('judicial-linkage')
      await until(async () => (await openedCases()).length > opened)
      await kill(linkage)
    }
    await started('judicial-linkage')
    await reacted()
    const cases = (await openedCases()).slice(before)
    expect(cases.map(({ header }) => header.on).sort()).toEqual(ids.map((id) => `transfer-${id}`).sort())
  })

  test('ends cleanly on SIGTERM', async () => {
    const referral = await started('referral')
    referral.signal('SIGTERM')
    expect(await referral.ended).toMatchObject({ code: 0, signal: null })
  })
})
