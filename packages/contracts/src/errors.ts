/**
 * The one catalogue of errors: code → HTTP status and what to do about it, Chinese first.
 * Codes are stable; texts may improve. Every error the system gives carries one of these.
 */
export const ERRORS = {
  // what was sent
  'input.malformed': [400, '格式不正确', 'not well formed', 'correct the named field'],
  'input.not_json': [400, '不是有效的JSON', 'not valid JSON', 'send one JSON object per line or body'],
  'input.too_large': [413, '超过64 KiB上限', 'larger than 64 KiB', 'attach documents by hash instead of content'],
  'input.file_unreadable': [400, '文件无法读取', 'the file cannot be read', 'check its name and rights'],
  'input.unknown_act': [400, '没有这种行为', 'no such act', 'see the list of acts in the API documentation'],
  'input.unsafe_text': [
    400,
    '含有不允许的字符',
    'holds NUL, a lone surrogate or a number that is not a safe integer',
    'remove it',
  ],
  'input.provenance_required': [
    400,
    '报告既往行为须注明来源',
    'a reported act needs its provenance',
    'give `provenance`',
  ],
  'input.missing_date': [400, '缺少发生时间', 'no date of the act', 'give `at`, or "unknown" for a reported act'],
  'input.no_subject': [422, '没有写明主体', 'no subject named', 'name the party it is about'],
  'input.idempotency_key_required': [
    400,
    '缺少幂等键',
    'a write needs an Idempotency-Key',
    'send the header Idempotency-Key, the same when repeating the same request',
  ],
  'input.unsupported_media': [415, '不支持的内容类型', 'content type not supported', 'send application/json'],
  // who may
  'auth.missing_token': [401, '缺少令牌', 'no bearer token', 'send Authorization: Bearer <token>'],
  'auth.bad_token': [401, '令牌无效或已过期', 'token invalid or expired', 'get a new token'],
  'auth.forbidden': [403, '无权办理', 'not permitted to this agency and role', 'ask the agency that may'],
  // what it is about
  'target.unknown_aggregate': [
    404,
    '案件链中没有该对象',
    'nothing of that kind in this matter',
    'record its opening act first',
  ],
  'target.ambiguous': [409, '案件链中有多个同类对象', 'several of that kind in this matter', 'name one with `on`'],
  'target.not_found': [404, '未找到', 'not found', 'check the id'],
  // the ledger
  'ledger.conflict': [412, '版本已变', 'the stream moved on', 'read it again and repeat'],
  'ledger.idempotency_mismatch': [422, '同一幂等键内容不同', 'the same key came with other content', 'use a new key'],
  'ledger.ids_partly_known': [
    409,
    '部分事件标识已存在',
    'some of the event ids are already stored, others are not',
    'repeat the whole append unchanged',
  ],
  'ledger.unavailable': [
    503,
    '账本暂不可用',
    'the ledger cannot be reached',
    'try again; a repeated command happens once',
  ],
  'ledger.overloaded': [
    503,
    '等待入账的行为过多',
    'too many appends are waiting',
    'try again later; a repeated command happens once',
  ],
  'ledger.restored': [
    503,
    '账本已恢复，位置含义已变',
    'the ledger was restored: positions mean something else',
    'readers begin anew; after a restore run `ledger reseal` once',
  ],
  'ledger.copy_target_taken': [
    409,
    '目标账本已有其他内容',
    'the target holds something else than a copy of this ledger',
    'copy into an empty store',
  ],
  'ledger.copy_differs': [
    500,
    '副本与原账本不一致',
    'source and copy differ',
    'do not use the copy; copy again into an empty store',
  ],
  'ledger.corrupt_event': [500, '事件无法读取', 'a stored event cannot be read', 'see `ledger status`'],
  // read models
  'projection.unknown': [404, '没有该读模型或反应', 'no such projection or reaction', 'see `ledger status`'],
  'projection.not_caught_up': [503, '数据尚未更新到该位置', 'the view has not reached that position yet', 'try again'],
  'projection.taken_over': [
    409,
    '处理权已被接管',
    'another process took over this processor',
    'nothing: it goes on there',
  ],
  'projection.undeclared_act': [
    500,
    '反应给出了未声明的行为',
    'a reaction gave an act that it does not declare',
    'declare it in `gives`',
  ],
  // personal data
  'privacy.subject_erased': [
    409,
    '该主体的个人信息已被清除',
    'the personal data of this subject was erased',
    'name the party by its subject id only',
  ],
  // running it
  'run.port_in_use': [500, '端口已被占用', 'the port is in use', 'choose another with --port'],
  'run.data_unwritable': [
    500,
    '数据目录不可写',
    'the data folder cannot be written',
    'choose another with --data or correct its rights',
  ],
  'run.file_unwritable': [500, '文件无法写入', 'the file cannot be written', 'choose another place'],
  'run.data_in_use': [
    500,
    '数据目录被其他程序占用',
    'another program holds the data folder',
    'stop it or choose another folder with --data',
  ],
  'run.database_broken': [
    500,
    '数据库无法启动',
    'the database does not start',
    'see the log named beside this message',
  ],
  'run.schema_older': [503, '数据库结构较旧', 'the schema is older than this program', 'run `ledger migrate`'],
  'run.schema_newer': [
    503,
    '数据库结构较新',
    'the schema is more than one step newer than this program',
    'update this program',
  ],
  'run.bad_configuration': [500, '配置有误', 'the configuration is wrong', 'correct the named setting'],
  'run.not_supported': [501, '尚不支持', 'not supported yet', 'see README'],
  'run.internal': [500, '内部错误', 'internal error', 'report it with the trace id'],
  // intake
  'lead.already_promoted': [409, '线索已转立案', 'the lead already became a case', 'act on the case'],
  'lead.already_dismissed': [409, '线索已不予处理', 'the lead is already dismissed', 'promote it if new facts came up'],
  'case.already_filed': [409, '已经立案', 'the case is already filed', 'use a correction'],
  'case.not_filed': [409, '尚未立案', 'the case is not filed', 'file it first'],
  'case.no_penalty': [409, '没有处罚决定', 'no penalty decision on file', 'record the decision first'],
  'case.already_closed': [409, '案件已结', 'the case is closed', 'use a revocation or correction'],
  'case.one_officer': [422, '执法人员少于两人', 'fewer than two officers', 'name two officers'],
  'case.no_facts': [409, '尚无认定事实', 'no facts found yet', 'record the facts first'],
  'case.seizure_unknown': [409, '没有该扣押', 'no such seizure', 'check the list number'],
  // referral
  'transfer.not_reported': [409, '没有书面报告', 'no written report to the head', 'record the report first'],
  'transfer.not_approved': [
    409,
    '负责人未批准移送',
    "not approved by the agency's head",
    "record the head's decision first",
  ],
  'transfer.paper_missing': [422, '移送材料不齐', 'a required paper is missing', 'add the named papers'],
  'transfer.team_too_small': [422, '专案组少于两人', 'the team has fewer than two officers', 'name two officers'],
  'transfer.no_copy': [
    422,
    '未同时抄送检察机关',
    'no copy to the procuratorate in the same act',
    'name the procuratorate copied',
  ],
  'transfer.already_dispatched': [409, '已经移送', 'already dispatched', 'open a new transfer'],
  'transfer.not_dispatched': [409, '尚未移送', 'not dispatched yet', 'dispatch it first'],
  'transfer.reasons_missing': [422, '没有写明理由', 'no reasons given', 'give the reasons'],
  'transfer.other_kind': [
    409,
    '与已报告的移送种类不符',
    'of another kind than reported',
    'open a transfer of that kind',
  ],
  'transfer.wrong_sender': [403, '不是该类移送的移送机关', 'not a body that sends such a transfer', 'see its kind'],
  'transfer.wrong_addressee': [422, '接收机关不符', 'not the body it goes to', 'name the body that is to receive it'],
  'transfer.wrong_reply': [422, '该类移送没有这种反馈', 'no reply to such a transfer', 'use a reply of its kind'],
  // judicial linkage
  'criminal.not_received': [409, '没有接收记录', 'no receipt on file', 'record the receipt first'],
  'criminal.not_filed': [409, '尚未刑事立案', 'no criminal case filed', 'record the filing first'],
  'criminal.already_filed': [409, '已经刑事立案', 'the criminal case is already filed', 'use a correction'],
  'criminal.not_prosecuted': [409, '尚未提起公诉', 'not prosecuted yet', 'record the prosecution first'],
  'criminal.decided_otherwise': [
    409,
    '与已有的决定不符',
    'contradicts a decision on file',
    'record its withdrawal first',
  ],
  'criminal.reasons_missing': [422, '不立案没有理由', 'non-filing without reasons', 'give the reasons'],
  'criminal.suspect_unnamed': [422, '没有写明犯罪嫌疑人', 'no suspect named', 'name the suspect'],
  'instrument.not_issued': [409, '文书尚未制发', 'the instrument is not issued', 'issue it first'],
  'instrument.not_served': [409, '文书尚未送达', 'the instrument is not served', 'record the service first'],
  'instrument.wrong_issuer': [403, '不是有权制发的机关', 'not a body that may issue it', 'the procuratorate issues it'],
  'instrument.already_replied': [409, '已经回复', 'already replied', 'use a correction'],
  'instrument.wrong_addressee': [422, '受文单位不符', 'not a body such an instrument goes to', 'see its kind'],
  'instrument.single_case': [
    422,
    '检察建议不针对个案线索',
    'a recommendation is for patterns, not for a single finding',
    'issue an opinion or a proposal to transfer',
  ],
  'instrument.reasons_missing': [422, '不采纳没有理由', 'not adopted without reasons', 'give the reasons'],
  'instrument.wrong_outcome': [
    422,
    '该类文书没有这种结果',
    'no outcome of such an instrument',
    'use an outcome of its kind',
  ],
  // credit
  'listing.no_basis': [422, '没有列入依据', 'no basis for the listing', 'cite the penalty decision and the provision'],
  'listing.not_noticed': [409, '未事先告知', 'no prior notice', 'record the notice first'],
  'listing.not_listed': [409, '未列入', 'not listed', 'record the listing first'],
  'listing.already_listed': [409, '已经列入', 'already listed', 'use a correction'],
  'listing.no_consent': [
    422,
    '未经上一级同意',
    "without the superior's consent",
    'obtain it, or say that none is needed',
  ],
  'listing.wrong_party': [422, '主体类型不符', 'not a subject of that kind', 'list it under its own kind'],
  // supervision
  'finding.not_open': [409, '线索不在办理中', 'the finding is not open', 'see its history'],
  'finding.bad_close_code': [422, '结案代码无效', 'no such code for closing', 'use a code of the list'],
  // rulebook
  'rules.unknown_rule': [404, '没有该规则', 'no such rule', 'see `rules list`'],
  'rules.contradiction': [500, '规则库自相矛盾', 'the rulebook contradicts itself', 'correct the named rules'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string, remedy: string]>

export type ErrorCode = keyof typeof ERRORS

export type Problem = { code: ErrorCode; detail?: string; field?: string; line?: number; rule?: string }

/** The one error class: what was wrong, where (field, line), which rule says so. What to do comes from the catalogue. */
export class LedgerError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly line: number | undefined
  readonly rule: string | undefined
  readonly detail: string | undefined
  /** Further values for machines, e.g. the actual revision of a conflict. */
  readonly values: Readonly<Record<string, string | number>>
  /** All that was wrong, when more than one thing was. */
  readonly problems: readonly Problem[]

  constructor(
    code: ErrorCode,
    about: Omit<Problem, 'code'> & {
      values?: Record<string, string | number>
      problems?: readonly Problem[]
      cause?: unknown
    } = {},
  ) {
    const [, zh, en, remedy] = ERRORS[code]
    super([code, `${zh} ${en}`, about.field, about.detail, remedy].filter(Boolean).join(' · '), { cause: about.cause })
    this.name = 'LedgerError'
    this.code = code
    this.field = about.field
    this.line = about.line
    this.rule = about.rule
    this.detail = about.detail
    this.values = about.values ?? {}
    this.problems = about.problems ?? []
  }

  get status(): number {
    return ERRORS[this.code][0]
  }
}

/** `code · 中文 English · field · detail · what to do`: one line for people. */
export const describe = (p: Problem): string => {
  const [, zh, en, remedy] = ERRORS[p.code]
  return [p.code, `${zh} ${en}`, p.field, p.detail, remedy].filter(Boolean).join(' · ')
}
