// Statements that no run has: a verifier refuses them whatever a cheat proves, and in reasonable time.

import { beforeAll, describe, expect, test } from 'vitest'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import { type FieldVectors, fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { type ExactModel, type IntTensor, makeModel, type Op, WeightWriter } from '../../src/core/graph/index.ts'
import { lower } from '../../src/core/proof/lower/index.ts'
import { beginTranscript, publicsOf, statementOf } from '../../src/core/proof/run/statement.ts'
import { verifyRun } from '../../src/core/proof/run/verify.ts'
import { evaluateExpression } from '../../src/core/proof/system/expression.ts'
import { fillColumns } from '../../src/core/proof/system/fill.ts'
import { valuesOf } from '../../src/core/proof/system/polynomials.ts'
import { proveSystem } from '../../src/core/proof/system/prover.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'

let vectors: FieldVectors
beforeAll(async () => {
  installNodeHash()
  vectors = await fastVectors(MERSENNE31)
})

const tensor = (shape: readonly number[], bits: number, rows: number, values: readonly number[]): IntTensor => ({
  ...{ shape, bits, rows },
  data: bits <= 8 ? Int8Array.from(values) : Int16Array.from(values),
})

/** A model of ops behind one input and before one output. */
function chain(
  input: { shape: readonly number[]; bits: number },
  ops: readonly Record<string, unknown>[],
  weights: Uint8Array = new Uint8Array(0),
): ExactModel {
  const all = [{ kind: 'input', inputs: [], slot: 0, ...input }, ...ops] as unknown as Op[]
  const { shape, bits } = all.at(-1)!
  all.push({ kind: 'output', inputs: [all.length - 1], shape, bits, slot: 0 })
  const port = (name: string, type: { shape: readonly number[]; bits: number }) => ({
    ...{ name, dtype: 'float32' as const, shape: type.shape, perm: type.shape.map((_, i) => i) },
    ...{ bits: type.bits, exponent: 0 },
  })
  const ports = { inputs: [port('x', input)], outputs: [port('y', { shape, bits })] }
  return makeModel({ ops: all, weightBytes: weights.length }, weights, ports, {})
}

/** Proves what the lowered system gives with these parameters, whether or not it is a run of the model. */
function cheat(model: ExactModel, inputs: readonly IntTensor[], parameters: readonly ArrayLike<number>[]) {
  const { rows } = inputs[0]!
  const blank = model.graph.ops.flatMap(op =>
    op.kind === 'output'
      ? [tensor(op.shape, op.bits, rows, new Array(rows * op.shape.reduce((all, n) => all * n, 1)).fill(0))]
      : [],
  )
  const { system, outputs } = lower({ graph: model.graph, weights: model.weights, rows, inputs })
  const filled = fillColumns(system, parameters, publicsOf(system, statementOf(model, inputs, blank)))
  const last = evaluateExpression(outputs.at(-1)!, valuesOf(system, filled))
  const claimed = [{ ...blank[0]!, data: Int16Array.from(last) }]
  const statement = statementOf(model, inputs, claimed)
  const values = { ...filled, publics: publicsOf(system, statement) }
  return { statement, proof: proveSystem(vectors, beginTranscript(statement, null), system, values, null) }
}

describe('what the interpreter refuses or does otherwise', () => {
  test('more rows than a context has', () => {
    const model = chain({ shape: [1], bits: 16 }, [
      { kind: 'position', inputs: [], shape: [1], bits: 16, context: 4 },
      { kind: 'sum', inputs: [0, 1], shape: [1], bits: 16, coefficients: [1, 1], shift: 0, lo: -32_768, hi: 32_767 },
    ])
    const inputs = [tensor([1], 16, 6, [1, 2, 3, 4, 5, 6])]
    expect(() => interpret(model, inputs)).toThrow(expect.objectContaining({ code: 'input_shape_mismatch' }))
    const { statement, proof } = cheat(model, inputs, [])
    expect(verifyRun(statement, { bytes: model.weights }, proof)).toMatchObject({ ok: false })
  })

  test('a bias that its exponent takes beyond 32 bits', () => {
    const writer = new WeightWriter()
    const bias = -3 * 2 ** 25
    const weightOffset = writer.rows(
      { bias: Int32Array.of(bias), exponents: Uint8Array.of(5), weights: Int16Array.of(2 ** 12) },
      16,
    )
    const model = chain(
      { shape: [1], bits: 16 },
      [
        { kind: 'sum', inputs: [0], shape: [1], bits: 16, coefficients: [1], shift: 0, lo: 20_480, hi: 28_000 },
        {
          kind: 'linear',
          inputs: [1],
          shape: [1],
          bits: 16,
          weightBits: 16,
          shift: 0,
          weightOffset,
          lo: -32_768,
          hi: 32_767,
        },
      ],
      writer.finish(),
    )
    const inputs = [tensor([1], 16, 1, [24_576])]
    const right = outputsOf(model, interpret(model, inputs))
    expect(right[0]!.data[0]).toBe(0)
    // 2^32 is 2 modulo p.
    const { statement, proof } = cheat(model, inputs, [[2 ** 17], [bias * 2 ** 5 + 2]])
    expect(statement.outputs[0]!.data[0]).toBe(2)
    expect(verifyRun(statement, { bytes: model.weights }, proof)).toMatchObject({ ok: false })
    const honest = cheat(model, inputs, [[2 ** 17], [bias * 2 ** 5]])
    expect(verifyRun(honest.statement, { bytes: model.weights }, honest.proof)).toMatchObject({ ok: true })
  })
})

describe('what may not take a verifier down', () => {
  const entry = (...indices: number[]): Uint8Array => new Uint8Array(Int32Array.from(indices).buffer)

  test('elements that are doubled and halved again', () => {
    // Each pair of ops doubles the parts of an expression; the interpreter copies four elements.
    const levels = 14
    const weights = new Uint8Array(32 * (levels - 1) + 8)
    for (let i = 0; i < levels; i++) weights.set(entry(0, 3), 32 * i)
    const ops = Array.from({ length: levels }, (_, i) => [
      { kind: 'concat', inputs: [2 * i, 2 * i], shape: [4], bits: 8, axis: 0 },
      { kind: 'take', inputs: [2 * i + 1], shape: [2], bits: 8, axis: 0, fill: 0, weightOffset: 32 * i },
    ]).flat()
    const model = chain({ shape: [2], bits: 8 }, ops, weights)
    const inputs = [tensor([2], 8, 1, [1, 2])]
    const { system } = lower({ graph: model.graph, weights, rows: 1, inputs })
    const parts = system.relations.reduce((sum, { expression }) => sum + expression.parts.length, 0)
    expect(parts).toBeLessThan(1000)
  })

  test('windows of which each counts other taps', () => {
    const size = 1024
    const model = chain({ shape: [size, 1, 1], bits: 8 }, [
      {
        ...{ kind: 'averagePool', inputs: [0], shape: [size, 1, 1], bits: 8, kernel: [size, 1], stride: [1, 1] },
        ...{ dilation: [1, 1], pads: [size / 2, 0, size / 2 - 1, 0], countIncludePad: false, reciprocalBits: 8 },
        ...{ shift: 8, lo: -128, hi: 127 },
      },
    ])
    const column = tensor([size, 1, 1], 8, 1, new Array(size).fill(1))
    const verdict = verifyRun(statementOf(model, [column], [column]), { bytes: model.weights }, new Uint8Array(40))
    expect(verdict).toMatchObject({ ok: false, code: 'proof_unsupported' })
  })

  test('weights that are not as long as the model says', () => {
    const weights = entry(1, 0)
    const take = { kind: 'take', inputs: [0], shape: [2], bits: 8, axis: 0, fill: 0, weightOffset: 0 }
    const model = chain({ shape: [2], bits: 8 }, [take], weights)
    const row = tensor([2], 8, 1, [1, 2])
    const statement = statementOf(model, [row], [row])
    for (const bytes of [new Uint8Array(0), new Uint8Array(9)])
      expect(verifyRun(statement, { bytes }, new Uint8Array(40))).toMatchObject({ code: 'input_shape_mismatch' })
  })

  test('indices that who holds no weights does not know', () => {
    const weights = entry(1, 0)
    const take = { kind: 'take', inputs: [0], shape: [2], bits: 8, axis: 0, fill: 0, weightOffset: 0 }
    const model = chain({ shape: [2], bits: 8 }, [take], weights)
    const [input, output] = [tensor([2], 8, 1, [1, 2]), tensor([2], 8, 1, [2, 1])]
    const statement = statementOf(model, [input], [output])
    expect(verifyRun(statement, { root: new Uint8Array(32) }, new Uint8Array(40))).toMatchObject({ ok: false })
  })
})
