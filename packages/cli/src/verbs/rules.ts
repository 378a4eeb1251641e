import { readFile } from 'node:fs/promises'
import { LedgerError, shanghaiDay } from '@case-ledger/contracts'
import { checkFile, explainRule, explanationText, loadRulebook, rulesList, rulesListText } from '@case-ledger/rulebook'
import { systemClock } from '@case-ledger/service-kit'
import { assessmentsText } from '../assessments-text.ts'
import type { Output } from '../output.ts'

/** 规则: counts, and what cannot be computed with its reason. */
export const rulesListVerb = async (output: Output): Promise<void> => {
  const list = rulesList(loadRulebook())
  output.answer(list, () => rulesListText(list))
}

export const rulesExplainVerb = async (id: string, output: Output): Promise<void> => {
  const explanation = explainRule(loadRulebook(), id)
  output.answer(explanation, () => explanationText(explanation))
}

/** Facts of one matter in, verdicts out; no ledger is opened. `-` reads standard input. */
export const rulesCheckVerb = async (file: string, output: Output): Promise<void> => {
  const assessments = checkFile(parse(await read(file)), loadRulebook(), { today: shanghaiDay(systemClock.now()) })
  output.answer({ assessments }, () => assessmentsText(assessments))
}

const read = async (file: string): Promise<string> => {
  if (file !== '-') {
    return readFile(file, 'utf8').catch((cause: unknown) => {
      throw new LedgerError('input.file_unreadable', { field: file, cause })
    })
  }
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return text
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The message quotes the text; where it goes wrong is enough.
    const place = /position \d+/.exec(String(cause))?.[0]
    throw new LedgerError('input.not_json', { ...(place && { detail: place }), cause })
  }
}
