// Full audits: honest runs pass on every engine, and no wrong advice does, however consistent what follows from it is.

import { describe, expect, it } from 'vitest'
import {
  type Advice,
  advise,
  advisedOps,
  adviseOn,
  audit,
  type Challenge,
  type Claim,
  chachaWords,
  challengeVector,
  fastChecks,
  plainChecks,
  type StartChecks,
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
const slow: { load(model: ExactModel): Promise<GuidedSession> } = reference

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
        const value = { kind: 'exact', challenge: 'fresh', bits: 60, checkedOps }
        expect(await audit(model, own, claim, FRESH)).toEqual({ ok: true, value })
        own.close()
      }
      const own = await session(model)
      const value = { kind: 'exact', challenge: 'derived', bits: 120, checkedOps }
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
    for (const seed of SEEDS.slice(0, 30)) {
      const { model, inputs } = madeOf(seed)
      const random = new Random(seed, 3)
      const own = await session(model)
      const { advice } = advise(model, inputs)
      for (const id of advisedOps(model.graph))
        for (const [name, change] of Object.entries(CHANGES)) {
          const op = model.graph.ops[id] as LinearOp
          const honest = advice.find(({ op }) => op === id)!.accumulators
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

  it('says the same by its kernels and by the plain reference, whatever the claim', async () => {
    const verdicts: Record<string, number> = {}
    for (const seed of SEEDS.slice(0, 20)) {
      const { model, inputs } = madeOf(seed)
      const own = await session(model)
      const honest: Claim = { inputs, ...advise(model, inputs) }
      const random = new Random(seed, 4)
      const claims: Claim[] = [honest]
      for (const id of advisedOps(model.graph)) {
        const changed = lie(model, inputs, id, acc => void (acc[random.int(0, acc.length - 1)]! ^= 1))
        if (changed !== null) claims.push(changed)
      }
      for (const claim of claims)
        for (const challenge of [FRESH, DERIVED]) {
          const plain = await audit(model, own, claim, challenge, plainChecks)
          expect(await audit(model, own, claim, challenge, fastChecks)).toEqual(plain)
          const name = plain.ok ? 'holds' : plain.code
          verdicts[name] = (verdicts[name] ?? 0) + 1
        }
      own.close()
    }
    expect(verdicts['holds']).toBeGreaterThan(15)
    expect(verdicts['audit_mismatch']).toBeGreaterThan(15)
  })

  it('asks its kernels and no engine for products', async () => {
    const model = languageModel()
    const inputs = randomInputs(model, 9, 5)
    const claim: Claim = { inputs, ...advise(model, inputs) }
    const own = await wasmEngine().load(model)
    const settled = new Map<number, number>()
    const counting: StartChecks = async (ops, vectors) =>
      (await fastChecks(ops, vectors)).map((check, at) => ({
        settle(x, accumulators, rows, out) {
          settled.set(at, (settled.get(at) ?? 0) + rows)
          return check.settle(x, accumulators, rows, out)
        },
      }))
    expect(await audit(model, own, claim, FRESH, counting)).toMatchObject({ ok: true })
    expect([...settled.values()]).toEqual(claim.advice.map(() => 9))
    for (const [kernel, calls] of Object.entries(own.kernelCalls))
      if (kernel.startsWith('gemm') || kernel.startsWith('depthwise')) expect(calls, kernel).toBe(0)
    expect(own.kernelCalls.attention).toBeGreaterThan(0)
    own.close()
  })

  it('holds at the ends of every width, over blocks of lines and rows, and one bit of any accumulator is found', async () => {
    for (const [k, bits, weightBits, n, largest] of [
      [700, 2, 16, 70, 0],
      [5, 16, 12, 70, 0],
      [65, 8, 8, 71, 3],
      [1, 16, 13, 70, 5],
      [128, 16, 8, 3000, 0],
      [16_392, 4, 8, 9, 0],
      [8, 8, 2, 2500, 2],
      [24, 16, 15, 67, 0],
    ] as const) {
      const random = new Random(k, 9)
      const x = randomTensor({ shape: [k], bits }, 3, random, 'extreme')
      const weights = randomTensor({ shape: [n, k], bits: weightBits }, 1, random, 'extreme').data
      const bias = Int32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1 : 1) * (2 ** 20 + i))
      const exponents = Uint8Array.from({ length: n }, (_, i) => i % (largest + 1))
      const op: LinearOp = {
        ...{ kind: 'linear', inputs: [0], shape: [n], bits: 16, weightBits, weightOffset: 0 },
        ...{ shift: 15, lo: -32_768, hi: 32_767 },
      }
      const product = (row: number, i: number): number => {
        let acc = bias[i]!
        for (let j = 0; j < k; j++) acc += x.data[row * k + j]! * weights[i * k + j]!
        return acc * 2 ** exponents[i]!
      }
      // Lines whose sums no admissible graph would have get smaller weights.
      for (let i = 0; i < n; i++)
        while ([0, 1, 2].some(row => Math.abs(product(row, i)) >= 2 ** 30 - 2 ** 25))
          for (let j = 0; j < k; j++) weights[i * k + j] = weights[i * k + j]! >> 1
      const accumulators = Int32Array.from({ length: 3 * n }, (_, at) => product(Math.floor(at / n), at % n))
      const advised = [{ op, inputShape: [k], parameters: { bias, exponents, weights } }]
      const vectors = [0, 1].map(i => challengeVector(new Uint8Array(32), i, n))
      const [check] = await fastChecks(advised, vectors)
      const out = new Int16Array(3 * n)
      expect(check!.settle(x.data, accumulators, 3, out)).toBe('holds')
      expect(out).toEqual(Int16Array.from(accumulators, acc => requantize(acc, op)))
      for (let at = 0; at < accumulators.length; at += Math.ceil(n / 6)) {
        accumulators[at]! ^= 1
        expect(check!.settle(x.data, accumulators, 3, out)).toBe('wrong')
        accumulators[at]! ^= 1
      }
      for (const at of [0, n - 1, 3 * n - 1])
        for (const value of [
          2 ** 30,
          -(2 ** 31),
          2 ** 30 - 2 ** 24 - 2 ** 14 + 1,
          -(2 ** 30 - 2 ** 24 - 2 ** 14) - 1,
        ]) {
          const before = accumulators[at]!
          accumulators[at] = value
          expect(check!.settle(x.data, accumulators, 3, out)).toBe('outside')
          accumulators[at] = before
        }
    }
  })

  it('is deceived by a lie that is orthogonal to one vector, and not to both', async () => {
    const n = 2
    const op: LinearOp = {
      ...{ kind: 'linear', inputs: [0], shape: [n], bits: 16, weightBits: 8, weightOffset: 0 },
      ...{ shift: 0, lo: -32_768, hi: 32_767 },
    }
    const parameters = { bias: new Int32Array(n), exponents: new Uint8Array(n), weights: Int8Array.of(1, 2) }
    const lie = Int32Array.of(3 - 1, 6 + 1)
    const verdict = async (start: StartChecks, ...vectors: number[][]) => {
      const u = vectors.map(vector => Int32Array.from(vector))
      const [check] = await start([{ op, inputShape: [1], parameters }], u)
      return check!.settle(Int16Array.of(3), lie, 1, new Int16Array(n))
    }
    for (const start of [plainChecks, fastChecks]) {
      expect(await verdict(start, [5, 5], [7, 7])).toBe('holds')
      expect(await verdict(start, [5, 5], [5, 6])).toBe('wrong')
      expect(await verdict(start, [5, 6], [5, 5])).toBe('wrong')
    }
  })
})

