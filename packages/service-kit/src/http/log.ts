import {
  type DestinationStream,
  destination,
  type LogFn,
  type Logger,
  type LoggerOptions,
  pino,
  stdTimeFunctions,
} from 'pino'
import { scopeOfLine } from '../log-scope.ts'
import { faultOf } from './fault.ts'

/** Never in a log, wherever in an entry they stand: what people are called, their numbers, tokens, acts' contents. */
const REDACTED = ['name', 'title', 'creditCode', 'identityNumber', 'authorization', 'data', 'body', 'officers']
const PATHS = REDACTED.flatMap((key) => [`*.${key}`, `*.*.${key}`])

/** pino, and fastify with it, would take an error's message as the line's own. */
const withoutMessage = (args: Parameters<LogFn>): Parameters<LogFn> => {
  const [first, message] = args as [unknown, unknown?]
  const error = first instanceof Error ? first : (first as { err?: unknown } | undefined)?.err
  if (!(error instanceof Error)) return args
  const entry = first instanceof Error ? { err: first } : first
  return [entry, typeof message === 'string' && message !== error.message ? message : 'failed']
}

/**
 * Log to stderr, JSON lines; stdout belongs to results. Each line names the trace and the matter it is about, where there is
 * one. Of errors only kind, code and place: a message may repeat what somebody wrote.
 */
export const createLog = (
  level: LoggerOptions['level'] & string,
  to: DestinationStream = destination({ fd: 2, sync: true }),
): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: PATHS, censor: '…' },
      mixin: scopeOfLine,
      hooks: {
        logMethod(args, method) {
          method.apply(this, withoutMessage(args))
        },
      },
      serializers: { err: faultOf, error: faultOf, req: () => undefined, res: () => undefined },
    },
    to,
  )
