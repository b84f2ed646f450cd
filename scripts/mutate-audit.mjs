// Does a test fail for each condition in src/core/audit and src/core/watch, once it is gone? Copies the sources, puts a switch at every
// condition of an `if` or `?:` (never true, always true), every operand of && and || (dropped), every comparison outside of loops' heads (its
// strictness turned) and every call of refuse() that stands under no `if` (not made), and runs the tests of audits, or of watching, with one
// switch on at a time. Slow (an hour), not part of `npm test`. `--list` lists the mutants, other arguments are pieces of their names (audit.ts:103) and choose among them.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './ensure.mjs'

/** Quick tests first: the others run only for what those leave alive. */
const ROOMS = [
  { sources: 'src/core/audit', tests: [['test/audit/audit.test.ts'], ['test/audit']] },
  { sources: 'src/core/watch', tests: [['test/watch']] },
]
/** Where other tests are quicker to tell. */
const FIRST = { 'question.ts': 'test/audit/question.test.ts', 'sampled.ts': 'test/audit/sampled.test.ts' }
/** Longer than any run takes that ends. */
const LIMIT = 120_000
/** Said of mutants that no test can tell, and why: by file and change, as `--list` prints them. */
const EQUIVALENT = {}

const options = process.argv.slice(2)
const wanted = options.filter(option => !option.startsWith('--'))
const mutants = []
const K = ts.SyntaxKind
const STRICTNESS = {
  [K.LessThanToken]: '<=',
  [K.LessThanEqualsToken]: '<',
  [K.GreaterThanToken]: '>=',
  [K.GreaterThanEqualsToken]: '>',
}

/** The source with a switch at each place that a mutant changes; `process.env.MUTANT` says which one is on. */
function instrument(room, file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const edits = []
  const add = (node, what, before, after) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    const id = `${file}:${line + 1}`
    const said = what.replace(/\s+/g, ' ').slice(0, 110)
    mutants.push({ number: mutants.length + 1, id, what: said, key: `${file}: ${said}`, room })
    const on = `(MUTANT === '${mutants.length}')`
    const [from, to] = [node.getStart(), node.getEnd()]
    // Of two wraps of one place the one that was added first is the outer one, as nodes are met from the outside in.
    edits.push({ at: from, text: before(on), order: edits.length })
    edits.push({ at: to, text: after(on), order: -edits.length })
  }
  const isLogical = node =>
    ts.isBinaryExpression(node) && [K.AmpersandAmpersandToken, K.BarBarToken].includes(node.operatorToken.kind)
  const inner = node => (ts.isParenthesizedExpression(node) ? inner(node.expression) : node)
  const condition = node => {
    add(
      node,
      `never ${node.getText()}`,
      on => `(!${on} && (`,
      () => '))',
    )
    add(
      node,
      `always ${node.getText()}`,
      on => `(${on} || (`,
      () => '))',
    )
  }
  const visit = (node, inHead) => {
    if (ts.isIfStatement(node)) condition(node.expression)
    if (ts.isConditionalExpression(node)) condition(node.condition)
    if (ts.isCallExpression(node) && node.expression.getText() === 'refuse' && !ts.isIfStatement(node.parent.parent))
      add(
        node,
        `not ${node.getText()}`,
        // A line that begins with a bracket goes on with the line before it.
        on => `${ts.isExpressionStatement(node.parent) ? ';' : ''}(${on} ? undefined as never : (`,
        () => '))',
      )
    if (isLogical(node))
      for (const operand of [node.left, node.right]) {
        const own = inner(operand)
        if (isLogical(own) && own.operatorToken.kind === node.operatorToken.kind) continue
        const and = node.operatorToken.kind === K.AmpersandAmpersandToken
        const what = `${and ? '&&' : '||'} without ${operand.getText()}`
        add(
          operand,
          what,
          on => (and ? `(${on} || (` : `(!${on} && (`),
          () => '))',
        )
      }
    const turned = ts.isBinaryExpression(node) && !inHead ? STRICTNESS[node.operatorToken.kind] : undefined
    if (turned !== undefined) {
      const [left, right] = [node.left.getText(), node.right.getText()]
      add(
        node,
        `${left} ${turned} ${right}`,
        on => `(${on} ? (${left}) ${turned} (${right}) : (`,
        () => '))',
      )
    }
    ts.forEachChild(node, child => {
      const isHead =
        (ts.isForStatement(node) && child === node.condition) ||
        (ts.isWhileStatement(node) && child === node.expression)
      visit(child, isHead || (inHead && !ts.isStatement(child)))
    })
  }
  visit(source, false)
  edits.sort((a, b) => b.at - a.at || b.order - a.order)
  const changed = edits.reduce((out, { at, text: piece }) => out.slice(0, at) + piece + out.slice(at), text)
  return `const MUTANT = process.env['MUTANT']\n${changed}`
}

const copy = mkdtempSync(join(tmpdir(), 'assay-mutate-'))
let survivors = 0
try {
  for (const path of ['src/core', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const room of ROOMS)
    for (const file of readdirSync(join(root, room.sources))) {
      if (!file.endsWith('.ts') || file === 'index.ts') continue
      const path = join(copy, room.sources, file)
      writeFileSync(path, instrument(room, file, readFileSync(path, 'utf8')))
    }

  const run = (mutant, tests) =>
    spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', ...tests, '--bail', '1', '--pool', 'threads', '--reporter', 'dot'],
      {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, MUTANT: String(mutant) },
        timeout: LIMIT,
        killSignal: 'SIGKILL',
      },
    )
  const chosen = mutants.filter(({ id }) => wanted.length === 0 || wanted.some(piece => id.includes(piece)))
  if (options.includes('--list')) for (const { id, what } of chosen) console.log(`${id}  ${what}`)
  else {
    for (const { tests } of ROOMS.filter(room => chosen.some(mutant => mutant.room === room))) {
      const honest = run(0, tests.at(-1))
      if (honest.status !== 0) throw new Error(`the tests fail without a mutant:\n${honest.stdout}${honest.stderr}`)
    }
    for (const { number, id, what, key, room } of chosen) {
      const first = FIRST[id.split(':')[0]]
      const killed = [...(first === undefined ? [] : [[first]]), ...room.tests].some(
        tests => run(number, tests).status !== 0,
      )
      const reason = EQUIVALENT[key]
      if (!killed && reason === undefined) survivors++
      console.log(`${killed ? 'killed  ' : reason === undefined ? 'SURVIVES' : 'equal   '}  ${id}  ${what}`)
      if (!killed && reason !== undefined) console.log(`          ${reason}`)
    }
    console.log(`${chosen.length} mutants, ${survivors} survive`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.exit(survivors === 0 ? 0 : 1)
