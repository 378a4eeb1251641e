/** What is odd about an identifier: a wrong check digit is told, never a reason to refuse (real registered codes fail). */
export type IdentifierWarning = {
  code:
    | 'credit_code_shape'
    | 'credit_code_check_digit'
    | 'organisation_code_check_digit'
    | 'identity_number_shape'
    | 'identity_number_check_digit'
  field: string
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 32100-2015: weight i = 3^(i-1) mod 31. */
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** GB 11714: the organisation code stands at places 9–17 of the credit code, its own check digit last. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** GB 11643-1999. */
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const IDENTITY_CHECKS = '10X98765432'

const weighted = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text.charAt(i)), 0)

const creditCheck = (code: string): string =>
  CREDIT_ALPHABET.charAt((31 - (weighted(code, CREDIT_ALPHABET, CREDIT_WEIGHTS) % 31)) % 31)

const organisationCheck = (code: string): string => {
  const digit = 11 - (weighted(code, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11)
  return digit === 10 ? 'X' : digit === 11 ? '0' : String(digit)
}

/** Unified social credit code 统一社会信用代码 by GB 32100, with the organisation code inside it. Empty = nothing odd. */
export const checkCreditCode = (raw: string, field = 'creditCode'): IdentifierWarning[] => {
  const code = raw.trim().toUpperCase()
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return [{ code: 'credit_code_shape', field }]
  const warnings: IdentifierWarning[] = []
  if (creditCheck(code) !== code.charAt(17)) warnings.push({ code: 'credit_code_check_digit', field })
  const organisation = code.slice(8, 17)
  if (organisationCheck(organisation) !== organisation.charAt(8))
    warnings.push({ code: 'organisation_code_check_digit', field })
  return warnings
}

/** Citizen identity number 公民身份号码 by GB 11643. Empty = nothing odd. */
export const checkIdentityNumber = (raw: string, field = 'identityNumber'): IdentifierWarning[] => {
  const number = raw.trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return [{ code: 'identity_number_shape', field }]
  const expected = IDENTITY_CHECKS.charAt(weighted(number, '0123456789', IDENTITY_WEIGHTS) % 11)
  return expected === number.charAt(17) ? [] : [{ code: 'identity_number_check_digit', field }]
}

const CHECKS: Record<string, (text: string, field: string) => IdentifierWarning[]> = {
  creditCode: checkCreditCode,
  identityNumber: checkIdentityNumber,
}

/** Looks through an act's data for `creditCode` and `identityNumber` fields, however deep. */
export const identifierWarnings = (data: unknown, path = ''): IdentifierWarning[] => {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => {
    const field = path === '' ? key : `${path}.${key}`
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined
    return check !== undefined && typeof value === 'string' ? check(value, field) : identifierWarnings(value, field)
  })
}
