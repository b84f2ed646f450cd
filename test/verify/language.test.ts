// Receipts of generations: they hold with their sampler, a replay names the first token that differs, and whatever a node says of prompt,
// sampler, seed, tokens and end, consistently signed and logged, is refused by the check that the lie meets.

import { afterAll, describe, expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import {
  type ExactModel,
  type IntTensor,
  makeModel,
  modelIdOf,
  type Op,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import {
  bundleText,
  bundleToJson,
  CONTENT_FIELDS,
  hashRequest,
  issueReceipt,
  makeRequest,
  type NamedTensor,
  parseBundle,
  type ReceiptBundle,
  realTensorOfTokens,
  type SignedRequest,
  signDigest,
  tensorOfTokens,
  withhold,
  ZERO_HASH,
} from '../../src/core/receipt/index.ts'
import { type Evidence, namedPolicy, type Policy, type Verdict, verify } from '../../src/core/verify/index.ts'
import { judgeByAudit } from '../support/audited.ts'
import { FLOAT_ENGINE, floatModel } from '../support/floatWorld.ts'
import {
  ANSWER,
  GENERATION_CHECKS,
  type Issue,
  type LanguageTwist,
  type LanguageWorld,
  languageModel,
  makeLanguageWorld,
  PROMPT,
  refield,
  regenerate,
  SAMPLER,
  SEED,
} from '../support/languageWorld.ts'
import { actor, DOMAIN, include, keyOf, makeWorld, seededRandom, smallModel, T0 } from '../support/world.ts'

const policyOf = (name: 'signed' | 'replayed'): Policy => {
  const policy = namedPolicy(name, 'any', 'included')
  if (!policy.ok) throw new Error(policy.message)
  return policy.value
}

const seen = new Set<string>()

async function judge(
  world: Pick<LanguageWorld, 'bundle' | 'anchors' | 'evidence'>,
  change: { bundle?: ReceiptBundle; evidence?: Partial<Evidence>; policy?: Policy } = {},
): Promise<Verdict> {
  const policy = change.policy ?? policyOf('replayed')
  const evidence = { ...world.evidence, ...change.evidence }
  const bundle = change.bundle ?? world.bundle
  const verdict = await verify(bundle, evidence, policy, world.anchors)
  await judgeByAudit(bundle, evidence, policy, world.anchors, verdict)
  for (const { name, ok } of verdict.checks) if (!ok) seen.add(name)
  return verdict
}

const detailOf = ({ checks }: Verdict, name: string): string => checks.find(check => check.name === name)!.detail

describe('an honest receipt of a generation', () => {
  test('holds, with more tokens out than in', async () => {
    const world = makeLanguageWorld()
    expect([world.bundle.receipt.tokensIn, world.bundle.receipt.tokensOut]).toEqual([4n, BigInt(ANSWER)])
    const verdict = await judge(world)
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(verdict.assurance.kinds).toEqual(['signature', 'replay'])
  })

  test('truncated, or with a cache: says so and holds', async () => {
    const cut = makeLanguageWorld({ truncated: true, tokens: right => right.slice(0, 10) })
    expect((await judge(cut)).code).toBe('ok')
    const cached = makeLanguageWorld({ issue: o => ({ ...o, cacheUsed: true }) })
    expect((await judge(cached)).code).toBe('ok')
    expect(cached.bundle.fields.disclosed[15]).toMatchObject({ name: 'cacheUsed', value: '0x01' })
  })

  test('survives JSON; its sampler is a member of its own, which other receipts do not have', () => {
    const { bundle } = makeLanguageWorld()
    const parsed = parseBundle(bundleText(bundle))
    if (!parsed.ok) throw new Error(parsed.message)
    expect(parsed.value).toEqual(bundle)
    expect(bundleToJson(bundle)['sampler']).toBe('eyJtYXhUb2tlbnMiOjQwfQ==')
    expect('sampler' in bundleToJson(makeWorld().bundle)).toBe(false)
    for (const sampler of ['', '?', 7, 'AAAA'.repeat(100_000)])
      expect(parseBundle(JSON.stringify({ ...bundleToJson(bundle), sampler }))).toMatchObject({
        ok: false,
        code: 'receipt_malformed',
      })
  })

  test('without content, sampler or a way to generate: signed holds, replayed says what is missing', async () => {
    const world = makeLanguageWorld()
    const fields = withhold(world.bundle.fields, CONTENT_FIELDS)
    const hidden = { ...world.bundle, input: null, output: null, sampler: null, fields }
    const unsampled = { ...world.bundle, sampler: null }
    for (const bundle of [hidden, unsampled]) {
      expect((await judge(world, { bundle, policy: policyOf('signed') })).code).toBe('ok')
      expect((await judge(world, { bundle })).code).toBe('replay_missing')
    }
    let runs = 0
    const run = async () => {
      runs++
      return []
    }
    expect((await judge(world, { evidence: { replay: { model: world.model, run } } })).code).toBe('replay_missing')
    expect(runs).toBe(0)
  })
})

/** Lies about what was said, told consistently: the receipt is the node's own, signed and logged. */
const LIES: [string, LanguageTwist, string, RegExp][] = [
  [
    'another token',
    { tokens: right => right.with(5, 77) },
    'replay_mismatch',
    /^token 5: 77, running the model gives \d+$/,
  ],
  ['another first token', { tokens: right => right.with(0, 77) }, 'replay_mismatch', /^token 0: 77/],
  ['a token left out', { tokens: right => right.toSpliced(3, 1) }, 'replay_mismatch', /^token 3: /],
  [
    'an answer cut short as if it ended so',
    { tokens: right => right.slice(0, 10) },
    'replay_mismatch',
    /^token 10: the answer goes on with \d+, and the receipt ends$/,
  ],
  [
    'an answer that goes on',
    { tokens: right => [...right, 3] },
    'replay_mismatch',
    /^token 40: the answer ends before it$/,
  ],
  [
    'another token of an answer that was cut off',
    { truncated: true, tokens: right => right.slice(0, 10).with(9, 77) },
    'replay_mismatch',
    /^token 9: 77/,
  ],
  [
    'the answer to another prompt',
    { issue: o => ({ ...o, input: { ...o.input, tensors: [tensorOfTokens([2, 3])] } }) },
    'input_commitment_mismatch',
    /.*/,
  ],
  ['another sampler', { issue: o => ({ ...o, sampler: utf8('{}') }) }, 'sampler_mismatch', /.*/],
  [
    "another model's tokens",
    { issue: o => ({ ...o, identity: languageModel('other').identity }) },
    'model_mismatch',
    /.*/,
  ],
  [
    'the answer of a model that has no tokenizer',
    {
      ask: o => ({ ...o, modelId: toHex(smallModel().identity.modelId) }),
      issue: o => ({ ...o, identity: smallModel().identity }),
    },
    'sampler_mismatch',
    /.*/,
  ],
  [
    'an answer without a seed',
    { ask: o => ({ ...o, sampler: { bytes: SAMPLER, seed: ZERO_HASH } }) },
    'sampler_mismatch',
    /.*/,
  ],
]

describe('a node that lies consistently about a generation', () => {
  test.each(LIES)('%s', async (_, twist, code, detail) => {
    const verdict = await judge(makeLanguageWorld(twist))
    expect(verdict.code).toBe(code)
    if (code === 'replay_mismatch') expect(detailOf(verdict, 'replay.output')).toMatch(detail)
  })

  const ZEROS = { samplerHash: ZERO_HASH, seed: ZERO_HASH }
  const FIELDS: [string, Parameters<typeof refield>[1], Parameters<typeof refield>[2], string][] = [
    ['no sampler', { samplerHash: ZERO_HASH }, {}, 'sampler_mismatch'],
    ['no seed', { seed: ZERO_HASH }, {}, 'sampler_mismatch'],
    ['neither', ZEROS, {}, 'sampler_mismatch'],
    ['text that it added', { injected: SEED }, {}, 'version_unsupported'],
    ['truncated 2', { truncated: 2n }, {}, 'version_unsupported'],
    ['cacheUsed 2', { cacheUsed: 2n }, {}, 'version_unsupported'],
    ['no tokenizer', { tokenizerHash: ZERO_HASH }, {}, 'model_parts_mismatch'],
    ['another template', { templateHash: SEED }, {}, 'model_parts_mismatch'],
    ['fewer tokens out', { tokensOut: 39n }, { tokensOut: 39n }, 'tokens_out_mismatch'],
    ['more tokens in', { tokensIn: 5n }, { tokensIn: 5n }, 'tokens_in_mismatch'],
    ['more tokens in, and rows', { tokensIn: 5n, rows: 5n }, { tokensIn: 5n }, 'tokens_in_mismatch'],
    ['more rows', { rows: 5n }, {}, 'rows_mismatch'],
    ['truncated, where the answer ended by its rule', { truncated: 1n }, {}, 'replay_mismatch'],
  ]
  test.each(FIELDS)('fields made anew: %s', async (_, change, struct, code) => {
    const world = makeLanguageWorld()
    expect((await judge(world, { bundle: refield(world, change, struct) })).code).toBe(code)
  })

  const ids = (change: Partial<IntTensor>): NamedTensor => {
    const { name, tensor } = tensorOfTokens([1, 2])
    return { name, tensor: { ...tensor, ...change } }
  }
  const MALFORMED: [string, readonly NamedTensor[]][] = [
    ['a negative half', [ids({ data: Int16Array.of(-1, 0, 2, 0) })]],
    ['a negative other half', [ids({ data: Int16Array.of(1, -1, 2, 0) })]],
    ['one half', [ids({ shape: [1], data: Int16Array.of(1, 2) })]],
    ['halves in two axes', [ids({ shape: [2, 1] })]],
    ['12 bits', [ids({ bits: 12 })]],
    ['another name', [{ ...ids({}), name: 'x' }]],
    ['two tensors', [ids({}), ids({})]],
    ['values of a float model', [realTensorOfTokens([1, 2])]],
  ]
  test.each(MALFORMED)('tokens as %s', async (name, tensors) => {
    const input = await judge(makeLanguageWorld({ ask: o => ({ ...o, input: tensors }) }))
    const output = await judge(makeLanguageWorld({ issue: o => ({ ...o, outputs: tensors }) }))
    const float = name.startsWith('values of')
    expect(input.code).toBe(float ? 'input_root_mismatch' : 'tokens_malformed')
    expect(output.code).toBe(float ? 'output_root_mismatch' : 'tokens_malformed')
    expect(detailOf(input, 'input.ids')).toBe(`${tensors.length} tensors`)
  })
})

describe('a request and its sampler', () => {
  const asked = (change: Partial<SignedRequest['request']>): LanguageTwist => ({
    issue: o => {
      const request = { ...o.request.request, ...change }
      const signature = signDigest(hashRequest(DOMAIN, request), keyOf('payer').privateKey)
      return { ...o, request: { request, signature } }
    },
  })

  test('a seed without a sampler, a sampler without a seed', async () => {
    for (const change of [{ samplerHash: ZERO_HASH }, { seed: ZERO_HASH }]) {
      const verdict = await judge(makeLanguageWorld(asked(change)), { policy: policyOf('signed') })
      expect(verdict.checks.find(({ name }) => name === 'fields.generation')).toMatchObject({
        ok: false,
        code: 'sampler_mismatch',
      })
    }
  })

  test('a sampler shown with the receipt of a run that had none', async () => {
    const world = makeWorld()
    const evidence = { ...world.evidence, follow: [] }
    const verdict = await judge({ ...world, evidence }, { bundle: { ...world.bundle, sampler: SAMPLER } })
    expect(verdict.code).toBe('sampler_mismatch')
  })
})

test('a replay with another model does not count', async () => {
  const world = makeLanguageWorld()
  const replay = { model: languageModel('other'), run: async () => [], regenerate }
  expect((await judge(world, { evidence: { replay } })).code).toBe('model_mismatch')
})

test('a replay is given what was committed to: prompt, sampler, seed, tokens, end', async () => {
  const world = makeLanguageWorld({ truncated: true, tokens: right => right.slice(0, 3) })
  const given: unknown[] = []
  const replay = {
    ...world.evidence.replay!,
    regenerate: async (generation: unknown) => {
      given.push(generation)
      return { ok: true } as const
    },
  }
  expect((await judge(world, { evidence: { replay } })).code).toBe('ok')
  const all = { prompt: PROMPT, sampler: SAMPLER, seed: SEED, output: world.tokens, end: 'truncated' }
  // Once for the replay, and once for the audit beside it.
  expect(given).toEqual([all, all])
})

/** A run of a language model without a sampler gives tensors: embeddings, or logits. */
describe('a run of a language model without a sampler', () => {
  const model = ((): ExactModel => {
    const w = new WeightWriter()
    const offset = w.rows({ bias: Int32Array.of(5), exponents: Uint8Array.of(0), weights: Int8Array.of(1, -2) }, 8)
    const weights = w.finish()
    const linear = { kind: 'linear', shift: 0, lo: -2048, hi: 2047, weightBits: 8, weightOffset: offset } as const
    const ops: Op[] = [
      { kind: 'input', slot: 0, inputs: [], shape: [2], bits: 16 },
      { ...linear, inputs: [0], shape: [1], bits: 12 },
      { kind: 'output', slot: 0, inputs: [1], shape: [1], bits: 12 },
      { kind: 'output', slot: 1, inputs: [0], shape: [2], bits: 16 },
    ]
    const port = { dtype: 'float32', perm: [0], exponent: 0 } as const
    return makeModel(
      { ops, weightBytes: weights.length },
      weights,
      {
        inputs: [{ ...port, name: 'tokens', shape: [2], bits: 16 }],
        outputs: [
          { ...port, name: 'logits', shape: [1], bits: 12 },
          { ...port, name: 'hidden', shape: [2], bits: 16 },
        ],
      },
      {},
    )
  })()
  const named = (tokenizer: boolean): ExactModel => {
    const { modelId: _, ...rest } = model.identity
    const parts = { ...rest, tokenizerHash: tokenizer ? fromHex(SEED) : rest.tokenizerHash }
    return { ...model, identity: { modelId: modelIdOf(parts), ...parts } }
  }

  async function embed(tokenizer: boolean, choose: (all: readonly NamedTensor[]) => readonly NamedTensor[]) {
    const own = named(tokenizer)
    const input = [tensorOfTokens([1, 2, 3])]
    const request = makeRequest({
      ...{ domain: DOMAIN, modelId: toHex(own.identity.modelId), input, maxPrice: 9n, disclosure: 'requester' },
      ...{ delegates: [], deadline: BigInt(T0 / 1000 + 300), payer: keyOf('payer'), random: seededRandom('embed') },
    } as Parameters<typeof makeRequest>[0])
    const run = async (inputs: readonly IntTensor[]) => outputsOf(own, interpret(own, inputs))
    const all = (await run(input.map(({ tensor }) => tensor))).map((tensor, slot) => ({
      name: own.ports.outputs[slot]!.name,
      tensor,
    }))
    const executor = actor('executor')
    const issue: Issue = {
      ...{
        domain: DOMAIN,
        identity: own.identity,
        engine: 'reference/1',
        request: request.signed,
        input: request.input,
      },
      ...{ outputs: choose(all), node: executor.node, operator: executor.operator, receiptKey: executor.receiptKey },
      ...{ price: 1n, previous: ZERO_HASH, issuedAt: BigInt(T0), evidence: ['signature', 'replay'] },
      random: seededRandom('embedded'),
    }
    const issued = issueReceipt(issue)
    const { bundle } = include(issued.bundle, issued.id, executor, [actor('second')])
    const { anchors, evidence } = makeLanguageWorld()
    return judge({ bundle, anchors, evidence: { ...evidence, replay: { model: own, run } } })
  }

  const altered = ([, hidden]: readonly NamedTensor[]): NamedTensor[] => {
    const tensor = hidden!.tensor as IntTensor
    return [{ name: 'hidden', tensor: { ...tensor, data: Int16Array.from(tensor.data, value => value ^ 1) } }]
  }

  test('shows any of its outputs, in their order, each of them replayed', async () => {
    expect((await embed(true, all => all)).code).toBe('ok')
    expect((await embed(true, ([, hidden]) => [hidden!])).code).toBe('ok')
    expect((await embed(true, ([logits]) => [logits!])).code).toBe('ok')
    expect((await embed(true, altered)).code).toBe('replay_mismatch')
    for (const choose of [
      ([logits, hidden]: readonly NamedTensor[]) => [hidden!, logits!],
      ([, hidden]: readonly NamedTensor[]) => [hidden!, hidden!],
      ([, hidden]: readonly NamedTensor[]) => [{ ...hidden!, name: 'logits' }],
      ([, hidden]: readonly NamedTensor[]) => [{ ...hidden!, name: 'other' }],
    ])
      expect((await embed(true, choose)).code).toBe('output_root_mismatch')
    expect((await embed(true, () => [])).code).toBe('tokens_out_mismatch')
  })

  test('any other model shows all of them', async () => {
    expect((await embed(false, all => all)).code).toBe('ok')
    expect((await embed(false, ([, hidden]) => [hidden!])).code).toBe('output_root_mismatch')
  })
})

describe('a float model that generates: an adapter of another server', () => {
  const float = (change: (honest: Issue) => Issue = o => o): LanguageTwist => ({
    ask: o => ({ ...o, modelId: toHex(floatModel().identity.modelId), input: [realTensorOfTokens(PROMPT)] }),
    issue: o =>
      change({
        ...o,
        identity: floatModel().identity,
        engine: FLOAT_ENGINE,
        outputs: [realTensorOfTokens([4, 5, 6])],
        evidence: ['signature'],
      }),
  })

  test('holds for a signature, and for no policy that asks for more', async () => {
    const world = makeLanguageWorld(float())
    expect((await judge(world, { policy: policyOf('signed') })).code).toBe('ok')
    expect((await judge(world)).code).toBe('model_not_exact')
  })

  test('tokens are ids, of one axis', async () => {
    for (const outputs of [
      [tensorOfTokens([4])],
      [{ ...realTensorOfTokens([4]), name: 'text' }],
      [realTensorOfTokens([-1])],
    ])
      expect((await judge(makeLanguageWorld(float(o => ({ ...o, outputs }))), { policy: policyOf('signed') })).ok).toBe(
        false,
      )
  })
})

afterAll(() => {
  expect(GENERATION_CHECKS.filter(name => !seen.has(name))).toEqual([])
})
