// The cases of the engines' conformance suite, and what is compared. Knows no test runner and no node:*, so that the same
// file runs in a browser.

import { toHex } from '../../src/core/bytes/index.ts'
import { sha256Concat } from '../../src/core/crypto/index.ts'
import type { Engine } from '../../src/core/engine/index.ts'
import {
  type ExactModel,
  elements,
  type Op,
  type OpKind,
  tensorBytes,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { BODY_KINDS, type InputMode, Random, randomInputs, randomModel, randomTensor } from '../support/randomGraph.ts'
import { type Case, kindCases } from './directed.ts'
import { modelOf } from './model.ts'

export type { Case } from './directed.ts'

/** Random models of every kind and size; every number of rows from 1 to 64 comes up within 64 cases. */
export function* randomCases(count: number, first = 0): Generator<Case> {
  const modes: readonly InputMode[] = ['mixed', 'uniform', 'extreme', 'mixed']
  for (let seed = first; seed < first + count; seed++) {
    // Every fifth model is made of one kind (and what it needs), every seventh has larger tensors.
    const kinds: readonly OpKind[] = seed % 5 === 0 ? [BODY_KINDS[(seed / 5) % BODY_KINDS.length]!] : BODY_KINDS
    const large = seed % 7 === 0
    const model = randomModel(seed, { kinds, ...(large ? { maxElements: 6000, maxWork: 400_000 } : {}) })
    const heaviest = model.graph.ops.reduce((most, op) => Math.max(most, work(op, model)), 1)
    const rows = Math.max(1, Math.min(1 + ((seed * 37) % 64), Math.floor(1.2e6 / heaviest)))
    yield { name: `seed ${seed}, ${rows} rows`, model, inputs: randomInputs(model, rows, seed, modes[seed % 4]!) }
  }
}

const work = (op: Op, model: ExactModel): number => {
  if (op.kind !== 'linear' && op.kind !== 'matmul' && op.kind !== 'conv') return elements(op.shape)
  const channels = model.graph.ops[op.inputs[0]!]!.shape.at(-1)!
  return elements(op.shape) * (op.kind === 'conv' ? (op.kernel[0] * op.kernel[1] * channels) / op.groups : channels)
}

/** Directed cases: shapes at the kernels' block sizes and one beside them, batch sizes around chunks, wrapping sums. */
export function* directedCases(): Generator<Case> {
  for (const k of [1, 2, 3, 7, 8, 9, 31, 32, 257]) {
    for (const n of [1, 7, 8, 9, 16, 17]) {
      for (const weightBits of [8, 16]) {
        const model = linearModel(k, n, weightBits, k * 100 + n)
        yield { name: `linear ${k} to ${n}, ${weightBits} bits`, model, inputs: randomInputs(model, 1 + (n % 7), k) }
      }
    }
  }
  const small = linearModel(5, 3, 8, 1)
  for (const rows of [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 95, 96, 97, 191, 192, 193, 255, 256, 257, 512, 513, 700]) {
    yield { name: `${rows} rows`, model: small, inputs: randomInputs(small, rows, rows) }
  }
  const wrapping = wrappingModel()
  yield { name: 'partial sums outside int32', model: wrapping, inputs: randomInputs(wrapping, 9, 1, 'extreme') }
  yield { name: 'partial sums outside int32', model: wrapping, inputs: randomInputs(wrapping, 9, 2, 'uniform') }
  yield* kindCases()
}

/** Everything that an engine says about a case: a digest over outputs, and one over all ops' outputs. */
export async function digestOf(engine: Engine, { model, inputs }: Case): Promise<string> {
  const session = await engine.load(model)
  const outputs = await session.run(inputs)
  const trace = await session.trace(inputs)
  session.close()
  return toHex(sha256Concat(...[...outputs, ...trace].map(tensorBytes)))
}

/** A plain linear layer with random weights that fit the bound. */
export function linearModel(k: number, n: number, weightBits: number, seed: number, shape: number[] = []): ExactModel {
  const r = new Random(seed, 7)
  const bits = k > 100 ? 8 : 12
  const writer = new WeightWriter()
  const weights = randomTensor({ shape: [n, k], bits: Math.min(weightBits, k > 100 ? 9 : 10) }, 1, r, 'uniform').data
  const data = weightBits <= 8 ? Int8Array.from(weights, w => w >> 2) : Int16Array.from(weights)
  const p = {
    bias: Int32Array.from({ length: n }, () => r.int(-100_000, 100_000)),
    exponents: Uint8Array.from({ length: n }, () => r.int(0, 3)),
    weights: data,
  }
  const weightOffset = writer.rows(p, weightBits)
  return modelOf(
    [
      { kind: 'input', slot: 0, inputs: [], shape: [...shape, k], bits },
      {
        kind: 'linear',
        inputs: [0],
        shape: [...shape, n],
        bits: 16,
        shift: 9,
        lo: -32_000,
        hi: 32_000,
        weightBits,
        weightOffset,
      },
    ],
    writer.finish(),
  )
}

/** Several linear ops of one input, of these widths of weights and numbers of outputs, and one of another. */
export function branchesModel(
  k: number,
  shape: number[],
  branches: readonly (readonly [number, number])[],
): ExactModel {
  const r = new Random(k, 9)
  const writer = new WeightWriter()
  const ops: Op[] = [{ kind: 'input', slot: 0, inputs: [], shape: [...shape, k], bits: 8 }]
  const rows = (input: number, inner: number, weightBits: number, n: number): void => {
    const { data } = randomTensor({ shape: [n, inner], bits: Math.min(weightBits, 9) }, 1, r, 'uniform')
    const p = {
      bias: Int32Array.from({ length: n }, () => r.int(-50_000, 50_000)),
      exponents: Uint8Array.from({ length: n }, () => r.int(0, 2)),
      weights: weightBits <= 8 ? Int8Array.from(data) : Int16Array.from(data),
    }
    const q = { bits: 8, shift: 9, lo: -120, hi: 127 }
    const weightOffset = writer.rows(p, weightBits)
    ops.push({ kind: 'linear', inputs: [input], shape: [...shape, n], ...q, weightBits, weightOffset })
  }
  for (const [weightBits, n] of branches) rows(0, k, weightBits, n)
  rows(1, branches[0]![1], 8, 30)
  return modelOf(ops, writer.finish())
}

/** Accumulators inside the bound whose partial sums leave int32 in both directions: all that counts is the residue. */
export function wrappingModel(): ExactModel {
  const writer = new WeightWriter()
  const k = 8
  const rows = [
    { bias: -(2 ** 31), weights: [32_767, 32_767, 0, 0, 0, 0, 0, 0] },
    { bias: 2 ** 31 - 1, weights: [-32_768, 0, 0, 0, -32_768, 0, 0, 0] },
    { bias: 0, weights: [32_767, 32_767, 32_767, 32_767, -32_768, -32_768, -32_768, -32_768] },
    { bias: -65_536, weights: [-32_768, -32_768, -32_768, -32_768, 32_767, 32_767, 32_767, 32_767] },
  ]
  const weightOffset = writer.rows(
    {
      bias: Int32Array.from(rows, row => row.bias),
      exponents: new Uint8Array(rows.length),
      weights: Int16Array.from(rows.flatMap(row => row.weights)),
    },
    16,
  )
  return modelOf(
    [
      { kind: 'input', slot: 0, inputs: [], shape: [k], bits: 16 },
      // Values of 31,000 and more, so that products of two large numbers are certain.
      { kind: 'sum', inputs: [0], shape: [k], bits: 16, coefficients: [1], shift: 0, lo: 31_000, hi: 32_767 },
      {
        kind: 'linear',
        inputs: [1],
        shape: [4],
        bits: 16,
        shift: 15,
        lo: -32_768,
        hi: 32_767,
        weightBits: 16,
        weightOffset,
      },
    ],
    writer.finish(),
  )
}
