// Full audits: honest runs pass on every engine, and no wrong advice does, however consistent what follows from it is.

import { describe, expect, it } from 'vitest'
import {
  type Advice,
  advise,
  advisedOps,
  audit,
  type Challenge,
  type Claim,
  challengeVector,
  opCheck,
} from '../../src/core/audit/index.ts'
import { type GuidedSession, interpret, reference, wasmEngine } from '../../src/core/engine/index.ts'
import { type ExactModel, type IntTensor, type LinearOp, nameOf, requantize } from '../../src/core/graph/index.ts'
import { languageModel } from '../support/languageModel.ts'
import { Random, randomCausalModel, randomInputs, randomModel, randomTensor } from '../support/randomGraph.ts'

const P = 2 ** 31 - 1
const FRESH: Challenge = { kind: 'fresh', seed: Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1) }
const DERIVED: Challenge = { kind: 'derived' }
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

/** Random models that have products, every second one causal. */
function madeOf(seed: number): { model: ExactModel; inputs: IntTensor[] } {
  const options = { maxElements: 300, maxWork: 3_000, size: 8 }
  const model = seed % 2 === 0 ? randomModel(seed, options) : randomCausalModel(seed, { ...options, context: 24 })
  return { model, inputs: randomInputs(model, 1 + (seed % 5), seed) }
}

/** A claim whose advice for one op is changed, and everything after it computed from the change, advice included. */
function lie(
  model: ExactModel,
  inputs: readonly IntTensor[],
  op: number,
  change: (acc: Int32Array) => void,
): Claim | null {
  const advice: Advice[] = []
  try {
    const values = interpret(model, inputs, undefined, undefined, (id, out, context, usual) => {
      const own = model.graph.ops[id]!
      if (own.kind !== 'linear' && own.kind !== 'conv') return usual(context)
      const accumulators = new Int32Array(out.data.length)
      let at = 0
      const finish: typeof context.finish = (acc, q) => {
        accumulators[at++] = acc
        return context.finish(acc, q)
      }
      usual({ ...context, finish })
      if (id === op) {
        change(accumulators)
        for (let i = 0; i < accumulators.length; i++) out.data[i] = requantize(accumulators[i]!, own)
      }
      advice.push({ op: id, accumulators })
    })
    const outputs = values.filter((_, id) => model.graph.ops[id]!.kind === 'output')
    return { inputs, outputs, advice }
  } catch (error) {
    // The lie leads out of what the model's bounds allow, so that no engine could have gone on.
    if (error instanceof RangeError && error.message.includes('outside its bound')) return null
    throw error
  }
}

const CHANGES: Readonly<Record<string, (acc: Int32Array, at: number, shift: number) => void>> = {
  'one more': (acc, at) => void acc[at]!++,
  'one less': (acc, at) => void acc[at]!--,
  negated: (acc, at) => void (acc[at] = acc[at] === 0 ? 1 : -acc[at]!),
  'one step of the output': (acc, at, shift) => void (acc[at]! += 2 ** shift),
  'the edge of the bound': (acc, at, shift) =>
    void (acc[at] = 2 ** 30 - 2 ** 24 - (shift === 0 ? 0 : 2 ** (shift - 1))),
  'swapped with a neighbour': (acc, at) => {
    const other = acc.findIndex(value => value !== acc[at])
    if (other < 0) acc[at]! ^= 1
    else [acc[at], acc[other]] = [acc[other]!, acc[at]!]
  },
}

const session = async (model: ExactModel): Promise<GuidedSession> => wasmEngine().load(model)

