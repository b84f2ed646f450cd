// Does a test fail for each check that the contracts make, once the check is gone? Copies the sources, puts a switch into every `require` and into every
// `if` that ends a check early, compiles once, and runs the tests with one switch on at a time: forge's for everything that moves money, the comparison
// with TypeScript for the step verifiers and, the other way round, for src/core/dispute. A switch is the balance of an address that nobody has, or a
// global. Slow (hours for all of them), not part of `npm test`. `--list` lists the mutants, `--steps`, `--money` and `--typescript` choose a part,
// `--limit N` takes that many, `--results FILE` goes on where a run of the same sources left off; other arguments
// are pieces of names (Disputes.sol:120) and choose among them.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { root } from './ensure.mjs'

const SWITCH = '0x4D7574616e7473000000000000000000000000f1'
const SOURCES = 'contracts/src'
const TYPESCRIPT = 'src/core/dispute'
/** Said of mutants that no test can tell, and why: by file and check, as `--list` prints them. */
const EQUIVALENT = {}

const options = process.argv.slice(2)
const resultsAt = options.includes('--results') ? options[options.indexOf('--results') + 1] : null
const limit = options.includes('--limit') ? Number(options[options.indexOf('--limit') + 1]) : Number.POSITIVE_INFINITY
const wanted = options.filter((option, i) => !option.startsWith('--') && !/^--(results|limit)$/.test(options[i - 1]))

/** The index behind the parenthesis that closes the one at `open`. */
function closing(text, open) {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return i + 1
  }
  throw new Error('a parenthesis is not closed')
}

/** Where the first argument of a call ends: at a comma outside of all brackets, or at the end. */
function firstArgument(text, from, to) {
  let depth = 0
  for (let i = from; i < to; i++) {
    if ('([{'.includes(text[i])) depth++
    if (')]}'.includes(text[i])) depth--
    if (text[i] === ',' && depth === 0) return i
  }
  return to
}

