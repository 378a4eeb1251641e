import { destination, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino'

/** Never in a log, wherever in an entry they stand: what people are called, their numbers, tokens, acts' contents. */
const REDACTED = ['name', 'title', 'creditCode', 'identityNumber', 'authorization', 'data', 'body', 'officers']
const PATHS = REDACTED.flatMap((key) => [`*.${key}`, `*.*.${key}`])

/** Log to stderr, JSON lines; stdout belongs to results. */
export const createLog = (level: LoggerOptions['level'] & string): Logger =>
  pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, redact: { paths: PATHS, censor: '…' } },
    destination({ fd: 2, sync: true }),
  )
