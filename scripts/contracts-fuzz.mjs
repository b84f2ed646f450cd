// Runs the forge tests of contracts/test: fuzzing and invariants. A small run by default; `--heavy` runs 10,000 cases a test.
// `--games` plays 10,000 games of each kind of contracts/test/Games.t.sol. Other arguments go to forge, for instance `--match-test refund -vvvv`.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL('..', import.meta.url))
const heavy = process.argv.includes('--heavy')
const games = process.argv.includes('--games')
const rest = process.argv.slice(2).filter(argument => argument !== '--heavy' && argument !== '--games')
if (games) rest.push('--match-contract', 'Games')

const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch]
const suffix = process.platform === 'win32' ? '.exe' : ''
const forge = createRequire(require.resolve('@foundry-rs/forge/package.json')).resolve(
  `@foundry-rs/forge-${process.platform}-${arch}/bin/forge${suffix}`,
)

// forge wants a native solc; it gets one that runs solcjs. It asks for the version, then pipes standard JSON.
const directory = mkdtempSync(join(tmpdir(), 'assay-solc-'))
const shim = join(directory, 'solc')
writeFileSync(
  shim,
  `#!${process.execPath}
const solc = require(${JSON.stringify(require.resolve('solc'))})
if (process.argv.includes('--version')) {
  const version = solc.version().replace('Emscripten', 'Linux').replace('.clang', '.g++')
  console.log('solc, the solidity compiler commandline interface\\nVersion: ' + version)
} else {
  process.stdout.write(solc.compile(require('node:fs').readFileSync(0, 'utf8')))
}
`,
)
chmodSync(shim, 0o755)
try {
  const { status, error } = spawnSync(
    forge,
    ['test', '--offline', '--use', shim, ...rest],
    // The configuration goes by the environment: with --config-path forge 1.7 finds nothing to compile.
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        FOUNDRY_CONFIG: 'contracts/foundry.toml',
        FOUNDRY_PROFILE: heavy || games ? 'heavy' : 'default',
      },
    },
  )
  if (error) throw error
  process.exitCode = status ?? 1
} finally {
  rmSync(directory, { recursive: true, force: true })
}
