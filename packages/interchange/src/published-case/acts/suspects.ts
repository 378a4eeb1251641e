import type { Party } from '@case-ledger/contracts'
import { partyOf } from '../party.ts'
import { NUMERAL, smallNumber } from '../prose.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'

/** A suspect, or a group of them, with the offences charged; `presumed` where the source convicts without naming one. */
export type Suspect = { party: Party; offences: readonly string[]; presumed: readonly string[] }

const OTHER_SUSPECTS = new RegExp(`(?:嫌疑人|被告人|被不起诉人)为(${NUMERAL})名自然人`)

/** What a conviction can only be for, by right and role; whoever makes and sells is punished for making. */
const presumedOf = ({ sheet }: PartySheet): string[] => {
  if (sheet.right === 'goods_mark' && sheet.goodsKind === 'general') {
    if (sheet.roles.includes('maker')) return ['213']
    if (sheet.roles.includes('seller')) return ['214']
  }
  return sheet.right === 'copyright' && sheet.roles.some((role) => role === 'copier' || role === 'network_disseminator')
    ? ['217']
    : []
}

/** Who stands on the criminal side: not the fined company, where the source says they differ 主体不一致. */
export const suspectsOf = ({ file }: Reading, sheets: readonly PartySheet[]): Suspect[] => {
  const accused = sheets
    .filter((sheet) => sheet.accused)
    .map((sheet) => ({ party: sheet.party, offences: sheet.offences, presumed: presumedOf(sheet) }))
  const heads = smallNumber(OTHER_SUSPECTS.exec(file.note ?? '')?.[1] ?? '')
  const [first] = accused
  if (heads === undefined || !first) return accused
  return [{ ...first, party: partyOf('犯罪嫌疑人（自然人）', 'person', heads > 1 ? heads : undefined) }]
}
