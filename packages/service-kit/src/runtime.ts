import { decide } from '@case-ledger/access'
import { CONTRACTS } from '@case-ledger/contracts'
import { type Ledger, observed, requireSchema } from '@case-ledger/ledger'
import { type Codec, createCodec, createPostgresKeyStore, type KeyStore, privacyMigrations } from '@case-ledger/privacy'
import {
  createRuntime,
  type ProcessorStatus,
  processorOf,
  type Reaction,
  type Reader,
  type Runtime,
  reactionProcessor,
  type Submit,
} from '@case-ledger/projections'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import type { VerifyToken } from './auth/token.ts'
import { createHandler, type Handler } from './handler.ts'
import { principalOf } from './http/bearer.ts'
import type { ReadyCheck } from './http/health.ts'
import { buildServer } from './http/server.ts'
import type { ModuleParts, ServiceModule } from './module.ts'
import { openLedger } from './open-ledger.ts'
import { type Clock, type Ids, randomIds, systemClock } from './ports.ts'
import { reactionSubmit } from './reaction-submit.ts'
import { type ReadyLimits, readyChecks } from './ready.ts'
import type { Secrets } from './secrets.ts'
import { projectedTargets, targetsProjection } from './targets-projection.ts'

export type AppOptions = {
  modules: readonly ServiceModule[]
  /** Its schemas must be there, see `migrateAll`. Stays the giver's to end. */
  pool: Pool
  /** Where the ledger is, if not in `pool`'s database. */
  eventstoreUrl?: string | undefined
  secrets: Secrets
  rulebookDigest: string
  region: string
  log: FastifyBaseLogger
  clock?: Clock
  ids?: Ids
}

/** Modules composed on one database. */
export type App = {
  ledger: Ledger
  codec: Codec
  keys: KeyStore
  handler: Handler
  /** Projections and reactions; they work once started. */
  processors: Runtime
  importKey: Uint8Array
  /** Names of these modules' processors. */
  ownProcessors: ReadonlySet<string>
  /** Where they stand, whichever process runs them; without those of other modules or versions, or not begun yet. */
  ownStatus(): Promise<ProcessorStatus[]>
  /** What modules are given; verbs of the command line read through the same. */
  parts: ModuleParts
  /** The HTTP server of all modules, not yet listening. */
  server(options: { verify: VerifyToken } & ReadyLimits): Promise<FastifyInstance>
  /** Whether it can do its work, each condition in words; what `/ready` says. */
  ready(limits: ReadyLimits): Promise<ReadyCheck[]>
  /** Stops the processors and lets go of the ledger. */
  close(): Promise<void>
}

export const createApp = async (options: AppOptions): Promise<App> => {
  const { modules, pool, secrets, region, log, clock = systemClock, ids = randomIds } = options
  await requireSchema(pool, privacyMigrations)
  const ledger = observed(await openLedger({ pool, eventstoreUrl: options.eventstoreUrl, clock, ids }), (stream) =>
    log.warn({ stream }, 'a stream grew past 1,000 events: its aggregate is to be split'),
  )
  const keys = createPostgresKeyStore({ pool, masterKey: secrets.masterKey, random: ids.bytes })
  const codec = createCodec({ contracts: CONTRACTS, keys, subjectKey: secrets.subjectKey })
  const aggregates = modules.flatMap((module) => module.aggregates)

  // Reactions read through the processors that run them, so these names are used before what they stand for is made.
  const reader: Reader = {
    atLeast: (...asked) => processors.reader.atLeast(...asked),
    rows: (...asked) => processors.reader.rows(...asked),
    parkedEvents: (...asked) => processors.reader.parkedEvents(...asked),
    parkedPartitions: (...asked) => processors.reader.parkedPartitions(...asked),
  }
  const parts: ModuleParts = {
    reader,
    now: () => clock.now(),
    readEvent: async ({ stream, revision }) => {
      const stored = (await ledger.read(stream, revision)).find((event) => event.revision === revision)
      return stored && codec.decode(stored)
    },
  }
  const handler = createHandler({
    aggregates,
    ledger,
    codec,
    clock,
    region,
    access: decide,
    rulebookDigest: options.rulebookDigest,
    targets: projectedTargets(modules, reader),
    fingerprintKey: secrets.fingerprintKey,
  })

  const reactions = modules.flatMap(({ name, reactions: make }) =>
    (make?.(parts) ?? []).map((reaction) => ({ service: name, reaction })),
  )
  const services = new Map(reactions.map(({ service, reaction }) => [reaction.name, service]))
  const projections = modules.flatMap((module) => [
    ...(module.aggregates.length > 0 ? [targetsProjection(module)] : []),
    ...(module.projections ?? []),
  ])
  const processors: Runtime = createRuntime({
    pool,
    ledger,
    decode: codec.decode,
    decodeForProjections: codec.decodeWithoutPersonal,
    projections,
    reactions: reactions.map(({ reaction }) => reaction as Reaction),
    submit: reactionSubmit(handler, (reaction) => services.get(reaction)!, region) as Submit,
    onFault: (processor, fault) => log.warn({ processor, fault }, 'processor waits to try again'),
    onParked: (processor, partition) => log.warn({ processor, partition }, 'events of a partition set aside'),
  })

  const status = () => processors.status()
  const ownProcessors = new Set([...projections.map(processorOf), ...[...services.keys()].map(reactionProcessor)])
  const ownStatus = async () => (await status()).filter(({ processor }) => ownProcessors.has(processor))
  const ready = (limits: ReadyLimits) => readyChecks({ pool, ownProcessors, ownStatus, clock, limits })
  return {
    ledger,
    codec,
    keys,
    handler,
    processors,
    parts,
    importKey: secrets.importKey,
    ownProcessors,
    ownStatus,
    ready,
    server: ({ verify, ...limits }) =>
      buildServer({
        aggregates,
        handler,
        verify,
        ids,
        log,
        importKey: secrets.importKey,
        reading: { ledger, codec, access: decide, region },
        routes: modules.flatMap(({ routes }) =>
          routes ? [(server) => routes(server, { ...parts, principalOf, access: decide, region, status })] : [],
        ),
        ready: () => ready(limits),
      }),
    close: async () => {
      await processors.stop()
      await ledger.close()
    },
  }
}
