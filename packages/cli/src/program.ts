import { parseWhen } from '@case-ledger/contracts'
import { type Config, interruptible, readConfig } from '@case-ledger/service-kit'
import { Command, InvalidArgumentError } from 'commander'
import { createOutput, type Output } from './output.ts'
import { openSession, type Session } from './session.ts'
import { assessVerb } from './verbs/assess.ts'
import { type BenchOptions, benchVerb } from './verbs/bench.ts'
import { type CopyOptions, copyVerb } from './verbs/copy.ts'
import { findingsVerb } from './verbs/findings.ts'
import { importVerb } from './verbs/import.ts'
import { matterVerb } from './verbs/matter.ts'
import { migrateVerb } from './verbs/migrate.ts'
import { rebuildVerb, replayVerb } from './verbs/replay.ts'
import { resealVerb } from './verbs/reseal.ts'
import { rulesCheckVerb, rulesExplainVerb, rulesListVerb } from './verbs/rules.ts'
import { serveVerb } from './verbs/serve.ts'
import { statusVerb } from './verbs/status.ts'

/** As shells count a program that SIGINT ended. */
const INTERRUPTED = 130

/** Whoever sits at a terminal reads the answer, not the log. */
const DEFAULTS = { logLevel: 'warn' }

type Common = { data?: string; json?: boolean; port?: string; host?: string }

