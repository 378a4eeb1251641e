import type { CommandData, listingContract, Party } from '@case-ledger/contracts'

export type ListingKind = CommandData<typeof listingContract, 'decide'>['kind']

/** Who may be listed as what, and what the decision must cite. */
export type ListingKindRules = {
  zh: string
  parties: readonly Party['kind'][]
  /** A provision of its own must be cited, not only the penalty decision. */
  ownProvision: boolean
}

/** A new kind of listing is one more entry here. */
export const listingKinds: Record<ListingKind, ListingKindRules> = {
  enterprise: { zh: '企业', parties: ['company', 'sole_trader'], ownProvision: false },
  /** 令44 lists the offender; people behind a company are linked to it, and listed only where a provision in force says so. */
  legal_representative: { zh: '法定代表人', parties: ['person'], ownProvision: true },
  responsible_person: { zh: '主要负责人、直接责任人员', parties: ['person'], ownProvision: true },
}
