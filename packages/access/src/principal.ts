import { agencyId } from '@case-ledger/contracts'
import { z } from 'zod'

/** Kinds of agencies 单位类别 that meet on the ledger. */
export const AGENCY_KINDS = [
  'market_regulator', // 市场监管
  'police', // 公安
  'procuratorate', // 检察院
  'court', // 法院
  'culture', // 文化执法
  'agriculture', // 农业农村
  'customs', // 海关
  'tobacco', // 烟草专卖
  'drug', // 药品监管
  'other',
] as const
export type AgencyKind = (typeof AGENCY_KINDS)[number]

/** Roles 岗位 of people; the four sections and the chief are the procuratorate's. */
export const ROLES_OF_PEOPLE = [
  'case_officer', // 承办人
  'legal_reviewer', // 法制审核
  'head', // 负责人
  'criminal_section', // 刑事检察
  'administrative_section', // 行政检察
  'complaints_section', // 控告申诉检察
  'case_management', // 案件管理
  'chief_procurator', // 检察长
  'analyst',
  'importer', // 导入
  'operator', // 本机构账本的管理人：持有安装密钥
] as const

/** Roles of people, and `service:<name>` for the system's own reactions. */
export const role = z.union([z.enum(ROLES_OF_PEOPLE), z.templateLiteral(['service:', z.string().min(1)])])
export type AccessRole = z.infer<typeof role>

export const LEVELS = ['national', 'province', 'city', 'county'] as const

/**
 * Who asks. `region` is a path of division codes from the province down (`440000/440300`); a unit covers every region below
 * its own, and the empty path covers all.
 */
export const principal = z.strictObject({
  kind: z.enum(['user', 'service', 'import']),
  id: z.string().min(1).max(200),
  agency: agencyId,
  agencyKind: z.enum(AGENCY_KINDS),
  roles: z.array(role).max(20),
  region: z.string().max(100),
  level: z.enum(LEVELS),
})
export type Principal = z.infer<typeof principal>
