import { readFileSync } from 'node:fs'
import { LedgerError } from '@case-ledger/contracts'
import { discoverEndpoint } from '@eventstore/db-client/dist/Client/discovery.js'
import {
  type ConnectionOptions,
  parseConnectionString,
} from '@eventstore/db-client/dist/Client/parseConnectionString.js'
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import { type ChannelCredentials, credentials, Metadata } from '@grpc/grpc-js'
import { leaderHint, unavailable } from './errors.ts'

type Endpoint = { address: string; port: number }

/** The way to the cluster's leader. A client that failed is given up whole, and the leader is looked for anew. */
export type Connection = {
  /** Sent with every call: who we are, and that only the leader will do, because a follower may not know the latest. */
  readonly metadata: Metadata
  /** A client of the leader as far as known; the same one until it is reported as failed. Throws `ledger.unavailable`. */
  streams(): Promise<StreamsClient>
  /** Calls under way on `client` go on or fail by themselves; new ones get another. */
  failed(client: StreamsClient, error: unknown): void
  close(): void
}

/** Seconds for one node to say who leads, and how often all are asked before the caller has to try again. */
const GOSSIP_TIMEOUT = 2
const DISCOVERY_ATTEMPTS = 3

const parse = (url: string): ConnectionOptions => {
  try {
    return parseConnectionString(url)
  } catch {
    // Its own message quotes the string, password and all.
    throw new LedgerError('run.bad_configuration', { field: 'EVENTSTORE_URL', detail: 'esdb://host:port?tls=…' })
  }
}

const channelCredentials = ({ tls, tlsCAFile, userCertFile, userKeyFile }: ConnectionOptions): ChannelCredentials => {
  const read = (file: string | undefined) => (file === undefined ? null : readFileSync(file))
  return tls === false
    ? credentials.createInsecure()
    : credentials.createSsl(read(tlsCAFile), read(userKeyFile), read(userCertFile))
}

const metadataOf = ({ tls, defaultCredentials: user, connectionName = 'case-ledger' }: ConnectionOptions): Metadata => {
  const metadata = new Metadata()
  metadata.set('connection-name', connectionName)
  metadata.set('requires-leader', 'true')
  if (user && tls !== false)
    metadata.set('authorization', `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`)
  return metadata
}

export const connect = (url: string): Connection => {
  const options = parse(url)
  const channel = channelCredentials(options)
  const channelOptions = {
    'grpc.keepalive_time_ms': options.keepAliveInterval ?? 10_000,
    'grpc.keepalive_timeout_ms': options.keepAliveTimeout ?? 10_000,
    'grpc.initial_reconnect_backoff_ms': 100,
    // Otherwise a new channel would inherit the long pause of one that failed, also of other ledgers in this process.
    'grpc.use_local_subchannel_pool': 1,
  }
  let current: Promise<StreamsClient> | undefined
  let client: StreamsClient | undefined
  let next: Endpoint | undefined
  let avoid: Endpoint | undefined
  let closed = false

  const endpoint = async (): Promise<Endpoint> => {
    const hinted = next
    next = undefined
    if (hinted) return hinted
    const [first, second] = options.hosts
    if (!first) throw unavailable('no host named')
    if (!options.dnsDiscover && !second) return first
    const seeds = options.dnsDiscover ? { discover: first } : { endpoints: options.hosts }
    const limits = {
      gossipTimeout: options.gossipTimeout ?? GOSSIP_TIMEOUT,
      maxDiscoverAttempts: options.maxDiscoverAttempts ?? DISCOVERY_ATTEMPTS,
    }
    return discoverEndpoint({ ...seeds, ...limits, nodePreference: 'leader' }, channel, avoid)
  }

  const open = async (): Promise<StreamsClient> => {
    const { address, port } = await endpoint()
    client = new StreamsClient(`${address}:${port}`, channel, channelOptions)
    avoid = { address, port }
    return client
  }

  return {
    metadata: metadataOf(options),
    streams() {
      if (closed) return Promise.reject(unavailable('this ledger is closed'))
      current ??= open().catch((error: unknown) => {
        current = undefined
        throw unavailable('no node of the cluster answers', error)
      })
      return current
    },
    failed(broken, error) {
      if (broken !== client) return
      next = leaderHint(error)
      client = undefined
      current = undefined
      broken.close()
    },
    close() {
      closed = true
      client?.close()
    },
  }
}
