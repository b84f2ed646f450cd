// Puts package-lock.json into the form that is committed, after npm has written it:
// - no `resolved`: versions and content hashes are pinned, where a registry lives is the installing machine's business;
// - an entry for every optional platform package, also those that the writing machine's registry does not carry: `npm ci`
//   wants them all named, and installs only the one that fits the machine.
// `--check` compares instead of writing.
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './ensure.mjs'

const path = `${root}package-lock.json`
const before = readFileSync(path, 'utf8')
const lock = JSON.parse(before)

const OS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix']
const CPU = [
  ['arm64', 'arm64'],
  ['amd64', 'x64'],
  ['x64', 'x64'],
  ['ia32', 'ia32'],
  ['riscv64', 'riscv64'],
  ['ppc64', 'ppc64'],
  ['s390x', 's390x'],
  ['loong64', 'loong64'],
  ['mips64el', 'mips64el'],
  ['wasm32', 'wasm32'],
  ['arm', 'arm'],
]

/** What a platform package's name says of its platform. One that says nothing is for no machine of ours. */
function platformOf(name) {
  const words = name.split('/').pop()
  const os = OS.find(known => words.includes(known)) ?? 'none'
  const cpu = CPU.find(([known]) => words.includes(known))?.[1] ?? 'none'
  const libc = words.includes('musl') ? { libc: ['musl'] } : {}
  return { os: [os], cpu: [cpu], ...libc }
}

for (const entry of Object.values(lock.packages)) delete entry.resolved
for (const [where, entry] of Object.entries({ ...lock.packages })) {
  if (where === '') continue
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${where}/node_modules/${name}`
    if (lock.packages[`node_modules/${name}`] !== undefined || lock.packages[nested] !== undefined) continue
    const exact = /^\d/.test(version) ? version : version.replace(/^[\^~]/, '')
    lock.packages[`node_modules/${name}`] = {
      version: exact,
      ...platformOf(name),
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    }
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
const after = `${JSON.stringify(lock, null, 2)}\n`
if (process.argv.includes('--check')) {
  if (after !== before) console.error('package-lock.json is not in its committed form; run: node scripts/lock.mjs')
  process.exit(after === before ? 0 : 1)
}
writeFileSync(path, after)
