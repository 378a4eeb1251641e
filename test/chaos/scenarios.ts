import type { Scenario } from './scenario.ts'
import { diskFull, slowDisk } from './scenarios/disk.ts'
import { eventStoreLeader } from './scenarios/eventstore-leader.ts'
import { failover } from './scenarios/failover.ts'
import { kills, kills15 } from './scenarios/kills.ts'
import { dumpRestore, fileBackup } from './scenarios/moves.ts'
import { outages } from './scenarios/outages.ts'
import { pausedOwner } from './scenarios/owners.ts'
import { poison, rebuild } from './scenarios/projections.ts'
import { clockBack, openTransaction, restoredStore } from './scenarios/reading.ts'

export const SCENARIOS: readonly Scenario[] = [
  kills,
  kills15,
  dumpRestore,
  fileBackup,
  failover,
  openTransaction,
  clockBack,
  restoredStore,
  pausedOwner,
  poison,
  rebuild,
  ...outages,
  diskFull,
  slowDisk,
  eventStoreLeader,
]
