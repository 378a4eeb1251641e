/** What the mapping could not use, or read with a doubt. Nothing of it stops the case. */
export type MappingWarning = {
  code:
    | 'unknown_field' // no such field in a published case
    | 'unknown_value' // a word of a list that is not known
    | 'date_unreadable' // no date of a known shape
    | 'not_mapped' // a known field that no act has a place for
    | 'charge_unreadable' // no offence recognised in the charge
  field: string
  detail?: string
}
