import type { FastifyInstance } from 'fastify'
import { fromSystemError } from './system-error.ts'

/**
 * @returns the address to open in a browser.
 * @throws LedgerError `run.port_in_use`, or as `fromSystemError` says.
 */
export const listen = async (
  server: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<string> => {
  try {
    return await server.listen({ host, port })
  } catch (error) {
    throw fromSystemError(error)
  }
}
