// npm run test:onnx: the node conformance cases of the `onnx` package against the importer, the compiler and both engines.
// What is compared, and within what bound, is said in spec/compile.md, "Conformance"; test/onnx/ does it.
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { ensureInstalled, root } from './ensure.mjs'
import { fetchWheel } from './python.mjs'

const HELP = `npm run -s test:onnx -- [options]

Runs every case whose operators are claimed, with the case's inputs as inputs of the model and as constants of it, as far as
both import. Prints what passed, failed and was refused, by name. The exit code is 1 when a case failed.

  --json          one JSON object on stdout
  --only REGEX    cases whose name matches
  --workers N     processes; 2 unless said
  --help          this text`

/**
 * Releases whose wheels hold the cases. An operator's case is written for the opset in which the operator last changed, so
 * that two releases cover more opsets than one; a case that both have alike is run once.
 */
const RELEASES = [
  { version: '1.20.1', sha256: '2297f428c51c7fc6d8fad0cf34384284dfeff3f86799f8e83ef905451348ade0' },
  { version: '1.17.0', sha256: '4a183c6178be001bf398260e5ac2c927dc43e7746e8638d6c05c20e321f8c949' },
]
const INSIDE = 'onnx/backend/test/data/node/'
/** Of one case with all its variants. */
const CASE_LIMIT_MS = 30_000

