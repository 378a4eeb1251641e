import { join } from 'node:path'

/** Where things stand in a data folder. */
export const layoutOf = (folder: string) => ({
  folder,
  lock: join(folder, 'ledger.lock'),
  port: join(folder, 'port'),
  secrets: join(folder, 'secrets'),
  log: join(folder, 'postgres.log'),
  cluster: join(folder, 'postgres'),
  postmaster: join(folder, 'postgres', 'postmaster.pid'),
})
export type Layout = ReturnType<typeof layoutOf>
