// verify(): every field changed one at a time, and every lie told consistently. A cheating node signs what it likes with its
// registered key, logs it and has it cosigned; it is refused by the check that the lie meets, with that check's code.

import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { realTensor } from '../../src/core/float/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { cosignCheckpoint, leafHash, rootOf, signCheckpoint } from '../../src/core/log/index.ts'
import {
  bundleText,
  CONTENT_FIELDS,
  commitment,
  FIELDS,
  hashVerdict,
  issueReceipt,
  parseBundle,
  type Receipt,
  type ReceiptBundle,
  receiptId,
  signDigest,
  withhold,
} from '../../src/core/receipt/index.ts'
import {
  answerPolicy,
  type Evidence,
  NO_EVIDENCE,
  namedPolicy,
  type Policy,
  type TrustAnchors,
  type Verdict,
  verify,
} from '../../src/core/verify/index.ts'
import { judgeByAudit } from '../support/audited.ts'
import { FLOAT_INPUT, floatModel } from '../support/floatWorld.ts'
import { GENERATION_CHECKS } from '../support/languageWorld.ts'
import {
  checkpointOf,
  DOMAIN,
  include,
  integers,
  keyOf,
  MERGE_DELAY,
  makeWorld,
  seededRandom,
  smallModel,
  T0,
  TRACE_CHECKS,
  type Twist,
  type World,
} from '../support/world.ts'

const seen = new Set<string>()

async function judge(
  world: World,
  change: {
    bundle?: ReceiptBundle
    evidence?: Partial<Evidence>
    policy?: Policy
    anchors?: Partial<TrustAnchors>
  } = {},
): Promise<Verdict> {
  const policy = change.policy ?? policyOf('replayed')
  const bundle = change.bundle ?? world.bundle
  const evidence = { ...world.evidence, ...change.evidence }
  const anchors = { ...world.anchors, ...change.anchors }
  const verdict = await verify(bundle, evidence, policy, anchors)
  const verdicts = [verdict]
  if (evidence.audit === null) verdicts.push(await judgeByAudit(bundle, evidence, policy, anchors, verdict))
  for (const check of verdicts.flatMap(({ checks }) => checks))
    if (!check.ok) seen.add(check.name.replace(/\.(0x[0-9a-f]+|\d+)$/, ''))
  expect(verdict.ok).toBe(verdict.code === 'ok')
  return verdict
}

const policyOf = (name: 'signed' | 'replayed' | 'audited', stage?: 'promised' | 'included' | 'anchored'): Policy => {
  const policy = namedPolicy(name, 'any', stage)
  if (!policy.ok) throw new Error(policy.message)
  return policy.value
}

