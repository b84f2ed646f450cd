// Compiles contracts/src with solcjs into src/contracts/generated (ABI and bytecode, committed: users never compile) and
// contracts/snapshots/{sizes,storage}.json. `--check` compares instead of writing and exits 1 on drift.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const root = new URL('..', import.meta.url)
const LIMIT = 24_576 // EIP-170: no chain keeps a larger contract

/** What the client deploys or calls: the file's name in src/contracts/generated, and where the contract stands. */
const CONTRACTS = {
  'assay-token': ['src/AssayToken.sol', 'AssayToken'],
  'checkpoint-anchor': ['src/CheckpointAnchor.sol', 'CheckpointAnchor'],
  'dispute-beginnings': ['src/disputes/Beginnings.sol', 'Beginnings'],
  disputes: ['src/disputes/Disputes.sol', 'Disputes'],
  'erc1967-proxy': ['@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol', 'ERC1967Proxy'],
  escrow: ['src/Escrow.sol', 'Escrow'],
  misconduct: ['src/disputes/Misconduct.sol', 'Misconduct'],
  'form-faults': ['src/steps/FormFaults.sol', 'FormFaults'],
  'model-registry': ['src/ModelRegistry.sol', 'ModelRegistry'],
  'node-registry': ['src/NodeRegistry.sol', 'NodeRegistry'],
  parameters: ['src/Parameters.sol', 'Parameters'],
  slasher: ['src/disputes/Slasher.sol', 'Slasher'],
  'step-attention': ['src/steps/AttentionSteps.sol', 'AttentionSteps'],
  'step-sampler': ['src/steps/SamplerSteps.sol', 'SamplerSteps'],
  'exponential-table': ['src/steps/Exponential.sol', 'ExponentialTable'],
  'step-lines': ['src/steps/LineSteps.sol', 'LineSteps'],
  'step-moves': ['src/steps/MoveSteps.sol', 'MoveSteps'],
  'step-points': ['src/steps/PointSteps.sol', 'PointSteps'],
  'step-products': ['src/steps/ProductSteps.sol', 'ProductSteps'],
  'step-verifiers': ['src/steps/StepVerifiers.sol', 'StepVerifiers'],
  'timelock-controller': ['@openzeppelin/contracts/governance/TimelockController.sol', 'TimelockController'],
}

/** Everything that decides the bytecode. foundry.toml repeats it for fuzzing. */
const SETTINGS = {
  optimizer: { enabled: true, runs: 1_000 },
  evmVersion: 'cancun',
  // No hash of the sources and no compiler trailer: the same code gives the same bytes wherever it is compiled.
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'storageLayout'] } },
}

const readSource = path =>
  readFileSync(new URL(path.startsWith('@') ? `node_modules/${path}` : `contracts/${path}`, root), 'utf8')

function compile() {
  const solc = createRequire(import.meta.url)('solc')
  const paths = [...new Set(Object.values(CONTRACTS).map(([path]) => path))]
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(paths.map(path => [path, { content: readSource(path) }])),
    settings: SETTINGS,
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: path => ({ contents: readSource(path) }) }))
  // Warnings about libraries are their authors'; about our own code there are none.
  const ours = ({ severity, sourceLocation }) => severity === 'error' || !sourceLocation?.file.startsWith('@')
  const messages = (output.errors ?? []).filter(ours)
  for (const message of messages) console.error(message.formattedMessage)
  if (messages.length > 0) throw new Error('contracts: errors or warnings; both must go')
  return Object.entries(CONTRACTS).map(([file, [path, name]]) => ({ file, name, ...output.contracts[path][name] }))
}

const camel = file => file.replace(/-(.)/g, (_, letter) => letter.toUpperCase())

const moduleOf = ({ file, abi, evm }) => `// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const ${camel(file)}Abi = ${JSON.stringify(abi, null, 2)} as const

export const ${camel(file)}Bytecode =
  '0x${evm.bytecode.object}' as const
`

/** Every custom error that a call can end in, ours and the libraries', each once: what failures are decoded with. */
function errorsModule(contracts) {
  const signature = ({ name, inputs }) => `${name}(${inputs.map(input => input.type).join(',')})`
  const errors = contracts.flatMap(({ abi }) => abi.filter(entry => entry.type === 'error'))
  const unique = [...new Map(errors.map(error => [signature(error), error])).values()]
  unique.sort((a, b) => (signature(a) < signature(b) ? -1 : 1))
  return `// Generated from contracts/ by scripts/contracts.mjs. Do not edit.

export const errorsAbi = ${JSON.stringify(unique, null, 2)} as const
`
}

/** A type's name without the compiler's numbering of definitions, which shifts with every edit. */
const plainType = type => type.replace(/\)\d+/g, ')').replaceAll('_storage', '')

/** Where each upgradeable contract keeps what: an upgrade may append to this and change nothing. */
function storageOf({ storageLayout: { storage, types } }) {
  const structs = {}
  for (const { label, members } of Object.values(types ?? {})) {
    if (members) structs[label] = members.map(m => `${m.slot}+${m.offset} ${m.label} ${plainType(m.type)}`)
  }
  return { slots: storage.map(s => `${s.slot}+${s.offset} ${s.label} ${plainType(s.type)}`), structs }
}

const json = value => `${JSON.stringify(value, null, 2)}\n`
const compiled = compile()
const sizes = Object.fromEntries(compiled.map(c => [c.name, c.evm.deployedBytecode.object.length / 2]))
for (const [name, size] of Object.entries(sizes)) {
  if (size > LIMIT) throw new Error(`contracts: ${name} has ${size} bytes, ${LIMIT} are allowed`)
}
const upgradeable = compiled.filter(c => c.abi.some(entry => entry.name === 'upgradeToAndCall'))
const outputs = new Map([
  ...compiled.map(c => [`src/contracts/generated/${c.file}.ts`, moduleOf(c)]),
  ['src/contracts/generated/errors.ts', errorsModule(compiled)],
  ['contracts/snapshots/sizes.json', json(sizes)],
  ['contracts/snapshots/storage.json', json(Object.fromEntries(upgradeable.map(c => [c.name, storageOf(c)])))],
])

const present = () => {
  try {
    return readdirSync(new URL('src/contracts/generated', root)).map(name => `src/contracts/generated/${name}`)
  } catch {
    return []
  }
}
const stale = present().filter(path => !outputs.has(path))

if (process.argv.includes('--check')) {
  const read = path => {
    try {
      return readFileSync(new URL(path, root), 'utf8')
    } catch {
      return null
    }
  }
  const drift = [...stale, ...[...outputs].filter(([path, text]) => read(path) !== text).map(([path]) => path)]
  for (const path of drift) console.error(`${path} is not what contracts/ compiles to; run: node scripts/contracts.mjs`)
  process.exit(drift.length === 0 ? 0 : 1)
}
mkdirSync(new URL('src/contracts/generated', root), { recursive: true })
mkdirSync(new URL('contracts/snapshots', root), { recursive: true })
for (const path of stale) rmSync(new URL(path, root))
for (const [path, text] of outputs) writeFileSync(new URL(path, root), text)
for (const [name, size] of Object.entries(sizes)) console.log(`${name.padEnd(20)} ${String(size).padStart(6)} bytes`)
