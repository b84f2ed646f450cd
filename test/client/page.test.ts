// judge(), the function behind the page that verifies: what it says of receipts and proofs with a chain and without one. Chromium's
// view of it is test/e2e/page.test.ts.

import { beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from '../../src/client/page/files.ts'
import { type Given, type Judged, judge } from '../../src/client/page/judge.ts'
import { wordsOf } from '../../src/client/page/words.ts'
import { createProving } from '../../src/client/proofs/index.ts'
import { utf8 } from '../../src/core/bytes/index.ts'
import { unwrap, WorldError } from '../../src/core/errors/index.ts'
import { fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { encodeModel } from '../../src/core/graph/index.ts'
import { encodeProof } from '../../src/core/proof/index.ts'
import { proveRun } from '../../src/core/proof/prover.ts'
import { bundleText, type ReceiptBundle } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { makeFloatWorld } from '../support/floatWorld.ts'
import { integers, makeWorld, PROOF_CHECKS, smallModel, T0 } from '../support/world.ts'

const world = makeWorld()
const model = encodeModel(world.model)
const now = T0 + 10_000

let proof: Uint8Array
beforeAll(async () => {
  const [inputs, outputs] = [world.bundle.input!, world.bundle.output!].map(({ tensors }) => integers(tensors))
  proof = encodeProof({ root: null, proof: proveRun(await fastVectors(MERSENNE31), world.model, inputs!, outputs!) })
})

const judged = (change: Partial<Given> = {}, bundle: ReceiptBundle = world.bundle): Promise<Judged> =>
  judge({ receipt: bundleText(bundle), proof, model, chain: null, now, ...change })

/** A chain that knows the world's nodes. */
const chain: Given['chain'] = async bundle => ({
  bundle,
  evidence: { verdicts: [], epoch: null, consistency: [] },
  anchors: world.anchors,
})

const named = ({ checks }: Judged, state: string): string[] =>
  checks.filter(check => check.state === state).map(({ name }) => name)

/** What nobody can know who asks no chain. */
const UNKNOWN = [
  'fields.chainId',
  'fields.contract',
  'node.registered',
  'node.operator',
  'node.key',
  'nonce.unused',
  'log.checkpoint',
  'log.included',
  'log.cosigners',
  'policy',
]

describe('without a chain', () => {
  test('the proof and the receipt itself hold, and nothing is said of what only a chain can tell', async () => {
    const found = await judged()
    expect(found).toMatchObject({ state: 'partly', code: null })
    expect(named(found, 'fails')).toEqual([])
    expect(named(found, 'open').sort()).toEqual([...UNKNOWN].sort())
    const holds = named(found, 'holds')
    for (const name of [
      ...PROOF_CHECKS,
      'model.file',
      'proof.file',
      'proof.bits',
      'receipt.signature',
      'input.commitment',
    ])
      expect(holds).toContain(name)
    expect(found.soundness!.bits).toBeGreaterThanOrEqual(100)
    expect(found.soundness!.causes.length).toBeGreaterThan(3)
    expect(found.summary).toMatch(/The proof holds\. Who signed .* not be checked/)
    expect(found.trust.filter(line => line.endsWith('not checked'))).toHaveLength(3)
    expect(found.trust.join('\n')).not.toMatch(/^the (chain|log) /m)
  })

  test('a bundle without inclusion is no worse and no better', async () => {
    const found = await judged({}, { ...world.bundle, inclusion: null })
    expect(named(found, 'open').sort()).toEqual([...UNKNOWN].sort())
    expect(named(found, 'fails')).toEqual([])
  })

  test.each<[string, Partial<Given>, string]>([
    ['no proof', { proof: null }, 'no proof was given'],
    ['no model', { model: null }, 'the model file is needed'],
  ])('%s: nothing is shown of the answer', async (_, change, detail) => {
    const found = await judged(change)
    expect(found.state).toBe('partly')
    expect(found.summary).toContain('Nothing here shows')
    expect(found.checks.find(({ name }) => name === 'proof.run')).toMatchObject({ state: 'open', detail })
  })

  test.each<[string, () => Partial<Given>, string, string]>([
    [
      'a spoilt proof',
      () => ({ proof: proof.map((b, i) => (i === proof.length - 1 ? b ^ 1 : b)) }),
      'proof.run',
      'proof_invalid',
    ],
    ['a proof cut off', () => ({ proof: proof.subarray(0, 300) }), 'proof.run', 'proof_malformed'],
    ['a file that is no proof', () => ({ proof: proof.subarray(1) }), 'proof.file', 'proof_malformed'],
    ['another model', () => ({ model: encodeModel(smallModel(6)) }), 'model.file', 'model_mismatch'],
    ['a file that is no model', () => ({ model: model.subarray(1) }), 'model.file', 'model_malformed'],
    ['a text that is no receipt', () => ({ receipt: '{"receipt": 1}' }), 'receipt.file', 'receipt_malformed'],
  ])('%s is refused', async (_, change, name, code) => {
    const found = await judged(change())
    expect(found).toMatchObject({ state: 'refused', code })
    expect(found.checks.find(check => check.name === name)).toMatchObject({ state: 'fails', code })
    expect(found.shown).toEqual([])
  })

  test("another receipt's proof is refused, and the answer is not blamed for it", async () => {
    const other = makeWorld({ inputs: [{ shape: [4], bits: 8, rows: 2, data: Int8Array.of(1, 1, 1, 1, 2, 2, 2, 2) }] })
    const found = await judged({}, other.bundle)
    expect(found).toMatchObject({ state: 'refused', code: 'proof_invalid' })
    expect(found.summary).toContain('shows nothing')
  })

  test('what was changed in a receipt is named before what is wrong with its proof', async () => {
    const changed = { ...world.bundle, receipt: { ...world.bundle.receipt, price: 8n } }
    const found = await judged({}, changed)
    expect(found).toMatchObject({ state: 'refused', code: 'price_mismatch' })
    expect(named(found, 'fails')).toContain('receipt.signature')
  })

  test('fields that nobody would write are refused, and break nothing', async () => {
    const { fields } = world.bundle
    for (const name of ['chainId', 'issuedAt', 'contract', 'weightsRoot']) {
      const strange = fields.disclosed.map(one =>
        one.name === name ? { ...one, value: `0x${'ff'.repeat(one.value.length / 2 - 1)}` as const } : one,
      )
      const found = await judged({}, { ...world.bundle, fields: { ...fields, disclosed: strange } })
      expect(found.state, name).toBe('refused')
      expect(named(found, 'fails'), name).toContain(`field.${name}`)
    }
  })

  test('a receipt that does not show its content, and one of a float model', async () => {
    const hidden = await judged({}, { ...world.bundle, input: null })
    expect(hidden.checks.find(({ name }) => name === 'proof.run')?.detail).toContain('does not show')
    const float = await judged({ model: null }, makeFloatWorld(o => o).bundle)
    expect(float).toMatchObject({ state: 'partly' })
    expect(float.checks.find(({ name }) => name === 'proof.run')?.detail).toContain('float model')
  })
})

describe('with a chain', () => {
  test('everything holds', async () => {
    const found = await judged({ chain })
    expect(found).toMatchObject({ state: 'verified', code: null })
    expect(named(found, 'open')).toEqual(['nonce.unused'])
    expect(named(found, 'holds')).toContain('log.cosigners')
  })

  test('what verify() says is what is shown, check by check', async () => {
    const policy = unwrap(namedPolicy('proved', 'any'))
    const evidence = { ...NO_EVIDENCE, proof: createProving().prepare(world.model, world.bundle, proof) }
    const verdict = await verify(world.bundle, evidence, policy, world.anchors)
    const found = await judged({ chain })
    const shown = new Map(found.checks.map(check => [check.name, check]))
    for (const { name, ok, detail } of verdict.checks) {
      if (name === 'nonce.unused') continue
      expect(shown.get(name), name).toMatchObject({ state: ok ? 'holds' : 'fails', detail })
    }
  })

  test('an answer that is only signed is not called verified', async () => {
    const found = await judged({ chain, proof: null })
    expect(found.state).toBe('partly')
    expect(found.summary).toContain("Nothing here shows that it is the model's")
  })

  test('a node that is not registered there is refused', async () => {
    const strangers: Given['chain'] = async bundle => ({
      ...(await chain!(bundle, undefined as never)),
      anchors: { ...world.anchors, nodes: [] },
    })
    expect(await judged({ chain: strangers })).toMatchObject({ state: 'refused', code: 'node_unknown' })
  })

  test('what is merely not there yet is open, and nothing is verified without it', async () => {
    const found = await judged({ chain, now: T0 }, { ...world.bundle, inclusion: null })
    expect(found).toMatchObject({ state: 'partly', code: null })
    expect(found.checks.find(({ name }) => name === 'log.included')).toMatchObject({
      state: 'open',
      code: 'inclusion_pending',
    })
    expect(found.summary).toContain('Not everything')
  })

  test('one that does not answer leaves things as they are without one', async () => {
    const silent: Given['chain'] = async () => {
      throw new WorldError('chain_unreachable', 'no answer')
    }
    const found = await judged({ chain: silent })
    expect(found).toMatchObject({ state: 'partly', code: null })
    expect(named(found, 'open').sort()).toEqual([...UNKNOWN, 'network.chain'].sort())
  })
})

test('every check has words', async () => {
  const worlds = [world, makeWorld({ traceRoot: true })]
  for (const { bundle } of worlds)
    for (const { name, meaning } of (await judged({ chain }, bundle)).checks) {
      expect(wordsOf(name), name).not.toBeNull()
      expect(meaning.length, name).toBeGreaterThan(10)
    }
})

test('files are known by their content', () => {
  expect(kindOf(proof)).toBe('proof')
  expect(kindOf(model)).toBe('model')
  expect(kindOf(utf8(bundleText(world.bundle)))).toBe('receipt')
  expect(kindOf(utf8('{"format": "assay-network/1"}'))).toBe('network')
  for (const text of ['', '[]', 'null', '{}', 'ASSAY-PROOF', '\ufeff{']) expect(kindOf(utf8(text)), text).toBeNull()
})
