import type { Duration, Figure, Multiple, Rule } from '../rule.ts'
import { isTerm, isThreshold } from '../rule.ts'

type Text = { zh: string; en: string }

const UNITS: Record<Duration['unit'], Text> = {
  hours: { zh: '小时', en: 'hours' },
  calendar_days: { zh: '日', en: 'calendar days' },
  working_days: { zh: '个工作日', en: 'working days' },
  months: { zh: '个月', en: 'months' },
  years: { zh: '年', en: 'years' },
}

const yuan = (fen: number): Text => ({
  zh: `${(fen / 100).toLocaleString('en')}元`,
  en: `CNY ${(fen / 100).toLocaleString('en')}`,
})

const value = (amount: number, unit: 'fen' | 'count' | 'years' | 'times'): Text =>
  unit === 'fen'
    ? yuan(amount)
    : unit === 'years'
      ? { zh: `${amount}年`, en: `${amount} years` }
      : unit === 'times'
        ? { zh: `${amount}倍`, en: `${amount} times` }
        : { zh: `${amount}`, en: `${amount}` }

const length = ({ value, unit }: Duration): Text => ({
  zh: `${value}${UNITS[unit].zh}`,
  en: `${value} ${UNITS[unit].en}`,
})

const join = (texts: readonly Text[], zh: string, en: string): Text => ({
  zh: texts.map((t) => t.zh).join(zh),
  en: texts.map((t) => t.en).join(en),
})

const figureText = (figure: Figure): Text => {
  const at = value(figure.value, figure.unit)
  if (figure.below === undefined) return { zh: `${at.zh}以上`, en: `${at.en} or more` }
  const next = value(figure.below, figure.unit)
  return { zh: `${at.zh}以上不满${next.zh}`, en: `${at.en} or more, below ${next.en}` }
}

const multipleText = ({ by, of }: Multiple): Text => {
  if ('series' in of) return { zh: `为 ${of.series} 的${by}倍`, en: `${by} times ${of.series}` }
  if ('baseLimbsOf' in of)
    return { zh: `任一基本档标准的${by}倍`, en: `${by} times any base limb of ${of.baseLimbsOf}` }
  if ('amount' in of) return { zh: `${of.amount} 的${by}倍`, en: `${by} times ${of.amount}` }
  return { zh: `个人标准的${by}倍`, en: `${by} times the line of an individual` }
}

/** The line, the term or the absence of a number, in words. */
export const measureText = (rule: Rule): Text => {
  const parts: Text[] = []
  if (isTerm(rule)) {
    if (rule.duration) parts.push(length(rule.duration))
    if (rule.candidates) {
      const { values, unit } = rule.candidates
      const unitText = unit ? UNITS[unit] : { zh: '', en: '' }
      parts.push({
        zh: `未定：${values.join('或')}${unitText.zh}`,
        en: `unsettled: ${values.join(' or ')} ${unitText.en}`,
      })
    }
  } else if (isThreshold(rule)) {
    if (rule.figure) parts.push(figureText(rule.figure))
    if (rule.candidates) {
      const { values, unit } = rule.candidates
      const options = join(
        values.map((v) => value(v, unit)),
        '或',
        ' or ',
      )
      parts.push({ zh: `未定：${options.zh}`, en: `unsettled: ${options.en}` })
    }
    const harm = rule.alternatives ?? rule.allOf
    if (harm) {
      const items = Object.entries(harm).map(([key, count]) => ({ zh: `${key} ${count}`, en: `${key} ${count}` }))
      parts.push(rule.allOf ? join(items, '且', ' and ') : join(items, '或', ' or '))
    }
  } else if (rule.within) parts.push(length(rule.within))
  if (!isTerm(rule) && rule.multiple) parts.push(multipleText(rule.multiple))
  return parts.length > 0 ? join(parts, '；', '; ') : { zh: '没有数字', en: 'no number' }
}
