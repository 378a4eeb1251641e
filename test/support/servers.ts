import { eventStoreSupply } from './eventstore.ts'

/** Prints which servers the tests will find here, one line each. */
const postgres = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL' : 'the embedded one'
process.stdout.write(`PostgreSQL: ${postgres}\n${eventStoreSupply()}\n`)
