// Which branches of the contracts that move money do the forge tests take? Copies the sources, puts a recorder around every condition (`if`, `require`,
// `?:`), runs the tests once, and prints for each file the branches taken and those never taken, each a line and the value its condition never had.
// forge's own `coverage` cannot say: without viaIR these contracts do not compile unoptimised, and with it it loses most conditions of `require`.
// Exits 1 when one is missing and UNREACHABLE does not say why. `--results FILE` writes the figures; other arguments go to forge.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './ensure.mjs'

const solc = createRequire(import.meta.url)('solc')
const SOURCES = 'contracts/src'
/** Judges of steps: they hold nothing, and the comparison with TypeScript covers them. Errors, types and structs have no branches. */
const LEFT_OUT = [`${SOURCES}/steps/`]
/** Branches that no test can take, and why: by file and condition. */
const UNREACHABLE = {}
const LOG = 'branches.log'

const options = process.argv.slice(2)
const at = options.indexOf('--results')
const resultsAt = at < 0 ? null : options[at + 1]
const rest = at < 0 ? options : options.filter((_, i) => i !== at && i !== at + 1)

function* solidity(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* solidity(path)
    else if (entry.name.endsWith('.sol')) yield path
  }
}

/** The conditions of a source: where they stand, in bytes. */
function conditionsOf(file, text) {
  const input = {
    language: 'Solidity',
    sources: { [file]: { content: text } },
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  }
  const { ast } = JSON.parse(solc.compile(JSON.stringify(input))).sources[file]
  const found = []
  const add = (kind, node) => {
    const [start, length] = node.src.split(':').map(Number)
    found.push({ kind, start, end: start + length })
  }
  const visit = node => {
    if (node === null || typeof node !== 'object') return
    if (node.nodeType === 'IfStatement') add('if', node.condition)
    if (node.nodeType === 'Conditional') add('?:', node.condition)
    if (node.nodeType === 'FunctionCall' && node.expression.name === 'require') add('require', node.arguments[0])
    for (const value of Object.values(node)) visit(value)
  }
  visit(ast)
  return found
}

function instrument(file, text, branches) {
  const bytes = Buffer.from(text)
  const pieces = []
  for (const { kind, start, end } of conditionsOf(file, text)) {
    const condition = bytes.subarray(start, end).toString().replace(/\s+/g, ' ')
    const line = bytes.subarray(0, start).toString().split('\n').length
    // Nothing else stands on the stack while the condition is found out: it is nearly full in places.
    const [yes, no] = [`Branches.yes(${branches.length})`, `Branches.no(${branches.length})`]
    pieces.push({ at: start, text: '((' }, { at: end, text: `) ? ${yes} : ${no})` })
    branches.push({ file, line, kind, condition, taken: { true: false, false: false } })
  }
  if (pieces.length === 0) return text
  let changed = bytes
  for (const piece of pieces.sort((a, b) => b.at - a.at))
    changed = Buffer.concat([changed.subarray(0, piece.at), Buffer.from(piece.text), changed.subarray(piece.at)])
  const up = '../'.repeat(relative(SOURCES, file).split('/').length - 1) || './'
  return changed.toString().replace(/^(pragma[^\n]*\n)/m, `$1import {Branches} from "${up}Branches.sol";\n`)
}

/** A cheat code writes down each condition: it reverts with nothing, and may be used where nothing may be stored. */
const RECORDER = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

interface Recorder {
    function writeLine(string calldata path, string calldata line) external view;
}

library Branches {
    function yes(uint256 id) internal view returns (bool) {
        _record(id, "t");
        return true;
    }

    function no(uint256 id) internal view returns (bool) {
        _record(id, "f");
        return false;
    }

    function _record(uint256 id, bytes1 value) private view {
        bytes memory line = new bytes(5);
        for (uint256 i = 4; i != 0; i--) {
            line[i - 1] = bytes1(uint8(48 + id % 10));
            id /= 10;
        }
        line[4] = value;
        Recorder(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D).writeLine("${LOG}", string(line));
    }
}
`

const copy = mkdtempSync(join(tmpdir(), 'assay-coverage-'))
const branches = []
try {
  for (const path of ['contracts', 'scripts', 'package.json'])
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter: from => !/contracts\/(out|cache)/.test(from),
    })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const path of solidity(join(copy, 'contracts'))) {
    const file = relative(copy, path)
    const text = readFileSync(path, 'utf8')
    const counted = file.startsWith(SOURCES) && !LEFT_OUT.some(start => file.startsWith(start))
    const changed = counted ? instrument(file, text, branches) : text
    // What records is not pure any more.
    writeFileSync(path, file.endsWith('Vm.sol') ? changed : changed.replace(/\bpure\b/g, 'view'))
  }
  writeFileSync(join(copy, SOURCES, 'Branches.sol'), RECORDER)
  const settings = join(copy, 'contracts/foundry.toml')
  writeFileSync(
    settings,
    readFileSync(settings, 'utf8').replace(
      'offline = true',
      'offline = true\nfs_permissions = [{ access = "read-write", path = "./" }]',
    ),
  )
  const { status } = spawnSync(
    process.execPath,
    ['scripts/contracts-fuzz.mjs', '--code-size-limit', '4000000', '--no-match-contract', 'Games', ...rest],
    {
      cwd: copy,
      stdio: 'inherit',
      env: {
        ...process.env,
        FOUNDRY_FUZZ_RUNS: '32',
        FOUNDRY_INVARIANT_RUNS: '4',
      },
    },
  )
  if (status !== 0) throw new Error('the tests fail with a recorder in the contracts')
  const log = join(copy, LOG)
  for (const line of new Set(existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []))
    if (line !== '') branches[Number(line.slice(0, -1))].taken[line.endsWith('t')] = true
} finally {
  rmSync(copy, { recursive: true, force: true })
}

const figures = {}
let unexplained = 0
for (const branch of branches) {
  figures[branch.file] ??= { branches: 0, taken: 0, missing: [] }
  const figure = figures[branch.file]
  for (const value of ['true', 'false']) {
    figure.branches++
    if (branch.taken[value]) {
      figure.taken++
      continue
    }
    const reason = UNREACHABLE[`${branch.file}: ${branch.condition} is ${value}`]
    if (reason === undefined) unexplained++
    figure.missing.push(
      `${branch.line}: ${branch.kind} ${branch.condition} is never ${value}${reason === undefined ? '' : ` (${reason})`}`,
    )
  }
}
for (const [file, { branches: all, taken, missing }] of Object.entries(figures)) {
  console.log(`${((100 * taken) / all).toFixed(1).padStart(5)} %  ${taken} of ${all}  ${file}`)
  for (const one of missing) console.log(`         ${one}`)
}
if (resultsAt !== null) writeFileSync(resultsAt, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(unexplained === 0 ? 0 : 1)
