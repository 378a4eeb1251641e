import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** `npm run bench`: brings the peers here on first use, which a user who just runs the ledger never needs, then measures. */
const here = fileURLToPath(new URL('.', import.meta.url))

if (!existsSync(`${here}node_modules`)) {
  process.stderr.write('installing what the ledger is compared with (npm ci in test/bench), once …\n')
  const { status } = spawnSync('npm', ['ci', '--prefix', here, '--no-audit', '--no-fund'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.stderr.write('npm ci failed: only own figures will be shown\n')
}
await import('./main.ts')
