import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { describe } from 'vitest'
import { transfer } from './transfer.ts'

const reported = { type: 'TransferReported' as const, data: { kind: 'crime' as const, team: ['甲', '乙'] } }
const approved = { type: 'TransferDecided' as const, data: { approved: true, by: '局长' } }
const refused = { type: 'TransferDecided' as const, data: { approved: false, reasons: '不够标准' } }
const crime = {
  kind: 'crime' as const,
  to: 'haishu-police',
  copyTo: 'haishu-procuratorate',
  papers: ['transfer_letter' as const, 'investigation_report' as const, 'goods_list' as const],
}
const dispatched = { type: 'TransferDispatched' as const, data: crime }
const reverse = { kind: 'reverse' as const, to: 'market-regulator', papers: ['transfer_letter' as const] }
const reverseDispatched = { type: 'TransferDispatched' as const, data: reverse }
const procuratorate = { agency: 'haishu-procuratorate' }

describe('report and approval', () => {
  scenario('the team reports to the head', transfer).when('report', reported.data).then([reported])

  scenario('a transfer that has left is not reported again', transfer)
    .given([dispatched])
    .when('report', reported.data)
    .refused('transfer.already_dispatched')

  scenario('a report after the fact, found in the papers, is kept with its irregularity', transfer)
    .given([dispatched])
    .reported('report', reported.data)
    .then([reported], { irregularities: ['transfer.already_dispatched'] })

  scenario('the head approves', transfer).given([reported]).when('decide', approved.data).then([approved])

  scenario('the head refuses with reasons', transfer).given([reported]).when('decide', refused.data).then([refused])

  scenario('the head does not refuse without reasons', transfer)
    .given([reported])
    .when('decide', { approved: false })
    .refused('transfer.reasons_missing', { field: 'reasons' })

  scenario('an unreasoned refusal in the papers is kept with its irregularity', transfer)
    .given([reported])
    .reported('decide', { approved: false })
    .then([{ type: 'TransferDecided', data: { approved: false } }], { irregularities: ['transfer.reasons_missing'] })
})

describe('dispatch of a suspected crime', () => {
  scenario('transfer and copy to the procuratorate are one act', transfer)
    .given([reported, approved])
    .when('dispatch', crime)
    .then([dispatched])

  scenario('it leaves only with a written report', transfer).when('dispatch', crime).refused('transfer.not_reported')

  scenario('it leaves only with the head’s approval', transfer)
    .given([reported])
    .when('dispatch', crime)
    .refused('transfer.not_approved')

  scenario('a refusal takes an approval back', transfer)
    .given([reported, approved, refused])
    .when('dispatch', crime)
    .refused('transfer.not_approved')

  scenario('a refused transfer leaves once it is approved after all', transfer)
    .given([reported, refused, approved])
    .when('dispatch', crime)
    .then([dispatched])

  scenario('its team has two officers', transfer)
    .given([{ type: 'TransferReported', data: { kind: 'crime', team: ['甲'] } }, approved])
    .when('dispatch', crime)
    .refused('transfer.team_too_small')

  scenario('its papers are complete', transfer)
    .given([reported, approved])
    .when('dispatch', { ...crime, papers: ['transfer_letter'] })
    .refused('transfer.paper_missing', { field: 'papers' })

  scenario('it is copied to the procuratorate', transfer)
    .given([reported, approved])
    .when('dispatch', { ...crime, copyTo: 'haishu-court' })
    .refused('transfer.no_copy', { field: 'copyTo' })

  scenario('it goes to the police', transfer)
    .given([reported, approved])
    .when('dispatch', { ...crime, to: 'haishu-court' })
    .refused('transfer.wrong_addressee', { field: 'to' })

  scenario('it comes from an enforcement agency', transfer)
    .given([reported, approved])
    .when('dispatch', crime, procuratorate)
    .refused('transfer.wrong_sender', { field: 'agency' })

  scenario('it leaves once', transfer)
    .given([reported, approved, dispatched])
    .when('dispatch', crime)
    .refused('transfer.already_dispatched')

  scenario('what was reported as a lead does not leave as a crime', transfer)
    .given([{ type: 'TransferReported', data: { kind: 'lead', team: ['甲', '乙'] } }, approved])
    .when('dispatch', crime)
    .refused('transfer.other_kind', { field: 'kind' })

  scenario('the same act, reported later from the file, is kept with its irregularity', transfer)
    .given([reported])
    .reported('dispatch', crime)
    .then([dispatched], { irregularities: ['transfer.not_approved'] })

  scenario('an entry of unknown day and team does not stand for a report to the head', transfer)
    .given([{ type: 'TransferReported', data: { kind: 'crime' }, mode: 'report', at: 'unknown' }, approved])
    .when('dispatch', crime)
    .refused('transfer.not_reported')

  scenario('of a published transfer the file is silent on nearly everything', transfer)
    .reported('dispatch', { kind: 'crime', to: 'haishu-police' })
    .then([{ type: 'TransferDispatched', data: { kind: 'crime', to: 'haishu-police' } }], {
      irregularities: [
        'transfer.not_reported',
        'transfer.team_too_small',
        'transfer.not_approved',
        'transfer.paper_missing',
        'transfer.no_copy',
      ],
    })
})

