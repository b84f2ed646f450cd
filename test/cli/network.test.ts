// The commands that speak with a network, against a running one: run, verify, models, nodes, receipts, log, publish. What they
// print for programs, what they refuse, and that a changed receipt is refused whatever was changed in it.

import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import verifyCommand from '../../src/apps/cli/commands/verify.ts'
import { runCommand } from '../../src/apps/cli/support/command.ts'
import { FIELDS } from '../../src/core/receipt/fields.ts'
import {
  assay,
  assayJson,
  builtCli,
  digits,
  expectNothingLeft,
  type Json,
  oneObject,
  readJson,
  temporary,
  until,
} from '../e2e/support/cli.ts'
import { MODEL, type Running, start, startNetwork, untilEnded } from '../e2e/support/network.ts'

const HASH = /^0x[0-9a-f]{64}$/
const ADDRESS = /^0x[0-9a-f]{40}$/
const image = digits('images/7-0.png')

let network: Running
let modelId: string
const user = temporary('user')
const receiptFile = join(user, 'receipt.json')
/** What the first run printed. */
let shown: Json

const options = (home = user) => ({ home, env: { ASSAY_NETWORK: network.networkFile } })
const cli = (args: readonly string[], code = 0, home = user): Promise<Json> => assayJson(args, options(home), code)

beforeAll(async () => {
  network = await startNetwork({ publish: true })
  modelId = (await cli(['models'])).models[0].modelId
  // Several, so that the logs hold more than one entry.
  for (let i = 0; i < 2; i++)
    for (const url of network.gateways) await cli(['run', MODEL, '-i', image, '--gateway', url])
  shown = await cli(['run', MODEL, '--input', image, '--out', receiptFile])
  expect((await cli(['verify', shown.receiptId, '--wait', '20'])).code).toBe('ok')
}, 180_000)

afterAll(async () => {
  if (network === undefined) return
  expect(await network.stop()).toBe(0)
  await expectNothingLeft(network.home, network.ports)
}, 60_000)

