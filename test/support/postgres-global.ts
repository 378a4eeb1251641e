import { createServer } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Port on loopback that answers with one JSON line: `{ connectionString }` or `{ reason }`. */
    postgresDoor: number
  }
}

/**
 * One PostgreSQL for the whole run, started when the first test asks for it: a run without database tests pays nothing.
 * Test files run in other processes, so they ask through a port.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  let server: Promise<TestServer> | undefined
  const door = createServer((socket) => {
    socket.on('error', () => {})
    server ??= startTestServer()
    server.then(
      ({ connectionString }) => socket.end(JSON.stringify({ connectionString })),
      (error: unknown) => socket.end(JSON.stringify({ reason: String(error) })),
    )
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const address = door.address()
  project.provide('postgresDoor', typeof address === 'object' && address ? address.port : 0)
  return async () => {
    door.close()
    const started = await server?.catch(() => undefined)
    await started?.stop()
  }
}