describe('advice', () => {
  it('from the kernels of the wasm engine is that of the reference, and runs after it are as before', async () => {
    let advised = 0
    for (const seed of SEEDS.slice(0, 30)) {
      const { model, inputs } = madeOf(seed)
      const expected = advise(model, inputs)
      advised += expected.advice.length
      for (const engine of [wasmEngine(), wasmEngine({ workingMemory: 0, relaxed: false })]) {
        const own = await engine.load(model)
        expect(await adviseOn(model, own, inputs)).toEqual(expected)
        expect(await own.run(inputs)).toEqual(expected.outputs)
        own.close()
      }
    }
    expect(advised).toBeGreaterThan(20)
    const model = languageModel()
    const inputs = randomInputs(model, 9, 5)
    const own = await wasmEngine({ workingMemory: 1 }).load(model)
    expect(await adviseOn(model, own, inputs)).toEqual(advise(model, inputs))
    own.close()
    await expect(adviseOn(model, await slow.load(model), inputs)).rejects.toThrow(TypeError)
  })
})

describe('a challenge', () => {
  it('comes from the key stream of ChaCha20: the first two vectors of RFC 8439, appendix A.1, and a nonce', () => {
    const hex = (words: Int32Array): string => Buffer.from(words.buffer, 0, 4 * words.length).toString('hex')
    const words = chachaWords(new Uint8Array(32), 0, 32)
    expect(hex(words.slice(0, 8))).toBe('76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7')
    expect(hex(words.slice(16, 24))).toBe('9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed')
    expect(chachaWords(new Uint8Array(32), 1, 16)).not.toEqual(words.slice(0, 16))
  })

  it('has elements of 30 bits, other ones for other vectors and seeds, and longer vectors begin with shorter ones', () => {
    const vector = challengeVector(new Uint8Array(32), 0, 5000)
    const [least, end] = [-(2 ** 29) - 2 ** 14, 2 ** 29 - 2 ** 14]
    expect(vector.every(value => value >= least && value < end)).toBe(true)
    expect(Math.min(...vector)).toBeLessThan(least + 2 ** 22)
    expect(Math.max(...vector)).toBeGreaterThan(end - 2 ** 22)
    expect(new Set(vector).size).toBeGreaterThan(4990)
    expect(challengeVector(new Uint8Array(32), 0, 77)).toEqual(vector.slice(0, 77))
    expect(challengeVector(new Uint8Array(32), 1, 77)).not.toEqual(vector.slice(0, 77))
    expect(challengeVector(new Uint8Array(32).fill(1), 0, 77)).not.toEqual(vector.slice(0, 77))
  })
})
