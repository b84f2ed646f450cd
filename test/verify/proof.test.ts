// Proofs of runs as evidence: what verify() makes of one that holds, of one that is spoilt, of one of another run, and of lies
// about the run, told by a node that signs whatever it says. spec/verify.md, check 7.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProving } from '../../src/client/proofs/index.ts'
import { fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { encodeProof } from '../../src/core/proof/index.ts'
import { commitModel, proveRun } from '../../src/core/proof/prover.ts'
import type { ReceiptBundle } from '../../src/core/receipt/index.ts'
import { type Evidence, namedPolicy, type Policy, PROOF_BITS, verify } from '../../src/core/verify/index.ts'
import { makeFloatWorld } from '../support/floatWorld.ts'
import { integers, makeWorld, PROOF_CHECKS, smallModel, type Twist, type World } from '../support/world.ts'

const seen = new Set<string>()
const named = namedPolicy('proved', 'any')
if (!named.ok) throw new Error(named.message)
const proved: Policy = named.value

let file: Uint8Array
let committed: Uint8Array
const honest = makeWorld()
const proving = createProving()

beforeAll(async () => {
  const vectors = await fastVectors(MERSENNE31)
  const [inputs, outputs] = [honest.bundle.input!, honest.bundle.output!].map(({ tensors }) => integers(tensors))
  file = encodeProof({ root: null, proof: proveRun(vectors, honest.model, inputs!, outputs!) })
  const commitment = commitModel(vectors, honest.model, inputs!)
  const proof = proveRun(vectors, honest.model, inputs!, outputs!, { committed: commitment })
  committed = encodeProof({ root: commitment.root, proof })
})

async function judge(
  world: World,
  change: { file?: Uint8Array; evidence?: Partial<Evidence>; bundle?: Partial<ReceiptBundle>; policy?: Policy } = {},
) {
  const bundle = { ...world.bundle, ...change.bundle }
  const proof = proving.prepare(world.model, bundle, change.file ?? file)
  const evidence = { ...world.evidence, replay: null, proof, ...change.evidence }
  const found = await verify(bundle, evidence, change.policy ?? proved, world.anchors)
  for (const { name, ok } of found.checks) if (!ok) seen.add(name)
  return found
}

describe('a proof of the run', () => {
  test('stands in for a replay', async () => {
    const verdict = await judge(honest)
    expect(verdict).toMatchObject({ ok: true, code: 'ok' })
    const { guarantee, kinds, weights } = verdict.assurance
    expect(kinds).toEqual(['signature', 'proof'])
    expect(guarantee).toMatchObject({ kind: 'exact' })
    expect(guarantee?.kind === 'exact' && guarantee.bits).toBeGreaterThanOrEqual(PROOF_BITS)
    expect(weights).toBe('recomputed')
  })

  test('is missing where nobody shows one, and says nothing against the answer where it is spoilt', async () => {
    expect(await judge(honest, { evidence: { proof: null } })).toMatchObject({ ok: false, code: 'proof_missing' })
    const spoilt = file.map((byte, i) => (i === file.length - 1 ? byte ^ 1 : byte))
    expect(await judge(honest, { file: spoilt })).toMatchObject({ ok: false, code: 'proof_invalid' })
    expect(await judge(honest, { file: file.subarray(0, 200) })).toMatchObject({ ok: false, code: 'proof_malformed' })
    expect(() => proving.prepare(honest.model, honest.bundle, file.subarray(1))).toThrow(
      expect.objectContaining({ code: 'proof_malformed' }),
    )
    expect(() => proving.prepare(honest.model, honest.bundle, committed)).toThrow(
      expect.objectContaining({ code: 'proof_unsupported' }),
    )
  })

  test('of fewer bits than the policy asks for is none', async () => {
    const policy = { ...proved, require: { kind: 'proof', bits: 127 } } as const
    expect(await judge(honest, { policy })).toMatchObject({ ok: false, code: 'proof_missing' })
  })

  test('of input and output that are not shown is none', async () => {
    expect(await judge(honest, { bundle: { input: null } })).toMatchObject({ ok: false, code: 'proof_missing' })
  })

  test('has no place beside a float model', async () => {
    const { bundle, evidence, anchors } = makeFloatWorld(o => o)
    expect(await verify(bundle, evidence, proved, anchors)).toMatchObject({ ok: false, code: 'model_not_exact' })
  })
})

const renamed =
  (side: 'input' | 'outputs'): NonNullable<Twist['issue']> =>
  o =>
    side === 'outputs'
      ? { ...o, outputs: o.outputs.map(one => ({ ...one, name: 'z' })) }
      : { ...o, input: { ...o.input, tensors: o.input.tensors.map(one => ({ ...one, name: 'z' })) } }

describe('a node that lies consistently is not helped by the proof of the right run', () => {
  test.each<[string, Twist, string]>([
    [
      'another answer',
      { outputs: ([y]) => [{ ...y!, data: y!.data.map((v, i) => (i === 0 ? v + 1 : v)) }] },
      'proof_invalid',
    ],
    ['another model', { issue: o => ({ ...o, identity: smallModel(6).identity }) }, 'model_mismatch'],
  ])('%s', async (_, twist, code) => {
    const world = makeWorld(twist)
    const found = await judge(world)
    expect(found.ok).toBe(false)
    expect(found.checks.filter(({ ok }) => !ok).map(check => check.code)).toContain(code)
  })

  test.each(['input', 'outputs'] as const)('%s of another name', async side => {
    const found = await judge(makeWorld({ issue: renamed(side) }))
    expect(found.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toContain(
      side === 'input' ? 'proof.inputNames' : 'proof.outputNames',
    )
  })

  test.each(['input', 'output'] as const)('%s of another type', async side => {
    const { bundle } = honest
    const tensor = integers(bundle[side]!.tensors)[0]!
    const wide = { ...tensor, shape: [1, ...tensor.shape] }
    const shown = { ...bundle[side]!, tensors: bundle[side]!.tensors.map(one => ({ ...one, tensor: wide })) }
    const found = await judge(honest, { bundle: { [side]: shown } })
    expect(found.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toContain(`proof.${side}Types`)
  })
})

afterAll(() => {
  expect(PROOF_CHECKS.filter(name => !seen.has(name))).toEqual([])
})
