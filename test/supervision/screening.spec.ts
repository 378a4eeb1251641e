import type { Principal } from '@case-ledger/access'
import { module as intake } from '@case-ledger/intake'
import { module as judicialLinkage } from '@case-ledger/judicial-linkage'
import { module as referral } from '@case-ledger/referral'
import { loadRulebook } from '@case-ledger/rulebook'
import { testPrincipal } from '@case-ledger/service-kit/testing/memory'
import { createQueries, module as supervision } from '@case-ledger/supervision'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testLedgerDatabase } from '../../packages/service-kit/src/testing/test-app.ts'
import { describePostgres } from '../support/postgres.ts'

const REGULATOR = '某市市场监督管理局'
const operator = testPrincipal({ kind: 'import', id: 'operator', roles: ['operator'] })
const procurator = testPrincipal({ agency: '某市人民检察院', agencyKind: 'procuratorate', roles: ['criminal_section'] })

/** A seller of counterfeits whose sales are three times the line of 214 in 2018. */
const SALES = {
  right: 'goods_mark',
  roles: ['seller'],
  amounts: [{ basis: 'sales', value: 15_000_000 }],
  conduct: { from: { value: '2018-01-01', precision: 'day' }, to: { value: '2018-05-01', precision: 'day' } },
}

describePostgres('screening, from act to finding', () => {
  let database: Awaited<ReturnType<typeof testLedgerDatabase>>
  let app: Awaited<ReturnType<typeof database.start>>
  let commands = 0
  beforeAll(async () => {
    database = await testLedgerDatabase()
    app = await database.start([intake, referral, judicialLinkage, supervision], {
      rulebookDigest: loadRulebook().digest,
    })
    await app.processors.start()
  })
  afterAll(async () => {
    await app?.close()
    await database?.drop()
  })

  const reported = (matter: string, act: string, data: Record<string, unknown>, at = '2018-06-01', more: object = {}) =>
    app.handler.submit({
      ...{ matter, act, data, at, agency: REGULATOR, mode: 'report', principal: operator, commandId: `c${++commands}` },
      provenance: { kind: 'paper_file', source: '案卷' },
      ...more,
    })
  const findings = async (matter: string) => {
    await app.processors.settle(30_000)
    const rows = await createQueries(app.parts.reader).findings()
    return rows.filter((row) => row.matter === matter)
  }
  const fined = async (matter: string, party: object, sheet: object = SALES, at = '2018-06-01') => {
    await reported(matter, 'intake.case.file', { parties: [party] }, at)
    await reported(matter, 'intake.case.findFacts', { party, sheet }, at)
    await reported(
      matter,
      'intake.case.penalise',
      { party, fine: 10_000_000, kinds: ['fine'], documentNumber: `${matter}号` },
      at,
    )
  }
  const shop = { kind: 'company', name: '某商行' }

  test('a fine over the line and silence raise a question; a transfer that turns up clears it by itself', async () => {
    await fined('S1', shop)
    const [raised] = await findings('S1')
    expect(raised).toMatchObject({
      family: 'SIG-01',
      status: 'open',
      state: { latest: { grade: 'ask', offence: '214' } },
    })

    await reported('S1', 'referral.transfer.report', { kind: 'crime' }, '2018-05-20')
    await reported('S1', 'referral.transfer.dispatch', { kind: 'crime', to: '某市公安局' }, '2018-05-21')
    expect(await findings('S1')).toMatchObject([{ finding: raised?.finding, status: 'cleared' }])
  })

  test('a matter below the line raises nothing', async () => {
    await fined('S2', shop, { ...SALES, amounts: [{ basis: 'sales', value: 100_000 }] })
    expect(await findings('S2')).toEqual([])
  })

  test('a person closes it with a code and a reason; only changed facts open it again', async () => {
    await fined('S3', shop)
    const [raised] = await findings('S3')
    const stream = raised?.stream ?? ''
    const close = (principal: Principal, commandId: string) =>
      app.handler.submit({
        ...{
          act: 'supervision.finding.close',
          stream,
          at: '2026-03-02',
          mode: 'perform',
          agency: principal.agency,
          principal,
          commandId,
        },
        data: { code: 'element_missing', reason: '不明知', by: principal.id },
      })
    await expect(close(testPrincipal(), 'close-by-officer')).rejects.toMatchObject({ code: 'auth.forbidden' })
    await close(procurator, 'close-by-procurator')
    expect(await findings('S3')).toMatchObject([{ status: 'closed', state: { closed: { code: 'element_missing' } } }])

    await reported('S3', 'intake.lead.register', { kind: 'report' })
    expect(await findings('S3')).toMatchObject([{ status: 'closed' }])
    await reported('S3', 'intake.case.findFacts', { party: shop, sheet: { ...SALES, elements: { knowing: 'yes' } } })
    expect(await findings('S3')).toMatchObject([{ finding: raised?.finding, status: 'open' }])
  })

  test('an earlier penalty of the same registered code in another matter is a question, a like name is not', async () => {
    const coded = { ...shop, creditCode: '91110000101623741K' }
    const small = { ...SALES, amounts: [{ basis: 'sales', value: 100_000 }], conduct: {} }
    await fined('S4', coded, small, '2025-06-01')
    await fined('S5', coded, small, '2026-02-01')
    await fined('S6', shop, small, '2026-02-01')
    expect(await findings('S5')).toMatchObject([{ family: 'SIG-22', status: 'open' }])
    expect([...(await findings('S4')), ...(await findings('S6'))]).toEqual([])
  })

  test('the read model built again from nothing is the same', async () => {
    await app.processors.settle(30_000)
    const before = await app.processors.digest('matter-files')
    await app.processors.rebuild('matter-files')
    expect(await app.processors.digest('matter-files')).toBe(before)
  })

  test('findings hold no name', async () => {
    const rows = await createQueries(app.parts.reader).findings()
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toContain('某商行')
  })
})
