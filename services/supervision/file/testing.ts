import type { EventHeader, Stored } from '@case-ledger/contracts'
import { parseWhen } from '@case-ledger/contracts'
import { fold } from './fold.ts'
import { emptyFile, type MatterFile } from './matter-file.ts'

export const SUBJECT = `m-${'a'.repeat(32)}`
export const OTHER_SUBJECT = `m-${'b'.repeat(32)}`
export const COMPANY = { subject: SUBJECT, kind: 'company' as const, name: '某公司' }

export type Told = {
  type: string
  data: unknown
  at?: string
  agency?: string
  mode?: 'perform' | 'report'
  stream?: string
}

/** A matter's file from a short telling of its events, for specs. */
export const fileOf = (...told: Told[]): MatterFile => told.map(storedOf).reduce(fold, emptyFile('M1'))

export const storedOf = (t: Told, i: number): Stored => {
  const header: EventHeader = {
    id: `00000000-0000-8000-8000-${String(i).padStart(12, '0')}`,
    type: t.type,
    schemaVersion: 1,
    commandId: `c${i}`,
    commandHash: `h${i}`,
    matter: 'M1',
    agency: t.agency ?? '某市场监督管理局',
    actor: { kind: 'import', id: 'spec', agency: 'spec' },
    mode: t.mode ?? 'report',
    occurredAt: (t.at ? parseWhen(t.at) : undefined) ?? 'unknown',
    basis: { rulebookDigest: 'r' },
    classification: 'M1',
    audience: [],
  }
  const stream = t.stream ?? `${t.type.slice(0, 4).toLowerCase()}-1`
  return {
    stream,
    revision: i,
    position: BigInt(i),
    recordedAt: '2026-11-24T00:00:00.000Z',
    header,
    type: t.type,
    data: t.data,
  }
}

export const filed = (more: object = {}): Told => ({
  type: 'CaseFiled',
  data: { parties: [COMPANY], jointWith: [], nature: 'administrative', ...more },
})
export const found = (sheet: object = {}, at?: string): Told => ({
  type: 'CaseFactsFound',
  ...(at ? { at } : {}),
  data: {
    party: COMPANY,
    sheet: {
      subject: SUBJECT,
      goodsKind: 'general',
      right: 'goods_mark',
      roles: [],
      amounts: [],
      elements: {},
      legalBases: [],
      conduct: {},
      priors: [],
      circumstances: [],
      ...sheet,
    },
  },
})
export const penalised = (at: string | undefined, more: object = {}): Told => ({
  type: 'CasePenaltyDecided',
  ...(at ? { at } : {}),
  data: {
    party: COMPANY,
    fine: 65_000_000,
    kinds: ['fine'],
    legalBases: [],
    fineBound: 'exact',
    procedure: 'ordinary',
    ...more,
  },
})
export const transferred = (at: string | undefined, more: object = {}): Told => ({
  type: 'TransferDispatched',
  stream: 'transfer-1',
  ...(at ? { at } : {}),
  data: { kind: 'crime', to: '某公安局', papers: [], offences: [], suspects: [], ...more },
})
export const criminal = (type: string, at: string | undefined, data: object = {}): Told => ({
  type,
  stream: 'criminalCase-1',
  ...(at ? { at } : {}),
  data: { offences: [], ...data },
})
