import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { describe } from 'vitest'
import { administrativeCase } from './case.ts'

const A = `s-${'a'.repeat(32)}`
const B = `s-${'b'.repeat(32)}`
const seller = { kind: 'company', subject: A } as const
const other = { kind: 'sole_trader', subject: B } as const
const filed = { type: 'CaseFiled' as const, data: { parties: [seller] } }
const filedOnTwo = { type: 'CaseFiled' as const, data: { parties: [seller, other] } }
const factsFound = { type: 'CaseFactsFound', data: { sheet: { subject: A } } } as const
const penalised = { type: 'CasePenaltyDecided', data: { documentNumber: '罚〔2024〕1号', fine: 6_000_000 } } as const
const penalisedAgain = { type: 'CasePenaltyDecided', data: { documentNumber: '罚〔2024〕2号' } } as const
const closed = { type: 'CaseClosed', data: {} } as const
const seized = { type: 'CaseMeasureTaken', data: { kind: 'seizure', listNumber: '扣1' } } as const
const oneOfficer = { officers: ['甲'] }

describe('filing', () => {
  scenario('a case is filed', administrativeCase)
    .when('file', { cause: '销售侵权商品', parties: [seller] })
    .then([{ type: 'CaseFiled', data: { cause: '销售侵权商品', parties: [seller] } }])

  scenario('a case is filed once', administrativeCase).given([filed]).when('file', {}).refused('case.already_filed')

  scenario('a second filing in the papers is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('file', {})
    .then([{ type: 'CaseFiled', data: {} }], { irregularities: ['case.already_filed'] })
})

describe('measures', () => {
  scenario('two officers seize goods', administrativeCase)
    .given([filed])
    .when('takeMeasure', { kind: 'seizure', listNumber: '扣1', pieces: 1300 })
    .then([{ type: 'CaseMeasureTaken', data: { kind: 'seizure', listNumber: '扣1', pieces: 1300 } }])

  scenario('one officer alone takes no measure', administrativeCase)
    .given([filed])
    .when('takeMeasure', { kind: 'seizure' }, oneOfficer)
    .refused('case.one_officer', { field: 'officers' })

  scenario('a measure of one officer, reported, is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('takeMeasure', { kind: 'seizure' }, oneOfficer)
    .then([{ type: 'CaseMeasureTaken', data: { kind: 'seizure' } }], { irregularities: ['case.one_officer'] })

  scenario('a seizure is lifted by its list number', administrativeCase)
    .given([filed, seized])
    .when('liftSeizure', { listNumber: '扣1' })
    .then([{ type: 'CaseSeizureLifted', data: { listNumber: '扣1' } }])

  scenario('what was not seized is not lifted', administrativeCase)
    .given([filed, seized])
    .when('liftSeizure', { listNumber: '扣2' })
    .refused('case.seizure_unknown', { field: 'listNumber' })

  scenario('a seizure is lifted once', administrativeCase)
    .given([filed, seized, { type: 'CaseSeizureLifted', data: {} }])
    .when('liftSeizure', {})
    .refused('case.seizure_unknown')

  scenario('the lifting of a seizure that is not on file is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('liftSeizure', {})
    .then([{ type: 'CaseSeizureLifted', data: {} }], { irregularities: ['case.seizure_unknown'] })
})

describe('facts', () => {
  scenario('a sheet is about the party it names', administrativeCase)
    .given([filedOnTwo])
    .when('findFacts', { party: { ...other, heads: 3 }, sheet: { right: 'goods_mark' } })
    .then([
      {
        type: 'CaseFactsFound',
        data: { party: { ...other, heads: 3 }, sheet: { subject: B, heads: 3, right: 'goods_mark' } },
      },
    ])

  scenario('a sheet that names nobody is about the only party', administrativeCase)
    .given([filed])
    .when('findFacts', { sheet: {} })
    .then([{ type: 'CaseFactsFound', data: { sheet: { subject: A } } }])

  scenario('a sheet that may be about either of two is about nobody', administrativeCase)
    .given([filedOnTwo])
    .reported('findFacts', { sheet: {} })
    .refused('input.no_subject', { field: 'party' })

  scenario('facts of a case that was never filed are refused', administrativeCase)
    .when('findFacts', { party: seller, sheet: {} })
    .refused('case.not_filed')

  scenario('and kept in a report, with its irregularity', administrativeCase)
    .reported('findFacts', { party: seller, sheet: {} })
    .then([{ type: 'CaseFactsFound', data: { party: seller, sheet: { subject: A } } }], {
      irregularities: ['case.not_filed'],
    })
})

describe('penalty', () => {
  scenario('a penalty follows filing and facts', administrativeCase)
    .given([filed, factsFound])
    .when('penalise', { fine: 6_000_000 })
    .then([{ type: 'CasePenaltyDecided', data: { fine: 6_000_000 } }])

  scenario('no penalty without facts', administrativeCase).given([filed]).when('penalise', {}).refused('case.no_facts')

  scenario('the facts of one party carry no penalty on another', administrativeCase)
    .given([filedOnTwo, factsFound])
    .when('penalise', { party: other })
    .refused('case.no_facts')

  scenario('no penalty by one officer', administrativeCase)
    .given([filed, factsFound])
    .when('penalise', {}, oneOfficer)
    .refused('case.one_officer')

  scenario('a published penalty is kept though its file is silent', administrativeCase)
    .reported('penalise', { fine: 6_000_000 }, { officers: [], at: 'unknown' })
    .then([{ type: 'CasePenaltyDecided', data: { fine: 6_000_000 } }], {
      irregularities: ['case.not_filed', 'case.no_facts', 'case.one_officer'],
    })

  scenario('a revoked penalty no longer stands', administrativeCase)
    .given([filed, factsFound, penalised])
    .when('revokePenalty', { ground: 'court' })
    .then([{ type: 'CasePenaltyRevoked', data: { ground: 'court' } }])

  scenario('a penalty is revoked once', administrativeCase)
    .given([filed, factsFound, penalised, { type: 'CasePenaltyRevoked', data: { ground: 'court' } }])
    .when('revokePenalty', { ground: 'superior' })
    .refused('case.no_penalty')

  scenario('of several, the named one is revoked and the other stands', administrativeCase)
    .given([
      filed,
      factsFound,
      penalised,
      penalisedAgain,
      { type: 'CasePenaltyRevoked', data: { ground: 'court', decision: '罚〔2024〕1号' } },
    ])
    .when('revokePenalty', { ground: 'superior', decision: '罚〔2024〕2号' })
    .then([{ type: 'CasePenaltyRevoked', data: { ground: 'superior', decision: '罚〔2024〕2号' } }])

  scenario('the last of several is revoked first', administrativeCase)
    .given([filed, factsFound, penalised, penalisedAgain, { type: 'CasePenaltyRevoked', data: { ground: 'court' } }])
    .when('revokePenalty', { ground: 'court', decision: '罚〔2024〕2号' })
    .refused('case.no_penalty')

  scenario('the revocation of a decision that is not on file is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('revokePenalty', { ground: 'court' })
    .then([{ type: 'CasePenaltyRevoked', data: { ground: 'court' } }], { irregularities: ['case.no_penalty'] })

  scenario('after a revocation a closed case is decided anew', administrativeCase)
    .given([filed, factsFound, penalised, closed, { type: 'CasePenaltyRevoked', data: { ground: 'court' } }])
    .when('penalise', { fine: 1 })
    .then([{ type: 'CasePenaltyDecided', data: { fine: 1 } }])

  scenario('a penalty is paid', administrativeCase)
    .given([filed, factsFound, penalised])
    .when('recordPayment', { paid: 6_000_000, complete: true })
    .then([{ type: 'CasePaid', data: { paid: 6_000_000, complete: true } }])

  scenario('nothing is paid without a penalty', administrativeCase)
    .given([filed])
    .when('recordPayment', {})
    .refused('case.no_penalty')

  scenario('a payment whose decision is not on file is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('recordPayment', {})
    .then([{ type: 'CasePaid', data: {} }], { irregularities: ['case.no_penalty'] })
})

describe('other endings', () => {
  scenario('a case may end without a penalty', administrativeCase)
    .given([filed])
    .when('decideOutcome', { outcome: 'no_penalty', reasons: '首次且轻微' })
    .then([{ type: 'CaseOutcomeDecided', data: { outcome: 'no_penalty', reasons: '首次且轻微' } }])

  scenario('a closed case is not decided again', administrativeCase)
    .given([filed, closed])
    .when('decideOutcome', { outcome: 'withdrawn' })
    .refused('case.already_closed')

  scenario('a decision after the closure is kept with its irregularity', administrativeCase)
    .given([filed, closed])
    .reported('decideOutcome', { outcome: 'withdrawn' })
    .then([{ type: 'CaseOutcomeDecided', data: { outcome: 'withdrawn' } }], { irregularities: ['case.already_closed'] })

  scenario('a case is closed', administrativeCase).given([filed]).when('close', {}).then([closed])

  scenario('a case is closed once', administrativeCase)
    .given([filed, closed])
    .when('close', {})
    .refused('case.already_closed')

  scenario('the closure of a case whose filing is not on file is kept with its irregularity', administrativeCase)
    .reported('close', {})
    .then([closed], { irregularities: ['case.not_filed'] })
})

describe('non-transfer and corrections', () => {
  scenario('an agency that does not transfer puts its reasons on file', administrativeCase)
    .given([filed])
    .when('stateNonTransfer', { statedBy: 'agency', reasons: '未达追诉标准' })
    .then([{ type: 'CaseNonTransferStated', data: { statedBy: 'agency', reasons: '未达追诉标准' } }])

  scenario('no reasons, no statement', administrativeCase)
    .given([filed])
    .when('stateNonTransfer', { statedBy: 'agency' })
    .refused('transfer.reasons_missing', { field: 'reasons' })

  scenario('an unreasoned non-transfer in the papers is kept with its irregularity', administrativeCase)
    .given([filed])
    .reported('stateNonTransfer', { statedBy: 'agency' })
    .then([{ type: 'CaseNonTransferStated', data: { statedBy: 'agency' } }], {
      irregularities: ['transfer.reasons_missing'],
    })

  scenario('a source that states it owes no reasons', administrativeCase)
    .given([filed])
    .reported('stateNonTransfer', { statedBy: 'source' })
    .then([{ type: 'CaseNonTransferStated', data: { statedBy: 'source' } }])

  const correction = { field: 'penalty.fine', from: '6000000', to: '600000', reason: '笔误' }
  scenario('a mistake is corrected by a further event', administrativeCase)
    .given([filed])
    .when('correct', correction)
    .then([{ type: 'CaseCorrected', data: correction }])

  scenario('nothing is corrected in a case that is not there', administrativeCase)
    .when('correct', correction)
    .refused('case.not_filed')

  scenario('a reported correction is kept with its irregularity', administrativeCase)
    .reported('correct', correction)
    .then([{ type: 'CaseCorrected', data: correction }], { irregularities: ['case.not_filed'] })
})

holdsForRandomActs(administrativeCase)
