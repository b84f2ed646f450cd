// Bundles the CLI into dist/bin with esbuild (starts in a fraction of the time that unbundled sources take).
// `ensureBuilt` rebuilds only when a source is newer than the last build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './ensure.mjs'

const STAMP = join(root, 'dist/.built')
/** Packages with native parts stay outside the bundle; what is optional is found at run time. */
export const EXTERNAL = ['libsql', '@foundry-rs/anvil', 'onnxruntime-node', '@libsql/*']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return /\.(ts|json|mjs)$/.test(path) && !path.endsWith('.test.ts') ? stat.mtimeMs : 0
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

export const isFresh = () => {
  if (!existsSync(STAMP)) return false
  const built = statSync(STAMP).mtimeMs
  return [join(root, 'src'), join(root, 'package-lock.json'), join(root, 'scripts/build.mjs')].every(
    path => newest(path) < built,
  )
}

export async function build() {
  const { build: bundle } = await import('esbuild')
  const started = Date.now()
  rmSync(join(root, 'dist/bin'), { recursive: true, force: true })
  await bundle({
    absWorkingDir: root,
    // `dishonest` is the lying node of the demonstration, a program of its own.
    entryPoints: { assay: 'src/apps/cli/main.ts', dishonest: 'src/apps/cli/demo/dishonest.ts' },
    outdir: 'dist/bin',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    external: EXTERNAL,
    define: { __VERSION__: JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(STAMP, new Date(started).toISOString())
}

export async function ensureBuilt() {
  ensureInstalled()
  if (!isFresh()) await build()
  return join(root, 'dist/bin/assay.mjs')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureInstalled()
  await build()
}
