import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

const LOOPBACK = '127.0.0.1'

/** The port this folder's database had before, if it is still free; else any free one. Kept in `file`. */
export const choosePort = async (file: string): Promise<number> => {
  const before = remembered(file)
  const port = (before && (await tryPort(before))) || (await tryPort(0))
  if (port === undefined) throw new Error('no free port on loopback')
  if (port !== before) writeFileSync(file, `${port}\n`)
  return port
}

const remembered = (file: string): number | undefined => {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** The port when it can be listened on (0 = any), undefined when it is taken. */
const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(undefined))
    probe.listen(port, LOOPBACK, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
