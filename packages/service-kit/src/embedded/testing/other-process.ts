import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const HOLD = fileURLToPath(new URL('hold.ts', import.meta.url))

/** Another process that opens the folder and holds it until told to `leave`. It leads a process group, as a shell's job does. */
export const openInOtherProcess = async (folder: string, options: SpawnOptions = {}) => {
  const child = spawn(process.execPath, [HOLD, folder], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const exited = once(child, 'exit')
  const first = await Promise.race([once(createInterface(child.stdout!), 'line'), exited.then(() => undefined)])
  if (!first) throw new Error('it ended before it had opened the folder')
  const opened = JSON.parse(first[0]) as { connectionString: string; attached: boolean }
  const leave = async () => {
    child.stdin!.end()
    await exited
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { ...opened, pid: child.pid!, leave, kill }
}
