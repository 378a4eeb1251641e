import { isElement, requests } from '../explain/ask.ts'
import { type BoxOf, listOr, TO_VERIFY } from './box.ts'
import { documentOf, eventName } from './event-names.ts'

export const points: BoxOf = ({ explained }) => ({
  zh: '说明',
  en: 'explanation',
  lines: explained.points,
  numbered: true,
})

export const against: BoxOf = ({ explained }) => ({
  zh: '反证',
  en: 'what speaks against',
  lines: listOr(
    explained.against.map((a) => a.zh),
    '未见',
  ),
  numbered: explained.against.length > 1,
})

export const clearedBy: BoxOf = ({ explained }) => ({
  zh: '可据以消除',
  en: 'what would clear it',
  lines: explained.clearedBy.map((c) => c.zh),
  numbered: explained.clearedBy.length > 1,
})

/** One line a body to ask. Elements to verify stand in their own box and are only pointed at here. */
export const missing: BoxOf = ({ explained }) => ({
  zh: '尚缺、向谁调取',
  en: 'missing, ask whom',
  lines: listOr(
    requests(explained.missing).map(({ whom, what }) => {
      const elements = what.filter(isElement)
      const others = what.filter((w) => !elements.includes(w)).map((w) => w.zh)
      return `${whom.zh}：${[...others, ...(elements.length > 0 ? ['上列待核的要件'] : [])].join('；')}`
    }),
    '无',
  ),
})

export const events: BoxOf = ({ finding, file }) => ({
  zh: '依据的文书和事件',
  en: 'documents and events relied on',
  lines: finding.events.map((event) => {
    const document = documentOf(file, event)
    return { zh: `${eventName(file, event)}${document ? `（${document}）` : ''}`, en: event }
  }),
})

export const sources: BoxOf = ({ file }) => ({ zh: '来源', en: 'sources', lines: listOr(file.sources, TO_VERIFY) })