describe('dispatch of the other kinds', () => {
  scenario('a reverse transfer needs no approval of a head', transfer)
    .when('dispatch', reverse, procuratorate)
    .then([reverseDispatched])

  scenario('a reverse transfer goes to an enforcement agency', transfer)
    .when('dispatch', { ...reverse, to: 'haishu-police' }, procuratorate)
    .refused('transfer.wrong_addressee')

  scenario('a lead goes from agency to agency', transfer)
    .when('dispatch', { kind: 'lead', to: 'haishu-culture', papers: ['transfer_letter'] })
    .then([{ type: 'TransferDispatched', data: { kind: 'lead', to: 'haishu-culture', papers: ['transfer_letter'] } }])
})

describe('the receiving side', () => {
  scenario('the police sign', transfer)
    .given([dispatched])
    .when('receive', { by: 'haishu-police' })
    .then([{ type: 'TransferReceived', data: { by: 'haishu-police' } }])

  scenario('what was not sent is not received', transfer)
    .given([reported])
    .when('receive', { by: 'haishu-police' })
    .refused('transfer.not_dispatched')

  scenario('another body does not sign for the addressee', transfer)
    .given([dispatched])
    .when('receive', { by: 'yinzhou-police' })
    .refused('transfer.wrong_addressee', { field: 'by' })

  scenario('another name in the papers is kept as an open question', transfer)
    .given([dispatched])
    .reported('receive', { by: '海曙分局' })
    .then([{ type: 'TransferReceived', data: { by: '海曙分局' } }], { irregularities: ['transfer.wrong_addressee'] })

  scenario('once it was passed on, another body answers', transfer)
    .given([dispatched, { type: 'TransferFeedbackGiven', data: { by: 'haishu-police', result: 'passed_on' } }])
    .when('receive', { by: 'yinzhou-police' })
    .then([{ type: 'TransferReceived', data: { by: 'yinzhou-police' } }])

  scenario('the police tell that they filed', transfer)
    .given([dispatched])
    .when('giveFeedback', { by: 'haishu-police', result: 'filed' })
    .then([{ type: 'TransferFeedbackGiven', data: { by: 'haishu-police', result: 'filed' } }])

  scenario('the police do not refuse to file without reasons', transfer)
    .given([dispatched])
    .when('giveFeedback', { by: 'haishu-police', result: 'not_filed' })
    .refused('transfer.reasons_missing', { field: 'reasons' })

  scenario('the police do not answer with a penalty', transfer)
    .given([dispatched])
    .when('giveFeedback', { by: 'haishu-police', result: 'penalised' })
    .refused('transfer.wrong_reply', { field: 'result' })

  scenario('an unreasoned answer in the papers is kept with its irregularity', transfer)
    .given([dispatched])
    .reported('giveFeedback', { by: 'haishu-police', result: 'not_filed' })
    .then([{ type: 'TransferFeedbackGiven', data: { by: 'haishu-police', result: 'not_filed' } }], {
      irregularities: ['transfer.reasons_missing'],
    })

  scenario('an agency answers a reverse transfer with a penalty', transfer)
    .given([reverseDispatched])
    .when('giveFeedback', { by: 'market-regulator', result: 'penalised' })
    .then([{ type: 'TransferFeedbackGiven', data: { by: 'market-regulator', result: 'penalised' } }])

  scenario('goods are handed to the police', transfer)
    .given([dispatched])
    .when('handOverGoods', { to: 'haishu-police', list: '扣1' })
    .then([{ type: 'TransferGoodsHandedOver', data: { to: 'haishu-police', list: '扣1' } }])

  scenario('goods do not go before the case', transfer)
    .given([reported])
    .when('handOverGoods', { to: 'haishu-police' })
    .refused('transfer.not_dispatched')

  scenario('goods that went before the case are kept with the irregularity', transfer)
    .given([reported])
    .reported('handOverGoods', { to: 'haishu-police' })
    .then([{ type: 'TransferGoodsHandedOver', data: { to: 'haishu-police' } }], {
      irregularities: ['transfer.not_dispatched', 'transfer.wrong_addressee'],
    })
})

holdsForRandomActs(transfer)
