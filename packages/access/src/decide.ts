import { FIELD_CLASSES } from '@case-ledger/contracts'
import { COMMAND_RULES, type CommandRule } from './command-rules.ts'
import type { Principal } from './principal.ts'
import { READ_RULES, type ReadRule } from './read-rules.ts'
import type { AccessDecision, AccessRequest, Action, Resource } from './request.ts'

type Write = Extract<Action, { mode: unknown }>
type Reading = Exclude<Action, Write>

/** The one decision about access: pure, and no unless a row of the two tables says yes. */
export const decide = ({ principal, action, resource }: AccessRequest): AccessDecision => {
  const rule =
    'mode' in action
      ? COMMAND_RULES.find((row) => allowsWrite(row, principal, action, resource))
      : READ_RULES.find((row) => allowsReading(row, principal, action, resource))
  if (rule) return { allow: true, code: rule.id, why: rule.why }
  const asked = `${action.service}.${action.aggregate}.${action.verb}`
  const who = `${principal.agencyKind} (${principal.roles.join(', ') || 'no role'})`
  return {
    allow: false,
    code: 'auth.forbidden',
    why: `no rule lets ${who} ${'mode' in action ? action.mode : ''} ${asked}`,
  }
}

const allowsWrite = (row: CommandRule, principal: Principal, action: Write, resource: Resource): boolean =>
  names(row.commands, action) &&
  row.modes.includes(action.mode) &&
  holds(row, principal) &&
  (row.othersActs === true || action.agency === principal.agency) &&
  (row.where !== 'participant' || resource.audience === undefined || takesPart(principal, resource)) &&
  (row.where !== 'region' || covers(principal.region, resource.region))

const allowsReading = (row: ReadRule, principal: Principal, action: Reading, resource: Resource): boolean =>
  row.aggregates.includes(`${action.service}.${action.aggregate}`) &&
  FIELD_CLASSES.indexOf(action.fieldClass) <= FIELD_CLASSES.indexOf(row.upTo) &&
  holds(row, principal) &&
  (row.when === 'participant' ? takesPart(principal, resource) : covers(principal.region, resource.region))

const names = (commands: readonly string[], { service, aggregate, verb }: Write): boolean =>
  commands.includes(`${service}.${aggregate}.${verb}`) || commands.includes(`${service}.${aggregate}.*`)

const holds = ({ kinds, roles }: CommandRule | ReadRule, principal: Principal): boolean =>
  (kinds === 'any' || kinds.includes(principal.agencyKind)) && principal.roles.some((role) => roles.includes(role))

const takesPart = (principal: Principal, { audience }: Resource): boolean =>
  audience?.includes(principal.agency) === true

/** A region covers itself and what lies below it; one that is not known is covered by the whole country only. */
export const covers = (region: string, of: string | undefined): boolean =>
  region === '' || (of !== undefined && (of === region || of.startsWith(`${region}/`)))