let options
try {
  options = parseArgs({
    options: {
      json: { type: 'boolean' },
      only: { type: 'string' },
      workers: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values
  options.only = new RegExp(options.only ?? '')
  options.workers = Number(options.workers ?? 2)
  if (!(Number.isInteger(options.workers) && options.workers > 0))
    throw new TypeError('--workers: a number of processes')
} catch (error) {
  console.error(`${error.message}\n\n${HELP}`)
  process.exit(2)
}
if (options.help) {
  console.log(HELP)
  process.exit(0)
}
ensureInstalled()

const children = new Set()
let interrupted = false
const interrupt = () => {
  interrupted = true
  for (const child of children) child.kill('SIGKILL')
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)

/** Unpacks the cases of a release once; {directory} or {missing: reason}. */
async function unpack({ version, sha256 }) {
  const directory = join(root, '.cache/onnx', version)
  const stamp = join(directory, '.complete')
  if (existsSync(stamp)) return { directory }
  const wheel = fetchWheel({ name: 'onnx', version, sha256 })
  if (wheel.missing !== undefined) return wheel
  const { unzipSync } = await import('fflate')
  rmSync(directory, { recursive: true, force: true })
  const files = unzipSync(readFileSync(wheel.path), {
    filter: ({ name }) => name.startsWith(INSIDE) && !name.endsWith('/'),
  })
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(directory, name.slice(INSIDE.length))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  writeFileSync(stamp, '')
  return { directory }
}

/** Cases of all releases, by name; `older` ones only where their model differs. */
async function findCases() {
  const found = new Map()
  for (const release of RELEASES) {
    const { directory, missing } = await unpack(release)
    if (missing !== undefined) return { missing }
    const names = readdirSync(directory).filter(name => existsSync(join(directory, name, 'model.onnx')))
    for (const name of names.sort()) {
      const newer = found.get(name)
      const entry = { name, directory: join(directory, name) }
      const model = entry => readFileSync(join(entry.directory, 'model.onnx'))
      if (newer === undefined) found.set(name, entry)
      else if (!model(newer).equals(model(entry)))
        found.set(`${name} of ${release.version}`, { ...entry, name: `${name} of ${release.version}` })
    }
  }
  return { cases: [...found.values()].filter(({ name }) => options.only.test(name)) }
}

/** One process after another takes cases from the queue until it is empty; one that hangs or dies fails its case. */
function work(script, queue, report) {
  return new Promise(resolve => {
    const start = () => {
      if (interrupted || queue.length === 0) return resolve()
      const child = fork(script, [], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        execArgv: ['--enable-source-maps'],
      })
      children.add(child)
      let current
      let timer
      let late = false
      const next = () => {
        current = queue.shift()
        if (current === undefined) return child.disconnect()
        child.send(current)
        timer = setTimeout(() => {
          late = true
          child.kill('SIGKILL')
        }, CASE_LIMIT_MS)
      }
      child.on('message', answer => {
        clearTimeout(timer)
        if (current !== undefined) report(current, answer)
        current = undefined
        next()
      })
      child.on('exit', (code, signal) => {
        clearTimeout(timer)
        children.delete(child)
        if (current !== undefined && !interrupted) {
          const reason = late
            ? `it took more than ${CASE_LIMIT_MS / 1000} s`
            : `its process ended with ${signal ?? code}`
          const variants = [{ variant: 'process', kind: 'failed', reason }]
          report(current, { kind: 'done', operators: [], opset: 0, variants })
        }
        start()
      })
    }
    start()
  })
}

/** A case passes where a variant was compared and none failed; it is refused where none could be compared. */
function verdictOf({ kind, variants }) {
  if (kind === 'unclaimed') return 'unclaimed'
  if (variants.some(variant => variant.kind === 'failed')) return 'failed'
  return variants.some(variant => variant.kind === 'passed') ? 'passed' : 'refused'
}

const { cases, missing } = await findCases()
if (missing !== undefined) {
  // Nothing was tested, and that is said; it is no failure of what would have been tested.
  console.log(options.json ? JSON.stringify({ skipped: missing }) : `test:onnx: skipped: ${missing}`)
  process.exit(0)
}
const { directory } = await bundle('test-onnx', ['test/onnx/worker.ts'], 'test/onnx')
const script = join(directory, 'worker.mjs')
const results = []
let shown = 0
const report = ({ name }, answer) => {
  results.push({ name, verdict: verdictOf(answer), ...answer, kind: undefined })
  if (Date.now() - shown < 1000) return
  shown = Date.now()
  const failed = results.filter(({ verdict }) => verdict === 'failed').length
  process.stderr.write(
    `${process.stderr.isTTY ? '\r' : ''}${results.length} of ${cases.length} cases, ${failed} failed${process.stderr.isTTY ? '' : '\n'}`,
  )
}
const queue = [...cases]
await Promise.all(Array.from({ length: options.workers }, () => work(script, queue, report)))
if (process.stderr.isTTY) process.stderr.write('\n')
if (interrupted) {
  console.error(`interrupted after ${results.length} of ${cases.length} cases`)
  process.exit(130)
}
results.sort((a, b) => (a.name < b.name ? -1 : 1))
const by = wanted => results.filter(({ verdict }) => verdict === wanted)
const totals = Object.fromEntries(
  ['passed', 'failed', 'refused', 'unclaimed'].map(verdict => [verdict, by(verdict).length]),
)
if (options.json)
  console.log(JSON.stringify({ releases: RELEASES.map(({ version }) => version), totals, cases: results }))
else print()
process.exitCode = totals.failed > 0 ? 1 : 0

function print() {
  const label = ({ variants }, kind) => variants.filter(variant => variant.kind === kind).map(({ variant }) => variant)
  console.log('passed:')
  for (const entry of by('passed')) console.log(`  ${entry.name} (${label(entry, 'passed').join(', ')})`)
  for (const verdict of ['refused', 'failed']) {
    console.log(`${verdict}:`)
    for (const { name, variants } of by(verdict)) {
      console.log(`  ${name}`)
      for (const entry of variants.filter(({ kind }) => kind === verdict))
        console.log(`    ${entry.variant}: ${entry.code === undefined ? '' : `${entry.code}: `}${entry.reason}`)
    }
  }
  const operators = [...new Set(by('unclaimed').flatMap(entry => entry.operators))].sort()
  console.log(`not claimed: ${totals.unclaimed} cases that need ${operators.join(', ')}`)
  console.log(
    `${totals.passed} passed, ${totals.failed} failed, ${totals.refused} refused, ${totals.unclaimed} not claimed`,
  )
}
