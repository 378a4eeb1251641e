import { listParked, listRefusals } from '@case-ledger/projections'
import { type Output, table } from '../output.ts'
import type { Session } from '../session.ts'

/** Where every processor stands, what was parked and which commands of reactions were refused. */
export const statusVerb = async (session: Session, output: Output): Promise<void> => {
  const { app, pool } = session
  const [processors, parked, refusals, incarnation] = await Promise.all([
    app.processors.status(),
    listParked(pool),
    listRefusals(pool),
    app.ledger.incarnation(),
  ])
  output.answer({ incarnation, processors, parked, refusals }, () =>
    [
      `账本 ledger ${incarnation}`,
      table(
        ['处理器 processor', '已到 checkpoint', '末尾 head', '落后 lag', '搁置 parked', '拒绝 refused', '故障 fault'],
        processors.map((p) => [p.processor, p.checkpoint, p.head, p.lag, p.parked, p.refused, p.fault ?? '']),
      ),
      ...refusals.map((r) => `拒绝 refused: ${r.reaction} ${r.act} ${r.code} (event ${r.eventId})`),
    ].join('\n'),
  )
}
