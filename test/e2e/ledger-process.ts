import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LEDGER = join(ROOT, 'packages/cli/src/main.ts')
const LOOK_EVERY_MS = 10
/** Starting is most of what a verb does here, and compiling most of that. */
const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled') }

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }

/** A program of ours as a process, in a process group of its own as a terminal would give it. */
export type Running = {
  pid: number
  /** Resolves with all of stdout once it holds `text`; fails when the program ends without. */
  said: (text: string) => Promise<string>
  /** The same for stderr. */
  noted: (text: string) => Promise<string>
  ended: Promise<Ended>
  signal: (signal: NodeJS.Signals) => void
  /** What a terminal does on Ctrl-C: every process of the group gets it. */
  pressCtrlC: () => void
}

export type StartOptions = { env?: Record<string, string>; nodeArgs?: readonly string[] }

const running = new Set<ChildProcess>()
const folders: string[] = []

/** The command line: `ledger serve --port 0`. */
export const startLedger = (args: readonly string[], { env = {}, nodeArgs = [] }: StartOptions = {}): Running =>
  start(process.execPath, [...nodeArgs, LEDGER, ...args], env)

/** A service alone: its `main.ts`. */
export const startService = (name: string, env: Record<string, string>): Running =>
  start(process.execPath, [join(ROOT, 'services', name, 'main.ts')], env)

export const start = (program: string, args: readonly string[], env: Record<string, string> = {}): Running => {
  const child = spawn(program, [...args], {
    cwd: ROOT,
    env: { ...inherited(), ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running.add(child)
  const stdout = collect(child, 'stdout')
  const stderr = collect(child, 'stderr')
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code, signal, stdout: stdout.text(), stderr: stderr.text() })
    })
  })
  const holds = async (stream: typeof stdout, text: string): Promise<string> => {
    const early = await Promise.race([ended, stream.holding(text)])
    if (early === undefined || stream.text().includes(text)) return stream.text()
    throw new Error(`ended with ${early.signal ?? early.code} before "${text}":\n${early.stdout}\n${early.stderr}`)
  }
  return {
    pid: child.pid!,
    said: (text) => holds(stdout, text),
    noted: (text) => holds(stderr, text),
    ended,
    signal: (signal) => void child.kill(signal),
    pressCtrlC: () => void process.kill(-child.pid!, 'SIGINT'),
  }
}

/** Runs a verb to its end. */
export const ledger = (args: readonly string[], options?: StartOptions): Promise<Ended> =>
  startLedger(args, options).ended

/** A data folder of one's own: in a temporary folder, not made yet. */
export const dataFolder = (): string => {
  const base = mkdtempSync(join(tmpdir(), 'ledger-e2e-'))
  folders.push(join(base, 'data'))
  return join(base, 'data')
}

/** Number of the PostgreSQL process that runs on a data folder, as PostgreSQL says itself. */
export const postgresOf = (folder: string): number | undefined => {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** Resolves once a process is gone; one that only waits to be collected counts as gone. */
export const gone = (pid: number): Promise<boolean> => until(() => !isAlive(pid))

/** Waits for a condition that nobody announces. The test's own time limit ends it. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<true> => {
  while (!(await condition())) await pause(LOOK_EVERY_MS)
  return true
}

/** Ends every process that was started here, and databases whose owner they were. For `afterEach`. */
export const endAll = async (): Promise<void> => {
  const left = [...running]
  for (const child of left) signalGroup(child.pid!, 'SIGKILL')
  await Promise.all(left.map((child) => gone(child.pid!)))
  for (const folder of folders) {
    const pid = postgresOf(folder)
    if (pid === undefined || !isAlive(pid) || !commandOf(pid).includes(folder)) continue
    process.kill(pid, 'SIGQUIT')
    await gone(pid)
  }
}

/** Ends all and removes the data folders. For `afterAll`. */
export const removeFolders = async (): Promise<void> => {
  await endAll()
  for (const folder of folders.splice(0)) rmSync(join(folder, '..'), { recursive: true, force: true })
}

/** Nothing of the caller's settings reaches the program under test. */
const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(LEDGER_|OTEL_|EVENTSTORE_|DATABASE_URL|PORT|HOST|LOG_LEVEL|NODE_|VITEST)/.test(name),
    ),
  )

const collect = (child: ChildProcess, name: 'stdout' | 'stderr') => {
  const chunks: Buffer[] = []
  const text = () => Buffer.concat(chunks).toString('utf8')
  const waiting = new Set<{ text: string; resolve: () => void }>()
  child[name]!.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    for (const waiter of waiting) if (text().includes(waiter.text)) waiter.resolve()
  })
  const holding = (wanted: string): Promise<void> =>
    new Promise((resolve) => {
      if (text().includes(wanted)) resolve()
      else waiting.add({ text: wanted, resolve })
    })
  return { text, holding }
}

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal)
  } catch {
    // It ended meanwhile.
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(statusOf(pid))
  } catch {
    return false
  }
}

const statusOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
