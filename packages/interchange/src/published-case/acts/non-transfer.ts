import type { Nature } from '../nature.ts'
import type { Reading } from '../reading.ts'

/** `未移送`, `未将案件移交公安`; not `未移送审查起诉`, not `没有移送记录`. */
const NOT_TRANSFERRED =
  /(?:未|没有|未予|不予|不)(?:将[^，。]{0,12}|依法|及时|按规定)?(?:移送|移交)(?!的?(?:规定|记录|信息|记载|材料)|[^，。]{0,6}起诉|审查)/
const NO_STATEMENT = /(?:移送|移交).{0,4}(?:未述|未提|不明|不详|出口|依据|必要)/
/** `以罚代刑` said of the case, not of what is to be prevented. */
const PENALTY_INSTEAD = /以罚代刑|以罚代移|只罚不移|一罚了之|应移(?:送)?未移/
const NOT_SAID_OF_IT =
  /防止|避免|杜绝|严防|纠正|整治|解决|破解|不是|不属|并非|而非|不能|不得|不构成|问题|现象|监督(?!立案)/

/** Why the agency did not transfer, where a step tells of it. */
const REASONS = /认为[^。]*(?:达不到|不够|不构成|无法|未达|不足)/

/**
 * Whether the file says, in words or as a stated field, that the agency did not transfer. Silence is never that; nor is a stated
 * "not transferred" of a case that the police had first, or had together with the agency.
 */
export const statesNonTransfer = ({ file, prose, route }: Reading, nature: Nature): boolean => {
  if (nature !== 'administrative') return false
  const says = (words: RegExp, unless: RegExp) =>
    prose.statements.some((text) => words.test(text) && !unless.test(text))
  if (says(NOT_TRANSFERRED, NO_STATEMENT) || says(PENALTY_INSTEAD, NOT_SAID_OF_IT)) return true
  const criminal = file.criminal
  return criminal?.transferred === false && criminal.transferred_basis === 'stated' && route !== 'joint'
}

export const reasonsNotToTransfer = ({ prose }: Reading): string | undefined =>
  prose.events.find((event) => REASONS.test(event))
