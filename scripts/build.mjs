// Bundles the CLI into dist/bin with esbuild (starts in a fraction of the time that unbundled sources take), and the page that
// verifies into dist/page.
// `ensureBuilt` rebuilds only when a source is newer than the last build.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './ensure.mjs'
import { buildPage } from './page.mjs'

const STAMP = join(root, 'dist/.built')
/** Packages with native parts stay outside the bundle; what is optional is found at run time. */
export const EXTERNAL = ['libsql', '@foundry-rs/anvil', 'onnxruntime-node', '@libsql/*']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory())
    return /\.(ts|json|mjs|html|css)$/.test(path) && !path.endsWith('.test.ts') ? stat.mtimeMs : 0
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

export const isFresh = () => {
  if (!existsSync(STAMP)) return false
  const built = statSync(STAMP).mtimeMs
  return [
    join(root, 'src'),
    join(root, 'package-lock.json'),
    join(root, 'scripts/build.mjs'),
    join(root, 'scripts/page.mjs'),
  ].every(path => newest(path) < built)
}

/** Chunks of earlier builds stay for a day: a network that runs on them loads some of them late. */
function removeOld(current) {
  const directory = join(root, 'dist/bin')
  for (const name of readdirSync(directory)) {
    const path = join(directory, name)
    if (!current.has(path) && Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path)
  }
}

export async function build() {
  const { build: bundle } = await import('esbuild')
  const started = Date.now()
  const { metafile } = await bundle({
    metafile: true,
    absWorkingDir: root,
    // `dishonest` is the lying node of the demonstration; `engine-session` is what a node runs each model in.
    entryPoints: {
      assay: 'src/apps/cli/main.ts',
      dishonest: 'src/apps/cli/demo/dishonest.ts',
      'engine-session': 'src/platform/node/engine/program.ts',
    },
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
  await buildPage()
  removeOld(new Set(Object.keys(metafile.outputs).map(path => join(root, path))))
  writeFileSync(STAMP, new Date(started).toISOString())
  // What was edited while the bundle was made is newer than the bundle.
  utimesSync(STAMP, started / 1000, started / 1000)
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
