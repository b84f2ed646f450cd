// Writes the `exports` of package.json from the tree: every room that a browser could use, except those of INTERNAL, is a
// subpath of its own, `/verify` for src/core/verify/index.ts. `--check` compares instead of writing and exits 1 on drift.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure.mjs'

/** Rooms that other rooms are made of, or will be. What they export may change in every version. */
const INTERNAL = ['bytes', 'crypto', 'field', 'float', 'formats', 'log', 'proof']
/** Beside every room of src/core: the rooms that run in a browser too. */
const OUTSIDE_CORE = {
  client: 'client',
  audits: 'client/audits',
  disputes: 'client/disputes',
  contracts: 'contracts',
  openai: 'client/language',
}

/** Name, source, bundle and declarations of every subpath, by name. */
export function entries() {
  const core = readdirSync(join(root, 'src/core'))
    .filter(name => !INTERNAL.includes(name))
    .map(name => [name, `core/${name}`])
  return [...core, ...Object.entries(OUTSIDE_CORE)]
    .filter(([, room]) => existsSync(join(root, 'src', room, 'index.ts')))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, room]) => ({
      name,
      source: `src/${room}/index.ts`,
      bundle: `dist/lib/${name}.mjs`,
      types: `dist/types/${room}/index.d.ts`,
    }))
}

function exportsOf(list) {
  const subpaths = list.map(({ name, bundle, types }) => [`./${name}`, { types: `./${types}`, default: `./${bundle}` }])
  return Object.fromEntries([...subpaths, ['./package.json', './package.json']])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = join(root, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const wanted = exportsOf(entries())
  if (!process.argv.includes('--check')) {
    writeFileSync(path, `${JSON.stringify({ ...manifest, exports: wanted }, null, 2)}\n`)
  } else if (JSON.stringify(manifest.exports) !== JSON.stringify(wanted)) {
    console.error('The exports of package.json are not those of the tree; run: node scripts/exports.mjs')
    process.exit(1)
  }
}
