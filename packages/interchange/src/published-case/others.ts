import type { Party, Role } from '@case-ledger/contracts'
import { MASKED_NAME } from './names.ts'
import { partyOf } from './party.ts'
import { NUMERAL, smallNumber } from './prose.ts'
import type { Reading } from './reading.ts'

/** Somebody beside the main party of whom the source tells a role but no figure. */
export type Other = { party: Party; roles: Role[]; heads?: number }

const DOWNSTREAM = new RegExp(`(?:下家|下线|经销商)(${MASKED_NAME})`, 'u')
const SHOPS = new RegExp(`(${NUMERAL})家([\\p{Script=Han}]{0,8}?(?:店|商户|餐馆|超市))`, 'u')

/** Buyers further down, shop staff, and shops found through the case. The main party's figures are never lent to them. */
export const othersIn = ({ prose, caseParty, right, tagged }: Reading): Other[] => {
  const selling: Role[] = [right === 'copyright' ? 'copy_seller' : 'seller']
  const others: Other[] = caseParty.staff
    ? [{ party: caseParty.staff, roles: selling, heads: caseParty.staff.heads ?? 1 }]
    : []
  const main = typeof caseParty.party.name === 'string' ? caseParty.party.name : ''
  for (const event of prose.events) {
    const name = DOWNSTREAM.exec(event)?.[1]
    if (name && !main.includes(name)) others.push({ party: partyOf(name, 'person'), roles: selling })
  }
  const shops = tagged('derived_admin_cases')
    ? prose.events.map((event) => SHOPS.exec(event)).find((hit) => hit !== null)
    : null
  const heads = smallNumber(shops?.[1] ?? '')
  if (shops && heads !== undefined)
    others.push({ party: partyOf(`${heads}家${shops[2]}`, 'unknown', heads), roles: selling, heads })
  return others
}
