import type { Rulebook } from '../register.ts'

/** Chinese first: what a person reads for a code. */
export type CodeText = { zh: string; en: string }

const AMOUNTS = {
  'amount.illegal_business': ['非法经营数额', 'illegal business'],
  'amount.illegal_income': ['违法所得', 'illegal income'],
  'amount.sales': ['销售金额', 'sales'],
  'amount.unsold_value': ['未销售货值金额', 'value of unsold goods'],
  'amount.loss': ['损失数额', 'loss'],
  'amount.labels': ['商标标识件数，及其中已售、未售', 'number of labels, sold and unsold'],
  'amount.copies': ['复制品份数，及其中已售、未售', 'number of copies, sold and unsold'],
  'amount.works': ['作品件数', 'number of works'],
  'amount.clicks': ['实际被点击数', 'clicks'],
  'amount.members': ['注册会员数', 'registered members'],
  'amount.downloads': ['下载量', 'downloads'],
  'amount.sticks': ['卷烟支数', 'number of cigarettes'],
  'amount.online': ['网络传播各项数额（经营额、件数、点击数、会员数）', 'the figures of online dissemination'],
} as const

/** Facts that would decide 待核事实. */
const FACTS = {
  role: [
    '当事人的行为角色（生产、销售、印制标识、运输等）',
    'what the subject did: made, sold, printed labels, carried',
  ],
  right: ['所侵犯的权利种类', 'which right was infringed'],
  goods_kind: ['商品种类', 'what kind of goods it is'],
  marks: ['涉案注册商标（专利）是否两种以上', 'whether two or more marks or patents were used'],
  online: ['是否通过信息网络传播', 'whether it was disseminated online'],
  priors: ['前次处罚的时间及是否同一主体', 'date of the earlier penalty, and whether it is the same subject'],
  circumstance: ['解释所列的特定情形是否存在', 'whether the circumstance named by the interpretation exists'],
  'subject.kind': [
    '单位还是自然人（2007年4月5日前单位标准为三倍）',
    'unit or natural person (units had three times the line before 2007-04-05)',
  ],
  'conduct.date': ['行为时间（决定适用哪一版本的法律）', 'date of the conduct, which decides the version of the law'],
  'decision.date': ['行政决定作出日期', 'date of the administrative decision'],
  'figure.statement_only': [
    '“已达追诉标准”的具体数额',
    'the figures behind the statement that the standard was reached',
  ],
} as const

/** Questions of law that are open 法律适用疑问. */
const LAW = {
  'law.gap': [
    '空档期：条文要件已变而数额标准未变，两表并列，不下结论',
    'the article changed before its figures did: both tables, no conclusion',
  ],
  'law.span': ['行为跨越法律变动，新旧标准并列', 'the conduct spans a change of law: both tables stand side by side'],
  'law.milder': [
    '新标准较轻，从轻适用（刑法第十二条）',
    'the newer standard is milder and governs (Criminal Law art. 12)',
  ],
  'law.no_figure': ['现有文本没有规定数额标准，须人工判断', 'no text in hand sets a figure; a person has to judge'],
  'law.later_interpretation': [
    '行为时没有司法解释，比照其后首个解释',
    'no interpretation at the act; held against the first later one',
  ],
  'rule.unconfirmed': ['所依据的标准未经核对原文', 'the rule relied on has not been read in its text'],
} as const

/** How a measure was come by 数额的推算. */
const FIGURES = {
  'figure.rounded': ['原文为约数', 'the source rounds the figure'],
  'figure.several': [
    '同一口径有多个数额，下限取最大者，上限取合计',
    'several figures of one measure: at least the largest, at most their sum',
  ],
  'figure.added_up': ['多次未经处理的数额累计', 'figures of several untreated acts added up'],
  'heads.total': [
    '数额为多人合计，不按每人计；人均达到则至少一人达到',
    'a total of several subjects, never each one’s; if the average reaches the line, one of them did',
  ],
  'bound.stated_value': [
    '以案值、货值（非法定口径）推定上限',
    'bounded by the stated value, which is no statutory measure',
  ],
  'bound.income': ['以违法所得反推经营额上限', 'business bounded from the stated income'],
  'bound.business': ['不超过非法经营数额', 'at most the illegal business'],
  'bound.part_of_business': [
    '已售、未售均计入非法经营数额',
    'what was sold and what was not both count as illegal business',
  ],
  'bound.income_in_sales': ['违法所得不超过销售金额', 'income is at most the sales'],
  'bound.income_of_sales': ['违法所得未述，以销售金额推定上限', 'income is not stated; bounded from the sales'],
  'bound.price_of_sold': ['以已售单价推定库存货值上限', 'stock bounded by the price of what was sold'],
  'bound.pieces': ['以件数推定上限', 'bounded by the number of pieces'],
  'bound.stick_price': ['以卷烟最低单价推定支数上限', 'sticks bounded by the lowest price of one'],
  'assume.no_stock_stated': ['案卷未述库存，视为没有', 'no stock is stated; taken as none'],
  'assume.sales_of_stock_order': [
    '库存远低于标准且未述已售，推定销售不超过库存',
    'stock far below the line and no word on sales: taken as of its order at most',
  ],
  'assume.same_order': [
    '已述数额远低于标准，推定未述者不超过它',
    'the stated figure is far below the line; the unstated one is taken as no larger',
  ],
  'labels.sold_unknown': ['标识已售、未售件数未分', 'labels sold and unsold are not told apart'],
  'copies.sold_unknown': ['复制品已售、未售份数未分', 'copies sold and unsold are not told apart'],
  'limb.any_base': ['按基本档任一数额的倍数计算', 'a multiple of any base line'],
  'limb.half_of_two': ['两项以上分别达到标准一半', 'two limbs each at half their line'],
  'limb.act_alone': ['实施行为即可，不要求数额', 'the act alone suffices'],
  'limb.no_figure': ['该项没有数字，须人工判断', 'this limb has no number; a person has to judge'],
} as const

