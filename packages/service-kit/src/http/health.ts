import type { FastifyInstance } from 'fastify'

/** One condition of being ready, with what it found. */
export type ReadyCheck = { name: string; ok: boolean; detail?: string }

/** `/health`: the process lives. `/ready`: it can do its work; 503 and what is missing otherwise. Neither asks for a token. */
export const addHealthRoutes = (server: FastifyInstance, ready: () => Promise<ReadyCheck[]>): void => {
  const quiet = { schema: { hide: true }, logLevel: 'warn' } as const
  server.get('/health', quiet, async () => ({ alive: true }))
  server.get('/ready', quiet, async (_request, reply) => {
    const checks = await ready()
    const ok = checks.every((check) => check.ok)
    return reply.status(ok ? 200 : 503).send({ ready: ok, checks })
  })
}
