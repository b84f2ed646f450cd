// Imports go one way: the table of ../shared/design/style.md and ARCHITECTURE.md, checked over every source file.
// A room may import itself and what its row names; `core` may not touch the platform.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { root } from './ensure.mjs'

const src = join(root, 'src')
const CORE = [
  'errors',
  'bytes',
  'crypto',
  'graph',
  'float',
  'compile',
  'formats',
  'engine',
  'trace',
  'dispute',
  'language',
  'receipt',
  'log',
  'verify',
  'watch',
  'audit',
  'field',
  'proof',
].map(room => `core/${room}`)

/** room: [rooms it may import], packages it may import (regular expressions). Longest matching room wins. */
const TABLE = {
  'core/errors': { rooms: [], packages: [] },
  'core/bytes': { rooms: ['core/errors'], packages: [] },
  'core/crypto': { rooms: ['core/errors', 'core/bytes'], packages: [/^@noble\//] },
  'core/formats': { rooms: ['core/errors', 'core/bytes'], packages: [/^fflate$/] },
  'core/graph': { rooms: ['core/errors', 'core/bytes', 'core/crypto'], packages: [] },
  'core/float': { rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph'], packages: [] },
  'core/compile': {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/formats', 'core/graph', 'core/float'],
    packages: [/^@bufbuild\/protobuf/],
  },
  'core/engine': { rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph'], packages: [] },
  'core/language': {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/engine'],
    packages: [/^@huggingface\/jinja$/],
  },
  'core/trace': { rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/engine'], packages: [] },
  'core/dispute': {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/engine', 'core/trace', 'core/language'],
    packages: [],
  },
  'core/audit': {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/engine', 'core/trace', 'core/dispute'],
    packages: [/^@noble\//],
  },
  'core/field': { rooms: ['core/errors', 'core/bytes'], packages: [] },
  'core/proof': { rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/field'], packages: [] },
  'core/watch': { rooms: ['core/errors', 'core/bytes', 'core/crypto'], packages: [] },
  'core/log': { rooms: ['core/errors', 'core/bytes', 'core/crypto'], packages: [/^@noble\//] },
  'core/receipt': {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/graph', 'core/float', 'core/log'],
    packages: [],
  },
  'core/verify': {
    rooms: [
      'core/errors',
      'core/bytes',
      'core/crypto',
      'core/graph',
      'core/float',
      'core/receipt',
      'core/log',
      'core/trace',
      'core/dispute',
    ],
    packages: [],
  },
  contracts: {
    rooms: ['core/errors', 'core/bytes', 'core/crypto', 'core/receipt', 'core/log', 'core/trace', 'core/dispute'],
    packages: [/^viem/],
  },
  openai: { rooms: CORE, packages: [] },
  client: { rooms: [...CORE, 'contracts', 'openai'], packages: [/^viem/, /^zod$/, /^multiformats/, /^ipfs-unixfs/] },
  'platform/node': { rooms: CORE, packages: [/./], node: true },
  'platform/web': { rooms: CORE, packages: [] },
  node: { rooms: [...CORE, 'contracts', 'client', 'platform/node'], packages: [/./], node: true },
  'node/net': { rooms: ['core/errors', 'core/bytes', 'core/crypto'], packages: [/./], node: true },
  gateway: {
    rooms: [...CORE, 'contracts', 'client', 'openai'],
    packages: [/^hono/, /^zod$/, /^prom-client$/],
    node: false,
  },
  'apps/cli': {
    rooms: [...CORE, 'contracts', 'openai', 'client', 'platform/node', 'node', 'node/net', 'gateway'],
    packages: [/./],
    node: true,
  },
}
// The room `node` is the one that puts its own parts together.
TABLE.node.rooms.push('node/net')

const builtin = new Set([...builtinModules, ...builtinModules.map(name => `node:${name}`)])

function* sources(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'assembly') yield* sources(path)
    } else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts')) yield path
  }
}

const roomOf = path => {
  const name = relative(src, path).split(sep).join('/')
  return Object.keys(TABLE)
    .filter(room => name.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
}

const problems = []
for (const path of sources(src)) {
  const where = relative(root, path)
  const room = roomOf(path)
  if (room === undefined) {
    problems.push(`${where}: stands in no room of the table`)
    continue
  }
  const rule = TABLE[room]
  const text = readFileSync(path, 'utf8')
  const imports = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  )
  for (const match of imports) {
    const target = match[1] ?? match[2]
    if (target.startsWith('.')) {
      const other = roomOf(join(dirname(path), target))
      if (other !== room && !rule.rooms.includes(other))
        problems.push(`${where}: ${room} may not import ${other ?? target}`)
    } else if (builtin.has(target)) {
      if (!rule.node) problems.push(`${where}: ${room} may not import ${target}`)
    } else if (!rule.packages.some(pattern => pattern.test(target)))
      problems.push(`${where}: ${room} may not import ${target}`)
  }
  if (
    room.startsWith('core/') &&
    /\b(Date\.now|new Date\(\)|Math\.random|process\.env|crypto\.getRandomValues|fetch\()/.test(
      text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
    )
  ) {
    problems.push(`${where}: core takes time, randomness, environment and network as arguments`)
  }
}
for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
