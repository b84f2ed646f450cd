// Receipts of float models: they hold as what they are, for the policy that asks for no more than a signature, and nothing that
// a node signs makes one read as an exact model's receipt, or an exact model's as one of these.

import { describe, expect, test } from 'vitest'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { realTensor } from '../../src/core/float/index.ts'
import {
  bundleText,
  hashVerdict,
  integersIn,
  type NamedTensor,
  parseBundle,
  type ReceiptBundle,
  realsIn,
  rootOfTensors,
  signDigest,
} from '../../src/core/receipt/index.ts'
import { type Evidence, namedPolicy, type Policy, type Verdict, verify } from '../../src/core/verify/index.ts'
import {
  FLOAT_ENGINE,
  FLOAT_INPUT,
  FLOAT_OUTPUT,
  type FloatWorld,
  floatModel,
  type Issue,
  makeFloatWorld,
} from '../support/floatWorld.ts'
import { DOMAIN, makeWorld, smallModel, T0 } from '../support/world.ts'

const policyOf = (name: 'signed' | 'replayed', stage?: 'included'): Policy => {
  const policy = namedPolicy(name, 'any', stage)
  if (!policy.ok) throw new Error(policy.message)
  return policy.value
}

const judge = (
  world: Pick<FloatWorld, 'bundle' | 'evidence' | 'anchors'>,
  change: { bundle?: ReceiptBundle; evidence?: Partial<Evidence>; policy?: Policy } = {},
): Promise<Verdict> =>
  verify(
    change.bundle ?? world.bundle,
    { ...world.evidence, ...change.evidence },
    change.policy ?? policyOf('signed', 'included'),
    world.anchors,
  )

const failures = ({ checks }: Verdict): string[] => checks.filter(({ ok }) => !ok).map(({ name }) => name)

/** Words on the receipt that every verifier but the executor gives. */
const verdictsOf = ({ id, others }: FloatWorld, ok = true): Evidence['verdicts'] =>
  others.map(({ node, receiptKey }) => {
    const verdict = { receiptId: id, verifier: node, ok, timestamp: BigInt(T0 / 1000 + 5) }
    return { verdict, signature: signDigest(hashVerdict(DOMAIN, verdict), receiptKey.privateKey) }
  })

describe('an honest receipt of a float model', () => {
  test('holds for signed, included and cosigned, and says what is left to trust', async () => {
    const verdict = await judge(makeFloatWorld())
    expect(verdict).toMatchObject({ ok: true, code: 'ok', assurance: { kinds: ['signature'], weights: 'unverified' } })
    expect(verdict.assurance.assumptions.join(' ')).toContain('float model')
    expect(verdict.checks.find(({ name }) => name === 'fields.engine')?.detail).toBe(FLOAT_ENGINE)
  })

  test('survives its text, NaN, infinity, minus zero and 64-bit integers included', async () => {
    const world = makeFloatWorld()
    const parsed = parseBundle(bundleText(world.bundle))
    if (!parsed.ok) throw new Error(parsed.message)
    expect(parsed.value).toEqual(world.bundle)
    expect((await judge(world, { bundle: parsed.value })).code).toBe('ok')
    expect(realsIn(parsed.value.input!.tensors)).not.toBeNull()
    expect(integersIn(parsed.value.input!.tensors)).toBeNull()
  })

  test('never meets a policy that asks for a replay: alone, with an exact model at hand, with everybody’s word', async () => {
    const world = makeFloatWorld()
    let runs = 0
    const run = async () => {
      runs++
      return []
    }
    const replay = { model: smallModel(), run }
    const verdicts = verdictsOf(world)
    for (const evidence of [{}, { replay }, { verdicts }, { replay, verdicts }, { verdicts: verdictsOf(world, false) }])
      expect((await judge(world, { evidence, policy: policyOf('replayed') })).code).toBe('model_not_exact')
    const requirements: Policy['require'][] = [
      { kind: 'replay' },
      { kind: 'verdicts', atLeast: 1 },
      { kind: 'all', of: [{ kind: 'signature' }, { kind: 'replay' }] },
      { kind: 'any', of: [{ kind: 'replay' }, { kind: 'verdicts', atLeast: 1 }] },
      { kind: 'atLeast', count: 1, of: [{ kind: 'verdicts', atLeast: 0 }] },
    ]
    for (const require of requirements) {
      const policy: Policy = { name: 'mine', model: 'any', stage: 'included', cosigners: 1, require }
      const verdict = await judge(world, { evidence: { replay, verdicts }, policy })
      expect([require.kind, verdict.code]).toEqual([require.kind, 'model_not_exact'])
      expect(verdict.assurance.kinds).toEqual(['signature'])
    }
    // Where a signature is enough, nobody's word changes it, and none of it is counted.
    const policy: Policy = {
      ...policyOf('signed', 'included'),
      require: { kind: 'any', of: [{ kind: 'replay' }, { kind: 'signature' }] },
    }
    const verdict = await judge(world, { evidence: { replay, verdicts: verdictsOf(world, false) }, policy })
    expect(verdict).toMatchObject({ ok: true, assurance: { kinds: ['signature'], weights: 'unverified' } })
    expect(runs).toBe(0)
  })
})

