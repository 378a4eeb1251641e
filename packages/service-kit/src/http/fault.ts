/** An unforeseen error for the log: what and where, but not its message, which may hold personal data. */
export const faultOf = (error: unknown): { kind: string; code?: string; where: string[] } => {
  if (!(error instanceof Error)) return { kind: typeof error, where: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const where = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: error.name, ...(code && { code }), where: where.slice(0, 8).map((line) => line.trim()) }
}
