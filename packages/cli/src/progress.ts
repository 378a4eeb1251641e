import { Presets, SingleBar } from 'cli-progress'

export type Progress = { to(done: number): void; end(): void }

/** A bar on stderr while it is a terminal; otherwise silent, so that logs and pipes stay clean. */
export const startProgress = (label: string, total: number): Progress => {
  if (!process.stderr.isTTY || total <= 0) return { to: () => undefined, end: () => undefined }
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% · {value}/{total} · {eta_formatted}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return { to: (done) => bar.update(done), end: () => bar.stop() }
}