/** What speaks for and against 佐证与反证. */
const EVIDENCE = {
  'basis.tm57_1': [
    '处罚依据为商标法57条1项（同种商品相同商标）',
    'decided under Trademark Law 57(1): identical mark, same goods',
  ],
  'basis.tm57_3': [
    '处罚依据为商标法57条3项（销售侵权商品）',
    'decided under Trademark Law 57(3): sale of infringing goods',
  ],
  'basis.tm57_4': ['处罚依据为商标法57条4项（伪造、擅自制造标识）', 'decided under Trademark Law 57(4): forged labels'],
  'basis.tm57_2': [
    '处罚依据为商标法57条2项（近似商标或类似商品），不等于“相同”',
    'decided under Trademark Law 57(2): similar mark or goods, which is not identity',
  ],
  'basis.tm60_2': [
    '适用商标法60条2款（不知情且合法来源），反对“明知”',
    'lawful source without knowledge (Trademark Law 60(2)) speaks against knowledge',
  ],
  'circumstance.lawful_source': ['当事人能说明合法来源', 'the subject showed a lawful source'],
  'circumstance.trivial': ['认定情节显著轻微', 'found to be plainly minor'],
  'valuation.administrative': [
    '处罚决定的违法经营额口径与刑事不同，须拆开重算',
    'the administrative turnover is counted otherwise than the criminal one; it has to be counted again',
  ],
  'role.helper': [
    '运输、仓储、帮助者按共犯看，须明知，数额用正犯的',
    'carriers, storers and helpers are accomplices: knowledge is needed, the figures are the principal’s',
  ],
  'limitation.passed': [
    '追诉时效已过（有刑法第八十八条情形的除外）',
    'limitation has run, unless Criminal Law art. 88 stops it',
  ],
  'outcome.guilty': ['法院已判有罪', 'a court found guilt'],
  'outcome.acquitted': ['法院已判无罪', 'a court acquitted'],
  'outcome.charged': ['已被指控该罪（不决定任何事）', 'charged with it, which settles nothing'],
  'outcome.non_prosecution_discretionary': [
    '相对不起诉：以构成犯罪为前提',
    'discretionary non-prosecution presupposes the offence',
  ],
  'outcome.non_prosecution_statutory': ['法定不起诉', 'statutory non-prosecution'],
  'outcome.non_prosecution_insufficient': ['存疑不起诉（证据不足）', 'not prosecuted for want of evidence'],
  'outcome.non_prosecution_unstated': ['不起诉，种类未述', 'not prosecuted; of which kind is not stated'],
} as const

/** Rights that no offence covers 无对应罪名. */
const NONE = {
  'none.plant_variety': [
    '侵犯植物新品种权不是犯罪；假冒授权品种另看（品种条例），假劣种子看147、140条',
    'infringing a plant variety is no crime; passing one off is referred to criminal law, fake seed to art. 147 and 140',
  ],
  'none.geographical_indication': [
    '地理标志（未注册为商标）没有对应罪名',
    'a geographical indication without a trademark has no offence of its own',
  ],
  'none.special_mark': [
    '奥林匹克等特殊标志（未注册为商标）没有对应罪名',
    'Olympic and other special marks without a trademark have no offence of their own',
  ],
  'none.unfair_competition': [
    '混淆等不正当竞争没有对应罪名',
    'unfair competition by confusion has no offence of its own',
  ],
  'none.service_mark': [
    '2021年3月1日以前，假冒服务商标不是犯罪；或该商标未注册',
    'service marks were no matter of criminal law before 2021-03-01, or the mark was not registered',
  ],
  'none.goods_mark': ['所涉标志不是注册商标', 'the sign was no registered mark'],
  'none.patent': [
    '没有他人的专利被假冒（编造专利或单纯侵权）',
    'no patent of another was passed off: invented, or merely infringed',
  ],
} as const

const TABLE = { ...AMOUNTS, ...FACTS, ...LAW, ...FIGURES, ...EVIDENCE, ...NONE }

/** A code of this table; codes `element.<key>` are read from the elements of the offences. */
export type Code = keyof typeof TABLE
/** Any code that stands in a row: one of the table, or an element of the offence. */
export type AnyCode = Code | `element.${string}`
export const elementCode = (key: string): AnyCode => `element.${key}`
/** These codes, if it is so. */
export const codesIf = (holds: boolean, ...codes: Code[]): readonly Code[] => (holds ? codes : [])
export const uniqueCodes = (codes: readonly AnyCode[]): readonly AnyCode[] => [...new Set(codes)]

/** Every code that stands in `missing`, `against`, `support` or `why`, in both languages. */
export const CODES: Readonly<Record<Code, CodeText>> = Object.fromEntries(
  Object.entries(TABLE).map(([code, [zh, en]]) => [code, { zh, en }]),
) as Record<Code, CodeText>

/** The text of any code. `element.<key>` is worded as the offence words it, or as any offence does. */
export const describeCode = (code: string, rulebook: Rulebook, offence?: string): CodeText => {
  if (Object.hasOwn(CODES, code)) return CODES[code as Code]
  const key = code.replace(/^element\./, '')
  const versions = rulebook.offenceVersions.filter((v) => v.elements.some((e) => e.key === key))
  const version = versions.findLast((v) => v.offence === offence) ?? versions.at(-1)
  const element = version?.elements.find((e) => e.key === key)
  return element ? { zh: `要件：${element.zh}`, en: `element: ${element.en}` } : { zh: code, en: code }
}
