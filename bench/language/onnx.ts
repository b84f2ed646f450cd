// A language model of the Llama kind as an ONNX file for prompts of one length, with random weights: what onnxruntime is measured with.
// Weights in float32, or as signed bytes with dynamic ranges as onnxruntime's own quantizer writes them. Only the last position has logits.

import type { LanguageShape } from '../models/language.ts'
import { Random } from '../models/random.ts'
import { ModelWriter } from '../models/writer.ts'

export function onnxLanguageModel(
  shape: Omit<LanguageShape, 'context' | 'weightBits'>,
  tokens: number,
  int8: boolean,
): Uint8Array {
  const { layers, width, heads, groups, hidden, vocabulary } = shape
  const w = new ModelWriter()
  const random = new Random(288)
  const drawn = random.normal(1 << 16, 1)
  let turn = 0
  const depth = width / heads
  const scalar = (name: string, value: number): string => w.weights(name, [], Float32Array.of(value))
  const scale = scalar('scale', depth ** -0.5)

  const dense = (name: string, x: string, from: number, to: number): string => {
    const count = from * to
    const take = <A extends Float32Array | Int8Array>(out: A, gain: number): A => {
      for (let at = 0; at < count; ) {
        turn = (turn + 40_503) % drawn.length
        const n = Math.min(count - at, drawn.length - turn)
        for (let i = 0; i < n; i++) out[at + i] = drawn[turn + i]! * gain
        at += n
      }
      return out
    }
    if (!int8)
      return w.node('MatMul', name, [
        x,
        w.weights(`${name}.weight`, [from, to], take(new Float32Array(count), from ** -0.5)),
      ])
    const weight = w.bytes(`${name}.weight`, [from, to], take(new Int8Array(count), 30))
    const [bytes, step, zero] = w.several(
      'DynamicQuantizeLinear',
      [`${name}.bytes`, `${name}.step`, `${name}.zero`],
      [x],
    )
    const product = w.node('MatMulInteger', `${name}.product`, [bytes!, weight, zero!])
    const real = w.node('Cast', `${name}.real`, [product], { to: 1 })
    const gain = scalar(`${name}.gain`, from ** -0.5 / 30)
    return w.node('Mul', name, [real, w.node('Mul', `${name}.scale`, [step!, gain])])
  }
  const norm = (name: string, x: string): string => {
    const gain = w.weights(`${name}.gain`, [width], new Float32Array(width).fill(1))
    const bias = w.weights(`${name}.bias`, [width], new Float32Array(width))
    return w.node('LayerNormalization', name, [x, gain, bias], { axis: -1, epsilon: { float: 1e-5 } })
  }
  const headsOf = (name: string, x: string, count: number, perm: readonly number[]): string => {
    const to = w.integers(`${name}.shape`, [0, tokens, count, depth])
    const split = w.node('Transpose', `${name}.split`, [w.node('Reshape', `${name}.view`, [x, to])], { perm })
    if (count === heads) return split
    // Keys and values of a group stand before each of its heads.
    const order = w.integers(
      `${name}.order`,
      Array.from({ length: heads }, (_, h) => Math.floor((h * groups) / heads)),
    )
    return w.node('Gather', `${name}.shared`, [split, order], { axis: 1 })
  }
  const mask = new Float32Array(tokens * tokens)
  for (let t = 0; t < tokens; t++) mask.fill(-1e9, t * tokens + t + 1, (t + 1) * tokens)
  const causal = w.weights('mask', [1, 1, tokens, tokens], mask)
  const cos = w.weights('cos', [1, 1, tokens, depth], new Float32Array(tokens * depth).fill(0.8))
  const sin = w.weights('sin', [1, 1, tokens, depth], new Float32Array(tokens * depth).fill(0.6))
  const rotated = (name: string, x: string): string =>
    w.node('Add', `${name}.turned`, [w.node('Mul', `${name}.cos`, [x, cos]), w.node('Mul', `${name}.sin`, [x, sin])])

  let x = w.input('embeddings', [tokens, width])
  for (let layer = 0; layer < layers; layer++) {
    const n = `layer${layer}`
    const before = norm(`${n}.norm1`, x)
    const q = rotated(`${n}.q`, headsOf(`${n}.q`, dense(`${n}.wq`, before, width, width), heads, [0, 2, 1, 3]))
    const k = rotated(
      `${n}.k`,
      headsOf(`${n}.k`, dense(`${n}.wk`, before, width, groups * depth), groups, [0, 2, 1, 3]),
    )
    const v = headsOf(`${n}.v`, dense(`${n}.wv`, before, width, groups * depth), groups, [0, 2, 1, 3])
    const kt = w.node('Transpose', `${n}.kt`, [k], { perm: [0, 1, 3, 2] })
    const scores = w.node('Mul', `${n}.scores`, [w.node('MatMul', `${n}.similarity`, [q, kt]), scale])
    const weights = w.node('Softmax', `${n}.weights`, [w.node('Add', `${n}.masked`, [scores, causal])], { axis: -1 })
    const mixed = w.node('Transpose', `${n}.mixed`, [w.node('MatMul', `${n}.mix`, [weights, v])], {
      perm: [0, 2, 1, 3],
    })
    const joined = w.node('Reshape', `${n}.joined`, [mixed, w.integers(`${n}.join`, [0, tokens, width])])
    x = w.node('Add', `${n}.sum1`, [x, dense(`${n}.wo`, joined, width, width)])
    const after = norm(`${n}.norm2`, x)
    const gate = dense(`${n}.gate`, after, width, hidden)
    const silu = w.node('Mul', `${n}.silu`, [gate, w.node('Sigmoid', `${n}.sigmoid`, [gate])])
    const gated = w.node('Mul', `${n}.gated`, [silu, dense(`${n}.up`, after, width, hidden)])
    x = w.node('Add', `${n}.sum2`, [x, dense(`${n}.down`, gated, hidden, width)])
  }
  const last = w.node('Gather', 'last', [norm('norm', x), w.integers('end', [tokens - 1])], { axis: 1 })
  w.output(dense('classifier', last, width, vocabulary), [1, vocabulary])
  return w.finish('language model')
}
