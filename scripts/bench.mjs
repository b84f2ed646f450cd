// npm run -s bench -- SUITE: runs a suite of bench/suites and prints its table, or with --json its report.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { ensureInstalled, root } from './ensure.mjs'

const HELP = `npm run -s bench -- SUITE [options]

Measures, prints a table and keeps the report in bench/results/SUITE.json and SUITE.md. A target that is missed is shown
as missed; the exit code is 0 all the same, unless --strict is given.

  --json       one JSON object on stdout: {suite, machine, rows: [{case, metric, unit, ours, others, ratios, target, met}]}
  --runs N     counted runs of each variant, instead of the suite's own number
  --out FILE   write the report to FILE (.json) and its table beside it (.md), instead of bench/results
  --quick      fewer cases, where a suite has some that can be left out
  --only REGEX cases whose name matches; the report then goes nowhere unless --out is given
  --strict     exit 1 when a target is missed
  --list       the suites
  --help       this text`

const names = readdirSync(join(root, 'bench/suites'))
  .filter(name => name.endsWith('.ts'))
  .map(name => name.slice(0, -3))
  .sort()

function usage(message) {
  console.error(`${message}\n\n${HELP}`)
  process.exit(2)
}

let options
try {
  options = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      runs: { type: 'string' },
      out: { type: 'string' },
      strict: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
} catch (error) {
  usage(error.message)
}
const { values, positionals } = options
if (values.help) {
  console.log(HELP)
  process.exit(0)
}
const wanted = values.list ? names : positionals
if (wanted.length === 0) usage(`Which suite? There are ${names.join(', ')}.`)
if (!values.list && wanted.length > 1) usage('One suite at a time: two would disturb each other.')
if (!wanted.every(name => names.includes(name))) usage(`There is no suite ${wanted}. There are ${names.join(', ')}.`)
const runs = values.runs === undefined ? undefined : Number(values.runs)
if (runs !== undefined && !(Number.isSafeInteger(runs) && runs > 0))
  usage(`--runs ${values.runs}: not a number of runs`)

let only
try {
  if (values.only !== undefined) only = new RegExp(values.only)
} catch (error) {
  usage(`--only: ${error.message}`)
}

ensureInstalled()

const entries = [
  'harness',
  'report',
  'engine/runner',
  'language/runner',
  'gateway/caller',
  'gateway/stub',
  ...wanted.map(name => `suites/${name}`),
]
const { directory, load } = await bundle(
  'bench',
  entries.map(name => `bench/${name}.ts`),
  'bench',
)
const suites = await Promise.all(wanted.map(async name => (await load(`suites/${name}`)).suite))
if (values.list) {
  for (const { name, summary } of suites) console.log(`${name.padEnd(16)}${summary}`)
  process.exit(0)
}

const abort = new AbortController()
const interrupt = () => {
  // A second one does not wait for what is being put away.
  if (abort.signal.aborted) process.exit(130)
  abort.abort(new Error('interrupted'))
  setTimeout(() => process.exit(130), 10_000).unref()
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)

const { describeMachine, runSuite } = await load('harness')
const { markdownOf, textOf } = await load('report')
try {
  const name = suites[0].name
  const file = values.out === undefined ? join(root, `bench/results/${name}.json`) : resolve(values.out)
  const beside = file.endsWith('.json') ? file.slice(0, -5) : file
  // A part of a suite is no replacement for its report.
  const kept = values.out !== undefined || (only === undefined && !values.quick)
  const keep = (path, text) => {
    if (!kept) return
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    writeFileSync(path, text)
  }
  const report = await runSuite(suites[0], {
    machine: describeMachine(),
    signal: abort.signal,
    progress: text => console.error(text),
    keep: (part, text) => keep(`${beside}-${part}`, text),
    ...(runs === undefined ? {} : { runs }),
    ...(only === undefined ? {} : { only }),
    quick: values.quick === true,
    bundle: directory,
  })
  keep(file, `${JSON.stringify(report, null, 2)}\n`)
  keep(`${beside}.md`, markdownOf(report))
  console.log(values.json ? JSON.stringify(report) : textOf(report))
  process.exitCode = values.strict && report.rows.some(row => row.met === false) ? 1 : 0
} catch (error) {
  console.error(abort.signal.aborted ? 'interrupted' : (error.stack ?? error))
  process.exitCode = abort.signal.aborted ? 130 : 3
}
// A suite that was interrupted, or failed, may leave something that would keep the process.
process.exit()
