// Generates the error tables from spec/errors.tsv: TypeScript union and data, and the readable page.
// `--check` compares instead of writing and exits 1 on drift.
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const lines = readFileSync(new URL('spec/errors.tsv', root), 'utf8').trimEnd().split('\n')
const [header, ...rows] = lines.map(line => line.split('\t'))
if (header.join(' ') !== 'code kind duty http message') throw new Error('spec/errors.tsv: unexpected header')
const EXIT = { refusal: 1, usage: 2, world: 3 }
const seen = new Set()
for (const row of rows) {
  const [code, kind, duty, http] = row
  if (row.length !== 5) throw new Error(`spec/errors.tsv: ${code}: 5 columns expected, ${row.length} found`)
  if (!/^[a-z][a-z0-9_]*$/.test(code) || seen.has(code)) throw new Error(`spec/errors.tsv: ${code}: malformed or twice`)
  if (!(kind in EXIT)) throw new Error(`spec/errors.tsv: ${code}: kind ${kind}`)
  if (!['fix', 'reject', 'ignore', 'retry', 'slash'].includes(duty))
    throw new Error(`spec/errors.tsv: ${code}: duty ${duty}`)
  if (!/^[1-5]\d\d$/.test(http)) throw new Error(`spec/errors.tsv: ${code}: http ${http}`)
  seen.add(code)
}
const exit = ([code, kind]) => (code === 'interrupted' ? 130 : EXIT[kind])
const ts = `// Generated from spec/errors.tsv by scripts/generate-errors.mjs. Do not edit.

/** Every error code: its kind, the duty of who meets it, HTTP status, exit code of the CLI, and what it means. */
export const ERRORS = {
${rows.map(r => `  ${r[0]}: { kind: '${r[1]}', duty: '${r[2]}', http: ${r[3]}, exit: ${exit(r)}, message: ${JSON.stringify(r[4])} },`).join('\n')}
} as const

export type ErrorCode = keyof typeof ERRORS
`
const md = `# Errors

Generated from \`errors.tsv\` by \`scripts/generate-errors.mjs\`. Exit codes: 1 refused, 2 usage, 3 the world, 130 interrupted.
Duty: what the one who meets the code does: fix the call, reject the material, ignore it, retry later, or slash its author.

| code | kind | duty | HTTP | exit | meaning |
|---|---|---|---|---|---|
${rows.map(r => `| \`${r[0]}\` | ${r[1]} | ${r[2]} | ${r[3]} | ${exit(r)} | ${r[4]} |`).join('\n')}
`
const outputs = [
  ['src/core/errors/generated.ts', ts],
  ['spec/errors.md', md],
]
if (process.argv.includes('--check')) {
  const drift = outputs.filter(([path, text]) => readFileSync(new URL(path, root), 'utf8') !== text)
  for (const [path] of drift)
    console.error(`${path} is not what spec/errors.tsv generates; run: node scripts/generate-errors.mjs`)
  process.exit(drift.length === 0 ? 0 : 1)
}
for (const [path, text] of outputs) writeFileSync(new URL(path, root), text)
