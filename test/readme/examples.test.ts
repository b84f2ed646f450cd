// README.md says it, so it runs: its examples, as they stand there, against a running network.

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { readPng, writeNpy } from '../../src/core/formats/index.ts'
import { digits, environment, root, temporary } from '../e2e/support/cli.ts'
import { type Running, startNetwork } from '../e2e/support/network.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The fenced block after `<!-- example: NAME -->`. */
function example(name: string): string {
  const found = new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readme)
  if (found === null) throw new Error(`README.md has no example ${name}`)
  return found[1]!
}

let network: Running
let directory: string
beforeAll(async () => {
  network = await startNetwork({ publish: true })
  directory = temporary('readme')
  const bard = shell(`npm run -s assay -- publish models/bard/model.assay --name assay/bard@1`)
  expect([bard.status, bard.stderr]).toEqual([0, expect.any(String)])
}, 180_000)
afterAll(() => network?.stop(), 60_000)

/** Runs a shell text in the checkout, with the network's home where `npm start` would have its own. */
function shell(text: string) {
  const env = { ...environment({ home: network.home }), ASSAY_HOME: network.home }
  return spawnSync('bash', ['-euc', text], { cwd: root, env, encoding: 'utf8', timeout: 60_000 })
}

test('Try it', { timeout: 120_000 }, () => {
  const receipt = join(directory, 'receipt.json')
  const lines = example('try').replaceAll('receipt.json', receipt)
  // The log takes a moment; a person typing is slower than this test.
  const { status, stdout, stderr } = shell(lines.replace(/(verify \S+)/, '$1 --wait 20'))
  expect([status, stderr]).toEqual([0, expect.any(String)])
  expect(stdout).toMatch(/logits: 7 /)
  expect(stdout).toMatch(/ok: all \d+ checks hold/)
})

test('a proof', { timeout: 120_000 }, () => {
  const lines = example('proof').replaceAll('receipt.', `${join(directory, 'receipt.')}`)
  const { status, stdout, stderr } = shell(lines.replace(/(verify \S+)/, '$1 --wait 20'))
  expect([status, stderr]).toEqual([0, expect.any(String)])
  expect(stdout).toMatch(/proved: \S+, \d+\.\d kB in/)
  expect(stdout).toMatch(/guarantee {4}exact but for a chance of 2\^-1\d\d/)
})

test('what a session takes', () => {
  const { status, stdout } = shell(example('watch'))
  expect(status).toBe(0)
  expect(stdout).toContain('caught with a chance of 99.9 %')
})

test('plain HTTP', () => {
  const { status, stdout } = shell(example('http').replaceAll('http://127.0.0.1:4100', network.gateways[0]!))
  expect(status).toBe(0)
  expect(stdout).toContain('"id":"assay/digits@1"')
  expect(stdout).toContain('"datatype":"FP32"')
})

test('your own model', { timeout: 120_000 }, () => {
  const image = unwrap(readPng(new Uint8Array(readFileSync(digits('images/8-0.png')))))
  writeFileSync(join(directory, 'example.npy'), writeNpy(image))
  const named = ['model.assay', 'example.npy'].reduce(
    (text, name) => text.replaceAll(name, join(directory, name)),
    example('own')
      .replaceAll('model.onnx', digits('digits.onnx'))
      .replaceAll(' data/', ` ${digits('.')}`),
  )
  const { status, stdout, stderr } = shell(named)
  expect([status, stderr]).toEqual([0, expect.any(String)])
  expect(stdout).toMatch(/accuracy on 50 held-out rows: float32 100.00 %, exact 100.00 %/)
  expect(stdout).toMatch(/^logits: 8 \(/m)
  expect(stdout).toMatch(/^me\/model@1 is published$/m)
})

const ROOMS = {
  client: 'client',
  engine: 'core/engine',
  errors: 'core/errors',
  openai: 'client/language',
  verify: 'core/verify',
}

/** An example as a program, with the package's subpaths where their sources are. */
async function program(code: string, name: string): Promise<string> {
  const file = join(directory, name)
  await build({
    stdin: { contents: code, loader: 'ts', resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    logLevel: 'silent',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
    alias: Object.fromEntries(
      Object.entries(ROOMS).map(([room, path]) => [`@assay-network/assay/${room}`, join(root, `src/${path}/index.ts`)]),
    ),
  })
  mkdirSync(join(directory, '.assay'), { recursive: true })
  copyFileSync(network.networkFile, join(directory, '.assay/network.json'))
  return file
}

test('a chat with any client', { timeout: 60_000 }, () => {
  const { status, stdout } = shell(example('curl').replaceAll('http://127.0.0.1:4100', network.gateways[0]!))
  expect(status).toBe(0)
  expect(stdout).toContain('"object":"chat.completion.chunk"')
  expect(stdout).toContain('data: [DONE]')
})

test('a client that believes no gateway', { timeout: 120_000 }, async () => {
  const code = example('openai').replaceAll('http://127.0.0.1:4100', network.gateways[0]!)
  const file = await program(code, 'openai.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: directory,
    encoding: 'utf8',
    timeout: 90_000,
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/\w/)
})

test('chat, and its stream verified later', { timeout: 120_000 }, () => {
  const [chat, verify, proxy] = example('chat')
    .replaceAll('stream.ndjson', join(directory, 'stream.ndjson'))
    .split('\n')
  const spoken = shell(chat!)
  expect(spoken.status).toBe(0)
  expect(spoken.stdout).toMatch(/\w/)
  expect(spoken.stderr).toMatch(/\[replayed: \d+ tokens replayed/)
  expect(shell(verify!).stdout).toMatch(/^ok: a whole answer, replayed for (\d+) of \1 tokens$/m)
  // test/cli/language.test.ts starts it.
  expect(shell(`${proxy!.split('#')[0]} --help`).status).toBe(0)
})

test('a receipt, checked in ten lines', { timeout: 60_000 }, async () => {
  const code = example('verify')
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(10)
  const file = await program(code, 'example.mjs')
  const run = (): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [file], { cwd: directory, encoding: 'utf8', timeout: 30_000 })
  const good = run()
  expect([good.status, good.stderr]).toEqual([0, ''])
  expect(good.stdout).toMatch(/^ok /)
  // It would say so if it were not: the same ten lines on a changed receipt.
  const receipt = join(directory, 'receipt.json')
  const json = JSON.parse(readFileSync(receipt, 'utf8'))
  json.receipt.price = '1'
  writeFileSync(receipt, JSON.stringify(json))
  expect(run().stdout).toMatch(/^price_mismatch /)
})

test('no example goes without its test', () => {
  const marked = [...readme.matchAll(/<!-- example: (\w+) -->/g)].map(([, name]) => name)
  expect(marked).toEqual(['try', 'proof', 'http', 'curl', 'openai', 'chat', 'watch', 'own', 'verify'])
})

test('the two commands are what the README says', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(readme).toContain('npm start ')
  expect(readme).toContain('npm test ')
  expect(scripts).toMatchObject({ start: 'node scripts/start.mjs', test: 'node scripts/test.mjs' })
})
