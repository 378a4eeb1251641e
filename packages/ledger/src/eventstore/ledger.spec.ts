import { describe, test } from 'vitest'
import {
  eventStoreMissing,
  eventStoreSupply,
  eventStoreTopologies,
  startEventStore,
} from '../../../../test/support/eventstore.ts'
import { describeLedger } from '../suite/describe-ledger.ts'
import { openOn } from './testing/open.ts'

if (eventStoreMissing !== undefined) console.warn(eventStoreSupply())

describe('on a real server', () => {
  if (eventStoreMissing !== undefined) test.skip('none is here', () => {})

  for (const topology of eventStoreTopologies)
    describeLedger(`EventStoreDB, ${topology}`, {
      dense: false,
      open: async () => {
        const server = await startEventStore(topology)
        const ledger = await openOn(server.url)
        return {
          ledger,
          cleanup: async () => {
            await ledger.close()
            await server.stop()
          },
        }
      },
    })
})
