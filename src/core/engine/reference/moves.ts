// Ops of the reference interpreter that move values and compute none. spec/graph.md, "Operations".

import { elements, entryOf, TOKEN_BASE } from '../../graph/index.ts'
import type { Implementations } from './context.ts'

type Moves = 'input' | 'output' | 'constant' | 'concat' | 'reshape' | 'transpose' | 'take' | 'embedding'

export const moves: Implementations<Moves> = {
  input(op, out, { ports }) {
    out.data.set(ports[op.slot]!.data)
  },

  output(_op, out, { inputs }) {
    out.data.set(inputs[0]!.data)
  },

  constant(_op, out, { rows, values }) {
    for (let row = 0; row < rows; row++) out.data.set(values!, row * values!.length)
  },

  concat(op, out, { rows, inputs }) {
    const inner = elements(op.shape.slice(op.axis + 1))
    const outer = rows * elements(op.shape.slice(0, op.axis))
    let at = 0
    for (let i = 0; i < outer; i++) {
      for (const x of inputs) {
        const run = x.shape[op.axis]! * inner
        out.data.set(x.data.subarray(i * run, (i + 1) * run), at)
        at += run
      }
    }
  },

  reshape(_op, out, { inputs }) {
    out.data.set(inputs[0]!.data)
  },

  transpose(op, out, { rows, inputs }) {
    const x = inputs[0]!
    const count = elements(x.shape)
    const stride = new Array<number>(x.shape.length).fill(1)
    for (let i = stride.length - 2; i >= 0; i--) stride[i] = stride[i + 1]! * x.shape[i + 1]!
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < count; i++) {
        let left = i
        let from = 0
        for (let axis = op.shape.length - 1; axis >= 0; axis--) {
          from += (left % op.shape[axis]!) * stride[op.perm[axis]!]!
          left = Math.floor(left / op.shape[axis]!)
        }
        out.data[row * count + i] = x.data[row * count + from]!
      }
    }
  },

  take(op, out, { rows, inputs, indices }) {
    const x = inputs[0]!
    const inner = elements(op.shape.slice(op.axis + 1))
    const outer = rows * elements(op.shape.slice(0, op.axis))
    const length = x.shape[op.axis]!
    let at = 0
    for (let i = 0; i < outer; i++) {
      for (const index of indices!) {
        for (let j = 0; j < inner; j++) out.data[at++] = index < 0 ? op.fill : x.data[(i * length + index) * inner + j]!
      }
    }
  },

  embedding(op, out, { inputs, values }) {
    const width = op.shape.at(-1)!
    const { data } = inputs[0]!
    for (let i = 0; i < out.data.length / width; i++) {
      const entry = entryOf(op, op.pair ? data[2 * i]! + TOKEN_BASE * data[2 * i + 1]! : data[i]!)
      out.data.set(values!.subarray(entry * width, (entry + 1) * width), i * width)
    }
  },
}
