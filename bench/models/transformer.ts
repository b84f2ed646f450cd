// A transformer encoder as exporters write it: LayerNormalization before each half of a block, GELU spelled out with Erf,
// attention with a softmax over positions. Weights are random: measured for speed, and no accuracy is claimed for it.

import { Random } from './random.ts'
import { ModelWriter } from './writer.ts'

export interface TransformerShape {
  readonly layers: number
  readonly width: number
  readonly tokens: number
  readonly heads: number
}

export function transformer({ layers, width, tokens, heads }: TransformerShape): Uint8Array {
  const writer = new ModelWriter()
  const random = new Random(768)
  const depth = width / heads
  const scalar = (name: string, value: number): string => writer.weights(name, [], Float32Array.of(value))
  const root2 = scalar('root2', Math.SQRT2)
  const one = scalar('one', 1)
  const half = scalar('half', 0.5)
  const scale = scalar('scale', depth ** -0.5)
  const split = writer.integers('split', [0, tokens, heads, depth])
  const join = writer.integers('join', [0, tokens, width])

  const dense = (name: string, x: string, from: number, to: number, gain = 1): string => {
    const w = writer.weights(`${name}.weight`, [from, to], random.normal(from * to, gain * from ** -0.5))
    const b = writer.weights(`${name}.bias`, [to], random.normal(to, 0.02))
    return writer.node('Add', name, [writer.node('MatMul', `${name}.product`, [x, w]), b])
  }
  const norm = (name: string, x: string): string => {
    const gains = random.normal(width, 0.1).map(value => 1 + value)
    const w = writer.weights(`${name}.weight`, [width], gains)
    const b = writer.weights(`${name}.bias`, [width], random.normal(width, 0.1))
    return writer.node('LayerNormalization', name, [x, w, b], { axis: -1, epsilon: { float: 1e-5 } })
  }
  const headsOf = (name: string, x: string, perm: readonly number[]): string =>
    writer.node('Transpose', `${name}.heads`, [writer.node('Reshape', `${name}.split`, [x, split])], { perm })
  const attention = (name: string, x: string): string => {
    const query = headsOf(`${name}.query`, dense(`${name}.query`, x, width, width), [0, 2, 1, 3])
    const key = headsOf(`${name}.key`, dense(`${name}.key`, x, width, width), [0, 2, 3, 1])
    const value = headsOf(`${name}.value`, dense(`${name}.value`, x, width, width), [0, 2, 1, 3])
    const scores = writer.node('Mul', `${name}.scores`, [
      writer.node('MatMul', `${name}.similarity`, [query, key]),
      scale,
    ])
    const weights = writer.node('Softmax', `${name}.weights`, [scores], { axis: -1 })
    const mixed = writer.node('Transpose', `${name}.mixed`, [writer.node('MatMul', `${name}.mix`, [weights, value])], {
      perm: [0, 2, 1, 3],
    })
    return dense(`${name}.out`, writer.node('Reshape', `${name}.join`, [mixed, join]), width, width, 0.5)
  }
  const gelu = (name: string, x: string): string => {
    const erf = writer.node('Erf', `${name}.erf`, [writer.node('Div', `${name}.scaled`, [x, root2])])
    const gate = writer.node('Add', `${name}.gate`, [erf, one])
    return writer.node('Mul', name, [writer.node('Mul', `${name}.gated`, [x, gate]), half])
  }

  let x = writer.input('embeddings', [tokens, width])
  for (let layer = 0; layer < layers; layer++) {
    const name = `layer${layer}`
    const attended = attention(`${name}.attention`, norm(`${name}.norm1`, x))
    x = writer.node('Add', `${name}.sum1`, [x, attended])
    const wide = gelu(`${name}.gelu`, dense(`${name}.up`, norm(`${name}.norm2`, x), width, 4 * width))
    x = writer.node('Add', `${name}.sum2`, [x, dense(`${name}.down`, wide, 4 * width, width, 0.5)])
  }
  writer.output(norm('norm', x), [tokens, width])
  return writer.finish('transformer')
}
