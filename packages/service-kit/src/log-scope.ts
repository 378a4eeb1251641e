import { AsyncLocalStorage } from 'node:async_hooks'
import { trace } from '@opentelemetry/api'

/** What the log lines of one piece of work carry, filled in as it becomes known. Ids only. */
export type LogScope = { traceId?: string; matter?: string }

const scopes = new AsyncLocalStorage<LogScope>()

export const inLogScope = <T>(scope: LogScope, work: () => T): T => scopes.run(scope, work)

/** From here on the lines of this piece of work name the matter. */
export const noteMatter = (matter: string | undefined): void => {
  const scope = scopes.getStore()
  if (scope && matter !== undefined) scope.matter = matter
}

/** Added to every log line: the running trace, or the one the caller named where no tracer is set up; and the matter. */
export const scopeOfLine = (): LogScope => {
  const span = trace.getActiveSpan()
  return { ...scopes.getStore(), ...(span && { traceId: span.spanContext().traceId }) }
}
