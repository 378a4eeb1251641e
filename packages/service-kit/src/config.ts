import { LedgerError } from '@case-ledger/contracts'
import { z } from 'zod'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

/** Every setting: its environment variable, its flag, what it may be. Flag > environment > default. */
const SETTINGS = {
  /** Folder of the embedded store. */
  data: { variable: 'LEDGER_DATA', schema: z.string().min(1).default('.ledger') },
  /** A PostgreSQL server of one's own; left out = the embedded one in `data`. */
  databaseUrl: { variable: 'DATABASE_URL', schema: z.url({ protocol: /^postgres(ql)?$/ }).optional() },
  /** An EventStoreDB for the ledger; PostgreSQL then holds read models, keys and checkpoints only (D15). */
  eventstoreUrl: {
    variable: 'EVENTSTORE_URL',
    schema: z
      .string()
      .regex(/^esdb(\+discover)?:\/\/./, 'esdb://host:port')
      .optional(),
  },
  host: { variable: 'HOST', schema: z.string().min(1).default('127.0.0.1') },
  /** 0 = any free one. */
  port: { variable: 'PORT', schema: z.coerce.number().int().min(0).max(65_535).default(3000) },
  /** File with the public keys that tokens are checked with: JWK set or PEM. Left out = a throw-away pair. */
  tokenKeys: { variable: 'LEDGER_TOKEN_KEYS', schema: z.string().min(1).optional() },
  /** File with the private key (PEM, PKCS 8, Ed25519) this program signs tokens with; they are checked with its public half. */
  signingKey: { variable: 'LEDGER_SIGNING_KEY', schema: z.string().min(1).optional() },
  /** 64 hex digits from which all keys of this ledger's hashes are derived; left out = kept in `data`. */
  secret: {
    variable: 'LEDGER_SECRET',
    schema: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 hex digits')
      .optional(),
  },
  /** Region of this ledger's matters, a path of division codes from the province down. */
  region: { variable: 'LEDGER_REGION', schema: z.string().max(100).default('440000/440300') },
  logLevel: { variable: 'LOG_LEVEL', schema: z.enum(LOG_LEVELS).default('info') },
  /** How many events a processor may be behind before `/ready` turns red. */
  readyLag: { variable: 'LEDGER_READY_LAG', schema: z.coerce.number().int().min(0).default(1000) },
  /** How many events a processor may have set aside before `/ready` turns red. */
  readyParked: { variable: 'LEDGER_READY_PARKED', schema: z.coerce.number().int().min(0).default(0) },
  /** Where traces and figures are sent (OTLP over HTTP, JSON); left out = nowhere, and nothing is measured. */
  otlpEndpoint: { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', schema: z.url({ protocol: /^https?$/ }).optional() },
  /** Part of the traces that begin here to keep, 0 to 1; a caller's own decision is followed. */
  traceRatio: { variable: 'OTEL_TRACES_SAMPLER_ARG', schema: z.coerce.number().min(0).max(1).default(1) },
  /** Milliseconds between two reports of figures. */
  metricInterval: { variable: 'OTEL_METRIC_EXPORT_INTERVAL', schema: z.coerce.number().int().min(100).default(60_000) },
} as const

/** Known, and refused until they are built: better than to be ignored. */
const NOT_YET = ['KAFKA_BROKERS'] as const

export type Setting = keyof typeof SETTINGS
export type Config = { [S in Setting]: z.output<(typeof SETTINGS)[S]['schema']> }
export type Flags = { [S in Setting]?: string | number | undefined }
export type Environment = Record<string, string | undefined>

/**
 * The one configuration. Empty variables count as left out. `defaults`: a program's own, in place of the table's.
 * @throws LedgerError `run.bad_configuration` naming the setting as the caller gave it, or `run.not_supported`.
 */
export const readConfig = (flags: Flags = {}, environment: Environment = process.env, defaults: Flags = {}): Config => {
  for (const variable of NOT_YET)
    if (environment[variable]) throw new LedgerError('run.not_supported', { field: variable })
  const entries = Object.entries(SETTINGS).map(([name, { variable, schema }]) => {
    const flag = flags[name as Setting]
    const parsed = schema.safeParse(flag ?? (environment[variable] || defaults[name as Setting]))
    if (parsed.success) return [name, parsed.data]
    const field = flag === undefined ? variable : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new LedgerError('run.bad_configuration', { field, detail: parsed.error.issues[0]?.message ?? 'not valid' })
  })
  return Object.fromEntries(entries) as Config
}