describe('a receipt of a float model with one thing changed', () => {
  const FIELDS: [string, string][] = [
    ['engine', 'field_engine_mismatch'],
    ['evidence', 'field_evidence_mismatch'],
    ['weightsRoot', 'field_weights_root_mismatch'],
    ['graphRoot', 'field_graph_root_mismatch'],
    ['interfaceHash', 'field_interface_hash_mismatch'],
  ]
  test.each(FIELDS)('field %s', async (name, code) => {
    const world = makeFloatWorld()
    const disclosed = world.bundle.fields.disclosed.map(field => {
      if (field.name !== name) return field
      // Version and provider stand in the engine's text: the last letter is the provider's.
      return { ...field, value: `${field.value.slice(0, -1)}${field.value.endsWith('0') ? '1' : '0'}` as Hex }
    })
    const bundle = { ...world.bundle, fields: { ...world.bundle.fields, disclosed } }
    expect((await judge(world, { bundle })).code).toBe(code)
  })

  test.each(['wasm/1', 'onnxruntime/1.29.0/cpu', 'onnxruntime/1.30.0/cuda', 'openvino/1.30.0/cpu'])(
    'another engine, version or provider: %s',
    async engine => {
      const world = makeFloatWorld()
      const value = toHex(new TextEncoder().encode(engine))
      const disclosed = world.bundle.fields.disclosed.map(field =>
        field.name === 'engine' ? { ...field, value } : field,
      )
      const bundle = { ...world.bundle, fields: { ...world.bundle.fields, disclosed } }
      expect((await judge(world, { bundle })).code).toBe('field_engine_mismatch')
    },
  )

  test('another value, type or shape of an output, or the integers of an exact model', async () => {
    const world = makeFloatWorld()
    const shown = (tensors: readonly NamedTensor[]): ReceiptBundle => ({
      ...world.bundle,
      output: { ...world.bundle.output!, tensors },
    })
    const [y, count] = FLOAT_OUTPUT as [NamedTensor, NamedTensor]
    const { bytes } = realsIn([y])![0]!.tensor
    const flipped = Uint8Array.from(bytes, (byte, i) => (i === 3 ? byte ^ 1 : byte))
    const cases: (readonly NamedTensor[])[] = [
      [{ name: 'y', tensor: { dtype: 'float32', shape: [2, 3], bytes: flipped } }, count],
      [{ name: 'y', tensor: { dtype: 'int32', shape: [2, 3], bytes } }, count],
      [{ name: 'y', tensor: { dtype: 'float32', shape: [2, 1, 3], bytes } }, count],
      [y],
      [count, y],
      [{ name: 'y', tensor: { shape: [3], bits: 8, rows: 2, data: new Int8Array(6) } }],
      [y, { name: 'count', tensor: { shape: [1], bits: 8, rows: 1, data: new Int8Array(1) } }],
    ]
    for (const tensors of cases)
      expect((await judge(world, { bundle: shown(tensors) })).code).toBe('output_root_mismatch')
  })
})

