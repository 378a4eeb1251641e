import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const COMPOSE = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
const found = (pattern: RegExp) => [...COMPOSE.matchAll(pattern)].map((m) => m[1] ?? '')

describe('docker-compose.yml', () => {
  test('runs every service, each by a file that is there', () => {
    const services = readdirSync(join(ROOT, 'services')).filter((name) =>
      existsSync(join(ROOT, 'services', name, 'main.ts')),
    )
    expect(found(/command: \[node, services\/([a-z-]+)\/main\.ts\]/g).sort()).toEqual(services.sort())
    expect(found(/command: \[node, ([^\],]+)/g).filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  test('mounts and builds from files that are there', () => {
    const files = [...found(/- \.\/(\S+?):/g), ...found(/dockerfile: (\S+)/g)]
    expect(files.length).toBeGreaterThan(3)
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  test('gives services settings that there are', () => {
    const known = readFileSync(join(ROOT, 'packages/service-kit/src/config.ts'), 'utf8')
    const own = /^(POSTGRES_|LEDGER_(OWNER|APP)_PASSWORD)/
    const settings = found(/^ +([A-Z_]{4,}): /gm).filter((name) => !own.test(name))
    expect(settings).toContain('DATABASE_URL')
    expect(settings.filter((name) => !known.includes(`'${name}'`))).toEqual([])
  })

  test('opens ports on loopback only', () => {
    const ports = found(/ports: \["([^"]+)"\]/g)
    expect(ports).toHaveLength(6)
    expect(new Set(ports).size).toBe(ports.length)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:3000$/)
  })
})
