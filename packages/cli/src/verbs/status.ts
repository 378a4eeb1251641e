import { listParked, listRefusals } from '@case-ledger/projections'
import type { Config, ReadyCheck } from '@case-ledger/service-kit'
import { type Output, table } from '../output.ts'
import type { Session } from '../session.ts'

/**
 * Whether the system can do its work, and why not; where every processor stands, what was parked and which commands of
 * reactions were refused. True when ready, by the same conditions as `/ready`.
 */
export const statusVerb = async (
  { app, pool }: Session,
  { readyLag, readyParked }: Pick<Config, 'readyLag' | 'readyParked'>,
  output: Output,
): Promise<boolean> => {
  const [checks, processors, parked, refusals, incarnation] = await Promise.all([
    app.ready({ maxLag: readyLag, maxParked: readyParked }),
    app.processors.status(),
    listParked(pool),
    listRefusals(pool),
    app.ledger.incarnation(),
  ])
  const ready = checks.every((check) => check.ok)
  output.answer({ ready, checks, incarnation, processors, parked, refusals }, () =>
    [
      ...readyText(ready, checks),
      `账本 ledger ${incarnation}`,
      table(
        HEAD,
        processors.map((p) => [
          p.processor,
          p.checkpoint,
          p.head,
          p.lag,
          p.parked,
          p.refused,
          p.owner ?? '',
          p.fault ?? '',
        ]),
      ),
      ...parked
        .filter((one) => one.fault !== null)
        .map(
          (one) =>
            `搁置 set aside: ${one.processor} ${one.partition} ${one.type} ${one.fault} (position ${one.position})`,
        ),
      ...refusals.map((r) => `拒绝 refused: ${r.reaction} ${r.act} ${r.code} (event ${r.eventId})`),
    ].join('\n'),
  )
  return ready
}

const HEAD = [
  '处理器 processor',
  '已到 checkpoint',
  '末尾 head',
  '落后 lag',
  '搁置 parked',
  '拒绝 refused',
  '处理者 owner',
  '故障 fault',
]

const readyText = (ready: boolean, checks: readonly ReadyCheck[]): string[] => [
  ready ? '就绪 ready' : '未就绪 not ready',
  ...checks.filter((check) => !check.ok).map(({ name, detail }) => `  ${name}: ${detail ?? ''}`),
]
