// The glossary's rules, checked over specification and sources: one word, one meaning (spec/glossary.md).
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './ensure.mjs'

/** Pattern, and what to write instead. */
const RULES = [
  [/\bwitness(es|ed)?\b/i, 'say cosigner, or proof column', path => !/log|C2SP|glossary|decisions|protobuf/.test(path)],
  [/\bchallenge window\b|\baccumulator window\b/i, 'say challenge period, or accumulator bound', () => true],
]
const problems = []
function visit(path) {
  if (statSync(path).isDirectory()) {
    if (/generated|assembly|node_modules/.test(path)) return
    for (const name of readdirSync(path)) visit(join(path, name))
    return
  }
  if (!/\.(md|ts|sol)$/.test(path)) return
  const where = relative(root, path)
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((line, i) => {
      for (const [pattern, advice, applies] of RULES)
        if (applies(where) && pattern.test(line))
          problems.push(`${where}:${i + 1}: ${line.trim().slice(0, 80)}: ${advice}`)
    })
}
for (const directory of ['spec', 'src', 'contracts/src']) visit(join(root, directory))
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