const negated = (tensor: IntTensor): IntTensor => ({ ...tensor, data: tensor.data.map(v => -v) }) as IntTensor
const flip = (hex: Hex): Hex => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}` as Hex

describe('an honest receipt', () => {
  test.each([
    ['signed', undefined],
    ['signed', 'included'],
    ['replayed', undefined],
    ['replayed', 'anchored'],
  ] as const)('holds under %s at stage %s', async (name, stage) => {
    const verdict = await judge(makeWorld(), { policy: policyOf(name, stage) })
    expect(verdict.checks.filter(check => !check.ok)).toEqual([])
    expect(verdict.code).toBe('ok')
    expect(verdict.assurance.kinds).toEqual(['signature', 'replay'])
    expect(verdict.assurance.weights).toBe('recomputed')
  })

  test('survives JSON, byte for byte', () => {
    const { bundle } = makeWorld()
    const text = bundleText(bundle)
    const back = parseBundle(text)
    expect(back.ok && bundleText(back.value)).toBe(text)
  })

  test('unsigned request: holds, and says what is left to trust', async () => {
    const verdict = await judge(makeWorld({ unsigned: true }))
    expect(verdict.code).toBe('ok')
    expect(verdict.assurance.assumptions.join()).toMatch(/unsigned/)
  })

  test('without content: signed holds, replayed says what is missing', async () => {
    const world = makeWorld()
    const bundle = { ...world.bundle, input: null, output: null, fields: withhold(world.bundle.fields, CONTENT_FIELDS) }
    expect((await judge(world, { bundle, policy: policyOf('signed') })).code).toBe('ok')
    expect((await judge(world, { bundle })).code).toBe('replay_missing')
  })

  test('the verdict does not depend on the time of asking', async () => {
    const world = makeWorld()
    expect(await judge(world, { anchors: { now: T0 + 20_000 } })).toEqual(await judge(world))
  })
})

/** Every member of the signed struct, changed as somebody in the middle would, and the code that names it. */
const STRUCT_CODES: { readonly [K in keyof Receipt]: string } = {
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

describe('a receipt with one field changed', () => {
  test.each(Object.entries(STRUCT_CODES))('%s: %s', async (name, code) => {
    const world = makeWorld()
    const value = world.bundle.receipt[name as keyof Receipt]
    const changed = typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? (value + 1) % 3 : flip(value)
    const bundle = { ...world.bundle, receipt: { ...world.bundle.receipt, [name]: changed } }
    expect((await judge(world, { bundle })).code).toBe(code)
    // The signature, and the log's entry, no longer fit either.
    const codes = (await judge(world, { bundle })).checks.map(check => check.code)
    expect(codes).toContain('signature_invalid')
    // A node that is not registered has no log to look into.
    expect(codes).toContain(name === 'node' ? 'node_unknown' : 'inclusion_invalid')
  })

  test('the codes tell the fields apart', () => {
    expect(new Set(Object.values(STRUCT_CODES)).size).toBe(Object.keys(STRUCT_CODES).length)
  })

  test.each(FIELDS.map(([name], i) => [name, i] as const))('leaf %s: value and salt', async (name, i) => {
    const world = makeWorld()
    const code = `field_${name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}_mismatch`
    for (const part of ['value', 'salt'] as const) {
      const disclosed = world.bundle.fields.disclosed.map((field, k) =>
        k === i ? { ...field, [part]: flip(field[part]) } : field,
      )
      const bundle = { ...world.bundle, fields: { ...world.bundle.fields, disclosed } }
      expect((await judge(world, { bundle })).code).toBe(code)
    }
    const leaves = world.bundle.fields.leaves.map((leaf, k) => (k === i ? flip(leaf) : leaf))
    expect((await judge(world, { bundle: { ...world.bundle, fields: { ...world.bundle.fields, leaves } } })).code).toBe(
      code,
    )
  })

  test.each(FIELDS.map(([name]) => name).filter(name => !CONTENT_FIELDS.includes(name)))(
    'leaf %s withheld',
    async name => {
      const world = makeWorld()
      const bundle = { ...world.bundle, fields: withhold(world.bundle.fields, [name]) }
      expect((await judge(world, { bundle })).checks.find(check => check.name === 'fields.complete')).toMatchObject({
        ok: false,
        code: 'field_missing',
      })
    },
  )

  test('signature', async () => {
    const world = makeWorld()
    const other = signDigest(world.id, keyOf('stranger').privateKey)
    expect((await judge(world, { bundle: { ...world.bundle, signature: other } })).code).toBe('signature_invalid')
    expect((await judge(world, { bundle: { ...world.bundle, signature: `0x${'00'.repeat(65)}` } })).code).toBe(
      'signature_invalid',
    )
  })

  test('request and its signature', async () => {
    const world = makeWorld()
    const { request } = world.bundle
    const stranger = signDigest(world.bundle.receipt.requestHash, keyOf('stranger').privateKey)
    expect(
      (await judge(world, { bundle: { ...world.bundle, request: { ...request, signature: stranger } } })).code,
    ).toBe('request_signature_invalid')
    expect((await judge(world, { bundle: { ...world.bundle, request: { ...request, signature: null } } })).code).toBe(
      'request_signature_invalid',
    )
    for (const name of ['samplerHash', 'seed'] as const) {
      const changed = { ...request, request: { ...request.request, [name]: flip(request.request[name]) } }
      expect((await judge(world, { bundle: { ...world.bundle, request: changed } })).code).toBe('sampler_mismatch')
    }
    for (const name of ['maxPrice', 'delegatesHash'] as const) {
      const value = request.request[name]
      const changed = {
        ...request,
        request: { ...request.request, [name]: typeof value === 'bigint' ? value + 1n : flip(value) },
      }
      expect((await judge(world, { bundle: { ...world.bundle, request: changed } })).code).toBe(
        'request_signature_invalid',
      )
    }
  })

  test('content: the same bytes as other numbers', async () => {
    const world = makeWorld()
    const shown = (side: 'input' | 'output', change: object): ReceiptBundle => {
      const { salt, tensors } = world.bundle[side]!
      const { name, tensor } = tensors[0]!
      return { ...world.bundle, [side]: { salt, tensors: [{ name, tensor: { ...tensor, ...change } }] } }
    }
    const pairs = new Int16Array(Int8Array.from(integers(world.bundle.input!.tensors)[0]!.data).buffer)
    for (const change of [{ shape: [2, 2] }, { bits: 7 }, { shape: [2], bits: 16, data: pairs }])
      expect((await judge(world, { bundle: shown('input', change) })).code).toBe('input_root_mismatch')
    for (const change of [{ shape: [3, 1] }, { bits: 16 }]) {
      let runs = 0
      const run = async () => {
        runs++
        return []
      }
      const evidence = { replay: { model: world.model, run } }
      expect((await judge(world, { bundle: shown('output', change), evidence })).code).toBe('output_root_mismatch')
      expect(runs).toBe(0)
    }
  })

  test('content: another value, another salt, another number of rows', async () => {
    const world = makeWorld()
    for (const side of ['input', 'output'] as const) {
      const shown = world.bundle[side]!
      const tensor = integers(shown.tensors)[0]!
      const data = tensor.data.slice()
      data[0] = data[0]! + 1
      const value = { ...shown, tensors: [{ name: shown.tensors[0]!.name, tensor: { ...tensor, data } }] }
      expect((await judge(world, { bundle: { ...world.bundle, [side]: value } })).code).toBe(`${side}_root_mismatch`)
      const salt = { ...shown, salt: flip(shown.salt) }
      expect((await judge(world, { bundle: { ...world.bundle, [side]: salt } })).code).toBe(
        `${side}_commitment_mismatch`,
      )
      const renamed = { ...shown, tensors: [{ name: 'z', tensor }] }
      expect((await judge(world, { bundle: { ...world.bundle, [side]: renamed } })).code).toBe(`${side}_root_mismatch`)
    }
  })
})

/** Lies told by the node itself, which signs, logs and has cosigned whatever it says. */
const LIES: [string, Twist, string][] = [
  [
    'another answer',
    { outputs: ([y]) => [{ ...y!, data: y!.data.map((v, i) => (i === 0 ? v + 1 : v)) }] },
    'replay_mismatch',
  ],
  ["another model's answer", { outputs: ([y]) => [{ ...y!, data: y!.data.map(v => -v) }] }, 'replay_mismatch'],
  ['another model', { issue: o => ({ ...o, identity: smallModel(6).identity }) }, 'model_mismatch'],
  [
    'other weights under the same id',
    { issue: o => ({ ...o, identity: { ...o.identity, weightsRoot: new Uint8Array(32) } }) },
    'model_parts_mismatch',
  ],
  [
    'another graph under the same id',
    { issue: o => ({ ...o, identity: { ...o.identity, graphRoot: new Uint8Array(32) } }) },
    'model_parts_mismatch',
  ],
  [
    'another interface under the same id',
    { issue: o => ({ ...o, identity: { ...o.identity, interfaceHash: new Uint8Array(32) } }) },
    'model_parts_mismatch',
  ],
  [
    'a tokenizer that the model has not',
    { issue: o => ({ ...o, identity: { ...o.identity, tokenizerHash: utf8('t'.repeat(32)) } }) },
    'model_parts_mismatch',
  ],
  [
    'a template that the model has not',
    { issue: o => ({ ...o, identity: { ...o.identity, templateHash: utf8('t'.repeat(32)) } }) },
    'model_parts_mismatch',
  ],
  ['a price above the maximum', { issue: o => ({ ...o, price: 101n }) }, 'price_above_maximum'],
  ['another operator', { issue: o => ({ ...o, operator: keyOf('other').address }) }, 'operator_mismatch'],
  ['a node that is not registered', { issue: o => ({ ...o, node: keyOf('ghost').address }) }, 'node_unknown'],
  [
    "another node's name",
    { issue: o => ({ ...o, node: keyOf('second/node').address, operator: keyOf('second/operator').address }) },
    'node_key_invalid',
  ],
  ['a key that is not registered', { issue: o => ({ ...o, receiptKey: keyOf('fresh') }) }, 'node_key_invalid'],
  ['another chain', { issue: o => ({ ...o, domain: { ...o.domain, chainId: 1 } }) }, 'chain_mismatch'],
  [
    'another contract',
    { issue: o => ({ ...o, domain: { ...o.domain, verifyingContract: keyOf('contract').address } }) },
    'contract_mismatch',
  ],
  ['after the deadline', { issue: o => ({ ...o, issuedAt: BigInt(T0 + 301_000) }) }, 'issued_in_future'],
  [
    'another prompt',
    {
      issue: o => ({
        ...o,
        input: {
          ...o.input,
          tensors: [{ name: 'x', tensor: { ...o.input.tensors[0]!.tensor, data: new Int8Array(8) } }],
        },
      }),
    },
    'input_commitment_mismatch',
  ],
  [
    'a request of its own making',
    { issue: o => ({ ...o, request: { ...o.request, request: { ...o.request.request, maxPrice: 1000n } } }) },
    'request_signature_invalid',
  ],
  [
    'a float engine, for an exact model',
    { issue: o => ({ ...o, engine: 'onnxruntime/1.30.0/cpu' }) },
    'engine_mismatch',
  ],
  [
    'tensors of a float model as the output of an exact one',
    {
      issue: o => ({ ...o, outputs: [{ name: 'y', tensor: realTensor('float32', [2, 3], [1, 2, 3, 4, 5, 6], 'y') }] }),
    },
    'output_root_mismatch',
  ],
  [
    'the same as its input',
    { issue: o => ({ ...o, input: { ...o.input, tensors: FLOAT_INPUT } }) },
    'input_root_mismatch',
  ],
  [
    'a float model in place of the exact one, as if it could be replayed',
    { issue: o => ({ ...o, identity: floatModel().identity }) },
    'model_mismatch',
  ],
  [
    'a payer who did not sign',
    {
      issue: o => ({
        ...o,
        request: { ...o.request, request: { ...o.request.request, payer: keyOf('victim').address } },
      }),
    },
    'request_signature_invalid',
  ],
]

describe('a node that lies consistently', () => {
  test.each(LIES)('%s', async (_, twist, code) => {
    expect((await judge(makeWorld(twist))).code).toBe(code)
  })

  test('another model, to one who does not hold the model', async () => {
    const world = makeWorld({ issue: o => ({ ...o, identity: smallModel(6).identity }) })
    expect((await judge(world, { evidence: { replay: null }, policy: policyOf('signed') })).code).toBe('model_mismatch')
  })

  /** Signs a struct that its fields contradict: the last step of each lie is an honest signature and log entry. */
  function resigned(change: Partial<Receipt>): World {
    const world = makeWorld()
    const receipt = { ...world.bundle.receipt, ...change }
    const id = receiptIdOf(receipt)
    const signature = signDigest(id, world.executor.receiptKey.privateKey)
    const { bundle } = include({ ...world.bundle, receipt, signature }, id, world.executor, world.others)
    return { ...world, bundle, id }
  }

  test.each(Object.entries(STRUCT_CODES))('signs another %s', async (name, code) => {
    const value = makeWorld().bundle.receipt[name as keyof Receipt]
    const changed = typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? (value + 1) % 3 : flip(value)
    const verdict = await judge(resigned({ [name]: changed }))
    expect(verdict.code).toBe(code)
    expect(verdict.checks.find(check => check.name === 'receipt.signature')?.ok).toBe(true)
  })

  test('fewer tokens in and out than there are, in struct and fields alike', async () => {
    const bytes = (row: object): Twist => ({ issue: o => ({ ...o, ...row }) })
    // The number of rows comes from the tensors, so the lie needs tensors of other rows than those shown.
    const one = makeWorld(bytes({}))
    const tensor = integers(one.bundle.output!.tensors)[0]!
    const shown = {
      ...one.bundle.output!,
      tensors: [{ name: 'y', tensor: { ...tensor, rows: 1, data: tensor.data.slice(0, 3) } }],
    }
    const verdict = await judge(one, { bundle: { ...one.bundle, output: shown } })
    expect(verdict.checks.filter(check => !check.ok).map(check => check.code)).toContain('tokens_out_mismatch')
    const input = integers(one.bundle.input!.tensors)[0]!
    const less = {
      ...one.bundle.input!,
      tensors: [{ name: 'x', tensor: { ...input, rows: 1, data: input.data.slice(0, 4) } }],
    }
    const codes = (await judge(one, { bundle: { ...one.bundle, input: less } })).checks
      .filter(check => !check.ok)
      .map(check => check.code)
    expect(codes).toEqual(expect.arrayContaining(['tokens_in_mismatch', 'rows_mismatch']))
  })

  test('a receipt of a version that does not exist, a deadline long past', async () => {
    const world = makeWorld()
    // Re-made fields need the field commitment itself.
    const { commitFields, encodeField } = await import('../../src/core/receipt/fields.ts')
    const { decodeField } = await import('../../src/core/receipt/index.ts')
    const values = Object.fromEntries(
      world.bundle.fields.disclosed.map(field => [field.name, decodeField(field.name, fromHex(field.value))]),
    )
    expect(toHex(encodeField('version', 1n))).toBe('0x0001')
    const lie = (change: object, struct: Partial<Receipt> = {}): ReceiptBundle => {
      const { root, fields } = commitFields({ ...values, ...change } as never, () => seededRandom('again')(16))
      const receipt = { ...world.bundle.receipt, fieldsRoot: root, ...struct }
      const id = receiptIdOf(receipt)
      return include(
        { ...world.bundle, receipt, fields, signature: signDigest(id, world.executor.receiptKey.privateKey) },
        id,
        world.executor,
        world.others,
      ).bundle
    }
    expect((await judge(world, { bundle: lie({}) })).code).toBe('ok')
    const cases: [object, string][] = [
      [{ version: 2n }, 'version_unsupported'],
      [{ modelId: flip(values['modelId'] as Hex) }, 'model_mismatch'],
      [{ node: flip(values['node'] as Hex) }, 'node_mismatch'],
      [{ receiptKey: keyOf('x').address }, 'signature_invalid'],
      [{ payer: keyOf('x').address }, 'payer_mismatch'],
      [{ price: 8n }, 'price_mismatch'],
      [{ tokensIn: 3n }, 'tokens_in_mismatch'],
      [{ tokensOut: 3n }, 'tokens_out_mismatch'],
      [{ rows: 3n }, 'rows_mismatch'],
      [{ nonce: flip(values['nonce'] as Hex) }, 'nonce_mismatch'],
      [{ previous: flip(values['previous'] as Hex) }, 'previous_mismatch'],
      [{ requestHash: flip(values['requestHash'] as Hex) }, 'request_hash_mismatch'],
      [{ disclosure: 0n }, 'disclosure_mismatch'],
      [{ deadline: 1n }, 'deadline_mismatch'],
      [{ samplerHash: flip(values['samplerHash'] as Hex) }, 'sampler_mismatch'],
      [{ seed: flip(values['seed'] as Hex) }, 'sampler_mismatch'],
      [{ inputRoot: flip(values['inputRoot'] as Hex) }, 'input_root_mismatch'],
      [{ outputRoot: flip(values['outputRoot'] as Hex) }, 'output_root_mismatch'],
      [{ operator: keyOf('x').address }, 'operator_mismatch'],
      [{ chainId: 1n }, 'chain_mismatch'],
      [{ contract: keyOf('x').address }, 'contract_mismatch'],
      [{ injected: flip(values['injected'] as Hex) }, 'version_unsupported'],
      [{ truncated: 1n }, 'version_unsupported'],
      [{ cacheUsed: 1n }, 'version_unsupported'],
    ]
    for (const [change, code] of cases)
      expect([change, (await judge(world, { bundle: lie(change) })).code]).toEqual([change, code])
    // Struct and fields say the same, and the request that the payer signed says otherwise.
    const { receipt } = world.bundle
    const both: [object, Partial<Receipt>, string][] = [
      [{ payer: keyOf('x').address }, { payer: keyOf('x').address }, 'payer_mismatch'],
      [{ nonce: flip(receipt.nonce) }, { nonce: flip(receipt.nonce) }, 'nonce_mismatch'],
      [{ deadline: receipt.deadline + 9n }, { deadline: receipt.deadline + 9n }, 'deadline_mismatch'],
      [{ disclosure: 0n }, { disclosure: 0 }, 'disclosure_mismatch'],
      [{ requestHash: flip(receipt.requestHash) }, { requestHash: flip(receipt.requestHash) }, 'request_hash_mismatch'],
      [{ tokensOut: 1n }, { tokensOut: 1n }, 'tokens_out_mismatch'],
      [{}, { inputCommitment: flip(receipt.inputCommitment) }, 'input_commitment_mismatch'],
    ]
    for (const [change, struct, code] of both) {
      const bundle = { ...lie(change, struct), input: null, output: null }
      expect((await judge(world, { bundle, policy: policyOf('signed') })).code).toBe(code)
    }
    const late = await judge(world, { bundle: lie({ issuedAt: BigInt(T0 + 301_000) }), anchors: { now: T0 + 400_000 } })
    expect(late.code).toBe('deadline_passed')
  })

  test('an output whose commitment does not open', async () => {
    const world = resigned({ outputCommitment: commitment(new Uint8Array(16), new Uint8Array(32)) })
    expect((await judge(world)).code).toBe('output_commitment_mismatch')
  })
})

describe('policy', () => {
  test('the model that the relying party means', async () => {
    const policy = { ...policyOf('signed'), model: toHex(smallModel(6).identity.modelId) }
    expect((await judge(makeWorld(), { policy })).code).toBe('model_mismatch')
  })

  test('replaying with another model does not count', async () => {
    const world = makeWorld()
    const replay = { ...world.evidence.replay!, model: smallModel(6) }
    expect((await judge(world, { evidence: { replay } })).code).toBe('model_mismatch')
  })

  test('attested is refused, not weakened, and so is proved for an answer that is yet to come', () => {
    expect(namedPolicy('attested', 'any')).toMatchObject({ ok: false, code: 'policy_unavailable' })
    expect(answerPolicy('attested', 'any')).toMatchObject({ ok: false, code: 'policy_unavailable' })
    expect(answerPolicy('proved', 'any')).toMatchObject({ ok: false, code: 'policy_unavailable' })
    expect(answerPolicy('audited', 'any')).toEqual(namedPolicy('audited', 'any'))
  })

  const verdictBy = (world: World, name: string, ok: boolean, receipt = world.id) => {
    const verdict = {
      receiptId: receipt,
      verifier: keyOf(`${name}/node`).address,
      ok,
      timestamp: BigInt(T0 / 1000 + 7),
    }
    return { verdict, signature: signDigest(hashVerdict(DOMAIN, verdict), keyOf(`${name}/receipt`).privateKey) }
  }

  test('verdicts of other operators count, the executor’s own do not', async () => {
    const world = makeWorld()
    const none = { replay: null }
    const by = (...verdicts: Evidence['verdicts']) => judge(world, { evidence: { ...none, verdicts } })
    expect((await by(verdictBy(world, 'second', true))).code).toBe('ok')
    expect((await by()).code).toBe('replay_missing')
    expect((await by(verdictBy(world, 'executor', true))).ok).toBe(false)
    expect((await by(verdictBy(world, 'second', false))).code).toBe('verdict_negative')
    expect((await by(verdictBy(world, 'second', true), verdictBy(world, 'third', false))).code).toBe('verdict_negative')
    expect((await by(verdictBy(world, 'second', true, flip(world.id)))).code).toBe('verdict_invalid')
    expect((await by(verdictBy(world, 'ghost', true))).code).toBe('verdict_invalid')
    const forged = { ...verdictBy(world, 'second', false), verdict: verdictBy(world, 'second', true).verdict }
    expect((await by(forged)).code).toBe('verdict_invalid')
  })

  test('a verdict from before the receipt, by a key that has ended; one from the future; one that is none', async () => {
    const world = makeWorld()
    const at = (time: number, change: object = {}): Evidence['verdicts'][number] => {
      const { verdict } = verdictBy(world, 'second', true)
      const dated = { ...verdict, timestamp: BigInt(time), ...change }
      const honest = { ...verdict, timestamp: BigInt(time) }
      return { verdict: dated, signature: signDigest(hashVerdict(DOMAIN, honest), keyOf('second/receipt').privateKey) }
    }
    const by = (entry: Evidence['verdicts'][number], nodes = world.anchors.nodes) =>
      judge(world, { evidence: { replay: null, verdicts: [entry] }, anchors: { nodes } })
    const s = T0 / 1000
    expect((await by(at(s - 119))).code).toBe('ok')
    expect((await by(at(s - 122))).code).toBe('verdict_invalid')
    expect((await by(at(s + 10 + 121))).code).toBe('verdict_invalid')
    const ended = (validFrom: number, validUntil: number) =>
      world.anchors.nodes.map((node, i) =>
        i === 1 ? { ...node, keys: node.keys.map(keys => ({ ...keys, validFrom, validUntil })) } : node,
      )
    expect((await by(at(s + 5), ended(0, s + 5))).code).toBe('ok')
    expect((await by(at(s + 6), ended(0, s + 5))).code).toBe('verdict_invalid')
    expect((await by(at(s + 5), ended(s + 200, 0))).code).toBe('verdict_invalid')
    for (const change of [
      { timestamp: 2n ** 64n },
      { timestamp: -1n },
      { timestamp: 5 },
      { receiptId: '0x12' },
      { ok: 1 },
    ])
      expect((await by(at(s + 5, change))).code).toBe('verdict_invalid')
    const { verdict } = at(s + 5)
    expect((await by({ verdict, signature: '0x12' })).code).toBe('verdict_invalid')
  })

  test('a replay that differs is told whatever the policy asks for', async () => {
    const world = makeWorld({ outputs: ([y]) => [{ ...y!, data: y!.data.map(v => -v) }] })
    expect((await judge(world, { policy: policyOf('signed') })).code).toBe('replay_mismatch')
  })

  test('all, any and at-least compose', async () => {
    const world = makeWorld()
    const signature = { kind: 'signature' } as const
    const two = { kind: 'verdicts', atLeast: 2 } as const
    const replay = { kind: 'replay' } as const
    const cases: [Policy['require'], string][] = [
      [{ kind: 'all', of: [signature, replay] }, 'ok'],
      [{ kind: 'all', of: [signature, two] }, 'verdicts_missing'],
      [{ kind: 'any', of: [two, replay] }, 'ok'],
      [{ kind: 'atLeast', count: 2, of: [signature, replay, two] }, 'ok'],
      [{ kind: 'atLeast', count: 3, of: [signature, replay, two] }, 'verdicts_missing'],
    ]
    for (const [require, code] of cases)
      expect((await judge(world, { policy: { ...policyOf('replayed'), require } })).code).toBe(code)
  })
})

describe('log', () => {
  test('not included yet, within the merge delay: neither accepted nor refused', async () => {
    const world = makeWorld()
    const bundle = { ...world.bundle, inclusion: null }
    const verdict = await judge(world, { bundle })
    expect(verdict).toMatchObject({ code: 'inclusion_pending', notBefore: T0 + MERGE_DELAY * 1000 })
    expect((await judge(world, { bundle, policy: policyOf('signed') })).code).toBe('ok')
  })

  test('a lie that is not included yet is a lie, not something to wait for', async () => {
    const world = makeWorld({ outputs: ([y]) => [{ ...y!, data: y!.data.map(v => -v) }] })
    const verdict = await judge(world, { bundle: { ...world.bundle, inclusion: null } })
    expect(verdict.code).toBe('replay_mismatch')
    expect(verdict.notBefore).toBeUndefined()
    expect(verdict.checks.map(({ code }) => code)).toContain('inclusion_pending')
  })

  test('never logged', async () => {
    const world = makeWorld()
    const anchors = { now: T0 + MERGE_DELAY * 1000 + 1 }
    for (const policy of [policyOf('signed'), policyOf('replayed')]) {
      expect((await judge(world, { bundle: { ...world.bundle, inclusion: null }, anchors, policy })).code).toBe(
        'receipt_not_logged',
      )
    }
  })

  test('a log that forks', async () => {
    const world = makeWorld()
    const forked = checkpointOf(world.executor, [...world.leaves.slice(0, 4), leafHash(utf8('another history'))])
    expect((await judge(world, { anchors: { checkpoints: [forked] } })).code).toBe('log_fork')
    const longer = checkpointOf(world.executor, [...world.leaves, leafHash(utf8('e'))])
    expect((await judge(world, { anchors: { checkpoints: [longer] } })).code).toBe('consistency_invalid')
    expect((await judge(world, { anchors: { checkpoints: [world.bundle.inclusion!.checkpoint] } })).code).toBe('ok')
    const unsigned = { ...longer, signature: forked.signature }
    expect((await judge(world, { anchors: { checkpoints: [unsigned] } })).code).toBe('checkpoint_signature_invalid')
  })

  test('a checkpoint by another key, a changed one, a proof of another entry', async () => {
    const world = makeWorld()
    const inclusion = world.bundle.inclusion!
    const { checkpoint } = inclusion
    const change = (part: object) => judge(world, { bundle: { ...world.bundle, inclusion: { ...inclusion, ...part } } })
    expect((await change({ checkpoint: { ...checkpoint, size: checkpoint.size + 1 } })).code).toBe(
      'checkpoint_signature_invalid',
    )
    expect((await change({ checkpoint: { ...checkpoint, timestamp: 1 } })).code).toBe('checkpoint_key_mismatch')
    expect((await change({ index: 3 })).code).toBe('inclusion_invalid')
    expect((await change({ proof: inclusion.proof.slice(1) })).code).toBe('inclusion_invalid')
    const stranger = signCheckpoint(
      DOMAIN,
      { node: world.executor.node, size: 5, root: toHex(rootOf(world.leaves)), timestamp: T0 / 1000 },
      { receiptKey: keyOf('stranger').privateKey, logKey: world.executor.logKey.seed },
    )
    expect((await change({ checkpoint: stranger })).code).toBe('checkpoint_signature_invalid')
  })

  test('too few cosigners, or cosigners of one operator', async () => {
    const world = makeWorld()
    const policy = { ...policyOf('replayed'), cosigners: 2 }
    expect((await judge(world, { policy })).code).toBe('ok')
    expect((await judge(world, { policy: { ...policy, cosigners: 3 } })).code).toBe('cosigners_missing')
    const [executor, second, third] = world.anchors.nodes
    const nodes = [executor!, second!, { ...third!, operator: second!.operator }]
    expect((await judge(world, { policy, anchors: { nodes } })).code).toBe('cosigners_missing')
    const own = [executor!, { ...second!, operator: executor!.operator }, { ...third!, operator: executor!.operator }]
    expect((await judge(world, { anchors: { nodes: own } })).code).toBe('cosigners_missing')
  })

  test('a cosigner whose key was not valid when it cosigned', async () => {
    const world = makeWorld()
    const policy = { ...policyOf('replayed'), cosigners: 2 }
    const [executor, second, third] = world.anchors.nodes
    const cosignedAt = T0 / 1000 + 6
    const withKeys = (validFrom: number, validUntil: number) => [
      executor!,
      second!,
      { ...third!, keys: third!.keys.map(keys => ({ ...keys, validFrom, validUntil })) },
    ]
    for (const [from, until, code] of [
      [0, 0, 'ok'],
      [0, cosignedAt, 'ok'],
      [0, cosignedAt - 1, 'cosigners_missing'],
      [cosignedAt + 1000, 0, 'cosigners_missing'],
    ] as const) {
      const verdict = await judge(world, { policy, anchors: { nodes: withKeys(from, until) } })
      expect([from, until, verdict.code]).toEqual([from, until, code])
    }
    const early = { now: T0 - 115_000 }
    expect((await judge(world, { policy, anchors: early })).code).toBe('cosigners_missing')
  })

  test('a checkpoint dated back, with cosigners of that time; one from the future', async () => {
    const world = makeWorld()
    const second = world.others[0]!
    const dated = (timestamp: number, cosigned: number): ReceiptBundle => {
      const plain = checkpointOf(world.executor, world.leaves, timestamp)
      const checkpoint = cosignCheckpoint(plain, { node: second.node, seed: second.logKey.seed }, cosigned)
      return { ...world.bundle, inclusion: { ...world.bundle.inclusion!, checkpoint } }
    }
    const s = T0 / 1000
    expect((await judge(world, { bundle: dated(s - 119, s - 119) })).code).toBe('ok')
    expect((await judge(world, { bundle: dated(s - 122, s - 122) })).code).toBe('checkpoint_mismatch')
    expect((await judge(world, { bundle: dated(s + 131, s + 130) })).code).toBe('checkpoint_mismatch')
    expect((await judge(world, { bundle: dated(s + 5, s - 110) })).code).toBe('ok')
    expect((await judge(world, { bundle: dated(s + 5, s - 116) })).code).toBe('cosigners_missing')
  })

  test('a wrong signature under a cosigner’s name', async () => {
    const world = makeWorld()
    const inclusion = world.bundle.inclusion!
    const { checkpoint } = inclusion
    const lines = checkpoint.note.trimEnd().split('\n')
    const last = lines[lines.length - 1]!
    const wrong = `${last.slice(0, -6)}${last.slice(-6, -5) === 'A' ? 'B' : 'A'}${last.slice(-5)}`
    const note = `${[...lines.slice(0, -1), wrong].join('\n')}\n`
    const bundle = { ...world.bundle, inclusion: { ...inclusion, checkpoint: { ...checkpoint, note } } }
    expect((await judge(world, { bundle })).code).toBe('cosignature_invalid')
  })

  test('not anchored, or anchored under a root that the chain does not know', async () => {
    const world = makeWorld()
    const policy = policyOf('replayed', 'anchored')
    expect((await judge(world, { policy, evidence: { epoch: null } })).code).toBe('log_not_anchored')
    expect((await judge(world, { policy, anchors: { epochs: [] } })).code).toBe('log_not_anchored')
    const epoch = { ...world.epoch, index: world.epoch.index ^ 1 }
    expect((await judge(world, { policy, evidence: { epoch } })).code).toBe('log_not_anchored')
  })
})

describe("a node's key", () => {
  const withKeys = (world: World, validFrom: number, validUntil: number): Partial<TrustAnchors> => ({
    nodes: world.anchors.nodes.map((node, i) =>
      i === 0 ? { ...node, keys: node.keys.map(keys => ({ ...keys, validFrom, validUntil })) } : node,
    ),
  })

  test('outside its validity', async () => {
    const world = makeWorld()
    expect((await judge(world, { anchors: withKeys(world, T0 / 1000 + 1000, 0) })).code).toBe('node_key_invalid')
    expect((await judge(world, { anchors: withKeys(world, 0, T0 / 1000 - 1) })).code).toBe('node_key_invalid')
  })

  test('ended since: a receipt outlives its node when it was anchored in time, and only then', async () => {
    const world = makeWorld()
    const ended = withKeys(world, 0, T0 / 1000 + 6)
    expect((await judge(world, { anchors: ended })).code).toBe('ok')
    expect((await judge(world, { anchors: ended, evidence: { epoch: null } })).code).toBe('node_key_invalid')
    const late = [{ root: world.epoch.root, anchoredAt: T0 / 1000 + 6 + MERGE_DELAY + 1 }]
    expect((await judge(world, { anchors: { ...ended, epochs: late } })).code).toBe('node_key_invalid')
  })
})

describe('an audit', () => {
  const audited = (world: World, bits: number) => ({ replay: null, audit: { ...world.evidence.replay!, bits } })

  test('holds where it is exact enough, and says how exact', async () => {
    const world = makeWorld()
    const policy = policyOf('audited')
    const verdict = await judge(world, { policy, evidence: audited(world, 60) })
    expect(verdict.checks.filter(check => !check.ok)).toEqual([])
    expect(verdict.assurance).toMatchObject({
      kinds: ['signature', 'audit'],
      soundnessBits: 60,
      guarantee: { kind: 'exact', bits: 60 },
      weights: 'recomputed',
    })
    expect((await judge(world, { policy, evidence: audited(world, 59) })).code).toBe('audit_missing')
    const strong = await judge(world, { policy, evidence: audited(world, 1_000) })
    expect(strong.assurance.soundnessBits).toBe(128)
  })

  test('or a replay: nothing less', async () => {
    const world = makeWorld()
    const policy = policyOf('audited')
    expect((await judge(world, { policy })).assurance.guarantee).toEqual({ kind: 'exact', bits: 128 })
    const none = { replay: null }
    expect((await judge(world, { policy, evidence: none })).code).toBe('audit_missing')
    // Others' words do not stand in for it.
    const verdict = {
      receiptId: world.id,
      verifier: keyOf('second/node').address,
      ok: true,
      timestamp: BigInt(T0 / 1000 + 7),
    }
    const signature = signDigest(hashVerdict(DOMAIN, verdict), keyOf('second/receipt').privateKey)
    const evidence = { ...none, verdicts: [{ verdict, signature }] }
    expect((await judge(world, { policy, evidence })).code).toBe('audit_missing')
  })

  test('that speaks against the answer is told, whatever the policy asks for, and beside a replay that does not', async () => {
    const { model, ...world } = makeWorld()
    const run = async (): Promise<IntTensor[]> => [integers(world.bundle.output!.tensors)[0]!].map(negated)
    const audit = { model, run, bits: 60 }
    for (const name of ['signed', 'replayed', 'audited'] as const)
      expect((await judge({ model, ...world }, { policy: policyOf(name), evidence: { audit } })).code).toBe(
        'audit_mismatch',
      )
  })

  const sampled = (samples: number): Partial<Evidence> => ({
    replay: null,
    sample: async () => ({ samples, steps: 1_000 }),
  })

  test('of sampled steps: as many as the wanted chance takes, and the chance is stated', async () => {
    const world = makeWorld()
    const policy: Policy = {
      ...policyOf('audited'),
      require: { kind: 'sample', fraction: 0.01, caught: 0.99 },
    }
    const verdict = await judge(world, { policy, evidence: sampled(459) })
    expect(verdict.code).toBe('ok')
    expect(verdict.assurance).toMatchObject({
      kinds: ['signature', 'sample'],
      guarantee: { kind: 'statistical', samples: 459, fraction: 0.01 },
      weights: 'unverified',
    })
    expect((verdict.assurance.guarantee as { caught: number }).caught).toBeCloseTo(1 - 0.99 ** 459, 10)
    expect((await judge(world, { policy, evidence: sampled(458) })).code).toBe('audit_missing')
    expect((await judge(world, { policy, evidence: { replay: null } })).code).toBe('audit_missing')
    // What is exact needs no chance; what is asked for is asked for.
    expect((await judge(world, { policy })).code).toBe('audit_missing')
    expect((await judge(world, { policy: policyOf('audited'), evidence: sampled(100_000) })).code).toBe('audit_missing')
  })

  test('of a step that is wrong', async () => {
    const world = makeWorld()
    const { refuse } = await import('../../src/core/errors/index.ts')
    const sample = async () => refuse('audit_mismatch', 'op 3: the value of the trace is another one')
    for (const policy of [policyOf('signed'), policyOf('audited')]) {
      const verdict = await judge(world, { policy, evidence: { sample } })
      expect(verdict.code).toBe('audit_mismatch')
      expect(verdict.checks.find(({ ok }) => !ok)).toMatchObject({ name: 'sample.steps' })
    }
    const broken = async (): Promise<never> => Promise.reject(new TypeError('a defect'))
    await expect(judge(world, { evidence: { sample: broken } })).rejects.toThrow('a defect')
  })
})

describe('time and replays', () => {
  test('a receipt from the future', async () => {
    expect((await judge(makeWorld(), { anchors: { now: T0 - 200_000 } })).code).toBe('issued_in_future')
  })

  test('a replayed nonce', async () => {
    const world = makeWorld()
    const { payer, nonce } = world.bundle.receipt
    const again = issueReceipt({
      domain: DOMAIN,
      identity: world.model.identity,
      engine: 'reference/1',
      request: world.bundle.request,
      input: world.bundle.input!,
      outputs: world.bundle.output!.tensors,
      node: world.executor.node,
      operator: world.executor.operator,
      receiptKey: world.executor.receiptKey,
      price: 7n,
      previous: world.id,
      issuedAt: BigInt(T0 + 1),
      evidence: ['signature'],
      random: seededRandom('second receipt'),
    })
    const { bundle } = include(again.bundle, again.id, world.executor, world.others)
    expect((await judge(world, { bundle })).code).toBe('ok')
    const accepted = [{ payer, nonce, receiptId: world.id }]
    expect((await judge(world, { bundle, anchors: { accepted } })).code).toBe('nonce_replayed')
    expect((await judge(world, { anchors: { accepted } })).code).toBe('ok')
  })
})

test('an engine that refuses the input is a failed check, not a crash', async () => {
  const world = makeWorld()
  const { refuse } = await import('../../src/core/errors/index.ts')
  const run = async () => refuse('input_shape_mismatch', 'no')
  expect(
    (await judge(world, { evidence: { replay: { model: world.model, run } } })).checks
      .filter(check => !check.ok)
      .map(check => check.code),
  ).toContain('input_shape_mismatch')
})

test('nothing beside the receipt: signed holds by itself', async () => {
  const world = makeWorld()
  expect((await verify(world.bundle, NO_EVIDENCE, policyOf('signed'), world.anchors)).code).toBe('ok')
})

function receiptIdOf(receipt: Receipt): Hex {
  return receiptId(DOMAIN, receipt)
}

// Removing a check must break a test: every check that the sources name has failed somewhere above.
afterAll(() => {
  const named = ['statement', 'log', 'replay', 'verify'].flatMap(file => {
    const text = readFileSync(new URL(`../../src/core/verify/${file}.ts`, import.meta.url), 'utf8')
    return [...text.matchAll(/(?:checks\s*\.(?:add|same)|refusable)\(\s*(?:'([\w.]+)'|`([^`]+)`|name)/g)].map(
      match => match[1] ?? match[2] ?? '',
    )
  })
  const names = new Set<string>()
  for (const name of named) {
    if (name === '') names.add('log.consistency')
    else if (name.startsWith('field.$')) for (const [field] of FIELDS) names.add(`field.${field}`)
    else if (name.startsWith('fields.$')) for (const field of ['truncated', 'cacheUsed']) names.add(`fields.${field}`)
    else if (name.startsWith('verdict.$')) names.add('verdict')
    else if (/^\$\{side\}\./.test(name))
      for (const side of ['input', 'output']) names.add(name.replace(/^\$\{side\}/, side))
    else if (/^\$\{how\}\./.test(name))
      for (const how of ['replay', 'audit']) names.add(name.replace(/^\$\{how\}/, how))
    else names.add(name)
  }
  expect(names.size).toBeGreaterThan(70)
  // What only a generation, or a trace root, can fail is in language.test.ts and traceRoot.test.ts, which count it.
  for (const name of [...GENERATION_CHECKS, ...TRACE_CHECKS]) expect(names.delete(name)).toBe(true)
  expect([...names].filter(name => !seen.has(name))).toEqual([])
})