describe('run', () => {
  it('says what it promises, and keeps the receipt for its owner alone', async () => {
    expect(shown).toEqual({
      modelId,
      kind: 'exact',
      outputs: { logits: { dtype: 'float32', shape: [1, 10], data: expect.any(Array) } },
      engine: expect.stringMatching(/^wasm\/\S+$/),
      milliseconds: expect.any(Number),
      receiptId: expect.stringMatching(HASH),
      node: expect.stringMatching(ADDRESS),
      receipt: readJson(receiptFile),
    })
    expect(shown.receipt.receipt.node).toBe(shown.node)
    const held = join(user, 'receipts', `${shown.receiptId}.json`)
    for (const path of [held, receiptFile]) expect(statSync(path).mode & 0o777).toBe(0o600)
    expect({ ...readJson(held), inclusion: null }).toEqual(shown.receipt)
  })

  it('gives what exec gives on this machine: the same model, the same bytes', async () => {
    const file = join(network.home, 'digits.assay')
    const local = await cli(['exec', file, '--input', image])
    expect(local.modelId).toBe(modelId)
    expect(local.outputs).toEqual(shown.outputs)
    const input = ['--input', digits('calibration-images-idx3-ubyte.gz'), '--first', '3']
    const many = await cli(['run', modelId, ...input])
    expect(many.outputs.logits.shape).toEqual([3, 10])
    expect(many.outputs).toEqual((await cli(['exec', file, ...input])).outputs)
    expect(Number(many.receipt.receipt.tokensIn)).toBe(3)
  })

  it('as text: the answer on stdout, nothing else there', async () => {
    const { code, stdout } = await assay(['run', MODEL, '--input', image], options())
    expect(code).toBe(0)
    expect(stdout).toMatch(/^logits: 7 \(/)
    expect(stdout).toContain(`model    ${modelId}`)
    expect(stdout).toMatch(/verify {3}assay verify 0x[0-9a-f]{64}\n$/)
  })

  it('a network is named by the URL of any of its gateways, and pinned', async () => {
    const home = temporary('pin')
    const args = ['run', MODEL, '--input', image, '--network', network.gateways[1]!, '--json']
    const first = await assay(args, { home })
    expect([first.code, oneObject(first).outputs]).toEqual([0, shown.outputs])
    expect(first.stderr).toMatch(/network devnet is pinned with fingerprint 0x[0-9a-f]{64}/)
    const again = await assay(args, { home })
    expect([again.code, again.stderr]).toEqual([0, ''])
  })

  it('refuses with a code for each thing that can be wrong', { timeout: 60_000 }, async () => {
    const cases: [string[], number, string][] = [
      [['run', MODEL], 2, 'usage'],
      [['run', 'nobody/nothing@1', '-i', image], 1, 'model_not_found'],
      [['run', 'digits', '-i', image], 1, 'model_not_found'],
      [['run', `0x${'22'.repeat(32)}`, '-i', image], 1, 'model_not_found'],
      [['run', MODEL, '-i', join(user, 'none.png')], 3, 'file_not_found'],
      [['run', MODEL, '-i', digits('calibration-labels-idx1-ubyte.gz')], 1, 'input_shape_mismatch'],
      [['run', MODEL, '-i', image, '--disclosure', 'everyone'], 2, 'usage'],
      [['run', MODEL, '-i', image, '--max-price', '-1'], 2, 'usage'],
      [['run', MODEL, '-i', image, '--timeout', 'soon'], 2, 'usage'],
      [['run', MODEL, '-i', image, '--gateway', 'gateway:4100'], 2, 'usage'],
      [
        ['run', MODEL, '-i', image, '--gateway', `http://127.0.0.1:${network.ports.gateway + 5}`],
        3,
        'gateway_unreachable',
      ],
    ]
    for (const [words, code, name] of cases)
      expect([words, await cli(words, code)]).toMatchObject([words, { ok: false, code: name }])
  })
})

describe('verify', () => {
  it('says what it promises: each check, and what is left to trust', async () => {
    const verdict = await cli(['verify', receiptFile, '--wait', '10'])
    expect(verdict).toEqual({
      ok: true,
      code: 'ok',
      checks: expect.any(Array),
      assurance: {
        kinds: expect.arrayContaining(['signature', 'replay']),
        soundnessBits: 128,
        guarantee: { kind: 'exact', bits: 128 },
        weights: 'recomputed',
        bounds: 'recomputed',
        assumptions: expect.any(Array),
      },
    })
    expect(verdict.checks.length).toBeGreaterThan(60)
    for (const check of verdict.checks)
      expect(check).toEqual({ name: expect.any(String), ok: true, code: 'ok', detail: expect.any(String) })
    const names = verdict.checks.map(({ name }: Json) => name)
    for (const [name] of FIELDS) expect(names).toContain(`field.${name}`)
    expect(names).toEqual(
      expect.arrayContaining([
        'receipt.signature',
        'node.key',
        'log.included',
        'log.cosigners',
        'replay.output',
        'policy',
      ]),
    )
  })

  it('by id, on the other engine, under each policy and stage that this version has', { timeout: 60_000 }, async () => {
    const id = shown.receiptId
    expect((await cli(['verify', id, '--engine', 'reference'])).code).toBe('ok')
    const signed = await cli(['verify', id, '--policy', 'signed'])
    expect(signed).toMatchObject({ ok: true, assurance: { weights: 'unverified' } })
    expect(signed.assurance.kinds).not.toContain('replay')
    // Whichever gateway is asked first, and whether it holds the receipt or not.
    for (let i = 0; i < 3; i++) {
      const anchored = await cli(['verify', id, '--stage', 'anchored', '--cosigners', '2', '--wait', '40'])
      expect(anchored.checks.map(({ name }: Json) => name)).toContain('log.anchored')
    }
    const text = await assay(['verify', id, '--all'], options())
    expect(text.stdout).toMatch(/^ok: all \d+ checks hold\n/)
    expect(text.stdout).toMatch(/^ {2}ok {2}replay\.output: the same bytes$/m)
  })

  it('a trace root that was bought, and none where it was not', { timeout: 60_000 }, async () => {
    const bought = await cli(['run', MODEL, '--input', image, '--trace-root'])
    expect(bought.traceRoot).toBe(bought.receipt.trace.root)
    const verdict = await cli(['verify', bought.receiptId, '--trace-root', '--wait', '20'])
    expect(verdict.assurance.kinds).toEqual(expect.arrayContaining(['replay', 'trace']))
    expect(await cli(['audit', bought.receiptId, '--sample', '20'])).toMatchObject({ ok: true })
    expect(await cli(['verify', receiptFile, '--trace-root'], 1)).toMatchObject({ code: 'trace_root_missing' })
  })

  it('is proved to whoever has the model, by a file', async () => {
    const out = join(user, 'answer.proof')
    const proved = await cli(['prove', receiptFile, '--out', out])
    expect(proved).toMatchObject({ ok: true, receiptId: shown.receiptId, out, bytes: statSync(out).size })
    expect(proved.bits).toBeGreaterThanOrEqual(100)
    const verdict = await cli(['verify', receiptFile, '--proof', out])
    expect(verdict).toMatchObject({ ok: true, assurance: { guarantee: { kind: 'exact', bits: proved.bits } } })
    expect(verdict.assurance.kinds).toEqual(expect.arrayContaining(['signature', 'proof']))
    const bytes = readFileSync(out)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(out, bytes)
    expect(await cli(['verify', receiptFile, '--proof', out], 1)).toMatchObject({ ok: false, code: 'proof_invalid' })
    writeFileSync(out, 'no proof')
    expect(await cli(['verify', receiptFile, '--proof', out], 1)).toMatchObject({ ok: false, code: 'proof_malformed' })
    expect(await cli(['verify', receiptFile, '--proof', join(user, 'none')], 3)).toMatchObject({
      code: 'file_not_found',
    })
  })

  it('what no node of this version can show is refused, never weakened', async () => {
    expect(await cli(['verify', receiptFile, '--policy', 'attested'], 1)).toMatchObject({
      ok: false,
      code: 'policy_unavailable',
    })
    expect(await cli(['verify', receiptFile, '--policy', 'proved'], 1)).toMatchObject({
      ok: false,
      code: 'proof_missing',
    })
    expect(await cli(['verify', receiptFile, '--cosigners', '9'], 1)).toMatchObject({
      ok: false,
      code: 'cosigners_missing',
    })
  })

  it('wrong use, another model, a receipt that is none', { timeout: 60_000 }, async () => {
    const cases: [string[], number, string][] = [
      [['verify', receiptFile, '--policy', 'trusted'], 2, 'usage'],
      [['verify', receiptFile, '--stage', 'later'], 2, 'usage'],
      [['verify', receiptFile, '--wait', '-1'], 2, 'usage'],
      [['verify', receiptFile, '--cosigners', 'two'], 2, 'usage'],
      [['verify', receiptFile, '--model', MODEL], 2, 'usage'],
      [['verify', receiptFile, '--model', `0x${'33'.repeat(32)}`], 1, 'model_mismatch'],
      [['verify', join(user, 'none.json')], 3, 'file_not_found'],
      [['verify', `0x${'44'.repeat(32)}`], 3, 'file_not_found'],
      [['verify', image], 1, 'receipt_malformed'],
    ]
    for (const [words, code, name] of cases)
      expect([words, await cli(words, code)]).toMatchObject([words, { ok: false, code: name }])
  })

  it('for somebody else: everything where the request allows it, else what is missing has a name', {
    timeout: 60_000,
  }, async () => {
    const home = temporary('else')
    const fetched = async (id: string): Promise<string> => {
      const path = join(home, `${id}.json`)
      const response = await fetch(`${network.gateways[2]}/receipts/${id}`)
      writeFileSync(path, await response.text())
      return path
    }
    const open = await cli(['run', MODEL, '--input', image, '--disclosure', 'verifiers'])
    const path = await fetched(open.receiptId)
    expect(await cli(['verify', path, '--wait', '20'], 0, home)).toMatchObject({
      ok: true,
      assurance: { kinds: expect.arrayContaining(['signature', 'replay']) },
    })
    const closed = await fetched(shown.receiptId)
    expect(readJson(closed)).toMatchObject({ input: null, output: null })
    expect(
      await cli(['verify', closed, '--wait', '10', '--policy', 'signed', '--stage', 'included'], 0, home),
    ).toMatchObject({
      ok: true,
      assurance: { assumptions: expect.arrayContaining(['input and output were not shown to this verifier']) },
    })
    expect(await cli(['verify', closed], 1, home)).toMatchObject({ ok: false, code: 'replay_missing' })
    // The payer's key opens it again.
    mkdirSync(join(home, 'keys'), { mode: 0o700 })
    copyFileSync(join(user, 'keys/default.json'), join(home, 'keys/default.json'))
    expect(await cli(['verify', closed], 0, home)).toMatchObject({ ok: true })
  })

  it('Ctrl-C ends a wait: 130', { timeout: 60_000 }, async () => {
    const home = temporary('impatient')
    const args = ['verify', receiptFile, '--cosigners', '99', '--wait', '600', '--json', '--home', home]
    const started = start(await builtCli(), [...args, '--network', network.networkFile], home)
    // It says nothing while it waits; that it has come so far, the model that it has fetched shows.
    await until('the model', 30_000, () => existsSync(join(home, 'models', `${modelId}.assay`)))
    expect(started.process.exitCode).toBe(null)
    started.process.kill('SIGINT')
    expect(await untilEnded(started, home)).toBe(130)
    expect(JSON.parse(started.stdout())).toMatchObject({ ok: false, code: 'interrupted' })
  })
})

describe('a receipt that was changed', () => {
  const changedFile = join(user, 'changed.json')

  /** The command itself, in this process: as the program does it, in a fraction of the time. */
  async function verifyHere(receipt: Json): Promise<{ code: number; json: Json; printed: number }> {
    writeFileSync(changedFile, JSON.stringify(receipt))
    const printed: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
    try {
      const args = [changedFile, '--json', '--home', user, '--network', network.networkFile]
      const code = await runCommand(verifyCommand, args)
      return { code, json: JSON.parse(printed[0]!), printed: printed.length }
    } finally {
      spy.mockRestore()
    }
  }

  const flip = (hex: string): string => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`
  const bump = (value: Json): Json => {
    if (typeof value === 'boolean') return !value
    return typeof value === 'number' ? (value + 1) % 3 : /^0x/.test(value) ? flip(value) : String(BigInt(value) + 1n)
  }
  const flipBase64 = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
  const codeOfField = (name: string): string => `field_${name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}_mismatch`

  type Change = readonly [what: string, code: string, change: (receipt: Json) => void]

  const STRUCT: Record<string, string> = {
    fieldsRoot: 'fields_root_mismatch',
    requestHash: 'request_hash_mismatch',
    modelId: 'model_mismatch',
    node: 'node_mismatch',
    payer: 'payer_mismatch',
    price: 'price_mismatch',
    tokensIn: 'tokens_in_mismatch',
    tokensOut: 'tokens_out_mismatch',
    inputCommitment: 'input_commitment_mismatch',
    outputCommitment: 'output_commitment_mismatch',
    traceCommitment: 'trace_commitment_mismatch',
    previous: 'previous_mismatch',
    disclosure: 'disclosure_mismatch',
    nonce: 'nonce_mismatch',
    deadline: 'deadline_mismatch',
  }
  const REQUEST: Record<string, string> = {
    modelId: 'model_mismatch',
    inputCommitment: 'input_commitment_mismatch',
    samplerHash: 'sampler_mismatch',
    seed: 'sampler_mismatch',
    maxPrice: 'request_signature_invalid',
    disclosure: 'disclosure_mismatch',
    traceRoot: 'trace_commitment_mismatch',
    delegatesHash: 'request_signature_invalid',
    nonce: 'nonce_mismatch',
    deadline: 'deadline_mismatch',
    payer: 'payer_mismatch',
  }
  const CHANGES: readonly Change[] = [
    ...Object.entries(STRUCT).map(
      ([name, code]): Change => [`receipt.${name}`, code, r => (r.receipt[name] = bump(r.receipt[name]))],
    ),
    ['signature', 'signature_invalid', r => (r.signature = `0x${'11'.repeat(64)}1b`)],
    ...FIELDS.map(
      ([name], i): Change => [
        `field ${name}`,
        codeOfField(name),
        r => (r.fields.disclosed[i].value = flip(r.fields.disclosed[i].value)),
      ],
    ),
    ['salt', 'field_version_mismatch', r => (r.fields.disclosed[0].salt = flip(r.fields.disclosed[0].salt))],
    ['leaf', 'field_evidence_mismatch', r => (r.fields.leaves[31] = flip(r.fields.leaves[31]))],
    ['a field withheld', 'field_missing', r => r.fields.disclosed.splice(7, 1)],
    ['a field’s name', 'receipt_malformed', r => (r.fields.disclosed[1].name = 'graphRoot')],
    ...Object.entries(REQUEST).map(
      ([name, code]): Change => [
        `request.${name}`,
        code,
        r => (r.request.request[name] = bump(r.request.request[name])),
      ],
    ),
    ['request.signature', 'request_signature_invalid', r => (r.request.signature = r.signature)],
    ['request unsigned', 'request_signature_invalid', r => (r.request.signature = null)],
    ...(['input', 'output'] as const).flatMap((side): Change[] => [
      [`${side}.salt`, `${side}_commitment_mismatch`, r => (r[side].salt = flip(r[side].salt))],
      [`${side} data`, `${side}_root_mismatch`, r => (r[side].tensors[0].data = flipBase64(r[side].tensors[0].data))],
      [`${side} name`, `${side}_root_mismatch`, r => (r[side].tensors[0].name = 'other')],
      [`${side} shape`, `${side}_root_mismatch`, r => r[side].tensors[0].shape.unshift(1)],
      [`${side} width`, `${side}_root_mismatch`, r => (r[side].tensors[0].bits = side === 'input' ? 10 : 15)],
      [`${side} rows`, 'receipt_malformed', r => (r[side].tensors[0].rows = 2)],
    ]),
    ['inclusion.index', 'inclusion_invalid', r => (r.inclusion.index += r.inclusion.index === 0 ? 1 : -1)],
    ['inclusion.proof', 'inclusion_invalid', r => (r.inclusion.proof[0] = flip(r.inclusion.proof[0]))],
    [
      'checkpoint.node',
      'checkpoint_key_mismatch',
      r => (r.inclusion.checkpoint.node = flip(r.inclusion.checkpoint.node)),
    ],
    ['checkpoint.size', 'checkpoint_signature_invalid', r => (r.inclusion.checkpoint.size += 1)],
    [
      'checkpoint.root',
      'checkpoint_signature_invalid',
      r => (r.inclusion.checkpoint.root = flip(r.inclusion.checkpoint.root)),
    ],
    ['checkpoint.timestamp', 'checkpoint_signature_invalid', r => (r.inclusion.checkpoint.timestamp += 1)],
    ['checkpoint.signature', 'checkpoint_signature_invalid', r => (r.inclusion.checkpoint.signature = r.signature)],
    [
      'the log key’s signature',
      'checkpoint_signature_invalid',
      r => (r.inclusion.checkpoint.note = changeLine(r.inclusion.checkpoint.note, /^— assay\/log\//)),
    ],
    [
      'a cosignature',
      'cosignature_invalid',
      r => (r.inclusion.checkpoint.note = changeLine(r.inclusion.checkpoint.note, /^— assay\/node\//)),
    ],
    ['format', 'receipt_malformed', r => (r.format = 'assay-receipt/2')],
    ['a member more', 'receipt_malformed', r => (r.comment = 'ok')],
    ['a member less', 'receipt_malformed', r => delete r.request],
  ]

  /** One character of a signature, not in its last bytes, where base64 could hide it. */
  function changeLine(note: string, pattern: RegExp): string {
    const lines = note.split('\n')
    const at = lines.findIndex(line => pattern.test(line))
    const line = lines[at]!
    const place = line.length - 20
    lines[at] = `${line.slice(0, place)}${line[place] === 'A' ? 'B' : 'A'}${line.slice(place + 1)}`
    return lines.join('\n')
  }

  const original = (): Json => readJson(join(user, 'receipts', `${shown.receiptId}.json`))

  it('holds before it is changed', async () => {
    expect(original().inclusion.proof.length).toBeGreaterThan(0)
    expect(await verifyHere(original())).toMatchObject({ code: 0, json: { ok: true, code: 'ok' }, printed: 1 })
  })

  it.each(CHANGES)('%s: %s', async (_, code, change) => {
    const receipt = original()
    change(receipt)
    expect(receipt).not.toEqual(original())
    const verdict = await verifyHere(receipt)
    expect(verdict).toMatchObject({ code: 1, json: { ok: false, code }, printed: 1 })
    if (verdict.json.checks !== undefined) {
      expect(verdict.json.checks.find(({ ok }: Json) => !ok).code).toBe(code)
      expect(verdict.json.assurance.soundnessBits).toBe(0)
    }
  })

  it('as a program: exit 1, and in words', async () => {
    const receipt = original()
    receipt.receipt.price = '1'
    writeFileSync(changedFile, JSON.stringify(receipt))
    expect(await cli(['verify', changedFile], 1)).toMatchObject({ ok: false, code: 'price_mismatch' })
    const text = await assay(['verify', changedFile], options())
    expect(text.code).toBe(1)
    expect(text.stdout).toMatch(/^price_mismatch: .*\n {2}NO {2}receipt\.price \(price_mismatch\): found 1, expected 0/)
  })

  it('another receipt under a nonce that was accepted before is refused', async () => {
    // The same bytes are the same receipt; what is new under the nonce is not.
    const receipt = original()
    receipt.receipt.price = '1'
    const { json } = await verifyHere(receipt)
    expect(json.checks.find(({ name }: Json) => name === 'nonce.unused')).toMatchObject({
      ok: false,
      code: 'nonce_replayed',
    })
  })
})

describe('models, nodes, receipts, log', () => {
  it('models: what is registered, with its names', async () => {
    const { ok, models } = await cli(['models'])
    expect(ok).toBe(true)
    expect(models.find((model: Json) => model.modelId === modelId)).toMatchObject({
      names: [MODEL],
      cid: expect.stringMatching(/^b[a-z2-7]+$/),
      deprecation: '',
      publisher: expect.stringMatching(ADDRESS),
      graphRoot: expect.stringMatching(HASH),
      weightsRoot: expect.stringMatching(HASH),
    })
    expect((await assay(['models'], options())).stdout).toMatch(new RegExp(`^${modelId} {2}${MODEL} {2}b`))
  })

  it('nodes: who, with which roles and keys, where', async () => {
    const { ok, nodes } = await cli(['nodes'])
    expect(ok).toBe(true)
    expect(nodes.map(({ endpoint }: Json) => endpoint).sort()).toEqual(network.gateways)
    for (const node of nodes)
      expect(node).toMatchObject({
        node: expect.stringMatching(ADDRESS),
        operator: expect.stringMatching(ADDRESS),
        roles: expect.arrayContaining(['verifier', 'gateway', 'cosigner']),
        stake: expect.stringMatching(/^[1-9]\d*$/),
        keys: { receiptKey: expect.stringMatching(ADDRESS), logKey: expect.stringMatching(HASH) },
        exitedAt: null,
      })
    const text = (await assay(['nodes'], options())).stdout
    for (const { node, endpoint } of nodes) expect(text).toMatch(new RegExp(`^${node} .*gateway.* ${endpoint}$`, 'm'))
  })

  it('receipts: those that are held, newest first; inspect shows one', async () => {
    const { ok, receipts } = await cli(['receipts'])
    expect(ok).toBe(true)
    expect(receipts.length).toBeGreaterThanOrEqual(7)
    const times = receipts.map(({ issuedAt }: Json) => issuedAt)
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(receipts.find(({ id }: Json) => id === shown.receiptId)).toEqual({
      id: shown.receiptId,
      modelId,
      node: shown.node,
      price: '0',
      tokensIn: 1,
      tokensOut: 1,
      issuedAt: expect.any(Number),
      included: true,
    })
    expect(await cli(['receipts'], 0, temporary())).toEqual({ ok: true, receipts: [] })
    const found = await cli(['inspect', receiptFile])
    expect(found).toMatchObject({ ok: true, kind: 'receipt', included: false, input: true, output: true })
    expect(Object.keys(found.fields)).toEqual(FIELDS.map(([name]) => name))
    expect(found.fields).toMatchObject({ modelId, node: shown.node, price: '0' })
  })

  it('misconduct: a receipt that is looked for is shown, and one statement contradicts nothing', {
    timeout: 60_000,
  }, async () => {
    expect(await cli(['misconduct', receiptFile])).toEqual({
      ok: true,
      found: expect.stringMatching(/^0x[0-9a-f]{40} has shown the receipt in its log: nothing is wrong$/),
      paid: '0',
    })
    expect(await cli(['misconduct', receiptFile, receiptFile], 1)).toMatchObject({
      ok: false,
      code: 'not_equivocation',
    })
  })

  it('audit: an answer checked at a challenge', { timeout: 60_000 }, async () => {
    const found = await cli(['audit', receiptFile])
    expect(found).toMatchObject({
      ok: true,
      receiptId: shown.receiptId,
      guarantee: { kind: 'exact', bits: 60, challenge: 'fresh' },
    })
    expect(found.adviceBytes).toBeGreaterThan(0)
    const verdict = await cli(['verify', receiptFile, '--policy', 'audited'])
    expect(verdict).toMatchObject({ ok: true, assurance: { guarantee: { kind: 'exact' } } })
  })

  it('audit --sample: steps of the run, drawn here', { timeout: 60_000 }, async () => {
    const found = await cli(['audit', receiptFile, '--sample', '50', '--fraction', '0.05'])
    expect(found).toMatchObject({
      ok: true,
      receiptId: shown.receiptId,
      guarantee: { kind: 'statistical', samples: 50, fraction: 0.05, caught: expect.closeTo(1 - 0.95 ** 50, 9) },
    })
    expect(await cli(['audit', receiptFile, '--caught', '0.9'])).toMatchObject({ guarantee: { samples: 230 } })
    const text = await assay(['audit', receiptFile, '--sample', '5'], options())
    expect(text.stdout).toMatch(/^sampled: 5 of \d+ steps of the run are right\n/)
    for (const words of [
      ['--sample', '0'],
      ['--sample', '5', '--caught', '0.9'],
      ['--caught', '1'],
      ['--fraction', '0'],
    ])
      expect((await assay(['audit', receiptFile, ...words], options())).code).toBe(2)
  })

  it('watch: what a session takes, and whether everybody checks a receipt', { timeout: 60_000 }, async () => {
    expect(await cli(['watch', '--requests', '1000', '--wrong', '50', '--caught', '0.999'])).toEqual({
      ok: true,
      ...{ requests: 1000, wrong: 50, caught: 0.999, drawn: 126 },
      rate: expect.closeTo(0.129, 3),
      checks: expect.closeTo(129, 0),
    })
    const found = await cli(['watch', receiptFile])
    expect(found).toMatchObject({ ok: true, receiptId: shown.receiptId, node: shown.node, rate: 0.01 })
    expect([true, false, null]).toContain(found.chosen)
    expect((await assay(['watch', '--wrong', '0'], options())).code).toBe(2)
  })

  it('log: checkpoint, inclusion and consistency, each checked here', async () => {
    const { checkpoint } = await cli(['log', 'checkpoint', shown.node])
    expect(checkpoint).toMatchObject({ node: shown.node, size: expect.any(Number), root: expect.stringMatching(HASH) })
    const text = await assay(['log', 'checkpoint', shown.node], options())
    expect(text.stdout.split('\n').slice(0, 2)).toEqual([`assay/log/31337/${shown.node}`, String(checkpoint.size)])
    expect(text.stdout).toMatch(/^— assay\/node\/0x[0-9a-f]{40} /m)

    const { inclusion } = await cli(['log', 'inclusion', shown.receiptId])
    expect(inclusion.checkpoint.node).toBe(shown.node)
    expect(inclusion.index).toBeLessThan(inclusion.checkpoint.size)

    await cli(['run', MODEL, '--input', image, '--gateway', await gatewayOf(shown.node)])
    const grown = await until('a longer log', 20_000, async () => {
      const json = await cli(['log', 'consistency', shown.receiptId])
      return json.to > json.from ? json : null
    })
    expect(grown).toEqual({
      ok: true,
      node: shown.node,
      from: expect.any(Number),
      to: expect.any(Number),
      proof: expect.any(Array),
    })
    expect(grown.proof.length).toBeGreaterThan(0)
  })

  async function gatewayOf(node: string): Promise<string> {
    return (await cli(['nodes'])).nodes.find((entry: Json) => entry.node === node).endpoint
  }

  it('log refuses what it does not know', { timeout: 60_000 }, async () => {
    const cases: [string[], number, string][] = [
      [['log', 'checkpoint', 'alpha'], 2, 'usage'],
      [['log', 'checkpoint', `0x${'55'.repeat(20)}`], 1, 'node_unknown'],
      [['log', 'inclusion', 'x'], 2, 'usage'],
      [['log', 'inclusion', `0x${'55'.repeat(32)}`], 3, 'file_not_found'],
      [['log', 'rewind', shown.receiptId], 2, 'usage'],
    ]
    for (const [words, code, name] of cases)
      expect([words, await cli(words, code)]).toMatchObject([words, { ok: false, code: name }])
  })
})

describe('publish', () => {
  const publisher = temporary('publisher')
  const wide = join(publisher, 'wide.assay')
  let wideId: string

  beforeAll(async () => {
    const words = [
      'compile',
      digits('digits.onnx'),
      '-c',
      digits('calibration-images-idx3-ubyte.gz'),
      '--no-evaluation',
    ]
    wideId = (await cli([...words, '--activation-bits', '16', '-o', wide], 0, publisher)).modelId
  }, 60_000)

  it('registers, names, replicates; then anyone can run it by its name', { timeout: 60_000 }, async () => {
    const published = await cli(
      ['publish', wide, '--name', 'me/wide@1.0.0', '--copies', '1', '--royalty', '250'],
      0,
      publisher,
    )
    expect(published).toEqual({
      ok: true,
      kind: 'exact',
      floatId: null,
      modelId: wideId,
      name: 'me/wide@1.0.0',
      publisher: oneKey(publisher),
      cid: expect.stringMatching(/^b[a-z2-7]+$/),
      size: statSync(wide).size,
      hosts: [expect.stringMatching(ADDRESS)],
      failures: [],
    })
    const { outputs } = await cli(['run', 'me/wide@1.0.0', '--input', image])
    expect(outputs).toEqual((await cli(['exec', wide, '--input', image])).outputs)
    // Again: nothing new, and no complaint.
    const again = await cli(['publish', wide, '--name', 'me/wide@1.0.0'], 0, publisher)
    expect(again).toMatchObject({ ok: true, modelId: wideId, cid: published.cid })
    const { models } = await cli(['models'])
    expect(models.filter((model: Json) => model.modelId === wideId)).toMatchObject([
      { names: ['me/wide@1.0.0'], royaltyBps: 250 },
    ])
  })

  const oneKey = (home: string): string => readJson(join(home, 'keys/default.json')).address

  it('a name that somebody else holds, or that means another model, is refused', { timeout: 60_000 }, async () => {
    const file = join(network.home, 'digits.assay')
    const taken = await cli(['publish', file, '--name', 'me/digits@1'], 1, temporary('other'))
    expect(taken).toMatchObject({ ok: false, code: 'name_taken', message: expect.stringContaining(oneKey(publisher)) })
    const immutable = await cli(['publish', file, '--name', 'me/wide@1.0.0'], 1, publisher)
    expect(immutable).toMatchObject({ ok: false, code: 'name_taken', message: expect.stringContaining(wideId) })
    const { modelId: still } = await cli(['run', 'me/wide@1.0.0', '--input', image])
    expect(still).toBe(wideId)
  })

  it('wrong use', { timeout: 60_000 }, async () => {
    for (const flags of [
      ['--name', 'me/Wide@1'],
      ['--name', 'wide'],
      ['--copies', '-1'],
      ['--copies', 'many'],
      ['--royalty', '10001'],
    ])
      expect([flags, await cli(['publish', wide, ...flags], 2, publisher)]).toMatchObject([
        flags,
        { ok: false, code: 'usage' },
      ])
    expect(await cli(['publish', image], 1, publisher)).toMatchObject({ ok: false, code: 'model_malformed' })
  })
})

describe('a float model', () => {
  const publisher = temporary('float')
  const name = 'reals/digits@1'
  let published: Json

  it('is published as it is, hosted, and listed as what it is', { timeout: 60_000 }, async () => {
    published = await cli(['publish', digits('digits.onnx'), '--float', '--name', name], 0, publisher)
    expect(published).toMatchObject({
      ok: true,
      kind: 'float',
      floatId: expect.stringMatching(/^float:0x[0-9a-f]{64}$/),
      hosts: [expect.stringMatching(ADDRESS), expect.stringMatching(ADDRESS)],
    })
    const file = join(publisher, 'models', `${published.modelId}.assay`)
    expect(await cli(['inspect', file], 0, publisher)).toMatchObject({ kind: 'float', floatId: published.floatId })
    expect(await cli(['exec', file, '--input', image], 1, publisher)).toMatchObject({ code: 'model_not_exact' })
    for (const words of [
      ['publish', digits('digits.onnx')],
      ['publish', file],
      ['publish', join(network.home, 'digits.assay'), '--float'],
    ])
      expect([words, await cli(words, 2, publisher)]).toMatchObject([words, { code: 'usage' }])
  })

  it('runs through the network; its receipt says by what, and verifies as signed alone', {
    timeout: 90_000,
  }, async () => {
    const input = ['--input', digits('calibration-images-idx3-ubyte.gz'), '--first', '2']
    const { outputs: exact } = await cli(['run', modelId, ...input])
    const reals = join(publisher, 'reals.json')
    const pixels = await cli(['run', modelId, ...input, '--output', join(publisher, 'exact.npy')])
    expect(pixels.outputs).toEqual(exact)
    // The float model takes what the ONNX file takes: images as numbers, with their axes.
    const data = Array.from({ length: 2 }, () => [Array.from({ length: 28 }, () => Array(28).fill(0.5))])
    writeFileSync(reals, JSON.stringify(data))
    const ran = await cli(['run', name, '--input', reals], 0, publisher)
    expect(ran).toMatchObject({
      kind: 'float',
      modelId: published.modelId,
      engine: expect.stringMatching(/^onnxruntime\/\d+\.\d+\.\d+\/cpu$/),
      outputs: { logits: { dtype: 'float32', shape: [2, 10] } },
    })
    const verify = (policy: string, code: number): Promise<Json> =>
      cli(['verify', ran.receiptId, '--policy', policy, '--stage', 'included', '--wait', '20'], code, publisher)
    expect(await verify('signed', 0)).toMatchObject({ ok: true, assurance: { kinds: ['signature'] } })
    expect(await verify('replayed', 1)).toMatchObject({ ok: false, code: 'model_not_exact' })
    expect(await cli(['run', name, '--input', reals, '--policy', 'replayed'], 1, publisher)).toMatchObject({
      code: 'model_not_exact',
    })
    expect(await cli(['run', name, '--input', image], 1, publisher)).toMatchObject({ code: 'input_shape_mismatch' })
  })
})

describe('which network', () => {
  let server: Server
  let served: string
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  beforeAll(async () => {
    served = readFileSync(network.networkFile, 'utf8')
    server = createServer((_, response) => response.end(served))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise(resolve => server.close(resolve)))

  it('is pinned at first use: the same name for another network is refused, whatever serves it', {
    timeout: 60_000,
  }, async () => {
    const home = temporary('pins')
    const file = readJson(network.networkFile)
    served = JSON.stringify({ ...file, name: 'town' })
    const models = (code: number): Promise<Json> => assayJson(['models', '--network', url()], { home }, code)
    expect((await models(0)).ok).toBe(true)
    expect(existsSync(join(home, 'networks/town.json'))).toBe(true)
    // RPC URLs and peers may change.
    served = JSON.stringify({ ...file, name: 'town', bootstrap: [] })
    expect((await models(0)).ok).toBe(true)
    for (const change of [
      { contracts: { ...file.contracts, nodes: `0x${'66'.repeat(20)}` } },
      { deploymentBlock: file.deploymentBlock + 1 },
      { chainId: 1 },
    ]) {
      served = JSON.stringify({ ...file, name: 'town', ...change })
      expect(await models(1)).toMatchObject({ ok: false, code: 'network_mismatch' })
    }
    // The pin stands, and is a name of its own.
    expect((await assayJson(['models', '--network', 'town'], { home })).models.length).toBeGreaterThan(0)
    served = '{}'
    expect(await models(1)).toMatchObject({ ok: false, code: 'network_malformed' })
  })

  it('a chain that is not the network’s is refused by whoever asks it', { timeout: 60_000 }, async () => {
    const other = join(user, 'other-chain.json')
    writeFileSync(other, JSON.stringify({ ...readJson(network.networkFile), chainId: 1 }))
    for (const words of [['run', MODEL, '-i', image], ['verify', receiptFile], ['models'], ['nodes']]) {
      const result = await assay([...words, '--json', '--network', other], { home: user })
      expect([words, oneObject(result)]).toMatchObject([words, { ok: false, code: 'network_mismatch' }])
      expect([words, result.code]).toEqual([words, 1])
    }
  })

  it('a chain that is down is a failure of the world', { timeout: 60_000 }, async () => {
    const down = join(user, 'down.json')
    const rpc = [`http://127.0.0.1:${network.ports.chain + 1}`]
    writeFileSync(down, JSON.stringify({ ...readJson(network.networkFile), rpc }))
    for (const words of [
      ['run', MODEL, '-i', image],
      ['verify', receiptFile],
      ['models'],
      ['nodes'],
      ['publish', join(network.home, 'digits.assay')],
      ['log', 'checkpoint', shown.node],
    ]) {
      const result = await assay([...words, '--json', '--network', down], { home: user })
      expect([words, oneObject(result)]).toMatchObject([words, { ok: false, code: 'chain_unreachable' }])
      expect([words, result.code]).toEqual([words, 3])
    }
  })

  it('no network, or one that nobody has named', async () => {
    const home = temporary()
    expect(await assayJson(['models'], { home }, 3)).toMatchObject({
      ok: false,
      code: 'file_not_found',
      hint: expect.stringMatching(/assay up|npm start/),
    })
    expect(await assayJson(['models', '--network', 'nowhere'], { home }, 3)).toMatchObject({
      ok: false,
      code: 'file_not_found',
    })
    expect(
      await assayJson(['models', '--network', `http://127.0.0.1:${network.ports.chain + 1}`], { home }, 3),
    ).toMatchObject({
      ok: false,
      code: 'peer_unreachable',
    })
  })
})
