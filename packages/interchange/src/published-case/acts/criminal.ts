import type { ActLine } from '@case-ledger/contracts'
import { lookup } from '../../lookup.ts'
import { readDate } from '../dates.ts'
import { redact } from '../names.ts'
import { NUMERAL, smallNumber } from '../prose.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'
import type { Said, Write } from '../writer.ts'
import { suspectsOf } from './suspects.ts'

const ARRESTED = /批捕|逮捕/
const APPROVED = /批准逮捕|批捕/
const DETAINED = /刑拘|刑事拘留|刑事强制措施/
const SENT = /移送[^，。、]{0,8}起诉|移送[^，。、]{0,6}检察院审查/
/** The kind is taken from words only; where there are none, or of two kinds, it stays unstated. */
const NON_PROSECUTION = [
  ['discretionary', /相对不起诉|酌定不起诉|微罪不起诉|情节(?:较|比较)?轻|不需(?:要)?判处刑罚/],
  ['insufficient_evidence', /存疑不起诉|证据不足不起诉/],
  ['conditional', /附条件不起诉/],
  ['statutory', /绝对不起诉|法定不起诉|情节显著轻微/],
] as const
/** Number of a criminal first instance: its year is that in which the court took the case. */
const DOCKET = /[（(](\d{4})[)）][^，。（(]{1,8}刑初/
const VERDICTS = { convicted: 'guilty', acquitted: 'acquitted' } as const
const PARTLY_JUDGED = new RegExp(`(${NUMERAL})(?:名[^，。、]{0,3}|人)(?:已?被)?判|(${NUMERAL})名主犯`)
const FINE = /罚金(\d{1,9}(?:\.\d+)?)(万)?元/g

/** The one fine a sentence names, in fen. */
const criminalFineOf = (sentence: string): number | undefined => {
  const [one, ...others] = [...sentence.matchAll(FINE)]
  if (!one || others.length > 0 || sentence.includes('至')) return undefined
  return Math.round(Number(one[1]) * (one[2] ? 1_000_000 : 100))
}

const judgmentOf = ({ file }: Reading, verdict: string, alone: boolean): Record<string, unknown> => {
  const sentence = file.criminal?.sentence ?? ''
  const partly = PARTLY_JUDGED.exec(sentence)
  const heads = smallNumber(partly?.[1] ?? partly?.[2] ?? '')
  const fine = alone ? criminalFineOf(sentence) : undefined
  return {
    verdict,
    ...(sentence === '' ? {} : { sentence: redact(sentence, file.party?.name).slice(0, 500) }),
    ...(fine === undefined ? {} : { criminalFine: fine }),
    ...(heads === undefined || heads < 1 ? {} : { heads }),
  }
}

/** The criminal side of a case, step by step, as far as the source tells of it. */
export const criminalActs = (reading: Reading, sheets: readonly PartySheet[], write: Write): ActLine[] => {
  const { file, agencies, dates, prose, route, tagged } = reading
  const criminal = file.criminal
  const notProsecuted = criminal?.not_prosecuted === true || file.outcome?.startsWith('not_prosecuted') === true
  const verdict = lookup(VERDICTS, file.outcome)
  const prosecuted = verdict !== undefined || file.outcome === 'prosecuted' || dates.at('indicted') !== undefined
  const began = criminal?.filed === true || criminal?.transferred === true || notProsecuted || prosecuted
  if (!began && route !== 'police_first') return []

  const suspects = suspectsOf(reading, sheets)
  const police = agencies.who('police', 'police')
  // `penalty_then_criminal` says that the police came later and on their own, where no transfer is told of
  const ownWay = file.outcome === 'penalty_then_criminal' && criminal?.transferred !== true
  const open = route === undefined || route === 'not_stated'
  const told = [...prose.events, ...agencies.all.map(({ role }) => role)]
  const says = (words: RegExp) => told.some((text) => words.test(text))
  const acts: ActLine[] = []
  const step = (verb: string, said: Said) => acts.push(write(`judicial-linkage.criminalCase.${verb}`, said))
  const each = (verb: string, said: Said) => {
    for (const { party, offences } of suspects) step(verb, { ...said, data: { party, offences, ...said.data } })
  }

  step('open', {
    agency: police,
    data: {
      route: open && ownWay ? 'parallel' : (route ?? 'not_stated'),
      ...(criminal?.transferred === true ? { from: agencies.who('administrative', 'transferring') } : {}),
      suspects: suspects.map(({ party }) => party),
    },
    inferred: criminal?.route === undefined || (open && ownWay) ? ['route'] : [],
  })
  if (dates.at('accepted')) step('accept', { at: dates.at('accepted'), agency: police, data: {} })
  if (criminal?.filed === true || dates.at('policeFiled'))
    each('file', { at: dates.at('policeFiled'), agency: police, data: {} })
  if (dates.at('detained') || says(DETAINED))
    each('arrest', { at: dates.at('detained'), agency: police, data: { detention: true } })
  if (dates.at('arrested') || says(ARRESTED)) {
    const agency = agencies.who('procuratorate', 'arrest')
    each('arrest', { at: dates.at('arrested'), agency, data: says(APPROVED) ? { approved: true } : {} })
  }
  if (dates.at('sentForProsecution') || says(SENT))
    each('prosecute', { at: dates.at('sentForProsecution'), agency: police, data: { stage: 'sent_for_prosecution' } })
  if (prosecuted) {
    const docket = told.map((text) => DOCKET.exec(text)?.[1]).find((year) => year !== undefined)
    each('prosecute', {
      at: dates.at('indicted') ?? (docket === undefined ? undefined : readDate(docket)),
      agency: agencies.who('procuratorate', 'prosecution'),
      data: { stage: 'prosecuted' },
      inferred: docket === undefined || dates.at('indicted') ? [] : ['at'],
    })
  }
  if (notProsecuted) {
    const kinds = NON_PROSECUTION.filter(([, words]) => says(words)).map(([kind]) => kind)
    each('decideNonProsecution', {
      at: dates.at('notProsecuted'),
      agency: agencies.who('procuratorate', 'nonProsecution'),
      data: { kind: kinds.length === 1 ? kinds[0] : 'unstated' },
      inferred: ['kind'],
    })
  }
  if (verdict)
    for (const { party, offences, presumed } of suspects) {
      const unnamed = offences.length === 0 && verdict === 'guilty'
      step('judge', {
        at: dates.at('judged'),
        agency: agencies.who('court', 'judgment'),
        data: {
          party,
          offences: unnamed ? presumed : offences,
          ...judgmentOf(reading, verdict, suspects.length === 1),
        },
        inferred: unnamed && presumed.length > 0 ? ['offences'] : [],
      })
    }
  const returned = ['police_returned_to_admin', 'police_then_admin']
  if (returned.includes(criminal?.route ?? '') || tagged(...returned))
    step('returnToAgency', {
      at: dates.at('returned'),
      agency: police,
      data: {
        to: agencies.who('administrative', 'receivingOpinion'),
        ...(dates.at('goodsHandedOver') ? { goodsToo: true } : {}),
      },
    })
  return acts
}
