// Builds what is published into dist/: the CLI, a bundle for every subpath of `exports`, and their declarations; measures
// what a browser downloads for a subpath and keeps it in bench/results/size.json. `--check` writes no figures: it looks at
// the packed tarball as publint, attw and a consumer see it, and exits 1 when a size has left its budget or its record.
import { spawn } from 'node:child_process'
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
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from './build.mjs'
import { root } from './ensure.mjs'
import { entries } from './exports.mjs'

/** Most bytes, minified and gzipped with everything it imports, that a subpath may cost a browser. */
const BUDGETS = { verify: 120_000, client: 330_000, openai: 370_000 }
/** The same of the page that verifies: what checks receipt and proof by itself, and all of the page, with what reads a chain. */
const PAGE = { verifier: ['src/client/page/judge.ts', 150_000], page: ['src/client/page/main.ts', 270_000] }
/** A record may be this far off before it has to be made anew. */
const TOLERANCE = 0.05
const SIZES = join(root, 'bench/results/size.json')

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Bundles of all subpaths, sharing what they have in common; packages stay imports. */
async function buildLibrary() {
  const { build } = await import('esbuild')
  rmSync(join(root, 'dist/lib'), { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries().map(({ name, source }) => [name, source])),
    outdir: 'dist/lib',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    bundle: true,
    splitting: true,
    platform: 'neutral',
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
}

/** Declarations of everything that the subpaths reach, made without the types of Node: nothing public may need them. */
async function buildTypes() {
  const out = join(root, 'dist/types')
  rmSync(out, { recursive: true, force: true })
  const project = join(root, 'dist/tsconfig.types.json')
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(root, 'src'),
    outDir: out,
    types: [],
  }
  const files = entries().map(({ source }) => join(root, source))
  writeFileSync(project, JSON.stringify({ extends: '../tsconfig.json', compilerOptions, files, include: [] }))
  try {
    await run(process.execPath, [join(root, 'node_modules/typescript7/bin/tsc'), '-p', project])
  } finally {
    rmSync(project)
  }
  // The compiler leaves import './x.ts' in declarations as it is; what stands beside them is x.d.ts, found by './x.js'.
  for (const path of readdirSync(out, { recursive: true }).filter(name => name.endsWith('.d.ts'))) {
    const text = readFileSync(join(out, path), 'utf8')
    writeFileSync(join(out, path), text.replace(/((?:\bfrom|\bimport\()\s*['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'))
  }
}

/** What a browser downloads for all of a subpath, or of a file. Fails where something needs Node. */
async function measureSizes() {
  const { build } = await import('esbuild')
  const sizes = []
  const measured = [
    ...entries().flatMap(({ name, bundle }) => (name in BUDGETS ? [[name, bundle, BUDGETS[name]]] : [])),
    ...Object.entries(PAGE).map(([name, [source, budget]]) => [name, source, budget]),
  ]
  for (const [name, bundle, budget] of measured) {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [bundle],
      bundle: true,
      minify: true,
      write: false,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'warning',
    })
    const [{ contents }] = outputFiles
    sizes.push({
      name,
      minified: contents.length,
      gzip: gzipSync(contents, { level: 9 }).length,
      budget,
    })
  }
  return sizes
}

function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let text = ''
    child.stdout.on('data', data => (text += data))
    child.stderr.on('data', data => (text += data))
    child.once('error', reject)
    child.once('close', code => {
      if (code === 0) resolve(text)
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${code}\n${text}`))
    })
  })
}

/** Every way in which the package would disappoint who installs it. */
async function problemsOfTarball(directory) {
  const windows = process.platform === 'win32'
  const pack = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', directory]
  await run(windows ? 'npm.cmd' : 'npm', pack, { cwd: root, shell: windows })
  const tarball = join(
    directory,
    readdirSync(directory).find(name => name.endsWith('.tgz')),
  )
  const results = await Promise.all([
    publintProblems(tarball),
    attwProblems(tarball),
    consumerProblems(tarball, directory),
  ])
  return results.flat()
}

async function publintProblems(tarball) {
  const { publint } = await import('publint')
  const { formatMessage } = await import('publint/utils')
  const bytes = readFileSync(tarball)
  const { messages, pkg } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
  })
  return messages.filter(({ type }) => type !== 'suggestion').map(message => `publint: ${formatMessage(message, pkg)}`)
}

async function attwProblems(tarball) {
  const cli = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
  // Modules only: what Node 20.19 and newer, and every bundler, import.
  return failure(
    run(process.execPath, [cli, tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'], {
      cwd: dirname(tarball),
    }),
    'attw',
  )
}

const failure = (promise, name) =>
  promise.then(
    () => [],
    error => [`${name}: ${error.message}`],
  )

/**
 * Installs the tarball as npm would, without a network: unpacked, with those packages beside it that it declares. Then
 * checks test/package/consumer against its declarations, runs it, and starts the CLI.
 */
async function consumerProblems(tarball, directory) {
  const modules = join(directory, 'node_modules')
  const installed = join(modules, manifest.name)
  mkdirSync(installed, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  const consumer = join(directory, 'consumer.mjs')
  cpSync(join(root, 'test/package/consumer/consumer.mjs'), consumer)
  const vectors = join(installed, 'vectors/receipt')
  const receipts = ['valid', 'invalid'].flatMap(kind =>
    readdirSync(join(vectors, kind)).map(name => readFileSync(join(vectors, kind, name), 'utf8')),
  )
  const runConsumer = async () => (await import(pathToFileURL(consumer).href)).consume(receipts)
  const [ran, started] = await Promise.all([
    failure(runConsumer(), 'consumer'),
    failure(run(process.execPath, [join(installed, manifest.bin.assay), '--help']), 'CLI'),
  ])
  return [...typeProblems(consumer, installed), ...ran, ...started]
}

/** What a strict consumer's TypeScript says about its own file and about every declaration of ours. */
function typeProblems(consumer, installed) {
  const ts = createRequire(import.meta.url)('typescript')
  const options = {
    ...{ allowJs: true, checkJs: true, noEmit: true, strict: true, exactOptionalPropertyTypes: true, types: [] },
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  }
  const imports = join(dirname(consumer), 'all.mts')
  writeFileSync(
    imports,
    entries()
      .map(({ name }) => `export * as ${name} from '${manifest.name}/${name}'\n`)
      .join(''),
  )
  const program = ts.createProgram([consumer, imports], options)
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === consumer || fileName === imports || fileName.startsWith(`${installed}/`))
  const found = ours.flatMap(file => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ])
  return [...program.getOptionsDiagnostics(), ...found].map(diagnostic => {
    const where =
      diagnostic.file === undefined ? '' : `${diagnostic.file.fileName.slice(dirname(consumer).length + 1)}: `
    return `types: ${where}${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`
  })
}

const overBudget = ({ name, gzip, budget }) =>
  gzip > budget ? [`size: ${name} has ${gzip} bytes, its budget is ${budget}`] : []

function offRecord({ name, gzip }) {
  const recorded = existsSync(SIZES) ? (JSON.parse(readFileSync(SIZES, 'utf8'))[name]?.gzip ?? 0) : 0
  if (Math.abs(gzip - recorded) <= TOLERANCE * recorded) return []
  return [`size: ${name} has ${gzip} bytes, bench/results/size.json says ${recorded}; run: node scripts/package.mjs`]
}

// What is published holds no chunks of earlier builds.
if (!process.argv.includes('--check')) rmSync(join(root, 'dist'), { recursive: true, force: true })
await ensureBuilt()
await buildLibrary()
await buildTypes()
const sizes = await measureSizes()
for (const { name, gzip, budget } of sizes) console.log(`${name}: ${gzip} bytes gzipped, budget ${budget}`)
const problems = sizes.flatMap(overBudget)
if (process.argv.includes('--check')) {
  const directory = mkdtempSync(join(tmpdir(), 'assay-package-'))
  try {
    problems.push(...sizes.flatMap(offRecord), ...(await problemsOfTarball(directory)))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
} else {
  const record = Object.fromEntries(sizes.map(({ name, ...size }) => [name, size]))
  writeFileSync(SIZES, `${JSON.stringify(record, null, 2)}\n`)
}
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
