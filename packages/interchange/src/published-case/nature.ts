import { cameBefore, type DateKey } from './dates.ts'
import { eventIndex } from './prose.ts'
import type { Reading } from './reading.ts'

export type Nature = 'administrative' | 'civil' | 'public_interest' | 'criminal_first'

const CRIMINAL_DATES: readonly DateKey[] = [
  'policeFiled',
  'detained',
  'arrested',
  'sentForProsecution',
  'indicted',
  'notProsecuted',
  'judged',
]
const PENALTY = /处罚|罚款|罚没|责令改正|行政处理/
const CRIMINAL = /公安|警方|派出所|刑拘|逮捕|刑事|批捕|立案侦查|起诉/

/** Whether the agency had decided before anything criminal began: by dates, else by the order of the steps. */
const penaltyFirst = ({ file, dates, prose }: Reading): boolean => {
  const criminal = CRIMINAL_DATES.map((key) => dates.at(key))
  const decided = dates.at('penalised') ?? dates.at('noPenalty')
  if (decided && criminal.some((when) => when !== undefined)) return cameBefore(decided, criminal)
  if (file.outcome === 'penalty_then_criminal' || file.outcome === 'supervised_filing') return true
  // an earlier penalty that a step recalls is not this one
  const penalty = prose.events.findIndex((event) => PENALTY.test(event) && !/曾/.test(event))
  const police = eventIndex(prose, CRIMINAL)
  return penalty !== -1 && police !== -1 && penalty < police
}

const WITHHELD_ROUTES = ['admin_transfer', 'procuratorate_supervision', 'procuratorate_advised', 'parallel']

/** Whether the police or the procuratorate had the matter before the agency decided, so that nothing could be withheld from them. */
const criminalFirst = (reading: Reading): boolean => {
  const { file, route, tagged } = reading
  const criminal = file.criminal
  if (criminal?.transferred === true) return false
  if (route === 'police_first') return true
  if (route !== undefined && WITHHELD_ROUTES.includes(route)) return false
  const touched =
    criminal?.filed === true || criminal?.not_prosecuted === true || file.outcome?.startsWith('not_prosecuted')
  // a plain statement that it ended with the agency's fine outweighs a label
  if (!touched && file.outcome === 'penalty_only' && criminal?.transferred_basis === 'stated') return false
  if (!touched && !tagged('police_first', 'police_returned_to_admin', 'police_then_admin')) return false
  return !penaltyFirst(reading)
}

/** What kind of matter it is: a civil or public-interest suit without an administrative decision is entered for reference only. */
export const natureOf = (reading: Reading): Nature => {
  const { file, tagged } = reading
  const decided = file.admin_penalty !== undefined
  const criminal =
    file.criminal?.filed === true || file.criminal?.charge !== undefined || file.criminal?.transferred === true
  if (!decided && !criminal) {
    if (tagged('public_interest_litigation')) return 'public_interest'
    if (file.outcome === 'civil' || tagged('civil')) return 'civil'
  }
  return criminalFirst(reading) ? 'criminal_first' : 'administrative'
}
