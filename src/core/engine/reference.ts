// The reference interpreter: the living definition of spec/graph.md. Plain loops over plain numbers; slow on purpose.
// Every other engine, the dispute step and the prover are tested for equality with it.

import {
  ACCUMULATOR_BOUND,
  allocate,
  countedTaps,
  type ExactModel,
  elements,
  type IntTensor,
  nameOf,
  type Op,
  type OpKind,
  type Requantization,
  type RowParameters,
  readConstant,
  readRows,
  reciprocal,
  requantize,
  rowLayout,
  windowStart,
} from '../graph/index.ts'
import { checkInputs } from './inputs.ts'
import type { Engine, Session } from './types.ts'

type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** What an op's implementation sees. */
interface Context {
  readonly rows: number
  readonly inputs: readonly IntTensor[]
  readonly ports: readonly IntTensor[]
  readonly parameters: RowParameters | undefined
  readonly constant: Int8Array | Int16Array | undefined
  /** Requantizes one accumulator after asserting that it stays inside the bound. */
  finish(acc: number, op: Requantization): number
}

type Implementation<K extends OpKind> = (op: OpOf<K>, out: IntTensor, context: Context) => void

const IMPLEMENTATIONS: { readonly [K in OpKind]: Implementation<K> } = {
  input(op, out, { ports }) {
    out.data.set(ports[op.slot]!.data)
  },

  output(_op, out, { inputs }) {
    out.data.set(inputs[0]!.data)
  },

  constant(_op, out, { rows, constant }) {
    for (let row = 0; row < rows; row++) out.data.set(constant!, row * constant!.length)
  },

  // y[.., n] = requantize(2^exponent[n] * (bias[n] + sum over k of x[.., k] * w[n, k]))
  linear(op, out, { inputs, parameters, finish }) {
    const x = inputs[0]!
    const k = x.shape[x.shape.length - 1]!
    const n = op.shape[op.shape.length - 1]!
    const { bias, exponents, weights } = parameters!
    const vectors = x.data.length / k
    for (let vector = 0; vector < vectors; vector++) {
      for (let row = 0; row < n; row++) {
        let acc = bias[row]!
        for (let i = 0; i < k; i++) acc += x.data[vector * k + i]! * weights[row * k + i]!
        out.data[vector * n + row] = finish(acc * 2 ** exponents[row]!, op)
      }
    }
  },

  // As linear, over the taps of a window; taps outside the input are zero.
  conv(op, out, { rows, inputs, parameters, finish }) {
    const x = inputs[0]!
    const [height, width, channels] = x.shape as [number, number, number]
    const [outHeight, outWidth, outChannels] = op.shape as [number, number, number]
    const [kernelHeight, kernelWidth] = op.kernel
    const groupIn = channels / op.groups
    const groupOut = outChannels / op.groups
    const { bias, exponents, weights } = parameters!
    let at = 0
    for (let row = 0; row < rows; row++) {
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          for (let o = 0; o < outChannels; o++) {
            const firstChannel = Math.floor(o / groupOut) * groupIn
            let acc = bias[o]!
            for (let ky = 0; ky < kernelHeight; ky++) {
              const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
              if (y < 0 || y >= height) continue
              for (let kx = 0; kx < kernelWidth; kx++) {
                const xx = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
                if (xx < 0 || xx >= width) continue
                for (let c = 0; c < groupIn; c++) {
                  const value = x.data[((row * height + y) * width + xx) * channels + firstChannel + c]!
                  acc += value * weights[((o * kernelHeight + ky) * kernelWidth + kx) * groupIn + c]!
                }
              }
            }
            out.data[at++] = finish(acc * 2 ** exponents[o]!, op)
          }
        }
      }
    }
  },

  sum(op, out, { inputs, finish }) {
    for (let i = 0; i < out.data.length; i++) {
      let acc = 0
      inputs.forEach((x, which) => {
        acc += op.coefficients[which]! * x.data[i]!
      })
      out.data[i] = finish(acc, op)
    }
  },

  maxPool(op, out, { rows, inputs }) {
    pool(op, inputs[0]!, out, rows, (at, values) => {
      // Not Math.max(...values): a large window has more values than a call may have arguments.
      out.data[at] = values.reduce((most, value) => Math.max(most, value))
    })
  },

  averagePool(op, out, { rows, inputs, finish }) {
    const x = inputs[0]!
    pool(op, x, out, rows, (at, values, oy, ox) => {
      const counted = countedTaps(op, oy, 0, x.shape[0]!) * countedTaps(op, ox, 1, x.shape[1]!)
      const total = values.reduce((sum, value) => sum + value, 0)
      out.data[at] = finish(total * reciprocal(counted, op.reciprocalBits), op)
    })
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
}

/** Calls `visit` for every output element with the values under its window, in order. */
function pool(
  op: OpOf<'maxPool'> | OpOf<'averagePool'>,
  x: IntTensor,
  out: IntTensor,
  rows: number,
  visit: (at: number, values: number[], oy: number, ox: number) => void,
): void {
  const [height, width, channels] = x.shape as [number, number, number]
  const [outHeight, outWidth] = out.shape as [number, number, number]
  let at = 0
  for (let row = 0; row < rows; row++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        for (let c = 0; c < channels; c++) {
          const values: number[] = []
          for (let ky = 0; ky < op.kernel[0]; ky++) {
            const y = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
            if (y < 0 || y >= height) continue
            for (let kx = 0; kx < op.kernel[1]; kx++) {
              const xx = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
              if (xx >= 0 && xx < width) values.push(x.data[((row * height + y) * width + xx) * channels + c]!)
            }
          }
          visit(at++, values, oy, ox)
        }
      }
    }
  }
}

/** Runs every op of `model` in order and gives each op's output. */
export function interpret(model: ExactModel, inputs: readonly IntTensor[]): IntTensor[] {
  const { graph, weights } = model
  const rows = checkInputs(graph, inputs)
  const values: IntTensor[] = []
  graph.ops.forEach((op, id) => {
    const what = nameOf(op, id)
    const sources = op.inputs.map(source => values[source]!)
    const context: Context = {
      rows,
      inputs: sources,
      ports: inputs,
      parameters:
        op.kind === 'linear' || op.kind === 'conv'
          ? readRows(weights, rowLayout(op, sources[0]!.shape), what)
          : undefined,
      constant: op.kind === 'constant' ? readConstant(weights, op, what) : undefined,
      finish(acc, q) {
        const rounding = q.shift === 0 ? 0 : 2 ** (q.shift - 1)
        // The static analysis has excluded this; if it fires, the analysis is wrong, and no answer is better than a wrong one.
        if (Math.abs(acc) + rounding > ACCUMULATOR_BOUND)
          throw new RangeError(`${what}: accumulator ${acc} outside its bound`)
        return requantize(acc, q)
      },
    }
    const out = allocate(op, rows)
    ;(IMPLEMENTATIONS[op.kind] as Implementation<OpKind>)(op, out, context)
    values.push(out)
  })
  return values
}

export const outputsOf = (model: ExactModel, values: readonly IntTensor[]): IntTensor[] =>
  values.filter((_, id) => model.graph.ops[id]!.kind === 'output')

export const reference: Engine = {
  name: 'reference',
  version: '1',
  async load(model): Promise<Session> {
    return {
      run: async inputs => outputsOf(model, interpret(model, inputs)),
      trace: async inputs => interpret(model, inputs),
      close() {},
    }
  },
}
