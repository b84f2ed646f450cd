// Everything that can be checked without running the product: types, format and lint, layering, words, generated files, dead
// code, the packed package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureInstalled, root } from './ensure.mjs'

ensureInstalled()
const node = process.execPath
const checks = [
  ['types', [node, 'node_modules/typescript7/bin/tsc', '--noEmit', '-p', '.']],
  ['format and lint', [node, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['layering', [node, 'scripts/layering.mjs']],
  ['lockfile', [node, 'scripts/lock.mjs', '--check']],
  ['errors', [node, 'scripts/generate-errors.mjs', '--check']],
  ['words', [node, 'scripts/words.mjs']],
  ['exports', [node, 'scripts/exports.mjs', '--check']],
  ['contracts', [node, 'scripts/contracts.mjs', '--check']],
  ['wasm', [node, 'scripts/wasm.mjs', '--check']],
  ['dead code', [node, 'node_modules/knip/bin/knip.js', '--no-progress']],
  ['package', [node, 'scripts/package.mjs', '--check']],
  ['onnx schema', [node, 'scripts/generate-onnx.mjs', '--check']],
]
let failed = 0
for (const [name, [command, ...args]] of checks) {
  if (!existsSync(`${root}${args[0]}`)) {
    console.error(`check ${name}: ${args[0]} is missing`)
    failed++
    continue
  }
  const started = Date.now()
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (result.status === 0) console.log(`check ${name}: ok (${seconds} s)`)
  else {
    failed++
    console.log(`check ${name}: FAILED (${seconds} s)\n${result.stdout}${result.stderr}`)
  }
}
process.exit(failed === 0 ? 0 : 1)
