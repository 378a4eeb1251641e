import { access, constants } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { createNodes, type EventStoreNode, untilReady } from './eventstore-node.ts'

/** What a test can be given to run on. */
export type Topology = 'given' | 'memory' | 'disk' | 'three nodes' | 'three nodes on disk' | 'container'
export type EventStoreServer = {
  url: string
  /** Empty for a server that is not ours to handle. */
  nodes: readonly EventStoreNode[]
  stop(): Promise<void>
}

type Supply =
  | { kind: 'given'; url: string }
  | { kind: 'program'; program: string }
  | { kind: 'docker' }
  | { kind: 'none'; reason: string }

/** Names under which a release brings its program. */
const PROGRAMS = ['EventStore.ClusterNode', 'eventstored'] as const
const IMAGE = 'eventstore/eventstore:24.6'
const CONTAINER_PORT = 2113

const runnable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

const dockerAnswers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const { DOCKER_HOST: host } = process.env
    const where = host?.startsWith('tcp:')
      ? { host: new URL(host).hostname, port: new URL(host).port }
      : { socketPath: host?.replace(/^unix:\/\//, '') ?? '/var/run/docker.sock' }
    const ping = request({ ...where, path: '/_ping', timeout: 1_000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => resolve(false))
    ping.end()
  })

/** EVENTSTORE_URL, else the program in EVENTSTORE_HOME, else a container where Docker answers, else nothing and why. */
const findSupply = async (): Promise<Supply> => {
  const { EVENTSTORE_URL: url, EVENTSTORE_HOME: home } = process.env
  if (url) return { kind: 'given', url }
  if (home) {
    for (const name of PROGRAMS)
      if (await runnable(join(home, name))) return { kind: 'program', program: join(home, name) }
    return { kind: 'none', reason: `EVENTSTORE_HOME holds no ${PROGRAMS.join(' or ')}` }
  }
  if (await dockerAnswers()) return { kind: 'docker' }
  return { kind: 'none', reason: 'neither EVENTSTORE_URL nor EVENTSTORE_HOME is set, and no Docker answers' }
}

const supply = await findSupply()

const TOPOLOGIES: Record<Supply['kind'], readonly Topology[]> = {
  given: ['given'],
  program: ['memory', 'disk', 'three nodes'],
  docker: ['container'],
  none: [],
}

/** What can be had here; the contract suite runs on each. */
export const eventStoreTopologies: readonly Topology[] = TOPOLOGIES[supply.kind]

/** Why nothing can be had, if so. */
export const eventStoreMissing: string | undefined = supply.kind === 'none' ? supply.reason : undefined

/** Whether tests may have servers of their own, which nobody else writes to and which they may stop. */
export const ownEventStore: boolean = supply.kind === 'program'

/** One line for people: which servers tests will find. */
export const eventStoreSupply = (): string =>
  supply.kind === 'none'
    ? `SKIPPED, no EventStoreDB: ${supply.reason}`
    : `EventStoreDB: ${eventStoreTopologies.join(', ')}`

const startNodes = async (program: string, count: 1 | 3, disk: boolean): Promise<EventStoreServer> => {
  const nodes = await createNodes(program, count, disk)
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.remove()))
  }
  try {
    for (const node of nodes) node.start()
    await untilReady(nodes)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `esdb://${nodes.map((node) => `127.0.0.1:${node.port}`)}?tls=false`, nodes, stop }
}

const startContainer = async (): Promise<EventStoreServer> => {
  const { GenericContainer, Wait } = await import('testcontainers')
  const container = await new GenericContainer(IMAGE)
    .withCommand(['--insecure', '--mem-db', '--run-projections=None'])
    .withExposedPorts(CONTAINER_PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', CONTAINER_PORT).forStatusCode(204))
    .start()
  const url = `esdb://${container.getHost()}:${container.getMappedPort(CONTAINER_PORT)}?tls=false`
  return { url, nodes: [], stop: async () => void (await container.stop()) }
}

/** A server of one's own, or the one that EVENTSTORE_URL names (which may hold what others wrote). */
export const startEventStore = async (topology: Topology): Promise<EventStoreServer> => {
  if (supply.kind === 'given') return { url: supply.url, nodes: [], stop: async () => {} }
  if (supply.kind === 'docker') return startContainer()
  if (supply.kind === 'none') throw new Error(supply.reason)
  return startNodes(supply.program, topology.startsWith('three') ? 3 : 1, topology.endsWith('disk'))
}