describe('a node that lies consistently about the kind of a model', () => {
  const LIES: [string, (honest: Issue) => Issue, string][] = [
    ['that an exact engine ran it', o => ({ ...o, engine: 'wasm/1' }), 'engine_mismatch'],
    ['an engine without a provider', o => ({ ...o, engine: 'onnxruntime/1.30.0' }), 'engine_mismatch'],
    ['an engine with an empty provider', o => ({ ...o, engine: 'onnxruntime/1.30.0/' }), 'engine_mismatch'],
    ['that it can be replayed', o => ({ ...o, evidence: ['signature', 'replay'] }), 'evidence_mismatch'],
    ['that somebody audits it', o => ({ ...o, evidence: ['signature', 'audit'] }), 'evidence_mismatch'],
    [
      'integers for its output',
      o => ({ ...o, outputs: [{ name: 'y', tensor: { shape: [3], bits: 8, rows: 2, data: new Int8Array(6) } }] }),
      'output_root_mismatch',
    ],
    [
      'the parts of an exact model under its id',
      o => ({ ...o, identity: { ...smallModel().identity, modelId: o.identity.modelId } }),
      'model_parts_mismatch',
    ],
    [
      'weights of its own, as an exact model has them',
      o => ({ ...o, identity: { ...o.identity, weightsRoot: smallModel().identity.weightsRoot } }),
      'model_parts_mismatch',
    ],
    ['another float model', o => ({ ...o, identity: floatModel('another').identity }), 'model_mismatch'],
  ]
  test.each(LIES)('says %s', async (_, twist, code) => {
    const verdict = await judge(makeFloatWorld(twist))
    expect(verdict.code).toBe(code)
    expect((await judge(makeFloatWorld(twist), { policy: policyOf('replayed') })).ok).toBe(false)
  })

  test('a receipt that offers tee evidence is one of its kind', async () => {
    expect((await judge(makeFloatWorld(o => ({ ...o, evidence: ['signature', 'tee'] })))).code).toBe('ok')
  })

  test('an exact model’s receipt as a float one, to escape the replay', async () => {
    const model = smallModel()
    const float = floatModel().identity
    const exact = (change: Partial<Issue['identity']>) => ({
      issue: (o: Issue): Issue => ({
        ...o,
        identity: { ...model.identity, ...change },
        engine: FLOAT_ENGINE,
        evidence: ['signature'],
      }),
    })
    // Its own id, with the mark of a float model among the parts; or with nothing but the engine of one.
    expect((await judge(makeWorld(exact({ weightsRoot: float.weightsRoot })))).code).toBe('model_parts_mismatch')
    const honestParts = await judge(makeWorld(exact({})))
    expect(honestParts.code).toBe('engine_mismatch')
    expect(failures(honestParts)).toEqual(['fields.engine', 'policy'])
    // Under the id of a float model it is another model than was asked for.
    expect((await judge(makeWorld(exact(float)))).code).toBe('model_mismatch')
  })
})

test('no tensors of one kind have the root of tensors of the other', () => {
  const bytes = Int8Array.of(1, 2, 3, 4)
  const integer = [{ name: 'x', tensor: { shape: [4], bits: 8, rows: 1, data: bytes } }]
  const real = [{ name: 'x', tensor: realTensor('int8', [1, 4], bytes, 'x') }]
  expect(toHex(rootOfTensors(integer))).not.toBe(toHex(rootOfTensors(real)))
  const shapes = [[1, 4], [4, 1], [4], [2, 2], [1, 1, 4]]
  const roots = shapes.map(shape =>
    toHex(rootOfTensors([{ name: 'x', tensor: realTensor('int8', shape, bytes, 'x') }])),
  )
  expect(new Set(roots).size).toBe(shapes.length)
  const types = (['int8', 'uint8'] as const).map(dtype =>
    toHex(rootOfTensors([{ name: 'x', tensor: realTensor(dtype, [4], bytes, 'x') }])),
  )
  expect(new Set(types).size).toBe(2)
  expect(() => rootOfTensors([...integer, ...real])).toThrow('exact and of float models')
  expect(fromHex(roots[0]!).length).toBe(32)
  expect(FLOAT_INPUT.length).toBe(1)
})