/** The source with switches; what each of them takes away is added to `mutants`. */
function instrument(file, text, mutants) {
  const edits = []
  const add = (at, end, what, before, after) => {
    const line = text.slice(0, at).split('\n').length
    const id = mutants.length + 1
    mutants.push({ id, name: `${file}:${line}`, what: what.replace(/\s+/g, ' ').slice(0, 100) })
    edits.push({ at, text: before.replace('ID', String(id)) }, { at: end, text: after })
  }
  for (const { index } of text.matchAll(/\brequire\(/g)) {
    if (/\/\/[^\n]*$/.test(text.slice(0, index))) continue
    const from = index + 'require('.length
    const end = firstArgument(text, from, closing(text, from - 1) - 1)
    add(from, end, `require ${text.slice(from, end)}`, 'Mutants.off(ID) || (', ')')
  }
  for (const { index } of text.matchAll(/\bif \(/g)) {
    const close = closing(text, index + 3)
    if (!/^\s*(return (true|false|Flaw\.\w+);|revert )/.test(text.slice(close))) continue
    const from = index + 4
    add(from, close - 1, `if ${text.slice(from, close - 1)}`, '!Mutants.off(ID) && (', ')')
  }
  if (edits.length === 0) return text
  const changed = edits
    .sort((a, b) => b.at - a.at)
    .reduce((out, { at, text: piece }) => out.slice(0, at) + piece + out.slice(at), text)
  const up = '../'.repeat(relative(SOURCES, file).split('/').length - 1) || './'
  return changed.replace(/^(pragma[^\n]*\n)/m, `$1import {Mutants} from "${up}Mutants.sol";\n`)
}

/** The same of TypeScript: every `if` that refuses, throws, or returns a verdict. */
function instrumentTypeScript(file, text, mutants) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const edits = []
  const ends = statement => {
    if (ts.isBlock(statement)) return statement.statements.length === 1 && ends(statement.statements[0])
    if (ts.isThrowStatement(statement)) return true
    if (ts.isReturnStatement(statement)) return /^(true|false|null)?$/.test(statement.expression?.getText() ?? '')
    return ts.isExpressionStatement(statement) && /^refuse\(/.test(statement.expression.getText())
  }
  const visit = node => {
    if (ts.isIfStatement(node) && ends(node.thenStatement)) {
      const { expression } = node
      const id = mutants.length + 1
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      mutants.push({
        id,
        name: `${file}:${line}`,
        what: `if ${expression.getText()}`.replace(/\s+/g, ' ').slice(0, 100),
      })
      edits.push(
        { at: expression.getStart(), text: `globalThis.mutant !== ${id} && (` },
        { at: expression.end, text: ')' },
      )
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((out, { at, text: piece }) => out.slice(0, at) + piece + out.slice(at), text)
}

function* filesUnder(directory, ending) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* filesUnder(path, ending)
    else if (entry.name.endsWith(ending)) yield path
  }
}

/** Tests that tell about the step verifiers: each switch in turn, on one chain. */
const STEPS_TEST = `
import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { compareSteps } from '../support/stepBatches.ts'
import { askEveryVerifier, compareMoves } from '../support/stepMoves.ts'
import { startStepNetwork } from '../support/stepNetwork.ts'
import { compareForms } from '../support/formBatches.ts'
import { compareForgeries } from '../support/forgeryBatches.ts'

it('mutants', async () => {
  const network = await startStepNetwork()
  const flip = async (id: number) => {
    ;(globalThis as { mutant?: number }).mutant = id
    return network.client.request({ method: 'anvil_setBalance', params: ['${SWITCH}', \`0x\${id.toString(16)}\`] } as never)
  }
  const found: Record<string, boolean> = {}
  for (const id of [0, ...JSON.parse(process.env['MUTANTS']!)]) {
    await flip(id)
    let killed = false
    try {
      await askEveryVerifier(network, { seed: 0, runs: 2 })
      await compareMoves(network, { seed: 0, runs: 3 })
      await compareForms(network, { seed: 0, count: 40 })
      await compareForgeries(network, { seed: 0, seeds: 40 })
      await compareSteps(network, { seed: 0, count: Number(process.env['STEPS'] ?? 4_000) })
    } catch (error) {
      if (String(error).includes('fetch failed')) throw error
      killed = true
    }
    found[id] = killed
    writeFileSync(process.env['FOUND']!, JSON.stringify(found))
    if (id === 0 && killed) break
  }
  await network.stop()
}, 3_600_000)
`

const copy = mkdtempSync(join(tmpdir(), 'assay-mutants-'))
const results = resultsAt !== null && existsSync(resultsAt) ? JSON.parse(readFileSync(resultsAt, 'utf8')) : {}
const mutants = []
let survivors = 0

const nameless = ({ name, what }) => `${name.replace(/:\d+$/, '')}: ${what}`

function told(mutant, killed) {
  const { name, what } = mutant
  results[name] = killed
  if (resultsAt !== null) writeFileSync(resultsAt, `${JSON.stringify(results, null, 2)}\n`)
  const reason = EQUIVALENT[nameless(mutant)]
  if (!killed && reason === undefined) survivors++
  console.log(`${killed ? 'killed  ' : reason === undefined ? 'SURVIVES' : 'equal   '}  ${name}  ${reason ?? what}`)
}

try {
  for (const path of ['contracts', 'scripts', 'src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter: from => !/contracts\/(out|cache)/.test(from),
    })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const path of filesUnder(join(copy, 'contracts'), '.sol')) {
    const file = relative(copy, path)
    const text = readFileSync(path, 'utf8')
    const changed = file.startsWith(SOURCES) ? instrument(file, text, mutants) : text
    // A switch is read: nothing is pure any more.
    writeFileSync(path, file.endsWith('Vm.sol') ? changed : changed.replace(/\bpure\b/g, 'view'))
  }
  writeFileSync(
    join(copy, SOURCES, 'Mutants.sol'),
    `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

library Mutants {
    function off(uint256 id) internal view returns (bool) {
        return ${SWITCH}.balance == id;
    }
}
`,
  )
  for (const path of filesUnder(join(copy, TYPESCRIPT), '.ts')) {
    const file = relative(copy, path)
    writeFileSync(path, instrumentTypeScript(file, readFileSync(path, 'utf8'), mutants))
  }
  const partOf = ({ name }) =>
    name.startsWith(TYPESCRIPT) ? '--typescript' : name.startsWith(`${SOURCES}/steps/`) ? '--steps' : '--money'
  const parts = ['--steps', '--money', '--typescript'].filter(part => options.includes(part))
  const isMoney = mutant => partOf(mutant) === '--money'
  const chosen = mutants
    .filter(mutant => parts.length === 0 || parts.includes(partOf(mutant)))
    .filter(({ name }) => wanted.length === 0 || wanted.some(piece => name.includes(piece)))
    .slice(0, limit)
  if (options.includes('--list')) for (const { name, what } of chosen) console.log(`${name}  ${what}`)
  else {
    const open = chosen.filter(({ name }) => results[name] === undefined)
    for (const mutant of chosen) if (results[mutant.name] !== undefined) told(mutant, results[mutant.name])
    const patch = (path, from, to) => {
      const text = readFileSync(join(copy, path), 'utf8')
      if (!text.includes(from)) throw new Error(`${path}: ${JSON.stringify(from)} is not there`)
      writeFileSync(join(copy, path), text.replace(from, to))
    }
    const steps = open.filter(mutant => !isMoney(mutant))
    if (steps.length > 0) {
      patch('scripts/contracts.mjs', "severity === 'error' || ", "severity === 'error' && ")
      const built = spawnSync(process.execPath, ['scripts/contracts.mjs'], { cwd: copy, encoding: 'utf8' })
      if (built.status !== 0) throw new Error(`contracts do not compile:\n${built.stderr}`)
      writeFileSync(join(copy, 'test/contracts/mutants.test.ts'), STEPS_TEST)
      const found = join(copy, 'found.json')
      const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'test/contracts/mutants.test.ts', '--reporter', 'dot']
      const env = { ...process.env, MUTANTS: JSON.stringify(steps.map(({ id }) => id)), FOUND: found }
      const run = spawnSync(process.execPath, vitest, { cwd: copy, encoding: 'utf8', env })
      const killed = existsSync(found) ? JSON.parse(readFileSync(found, 'utf8')) : {}
      if (killed[0] !== false) throw new Error(`the steps differ without a mutant:\n${run.stdout}${run.stderr}`)
      for (const mutant of steps) told(mutant, killed[mutant.id])
    }
    const money = open.filter(isMoney)
    if (money.length > 0) {
      patch(
        'contracts/test/Network.sol',
        'VM.warp(START);',
        `VM.warp(START);\n        VM.deal(${SWITCH}, VM.envOr("MUTANT", uint256(0)));`,
      )
      patch(
        'contracts/test/Vm.sol',
        'function warp(',
        'function deal(address account, uint256 amount) external;\n    function envOr(string calldata name, uint256 otherwise) external view returns (uint256);\n    function warp(',
      )
      const forge = id =>
        spawnSync(
          process.execPath,
          [
            'scripts/contracts-fuzz.mjs',
            '--code-size-limit',
            '4000000',
            '--no-match-contract',
            'Games|Merkle',
            '--fail-fast',
          ],
          {
            cwd: copy,
            encoding: 'utf8',
            env: { ...process.env, MUTANT: String(id) },
          },
        )
      const honest = forge(0)
      if (honest.status !== 0) throw new Error(`the tests fail without a mutant:\n${honest.stdout}${honest.stderr}`)
      for (const mutant of money) {
        const { status, stdout, stderr } = forge(mutant.id)
        // Whatever else stops forge says nothing about the tests.
        if (status !== 0 && !stdout.includes('Suite result: FAILED'))
          throw new Error(`${mutant.name}: no tests were run:\n${stdout}${stderr}`)
        told(mutant, status !== 0)
      }
    }
    console.log(`${chosen.length} mutants, ${survivors} survive`)
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.exit(survivors === 0 ? 0 : 1)
