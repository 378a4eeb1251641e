import type { ActLine } from '@case-ledger/contracts'
import { normaliseDocumentNumber } from '../../document-number.ts'
import type { Reading } from '../reading.ts'
import type { Write } from '../writer.ts'

const LISTED = /列入(?:市场监督管理)?严重违法失信|列严/
const NOT_YET = /拟列入|未列入|不予列入|移出/

/** 列入严重违法失信名单, where the source says it was done. */
export const listingActs = (reading: Reading, write: Write): ActLine[] => {
  const { file, agencies, dates, prose, caseParty } = reading
  const at = dates.at('listed')
  if (!at && !prose.statements.some((text) => LISTED.test(text) && !NOT_YET.test(text))) return []
  const number = file.admin_penalty?.document_number
  return [
    write('credit-blacklisting.listing.decide', {
      at,
      agency: agencies.who('administrative', 'penalising'),
      data: {
        kind: caseParty.party.kind === 'person' ? 'responsible_person' : 'enterprise',
        party: caseParty.party,
        ...(number === undefined ? {} : { basis: { decision: normaliseDocumentNumber(number).slice(0, 200) } }),
      },
      inferred: ['kind'],
    }),
  ]
}
