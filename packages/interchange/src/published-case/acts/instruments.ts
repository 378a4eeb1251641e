import type { ActLine } from '@case-ledger/contracts'
import { normaliseDocumentNumber } from '../../document-number.ts'
import type { Reading } from '../reading.ts'
import type { Write } from '../writer.ts'

const NUMBER = /检察意见书[（(]?([\p{L}]{2,20}[〔[［【]\d{4}[〕\]］】]第?\d+号)/u
const REPLIED = /回复检察|回告|告知书|书面回复/

/** The opinion that a non-prosecuted case be punished administratively 检察意见, and what became of it. */
export const opinionActs = (reading: Reading, write: Write): { before: ActLine[]; after: ActLine[] } => {
  const { file, agencies, dates, prose } = reading
  if (file.criminal?.supervision_kind !== 'procuratorial_opinion_to_admin') return { before: [], after: [] }
  const on = 'reverse_opinion'
  const agency = agencies.who('procuratorate', 'opinion')
  const to = agencies.who('administrative', 'receivingOpinion')
  const number = file.agencies.map(({ role }) => NUMBER.exec(role ?? '')?.[1]).find((found) => found !== undefined)
  const copyTo = agencies.all
    .filter(({ role, id }) => /抄送/.test(role) && id !== to && id !== agency)
    .map(({ id }) => id)
    .slice(0, 20)
  const told = prose.events.concat(file.agencies.map(({ role }) => role ?? ''))
  const says = (words: RegExp) => told.some((text) => words.test(text))
  const served = dates.at('opinionReceived')
  const penalised = file.outcome === 'not_prosecuted_then_penalty'
  return {
    before: [
      write('judicial-linkage.instrument.issue', {
        at: dates.at('opinion') ?? dates.at('returned'),
        agency,
        on,
        data: {
          kind: 'reverse_opinion',
          to,
          copyTo,
          ...(number ? { documentNumber: normaliseDocumentNumber(number) } : {}),
        },
        inferred: says(/检察意见/) ? [] : ['criminal.supervision_kind'],
      }),
      ...(served ? [write('judicial-linkage.instrument.serve', { at: served, agency, on, data: { on: to } })] : []),
    ],
    after: [
      ...(says(/采纳/)
        ? [write('judicial-linkage.instrument.adopt', { agency: to, on, data: { adopted: true } })]
        : []),
      ...(says(REPLIED) ? [write('judicial-linkage.instrument.reply', { agency: to, on, data: { by: to } })] : []),
      ...(penalised
        ? [
            write('judicial-linkage.instrument.recordOutcome', {
              at: dates.at('penalised'),
              agency,
              on,
              data: { outcome: 'penalised' },
            }),
          ]
        : []),
    ],
  }
}

/** The proposal that an agency transfer 建议移送, which comes before the transfer. */
export const proposalActs = (reading: Reading, write: Write): ActLine[] => {
  const { file, agencies, dates, route, tagged } = reading
  if (route !== 'procuratorate_advised' && !tagged('procuratorate_advised_transfer')) return []
  const on = 'proposal_to_transfer'
  const agency = agencies.who('procuratorate', 'supervision')
  return [
    write('judicial-linkage.instrument.issue', {
      at: dates.at('proposal'),
      agency,
      on,
      data: { kind: 'proposal_to_transfer', to: agencies.who('administrative', 'transferring') },
    }),
    ...(file.criminal?.transferred === true
      ? [write('judicial-linkage.instrument.recordOutcome', { agency, on, data: { outcome: 'transferred' } })]
      : []),
  ]
}

/** A recommendation 检察建议 to the agency in charge; never about one accusation. */
export const recommendationActs = ({ agencies, prose, file }: Reading, write: Write): ActLine[] => {
  const told = prose.events.concat(file.agencies.map(({ role }) => role ?? ''))
  if (!told.some((text) => /检察建议/.test(text))) return []
  const agency = agencies.who('procuratorate', 'recommendation')
  return [
    write('judicial-linkage.instrument.issue', {
      agency,
      on: 'recommendation',
      data: { kind: 'recommendation', to: agencies.who('administrative') },
    }),
  ]
}
