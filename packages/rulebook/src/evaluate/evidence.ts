import type { FactSheet, Role } from '@case-ledger/contracts'
import { type Code, codesIf } from './codes.ts'

/** Articles as agencies cite them: `商标法57(3)`, `商标法第57条第3项`, `商标法第五十七条第（三）项`. */
const DIGITS = '零一二三四五六七八九'
const chinese = (text: string): string =>
  text.replace(/[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]/g, (n) => {
    if (!n.includes('十')) return String(DIGITS.indexOf(n))
    const [tens, ones] = n.split('十') as [string, string]
    return String((tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)))
  })

type Cited = { article: number; items: readonly number[] }
const citedOf = (basis: string): Cited | undefined => {
  const found = /商标法\D*?(\d+)(.*)$/.exec(chinese(basis))
  if (!found || basis.includes('实施条例')) return undefined
  return { article: Number(found[1]), items: [...(found[2] as string).matchAll(/\d+/g)].map((m) => Number(m[0])) }
}

type Weight = {
  article: number
  item: number
  offences: readonly string[]
  code: Code
  speaks: 'support' | 'against'
}
/** What a citation of the Trademark Law speaks for 适用法条的证据意义. */
const WEIGHTS: readonly Weight[] = [
  { article: 57, item: 1, offences: ['213', '214'], code: 'basis.tm57_1', speaks: 'support' },
  { article: 57, item: 3, offences: ['214'], code: 'basis.tm57_3', speaks: 'support' },
  { article: 57, item: 4, offences: ['213', '215'], code: 'basis.tm57_4', speaks: 'support' },
  { article: 57, item: 2, offences: ['213', '214'], code: 'basis.tm57_2', speaks: 'against' },
  { article: 60, item: 2, offences: ['214'], code: 'basis.tm60_2', speaks: 'against' },
  { article: 64, item: 2, offences: ['214'], code: 'basis.tm60_2', speaks: 'against' },
]

/** Circumstances on file that speak against an offence, or for looking closer. */
const CIRCUMSTANCES: Partial<Record<FactSheet['circumstances'][number], { offences?: readonly string[]; code: Code }>> =
  {
    lawful_source: { offences: ['214', '218'], code: 'circumstance.lawful_source' },
    trivial: { code: 'circumstance.trivial' },
  }

const ADMINISTRATIVE = ['illegal_business']
const HELPERS: readonly Role[] = ['carrier', 'storer', 'helper']

/** What the file holds for and against one offence, beside its figures. Evidence, not truth. */
export const evidenceOn = (offence: string, sheets: readonly FactSheet[]): { support: Code[]; against: Code[] } => {
  const cited = sheets.flatMap((s) => s.legalBases).flatMap((b) => citedOf(b) ?? [])
  const weighs = WEIGHTS.filter((w) => w.offences.includes(offence)).filter((w) =>
    cited.some((c) => c.article === w.article && c.items.includes(w.item)),
  )
  const circumstances = sheets
    .flatMap((s) => s.circumstances)
    .flatMap((c) => CIRCUMSTANCES[c] ?? [])
    .filter((c) => c.offences === undefined || c.offences.includes(offence))
  const administrative = sheets.some((s) =>
    s.amounts.some((a) => ADMINISTRATIVE.includes(a.basis) && a.stage === 'penalty' && a.valuation === 'unknown'),
  )
  return {
    support: weighs.filter((w) => w.speaks === 'support').map((w) => w.code),
    against: [
      ...weighs.filter((w) => w.speaks === 'against').map((w) => w.code),
      ...circumstances.map((c) => c.code),
      ...codesIf(administrative, 'valuation.administrative'),
      ...codesIf(
        sheets.some((s) => s.roles.some((role) => HELPERS.includes(role))),
        'role.helper',
      ),
    ],
  }
}
