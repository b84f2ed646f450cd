// Suite proof: what it takes to prove a run, and to check the proof: by who holds nothing but what the weights were
// committed with, and by who holds the weights.

import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import {
  type ExactModel,
  type IntTensor,
  type ModelInterface,
  makeModel,
  type Op,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { statementOf, verifyRun } from '../../src/core/proof/index.ts'
import { commitModel, proveRun } from '../../src/core/proof/prover.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { loadDigits } from '../digits.ts'
import type { Suite } from '../harness.ts'
import { exactLanguageModel } from '../models/language.ts'
import { Random } from '../models/random.ts'

interface Target {
  readonly prove: number
  readonly verify: number
  readonly KB?: number
}

const TARGETS: Readonly<Record<string, Target>> = {
  'MLP 784-32-10': { prove: 25, verify: 8, KB: 200 },
  'digits CNN': { prove: 60, verify: 8, KB: 200 },
  // Published for such a model (spec/decisions/proofs.md): EZKL 237 s; Jolt Atlas 2.29 s on a MacBook M3.
  'nanoGPT 0.25 M, 64 tokens': { prove: 500, verify: 15 },
}

export const suite: Suite = {
  name: 'proof',
  summary:
    'proving runs and checking the proofs, with weights that are committed to or held (perceptron, digits, a small transformer)',
  runs: 15,
  async *cases({ progress, quick }) {
    // As nodes do.
    installNodeHash()
    const vectors = await fastVectors(MERSENNE31)
    progress('digits: compiling')
    const digits = await loadDigits()
    const models: readonly (readonly [string, ExactModel, IntTensor])[] = [
      ['MLP 784-32-10', ...perceptron()],
      ['digits CNN', digits.model, digits.integers(1)],
      ...(quick ? [] : [['nanoGPT 0.25 M, 64 tokens', ...transformer()] as const]),
    ]
    for (const [name, model, input] of models) {
      progress(`${name}: running`)
      const outputs = await (await wasm.load(model)).run([input])
      const statement = statementOf(model, [input], outputs)
      const committed = commitModel(vectors, model, [input])
      for (const weights of ['committed', 'held'] as const) {
        const options = weights === 'committed' ? { committed } : {}
        const known = weights === 'committed' ? { root: committed.root } : { bytes: model.weights }
        yield {
          name: `${name}, weights ${weights}`,
          metric: metric => {
            const target = TARGETS[name]?.[metric as keyof Target]
            const unit = metric === 'KB' ? 'KB' : 'ms'
            return target === undefined || weights === 'held' ? { unit } : { unit, target: { atMost: target } }
          },
          ...(name.startsWith('nanoGPT') ? { warmups: 1, runs: 5 } : { warmups: 6 }),
          ours() {
            const started = performance.now()
            const proof = proveRun(vectors, model, [input], outputs, options)
            const proved = performance.now()
            unwrap(verifyRun(statement, known, proof, { vectors }))
            return { prove: proved - started, verify: performance.now() - proved, KB: proof.length / 1000 }
          },
        }
      }
    }
  },
}

/** As many layers, heads and values as nanoGPT's smallest, with the gated part of the Llama kind; 64 tokens. */
function transformer(): [ExactModel, IntTensor] {
  const shape = { layers: 4, width: 64, heads: 4, groups: 4, hidden: 176, vocabulary: 65, context: 64, weightBits: 8 }
  const data = Int16Array.from({ length: 128 }, (_, i) => (i % 2 === 0 ? (i * 37) % 65 : 0))
  return [exactLanguageModel(shape), { shape: [2], bits: 16, rows: 64, data }]
}

/** int8 weights at random, 784 inputs of 8 bits: as many products as the field's perceptron has. */
function perceptron(): [ExactModel, IntTensor] {
  const random = new Random(7)
  const writer = new WeightWriter()
  const values = (count: number, most: number): Int8Array =>
    Int8Array.from({ length: count }, () => Math.round((2 * random.uniform() - 1) * most))
  const layer = (inputs: number, outputs: number): number =>
    writer.rows(
      { bias: new Int32Array(outputs), exponents: new Uint8Array(outputs), weights: values(inputs * outputs, 127) },
      8,
    )
  const linear = (inputs: readonly number[], from: number, to: number, shift: number, lo: number): Op => ({
    ...{ kind: 'linear', inputs, shape: [to], bits: 8, weightBits: 8 },
    ...{ weightOffset: layer(from, to), shift, lo, hi: 127 },
  })
  const ops: Op[] = [
    { kind: 'input', inputs: [], shape: [784], bits: 8, slot: 0 },
    linear([0], 784, 32, 11, 0),
    linear([1], 32, 10, 9, -128),
    { kind: 'output', inputs: [2], shape: [10], bits: 8, slot: 0 },
  ]
  const weights = writer.finish()
  const port = (name: string, length: number): ModelInterface['inputs'][0] => ({
    ...{ name, dtype: 'float32', shape: [length], perm: [0], bits: 8, exponent: 0 },
  })
  const ports = { inputs: [port('x', 784)], outputs: [port('y', 10)] }
  const model = makeModel({ ops, weightBytes: weights.length }, weights, ports, {})
  return [model, { shape: [784], bits: 8, rows: 1, data: values(784, 127) }]
}
