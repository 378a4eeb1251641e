import { LedgerError } from '@case-ledger/contracts'
import {
  type Config,
  forever,
  interruptible,
  listen,
  loadSigningKeys,
  loadVerifyingKeys,
  mintToken,
  systemClock,
  throwAwayKeys,
  tokenVerifier,
  type VerifyToken,
} from '@case-ledger/service-kit'
import { demoPrincipals } from '../demo-principals.ts'
import { findingsText } from '../findings-text.ts'
import type { Output } from '../output.ts'
import { importSample } from '../sample.ts'
import { openSession, type Session } from '../session.ts'
import { readFindings } from './findings.ts'

export type ServeOptions = { sample: boolean }

const STEPS = {
  creating: '新建数据库 making the database',
  starting: '启动数据库 starting the database',
  adopting: '接管已运行的数据库 taking over the running database',
  attaching: '连接已运行的数据库 joining the running database',
  waiting: '等待其他程序 waiting for another process',
} as const

/** Every service in one process. Stays up until Ctrl-C; a second start finds everything as it was. */
export const serveVerb = async (config: Config, { sample }: ServeOptions, output: Output): Promise<void> => {
  const keys = await tokenKeys(config)
  const open = async () => {
    const session = await openSession(config, (step) => output.note(STEPS[step]))
    const server = await session.app.server({
      verify: keys.verify,
      maxLag: config.readyLag,
      maxParked: config.readyParked,
    })
    return { session, server }
  }
  const bringUp = async ({ session, server }: Opened) => {
    requireOwn(session, config)
    const address = await listen(server, config)
    if (sample) await importSample(session, config, output)
    const findings = await readFindings(session)
    const tokens = await keys.mint(config.region)
    output.answer(
      { address, docs: `${address}/docs`, tokens },
      () => `${findingsText(findings)}\n${welcome(address, tokens, config)}`,
    )
    return forever()
  }
  await interruptible(open, bringUp, async ({ session, server }) => {
    output.note('正在关闭 closing')
    await server.close()
    await session.close()
  })
}

type Opened = { session: Session; server: Awaited<ReturnType<Session['app']['server']>> }

/** On another program's database a server would end with it. */
const requireOwn = ({ attached }: Session, { data }: Config): void => {
  if (attached) throw new LedgerError('run.data_in_use', { detail: `${data}: it runs already` })
}

type Tokens = { label: string; token: string }[]
const HOURS = 12

/** Keys of one's own from files; without them a throw-away pair, with a ready token per role. */
const tokenKeys = async (
  config: Config,
): Promise<{ verify: VerifyToken; mint: (region: string) => Promise<Tokens> }> => {
  if (config.signingKey === undefined && config.tokenKeys !== undefined) {
    return { verify: tokenVerifier(await loadVerifyingKeys(config.tokenKeys), systemClock.now), mint: async () => [] }
  }
  if (config.signingKey !== undefined) {
    return {
      verify: tokenVerifier((await loadSigningKeys(config.signingKey)).verifying, systemClock.now),
      mint: async () => [],
    }
  }
  const keys = await throwAwayKeys()
  const options = { now: systemClock.now(), lifetime: { hours: HOURS }, keyId: keys.keyId }
  return {
    verify: tokenVerifier(keys.verifying, systemClock.now),
    mint: (region) =>
      Promise.all(
        demoPrincipals(region).map(async ({ label, principal }) => ({
          label,
          token: await mintToken(keys.signing, principal, options),
        })),
      ),
  }
}

const welcome = (address: string, tokens: Tokens, config: Config): string =>
  [
    `案件账本已就绪 case-ledger is ready`,
    `  接口 API       ${address}`,
    `  文档 docs      ${address}/docs`,
    `  数据 data      ${config.databaseUrl ? 'DATABASE_URL' : config.data}`,
    ...(tokens.length > 0 ? [`  令牌 tokens，本次运行有效 valid for this run, ${HOURS} h:`] : []),
    ...tokens.map((t) => `    ${t.label}\n      ${t.token}`),
    '  按 Ctrl-C 停止 Ctrl-C stops it',
  ].join('\n')
