import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Stands between programs and a server: `open` passes on, `refused` takes no connection and cuts those there are, `silent`
 * keeps connections and passes nothing (a server that hangs, a network that swallows).
 */
export type Proxy = {
  port: number
  /** The same address with the proxy's port. */
  through(url: string): string
  set(mode: 'open' | 'refused' | 'silent'): Promise<void>
  /** Milliseconds that every packet takes longer, each way. */
  delay(ms: number): void
  /** From now on connections go to another server; those there are are cut. */
  redirect(port: number): void
  close(): Promise<void>
}

export const openProxy = async (targetPort: number): Promise<Proxy> => {
  let target = targetPort
  let latency = 0
  let silent = false
  let server: Server | undefined
  const sockets = new Set<Socket>()

  const pass = (from: Socket, to: Socket) => {
    let last = Promise.resolve()
    from.on('data', (bytes) => {
      if (silent) return
      const arrival = latency === 0 ? undefined : pause(latency)
      last = last.then(async () => {
        await arrival
        to.write(bytes)
      })
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      // A silent network does not tell of ends either.
      if (!silent) last.then(() => to.destroy())
    })
  }
  const accept = (client: Socket) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) sockets.add(socket.setNoDelay())
    pass(client, upstream)
    pass(upstream, client)
  }
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const listen = async (port: number): Promise<number> => {
    server = createServer(accept).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const port = await listen(0)
  const unlisten = () => {
    server?.close()
    server = undefined
    cut()
  }

  return {
    port,
    through: (url) => {
      const passed = new URL(url)
      passed.port = `${port}`
      return passed.href
    },
    set: async (mode) => {
      silent = mode === 'silent'
      if (mode === 'refused') unlisten()
      else if (!server) await listen(port)
      // What was swallowed is missing in the middle of a conversation: it cannot go on.
      if (mode === 'open') cut()
    },
    delay: (ms) => {
      latency = ms
    },
    redirect: (next) => {
      target = next
      cut()
    },
    close: async () => unlisten(),
  }
}
