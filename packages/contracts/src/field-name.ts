/** How fields of ours are named, and places in a list. */
const OURS = /^([A-Za-z][A-Za-z0-9_-]{0,63}|\d{1,6})$/

/**
 * A key of somebody's input, to be told back to him or to a log: a key that no field of ours could have may be anything, a
 * person's name as well, and is shown as `…`.
 */
export const fieldName = (key: PropertyKey): string => (OURS.test(String(key)) ? String(key) : '…')

/** `data.party.name`. */
export const fieldPath = (path: readonly PropertyKey[]): string => path.map(fieldName).join('.')
