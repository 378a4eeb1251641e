import type { CloseCode, findingContract as contract, FindingRaised } from '@case-ledger/contracts'
import { findingContract } from '@case-ledger/contracts'
import { act, defineAggregate, mustBePossible } from '@case-ledger/service-kit/decider'

/** Life of a finding 线索状态 (D12): facts clear it by themselves; a person closes it with a code and a reason. */
export type FindingStatus = 'none' | 'open' | 'cleared' | 'closed' | 'superseded'

export type Finding = {
  status: FindingStatus
  latest: FindingRaised | undefined
  closed: { code: CloseCode; reason: string; by: string } | undefined
  /** Facts as of the last word on it, open or not: the same facts never reopen what was settled. */
  factsHash: string | undefined
}

const initial: Finding = { status: 'none', latest: undefined, closed: undefined, factsHash: undefined }

const raised = (data: FindingRaised): Finding => ({
  status: 'open',
  latest: data,
  closed: undefined,
  factsHash: data.factsHash,
})

/** 监督线索: "to verify" 待核实, never "violation". */
export const finding = defineAggregate<typeof contract, Finding>({
  contract: findingContract,
  initial,
  evolve: (state, event) => {
    switch (event.type) {
      case 'FindingRaised':
      case 'FindingRevised':
      case 'FindingReopened':
        return raised(event.data)
      case 'FindingCleared':
        return { ...state, status: 'cleared', factsHash: event.data.factsHash }
      case 'FindingClosed':
        return { ...state, status: 'closed', closed: event.data }
      case 'FindingSuperseded':
        return { ...state, status: 'superseded' }
    }
  },
  decide: {
    raise: (command) => act().records('FindingRaised', command),
    revise: (command, state) => {
      const exists = mustBePossible(state.status !== 'none', 'finding.not_open')
      if (state.status === 'open') {
        return sameJudgement(state.latest, command)
          ? act(exists).changesNothing()
          : act(exists).records('FindingRevised', command)
      }
      return state.factsHash === command.factsHash && sameLaw(state.latest, command)
        ? act(exists).changesNothing()
        : act(exists).records('FindingReopened', command)
    },
    clear: (command, state) =>
      act(mustBePossible(state.status === 'open', 'finding.not_open')).records('FindingCleared', command),
    close: (command, state) =>
      act(mustBePossible(state.status === 'open', 'finding.not_open')).records('FindingClosed', command),
    supersede: (command, state) =>
      act(mustBePossible(state.status === 'open', 'finding.not_open')).records('FindingSuperseded', command),
  },
})

const sameLaw = (a: FindingRaised | undefined, b: FindingRaised): boolean =>
  a?.rulebookDigest === b.rulebookDigest && a?.evaluator === b.evaluator

/** The same facts under the same law, whatever day it was looked at. */
const sameJudgement = (a: FindingRaised | undefined, b: FindingRaised): boolean =>
  a !== undefined && sameLaw(a, b) && a.factsHash === b.factsHash && a.grade === b.grade && a.history === b.history
