import type { Principal } from '@case-ledger/access'

/** One ready token per role is printed by `serve` when it makes a throw-away key: to try the system, not to run it. */
export const demoPrincipals = (region: string): readonly { label: string; principal: Principal }[] => {
  const of = (label: string, principal: Omit<Principal, 'kind' | 'region' | 'level'>) => ({
    label,
    principal: { kind: 'user' as const, region, level: 'city' as const, ...principal },
  })
  return [
    of('检察官 procurator', {
      id: 'procurator-1',
      agency: '市人民检察院',
      agencyKind: 'procuratorate',
      roles: ['criminal_section', 'administrative_section'],
    }),
    of('检察长 chief procurator', {
      id: 'chief-1',
      agency: '市人民检察院',
      agencyKind: 'procuratorate',
      roles: ['chief_procurator'],
    }),
    of('市场监管 officer', {
      id: 'officer-1',
      agency: '市市场监督管理局',
      agencyKind: 'market_regulator',
      roles: ['case_officer'],
    }),
    of('市场监管负责人 head', {
      id: 'head-1',
      agency: '市市场监督管理局',
      agencyKind: 'market_regulator',
      roles: ['head'],
    }),
    of('公安 police', { id: 'police-1', agency: '市公安局', agencyKind: 'police', roles: ['case_officer', 'head'] }),
    of('法院 court', { id: 'court-1', agency: '市中级人民法院', agencyKind: 'court', roles: ['case_officer'] }),
    of('统计 analyst', { id: 'analyst-1', agency: '市知识产权办公室', agencyKind: 'other', roles: ['analyst'] }),
  ]
}
