import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type EventStoreNode = {
  /** Port on loopback that clients talk to. */
  port: number
  /** Starts the process; it may have run before. Does not wait until it answers. */
  start(): void
  /** False before it starts and once it has ended, for whatever reason. */
  alive(): boolean
  /** SIGKILL, and gone when it resolves. */
  kill(): Promise<void>
  /** SIGSTOP: alive, and silent until `resume`. */
  pause(): void
  resume(): void
  /** Empty while it does not answer. */
  state(): Promise<string>
  remove(): Promise<void>
}

/** A database of tests: small files, so that it costs megabytes instead of gigabytes. */
const SMALL = ['--chunk-size=16777216', '--chunks-cache-size=33554432', '--stream-existence-filter-size=1000000']

/** The server takes every variable of this name for an option, and ends at one that it does not know. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EVENTSTORE_'))),
  EVENTSTORE_TELEMETRY_OPTOUT: 'true',
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Nodes of one cluster (or a single one), not started yet. */
export const createNodes = async (program: string, count: 1 | 3, disk: boolean): Promise<EventStoreNode[]> => {
  const ports = await Promise.all(
    Array.from({ length: count }, async () => ({ http: await freePort(), replication: await freePort() })),
  )
  const folder = await mkdtemp(join(tmpdir(), 'case-ledger-eventstore-'))
  const seeds = (own: number) => ports.map(({ http }) => http).filter((port) => port !== own)
  const cluster = (own: number) => [
    '--cluster-size=3',
    '--discover-via-dns=false',
    `--gossip-seed=${seeds(own).map((port) => `127.0.0.1:${port}`)}`,
  ]
  return ports.map(({ http, replication }) => {
    let running: ChildProcess | undefined
    const args = [
      '--insecure',
      '--run-projections=None',
      '--disable-log-file',
      '--node-ip=127.0.0.1',
      '--replication-ip=127.0.0.1',
      `--http-port=${http}`,
      `--replication-port=${replication}`,
      ...(disk ? [`--db=${join(folder, `${http}`)}`, ...SMALL] : ['--mem-db']),
      ...(count === 3 ? cluster(http) : []),
    ]
    const kill = async () => {
      const dying = running
      running = undefined
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
      dying.kill('SIGKILL')
      await once(dying, 'exit')
    }
    return {
      port: http,
      start() {
        running = spawn(program, args, { env: environment(), stdio: 'ignore' })
        running.on('error', () => {})
      },
      alive: () => running !== undefined && running.exitCode === null && running.signalCode === null,
      kill,
      pause: () => void running?.kill('SIGSTOP'),
      resume: () => void running?.kill('SIGCONT'),
      state: () => stateOf(http),
      remove: async () => {
        await kill()
        await rm(folder, { recursive: true, force: true })
      },
    }
  })
}

const stateOf = async (port: number): Promise<string> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/info`, { signal: AbortSignal.timeout(1_000) })
    const { state } = (await answer.json()) as { state?: string }
    return state ?? ''
  } catch {
    return ''
  }
}

const READY_WITHIN = 60_000

/**
 * One of them leads and all others follow. A leader that was deposed ends by itself to cut its log, and wants to be started
 * again.
 */
export const untilReady = async (nodes: readonly EventStoreNode[]): Promise<void> => {
  const deadline = AbortSignal.timeout(READY_WITHIN)
  for (;;) {
    for (const node of nodes) if (!node.alive()) node.start()
    const states = await Promise.all(nodes.map((node) => node.state()))
    const leaders = states.filter((state) => state === 'leader').length
    const followers = states.filter((state) => state === 'follower').length
    if (leaders === 1 && leaders + followers === nodes.length) return
    if (deadline.aborted) throw new Error(`EventStoreDB was not ready in ${READY_WITHIN} ms: ${states}`)
    await sleep(50)
  }
}
