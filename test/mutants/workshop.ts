import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patch } from './mutant.ts'

const COPIED = ['packages', 'services', 'test', 'infra', 'package.json', 'tsconfig.json', 'vitest.config.ts']
const OWN_SCOPE = '@case-ledger'

/** A copy of the source tree to break, so that the real one is never touched. */
export type Workshop = { root: string; apply(patches: readonly Patch[]): void; restore(): void; remove(): void }

/** Third-party modules are shared by link; the project's own packages lead into the copy. */
const linkModules = (source: string, root: string): void => {
  const modules = join(source, 'node_modules')
  mkdirSync(join(root, 'node_modules'))
  for (const name of readdirSync(modules))
    if (name !== OWN_SCOPE && name !== '.vite') symlinkSync(join(modules, name), join(root, 'node_modules', name))
  cpSync(join(modules, OWN_SCOPE), join(root, 'node_modules', OWN_SCOPE), { recursive: true, verbatimSymlinks: true })
}

export const openWorkshop = (source: string): Workshop => {
  const root = mkdtempSync(join(tmpdir(), 'case-ledger-mutants-'))
  for (const name of COPIED.filter((each) => existsSync(join(source, each))))
    cpSync(join(source, name), join(root, name), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    })
  linkModules(source, root)
  const touched = new Map<string, string>()
  return {
    root,
    apply(patches) {
      for (const { file, find, replace } of patches) {
        const path = join(root, file)
        const text = readFileSync(path, 'utf8')
        if (!touched.has(path)) touched.set(path, text)
        const places = text.split(find).length - 1
        if (places !== 1) throw new Error(`${file} holds ${places} times, not once: ${find}`)
        writeFileSync(
          path,
          text.replace(find, () => replace),
        )
      }
    },
    restore() {
      for (const [path, text] of touched) writeFileSync(path, text)
      touched.clear()
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