/** The command line. Options common to all verbs may stand before or after the verb. */
export const createProgram = (setExitCode: (code: number) => void): Command => {
  const program = new Command('ledger')
  program
    .description(
      '案件账本：知识产权行政执法与刑事司法衔接\ncase-ledger: transfer of suspected IP crimes, on an event-sourced ledger',
    )
    .helpOption('-h, --help', '帮助 help')
    .helpCommand('help [verb]', '某命令的帮助 help on a verb')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('（加 --help 查看用法 add --help for usage）')
  withCommon(program)

  /** Runs a verb on an opened system and closes it, whatever happens. */
  const inSession = async (
    command: Command,
    work: (session: Session, output: Output) => Promise<unknown>,
  ): Promise<void> => {
    const { config, output } = settings(command)
    const ended = await interruptible(
      () => openSession(config),
      async (session) => {
        try {
          await work(session, output)
        } finally {
          await session.othersDone(() => output.note('等待其他程序 waiting for another process'))
        }
      },
      (session) => session.close(),
    )
    if (ended === 'interrupted') setExitCode(INTERRUPTED)
  }
  const verb = (name: string, description: string) => withCommon(program.command(name).description(description))

  verb('serve', '启动全部服务 run every service in one process')
    .option('--port <n>', '端口，0为任意 port, 0 = any')
    .option('--host <address>', '监听地址 address to listen on')
    .option('--no-sample', '账本为空时不导入样例 do not import the sample into an empty ledger')
    .action(async (options: { sample: boolean }, command: Command) => {
      const { config, output } = settings(command)
      await serveVerb(config, options, output)
    })
  verb('migrate', '升级数据库结构 bring the schemas forward').action(async (_options, command: Command) => {
    const { config, output } = settings(command)
    await migrateVerb(config, output)
  })
  verb('copy', '将整个账本复制到另一空库并验证一致 copy a whole ledger into an empty store and prove both equal')
    .requiredOption('--from <url>', 'postgres:// 或 or esdb://')
    .requiredOption('--to <url>', 'postgres:// 或 or esdb://')
    .action((options: CopyOptions, command: Command) => copyVerb(options, settings(command).output))
  verb(
    'reseal',
    '恢复备份后执行一次：检查账本完整并换新标识 once after a restore: check that the ledger is whole, new incarnation',
  ).action(async (_options, command: Command) => {
    const { config, output } = settings(command)
    await resealVerb(config, output)
  })
  verb('import', '导入行为文件或公开案例文件 import an acts file or a published-case file')
    .argument('<file>', '*.jsonl')
    .action((file: string, _options, command: Command) =>
      inSession(command, async (session, output) => setExitCode((await importVerb(file, session, output)) ? 0 : 1)),
    )
  verb('assess', '按规则判断数额与要件 assess number and elements by the rulebook')
    .option('--matter <id>', '只看一个案件链 one matter only')
    .action((options: { matter?: string }, command: Command) =>
      inSession(command, (session, output) => assessVerb(options.matter, session, output)),
    )
  verb('findings', '监督线索 findings to verify')
    .option('--html <file>', '写出清单和核查表 write worklist and sheets as one page')
    .option('--all', '包括已消除、已办结的 also those cleared or closed')
    .action((options: { html?: string; all?: boolean }, command: Command) =>
      inSession(command, (session, output) => findingsVerb(options, session, output)),
    )
  verb('matter', '一个案件链的经过 what is recorded of a matter')
    .argument('<id>', '案件链编号 matter')
    .option('--as-of <date>', '截至该日已发生的 what had happened by that day', day)
    .option('--known-at <date>', '截至该日已入账的 what was recorded by that day', day)
    .action((id: string, options: { asOf?: string; knownAt?: string }, command: Command) =>
      inSession(command, (session, output) => matterVerb(id, options, session, output)),
    )
  verb('status', '是否就绪、处理器、搁置与拒绝 readiness, processors, parked events, refused commands').action(
    (_options, command: Command) =>
      inSession(command, async (session, output) =>
        setExitCode((await statusVerb(session, settings(command).config, output)) ? 0 : 1),
      ),
  )
  verb('replay', '重新处理被搁置的事件 handle again what was set aside')
    .argument('<processor>', '处理器 as `ledger status` names it')
    .argument('<partition>', '分区（案件链） as `ledger status --json` names it')
    .action((processor: string, partition: string, _options, command: Command) =>
      inSession(command, (session, output) => replayVerb(processor, partition, session, output)),
    )
  verb('rebuild', '重建读模型 build a projection anew beside the live one')
    .argument('<projection>', '名称，不含版本 its name without version')
    .action((projection: string, _options, command: Command) =>
      inSession(command, (session, output) => rebuildVerb(projection, session, output)),
    )
  verb('bench', '测速 measure this ledger beside others')
    .option('--quick', '几秒钟 seconds instead of minutes')
    .option('--only <word>', '只测名称含此词的 only what has this word in its name')
    .option('--long <events>', '另测已有这么多事件的账本 also a ledger that holds so many events')
    .action(async (options: BenchOptions, command: Command) =>
      setExitCode(await benchVerb(options, settings(command).output.json)),
    )
  const rules = verb('rules', '规则库 the rulebook')
  const ruleVerb = (name: string, description: string) => withCommon(rules.command(name).description(description))
  ruleVerb('list', '计数及不能计算的规则与原因 counts, and what cannot be computed and why').action(
    (_options, command: Command) => rulesListVerb(settings(command).output),
  )
  ruleVerb('explain', '一条规则的来源、版本与用法 one rule: source, versions, how it reads')
    .argument('<id>')
    .action((id: string, _options, command: Command) => rulesExplainVerb(id, settings(command).output))
  ruleVerb('check', '事实文件的判断，不写账本 verdicts on a file of facts, without a ledger')
    .argument('<file>', 'JSON，- 为标准输入 - = standard input')
    .action((file: string, _options, command: Command) => rulesCheckVerb(file, settings(command).output))
  return program
}

const withCommon = (command: Command): Command =>
  command
    .option('--data <dir>', '内置数据库的目录 folder of the embedded store')
    .option('--json', '只输出一个JSON文档 print one JSON document and nothing else')

const settings = (command: Command): { config: Config; output: Output } => {
  // A verb's own value wins over one given before the verb.
  const { data, json, port, host } = { ...command.optsWithGlobals<Common>(), ...own(command) }
  return { config: readConfig({ data, port, host }, undefined, DEFAULTS), output: createOutput(json === true) }
}

const own = (command: Command): Common =>
  Object.fromEntries(Object.entries(command.opts<Common>()).filter(([, v]) => v !== undefined))

const day = (text: string): string => {
  if (parseWhen(text)?.precision !== 'day') throw new InvalidArgumentError('YYYY-MM-DD')
  return text
}
