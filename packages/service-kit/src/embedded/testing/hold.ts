import { once } from 'node:events'
import { openEmbedded } from '../open.ts'

// Opens the folder of its first argument, says so on stdout, and stops when its stdin ends. Ctrl-C alone does not end it.
process.on('SIGINT', () => undefined)
const { connectionString, attached, stop } = await openEmbedded(process.argv[2]!)
process.stdout.write(`${JSON.stringify({ connectionString, attached })}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
await stop()
