import type { Sentence } from './reasons.ts'

/** Codes that the families themselves give; those of the rulebook's assessments have their own table there. */
export const FAMILY_CODES: Record<string, Sentence> = {
  // missing
  'transfer.whether': {
    zh: '是否曾移送',
    en: 'whether it was transferred',
  },
  'penalty.subject': {
    zh: '被处罚人与嫌疑主体是否同一',
    en: 'whether the one fined is the suspect',
  },
  'priors.considered': {
    zh: '裁量时是否考虑前次处罚',
    en: 'whether the earlier penalty was weighed',
  },
  'administrative.outcome': {
    zh: '行政机关是否已作处理',
    en: 'whether the agency dealt with it',
  },
  // against
  criminal_side_followed: { zh: '刑事程序其后已启动', en: 'criminal process followed later' },
  fine_may_precede_transfer: {
    zh: '罚款可以依法先于移送作出（310号第11条第3款），仅凭罚款不能得出结论',
    en: 'a fine may lawfully come before a transfer (Order 310 art. 11(3)); a fine alone proves nothing',
  },
  screening_only: {
    zh: '本条仅为筛查，接近标准不等于达到标准',
    en: 'a screening only: near the line is not at the line',
  },
  prior_may_be_other_act: { zh: '前次处罚可能系另类行为', en: 'the earlier penalty may be for another kind of act' },
  statutory_grounds_may_bar_penalty: {
    zh: '可能存在依法不予处罚的情形',
    en: 'there may be lawful grounds for no penalty',
  },
  // would clear it
  'transfer.dispatched': { zh: '移送书及回执', en: 'a letter of transfer with its receipt' },
  'criminal.route_known': {
    zh: '公安机关先行立案或联合办理的记录',
    en: 'a record that the police were first or acted jointly',
  },
  'number.below': { zh: '重新核算后数额未达标准', en: 'a recount below the line' },
  'element.absent': { zh: '欠缺任一构成要件的证据', en: 'evidence that an element is absent' },
  'amount.explained': { zh: '数额变动的依据', en: 'grounds for the change of the amount' },
  'priors.recorded': { zh: '记明已考虑前次处罚的材料', en: 'papers showing that the earlier penalty was weighed' },
  'penalty.revoked': { zh: '前次或本次处罚已撤销', en: 'revocation of either penalty' },
  'penalty.decided': { zh: '行政处罚决定', en: 'an administrative penalty' },
  'no_penalty.reasoned': { zh: '说明理由的不予处罚决定', en: 'a reasoned decision not to penalise' },
  'criminal_fine.in_place': { zh: '已判处罚金', en: 'a criminal fine in place' },
  'limitation.administrative_passed': {
    zh: '行政处罚追究时效已过（处罚法第36条）',
    en: 'administrative limitation has passed (Penalty Law art. 36)',
  },
  'facts.changed': { zh: '事实已变更', en: 'the facts changed' },
}
