// Does a test fail for each check that verify() and verifyStream() make, once the check is gone? Copies the sources, wraps every
// call of `checks.add`, `checks.same` and `must` in src/core/verify so that one of them at a time can be forced to pass, and runs the
// tests of receipts, or of streams, for each. The tests that merely count checks are left out: only verdicts may tell.
// Slow (minutes), not part of `npm test`. `--deep` also drops every operand of && and || in those files. `--list` lists the
// mutants, other arguments are pieces of their names (statement.ts:103) and choose among them.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './ensure.mjs'

const VERIFY = 'src/core/verify'
const TEST = 'test/verify/verify.test.ts'
const RECEIPT_TESTS = [
  TEST,
  'test/verify/float.test.ts',
  'test/verify/language.test.ts',
  'test/verify/traceRoot.test.ts',
]
/** Streams, and the files of which they alone are the tests. */
const STREAM_TESTS = ['test/verify/stream.test.ts', 'test/attack/stream.test.ts']
const STREAM_FILES = ['stream.ts', 'streamCheck.ts']
const options = process.argv.slice(2)
const deep = options.includes('--deep')
const wanted = options.filter(option => !option.startsWith('--'))

const mutants = []

/** The source with a switch at each place that a mutant changes; `process.env.MUTANT` says which one is on. */
function instrument(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const edits = []
  const name = (node, what) => {
    const { line, character } = source.getLineAndCharacterOfPosition(node.getStart())
    const id = `${file}:${line + 1}:${character + 1}`
    mutants.push({ id, what: what.replace(/\s+/g, ' ').slice(0, 90) })
    return `(process.env.MUTANT === ${JSON.stringify(id)})`
  }
  const wrap = (node, before, after) => {
    edits.push({ at: node.getStart(), text: before, order: 1 }, { at: node.getEnd(), text: after, order: 0 })
  }
  const isLogical = node =>
    ts.isBinaryExpression(node) &&
    [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind)
  const visit = node => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name: method } = node.expression
      if (expression.getText() === 'checks' && method.text === 'add' && node.arguments[1].getText() !== 'true')
        wrap(node.arguments[1], `(${name(node, `check ${node.arguments[0].getText()}`)} || (`, '))')
      if (expression.getText() === 'checks' && method.text === 'same')
        wrap(
          node.arguments[2],
          `(${name(node, `check ${node.arguments[0].getText()}`)} ? (${node.arguments[1].getText()}) : (`,
          '))',
        )
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'must')
      wrap(node.arguments[0], `(${name(node, `check ${node.getText()}`)} || (`, '))')
    if (deep && isLogical(node)) {
      const and = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
      for (const operand of [node.left, node.right]) {
        let inner = operand
        while (ts.isParenthesizedExpression(inner)) inner = inner.expression
        if (isLogical(inner) && inner.operatorToken.kind === node.operatorToken.kind) continue
        const on = name(operand, `${and ? '&&' : '||'} without ${operand.getText()}`)
        wrap(operand, and ? `(${on} || (` : `(!${on} && (`, '))')
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  edits.sort((a, b) => b.at - a.at || b.order - a.order)
  return edits.reduce((out, { at, text: piece }) => out.slice(0, at) + piece + out.slice(at), text)
}

const copy = mkdtempSync(join(tmpdir(), 'assay-mutate-'))
let survivors = 0
try {
  for (const path of [
    'src/core',
    'test/verify',
    'test/attack',
    'test/support',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const file of readdirSync(join(root, VERIFY))) {
    if (file === 'checks.ts') continue
    const path = join(copy, VERIFY, file)
    writeFileSync(path, instrument(file, readFileSync(path, 'utf8')))
  }
  for (const path of [TEST, 'test/verify/language.test.ts']) {
    const tests = readFileSync(join(copy, path), 'utf8')
    const only = tests.replace(/^afterAll\([\s\S]*^\}\)\n/m, '')
    if (only === tests) throw new Error(`${path}: the test that counts checks has moved`)
    writeFileSync(join(copy, path), only)
  }

  const isOfStreams = mutant => STREAM_FILES.some(file => mutant.startsWith(`${file}:`))
  const run = (mutant, tests = isOfStreams(mutant) ? STREAM_TESTS : RECEIPT_TESTS) =>
    spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...tests,
        '--bail',
        '1',
        '--testTimeout',
        '120000',
        '--reporter',
        'dot',
      ],
      {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, MUTANT: mutant },
      },
    )
  const chosen = mutants.filter(({ id }) => wanted.length === 0 || wanted.some(piece => id.includes(piece)))
  if (options.includes('--list')) for (const { id, what } of chosen) console.log(`${id}  ${what}`)
  else {
    const honest = run('none', [...RECEIPT_TESTS, ...STREAM_TESTS])
    if (honest.status !== 0) throw new Error(`the tests fail without a mutant:\n${honest.stdout}${honest.stderr}`)
    for (const { id, what } of chosen) {
      const killed = run(id).status !== 0
      if (!killed) survivors++
      console.log(`${killed ? 'killed  ' : 'SURVIVES'}  ${id}  ${what}`)
    }
    console.log(`${chosen.length} mutants, ${survivors} survive`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.exit(survivors === 0 ? 0 : 1)
