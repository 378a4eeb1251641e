import { createMemoryKeyStore } from './memory-key-store.ts'
import { countedBytes } from './testing/events.ts'
import { keyStoreSuite } from './testing/key-store-suite.ts'

keyStoreSuite('memory', async () => createMemoryKeyStore(countedBytes()))