describe('a full audit', () => {
  it('passes honest runs on the reference and on the wasm engine, with the guarantee as data', async () => {
    let checked = 0
    for (const seed of SEEDS) {
      const { model, inputs } = madeOf(seed)
      const claim: Claim = { inputs, ...advise(model, inputs) }
      const checkedOps = claim.advice.length
      checked += checkedOps
      const engines: { load(model: ExactModel): Promise<GuidedSession> }[] = [
        ...[reference, wasmEngine(), wasmEngine({ workingMemory: 0 })],
      ]
      for (const engine of engines) {
        const own = await engine.load(model)
        const value = { kind: 'exact', challenge: 'fresh', bits: 61, checkedOps }
        expect(await audit(model, own, claim, FRESH)).toEqual({ ok: true, value })
        own.close()
      }
      const own = await session(model)
      const value = { kind: 'exact', challenge: 'derived', bits: 123, checkedOps }
      expect(await audit(model, own, claim, DERIVED)).toEqual({ ok: true, value })
      own.close()
    }
    expect(checked).toBeGreaterThan(40)
  })

  it('runs a language model with its attention, many rows in several chunks', async () => {
    const model = languageModel()
    const inputs = randomInputs(model, 9, 5)
    const claim: Claim = { inputs, ...advise(model, inputs) }
    const own = await wasmEngine({ workingMemory: 1 }).load(model)
    expect(claim.outputs).toEqual(await own.run(inputs))
    expect(await audit(model, own, claim, FRESH)).toMatchObject({ ok: true, value: { kind: 'exact' } })
    own.close()
  })

  it('refuses every changed accumulator, named by its op, with everything behind it consistent', async () => {
    const caught: Record<string, number> = {}
    for (const seed of SEEDS) {
      const { model, inputs } = madeOf(seed)
      const random = new Random(seed, 3)
      const own = await session(model)
      for (const id of advisedOps(model.graph))
        for (const [name, change] of Object.entries(CHANGES)) {
          const op = model.graph.ops[id] as LinearOp
          const honest = advise(model, inputs).advice.find(({ op }) => op === id)!.accumulators
          const at = random.int(0, honest.length - 1)
          const claim = lie(model, inputs, id, acc => change(acc, at, op.shift))
          if (claim === null) continue
          const given = claim.advice.find(({ op }) => op === id)!.accumulators
          if (given.every((value, i) => value === honest[i])) continue
          const challenge = random.chance(0.5) ? FRESH : DERIVED
          const result = await audit(model, own, claim, challenge)
          expect(result).toMatchObject({ ok: false, facts: { op: id } })
          if (result.ok) continue
          const outside = result.message.includes('outside its bound')
          expect(result.code).toBe(outside ? 'advice_malformed' : 'audit_mismatch')
          expect(result.message).toContain(nameOf(op, id))
          if (!outside) caught[name] = (caught[name] ?? 0) + 1
        }
      own.close()
    }
    for (const name of Object.keys(CHANGES)) expect(caught[name], name).toBeGreaterThan(10)
  })

  it('refuses advice that is p away, longer, shorter, missing, extra, swapped or of another op', async () => {
    const model = languageModel()
    const inputs = randomInputs(model, 3, 5)
    const honest: Claim = { inputs, ...advise(model, inputs) }
    const own = await session(model)
    const [first, second, ...rest] = honest.advice as [Advice, Advice, ...Advice[]]
    const changed = (change: (acc: number[]) => number[]): Advice[] => [
      { op: first.op, accumulators: Int32Array.from(change([...first.accumulators])) },
      second,
      ...rest,
    ]
    const negative = first.accumulators.findIndex(value => value < 0)
    const positive = first.accumulators.findIndex(value => value > 0)
    const cases: Advice[][] = [
      changed(acc => acc.with(negative, acc[negative]! + P)),
      changed(acc => acc.with(positive, acc[positive]! - P)),
      changed(acc => [...acc, 0]),
      changed(acc => acc.slice(1)),
      changed(() => []),
      [],
      [second, ...rest],
      [first, second, ...rest, second],
      [second, first, ...rest],
      [first, first, ...rest],
      [{ ...first, accumulators: new Float64Array(first.accumulators) as unknown as Int32Array }, second, ...rest],
    ]
    for (const advice of cases)
      expect(await audit(model, own, { ...honest, advice }, FRESH)).toMatchObject({
        ok: false,
        code: 'advice_malformed',
      })
    expect(await audit(model, own, honest, FRESH)).toMatchObject({ ok: true })
    own.close()
  })

  it('refuses an output that is not what follows from the advice, and outputs of other types', async () => {
    const model = languageModel()
    const inputs = randomInputs(model, 3, 6)
    const honest: Claim = { inputs, ...advise(model, inputs) }
    const own = await session(model)
    const output = honest.outputs[0]!
    for (const at of [0, output.data.length - 1]) {
      const data = output.data.slice()
      data[at] = data[at] === 1 ? 0 : 1
      expect(await audit(model, own, { ...honest, outputs: [{ ...output, data }] }, FRESH)).toMatchObject({
        ok: false,
        code: 'audit_mismatch',
        facts: { slot: 0, at },
      })
    }
    for (const outputs of [[], [output, output], [{ ...output, rows: 2 }], [{ ...output, data: output.data.slice(1) }]])
      expect(await audit(model, own, { ...honest, outputs }, FRESH)).toMatchObject({
        ok: false,
        code: 'audit_mismatch',
      })
    await expect(audit(model, own, honest, { kind: 'fresh', seed: new Uint8Array(31) })).rejects.toThrow(RangeError)
    own.close()
  })

  it('holds at the ends of every width, and over more terms than one sum takes', () => {
    for (const [k, bits, weightBits] of [
      [700, 2, 16],
      [5, 16, 12],
      [65, 8, 8],
      [1, 16, 13],
    ] as const) {
      const random = new Random(k, 9)
      const x = randomTensor({ shape: [k], bits }, 3, random, 'extreme')
      const n = 70
      const weights = randomTensor({ shape: [n, k], bits: weightBits }, 1, random, 'extreme').data
      const bias = Int32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1 : 1) * (2 ** 20 + i))
      const exponents = Uint8Array.from({ length: n }, (_, i) => i % 3)
      const op: LinearOp = {
        ...{ kind: 'linear', inputs: [0], shape: [n], bits: 16, weightBits, weightOffset: 0 },
        ...{ shift: 15, lo: -32_768, hi: 32_767 },
      }
      const vectors = [0, 1].map(i => challengeVector(new Uint8Array(32), i, n))
      const accumulators = new Int32Array(3 * n)
      for (let row = 0; row < 3; row++)
        for (let i = 0; i < n; i++) {
          let acc = BigInt(bias[i]!)
          for (let j = 0; j < k; j++) acc += BigInt(x.data[row * k + j]!) * BigInt(weights[i * k + j]!)
          accumulators[row * n + i] = Number(acc << BigInt(exponents[i]!))
        }
      const check = opCheck(op, [k], { bias, exponents, weights }, vectors)
      expect(check.holds(x.data, accumulators, 3)).toBe(true)
      for (let at = 0; at < accumulators.length; at += 13) {
        accumulators[at]! ^= 1
        expect(check.holds(x.data, accumulators, 3)).toBe(false)
        accumulators[at]! ^= 1
      }
    }
  })

  it('is deceived by a lie that is orthogonal to one vector, and not to both', () => {
    const n = 2
    const op: LinearOp = {
      ...{ kind: 'linear', inputs: [0], shape: [n], bits: 16, weightBits: 8, weightOffset: 0 },
      ...{ shift: 0, lo: -32_768, hi: 32_767 },
    }
    const parameters = { bias: new Int32Array(n), exponents: new Uint8Array(n), weights: Int8Array.of(1, 2) }
    const lie = Int32Array.of(3 - 1, 6 + 1)
    const holds = (...vectors: number[][]) =>
      opCheck(
        op,
        [1],
        parameters,
        vectors.map(vector => Float64Array.from(vector)),
      ).holds(Int16Array.of(3), lie, 1)
    expect(holds([5, 5])).toBe(true)
    expect(holds([5, 5], [5, 6])).toBe(false)
    expect(holds([5, 6], [5, 5])).toBe(false)
  })
})

describe('a challenge', () => {
  it('has elements of the field only, other ones for other vectors and seeds, and longer vectors begin with shorter ones', () => {
    const vector = challengeVector(new Uint8Array(32), 0, 5000)
    expect(vector.every(value => Number.isInteger(value) && value >= 0 && value < P)).toBe(true)
    expect(new Set(vector).size).toBeGreaterThan(4990)
    expect(challengeVector(new Uint8Array(32), 0, 77)).toEqual(vector.slice(0, 77))
    expect(challengeVector(new Uint8Array(32), 1, 77)).not.toEqual(vector.slice(0, 77))
    expect(challengeVector(new Uint8Array(32).fill(1), 0, 77)).not.toEqual(vector.slice(0, 77))
  })
})
