// Ops that run together inside onnxruntime, on bytes: QLinearConv, QGemm, QLinearAdd and the like. Why each is exact:
// spec/engines.md, "Segments".

import type { FixedRegion } from '../../../core/engine/wasm/memory.ts'
import {
  type ConvOp,
  type ExactModel,
  elements,
  type LinearOp,
  type MaxPoolOp,
  type Op,
  type Requantization,
  type SumOp,
} from '../../../core/graph/index.ts'
import { additionOf, addNode } from './addition.ts'
import type { ByteForms } from './bytes.ts'
import { align } from './layout.ts'
import { columnsOf } from './matrix.ts'
import { OnnxWriter, UINT8 } from './onnx.ts'
import { rowsOf } from './parameters.ts'
import { scaleOf } from './rounding.ts'
import type { Machine, Place, Unit } from './unit.ts'

export interface SegmentPlan {
  /** Ids of the ops, ascending. */
  readonly ops: readonly number[]
  /** Ids that it reads from outside, and ids of its own that are used outside. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly forms: ByteForms
}

/** Where the bytes of inputs and outputs lie in the segment's scratch. */
function scratchOf(model: ExactModel, { inputs, outputs }: SegmentPlan, rows: number): { at: number[]; bytes: number } {
  const at: number[] = []
  let bytes = 0
  for (const id of [...inputs, ...outputs]) {
    at.push(bytes)
    bytes += align(elements(model.graph.ops[id]!.shape) * rows + 64)
  }
  return { at, bytes }
}

export const segmentScratch = (model: ExactModel, plan: SegmentPlan, rows: number): number =>
  scratchOf(model, plan, rows).bytes

export const segmentWeightBytes = (model: ExactModel, plan: SegmentPlan): number =>
  plan.ops.reduce((sum, id) => {
    const op = model.graph.ops[id]!
    if (op.kind !== 'linear' && op.kind !== 'conv') return sum
    const { n, k } = rowsOf(model, op)
    return sum + n * (k + 8)
  }, 0)

export function makeSegment(
  model: ExactModel,
  plan: SegmentPlan,
  threads: number,
  place: Place,
  chunkRows: number,
  fixed: FixedRegion,
): (machine: Machine) => Unit {
  const { inputs, outputs, forms } = plan
  const { at } = scratchOf(model, plan, chunkRows)
  const valuesOf = (id: number): number => elements(model.graph.ops[id]!.shape)
  const ends = [...inputs, ...outputs].map((id, i) => ({
    id,
    bytes: place.scratch + at[i]!,
    values: i < inputs.length ? place.inputs[i]! : place.outputs[i - inputs.length]!,
  }))
  const parameters = ends.map(({ id, bytes, values }, i) =>
    fixed.words([...(i < inputs.length ? [values, bytes] : [bytes, values]), valuesOf(id), forms.offsetOf(id)]),
  )
  return ({ glue, buffer, runtime }) => {
    const program = runtime.load(segmentModel(model, plan), threads)
    const calls = new Map<number, () => void>()
    const callOf = (rows: number): (() => void) => {
      const tensors = ends.map(({ id, bytes }, i) => {
        const view = new Uint8Array(buffer, bytes, valuesOf(id) * rows)
        const name = i < inputs.length ? program.inputs[i]! : program.outputs[i - inputs.length]!
        return [name, runtime.tensor('uint8', view, [rows, ...model.graph.ops[id]!.shape])] as const
      })
      const feeds = Object.fromEntries(tensors.slice(0, inputs.length))
      const fetches = Object.fromEntries(tensors.slice(inputs.length))
      return () => program.run(feeds, fetches)
    }
    return {
      run(rows) {
        for (let i = 0; i < inputs.length; i++) glue.toBytes(parameters[i]!, rows)
        let call = calls.get(rows)
        if (call === undefined) {
          if (calls.size >= 16) calls.clear()
          calls.set(rows, (call = callOf(rows)))
        }
        call()
        for (let i = inputs.length; i < ends.length; i++) glue.fromBytes(parameters[i]!, rows)
      },
      release: () => program.release(),
    }
  }
}

/** The ONNX model of a segment: bytes in, bytes out, channels last. */
export function segmentModel(model: ExactModel, { ops, inputs, outputs, forms }: SegmentPlan): Uint8Array {
  const builder = new Builder(model, forms)
  for (const id of inputs) builder.input(id)
  for (const id of ops) builder.add(id)
  for (const id of outputs) builder.output(id)
  return builder.finish()
}

/** Ours have channels last, ONNX's have them before the window. */
function channelsFirst(weights: Int8Array, n: number, channels: number, taps: number): Int8Array {
  const out = new Int8Array(weights.length)
  const k = channels * taps
  for (let o = 0, from = 0; o < n; o++)
    for (let tap = 0; tap < taps; tap++)
      for (let c = 0, to = o * k + tap; c < channels; c++, to += taps) out[to] = weights[from++]!
  return out
}

class Builder {
  private readonly w = new OnnxWriter()
  private readonly names = new Map<number, string>()
  private readonly model: ExactModel
  private readonly forms: ByteForms
  private readonly one: string

  constructor(model: ExactModel, forms: ByteForms) {
    this.model = model
    this.forms = forms
    this.one = this.w.constant(Float32Array.of(1))
  }

  input(id: number): void {
    this.names.set(id, this.w.input(UINT8, ['n', ...this.model.graph.ops[id]!.shape]))
  }

  output(id: number): void {
    this.w.output(this.names.get(id)!, UINT8, ['n', ...this.model.graph.ops[id]!.shape])
  }

  finish(): Uint8Array {
    return this.w.finish()
  }

  add(id: number): void {
    const op = this.model.graph.ops[id]!
    this.names.set(id, this.node(op, id))
  }

  private node(op: Op, id: number): string {
    const [x] = op.inputs.map(input => this.names.get(input)!)
    switch (op.kind) {
      case 'conv':
        return this.clamped(this.conv(op, id, x!), op, id)
      case 'linear':
        return this.clamped(this.linear(op, id, x!), op, id)
      case 'sum':
        return this.clamped(this.sum(op, id), op, id)
      case 'maxPool':
        return this.maxPool(op, x!)
      case 'concat':
        return this.w.node(
          'Concat',
          op.inputs.map(input => this.names.get(input)!),
          { axis: op.axis + 1 },
        )
      case 'reshape':
        return this.reshaped(x!, op.shape)
      default:
        throw new TypeError(`${op.kind}: not on bytes`)
    }
  }

  private byte(value: number): string {
    return this.w.constant(Uint8Array.of(value))
  }

  private reshaped(x: string, shape: readonly number[]): string {
    return this.w.node('Reshape', [
      x,
      this.w.constant(BigInt64Array.from([-1, ...shape].map(BigInt)), [shape.length + 1]),
    ])
  }

  /**
   * Scales and biases of rows. The output's offset goes into the bias, so that every value inside the clamp is a sum of at
   * least zero, and scales are one step of float32 above their power of two: halves, and only they, round upwards.
   */
  private rows(op: LinearOp | ConvOp, id: number): { scales: Float32Array; bias: Int32Array } {
    const { bias, exponents } = rowsOf(this.model, op)
    const offset = this.forms.offsetOf(id)
    return {
      scales: Float32Array.from(exponents, exponent => scaleOf(op.shift - exponent)),
      bias: bias.map((b, row) => b + offset * 2 ** (op.shift - exponents[row]!)),
    }
  }

  private conv(op: ConvOp, id: number, x: string): string {
    const { n, k, weights } = rowsOf(this.model, op)
    const { scales, bias } = this.rows(op, id)
    const channels = k / (op.kernel[0] * op.kernel[1])
    const taps = op.kernel[0] * op.kernel[1]
    const w = taps === 1 ? (weights as Int8Array) : channelsFirst(weights as Int8Array, n, channels, taps)
    const quantized = [
      x,
      this.one,
      this.byte(this.forms.offsetOf(op.inputs[0]!)),
      this.w.constant(w, [n, channels, ...op.kernel]),
      this.w.constant(scales, [n]),
      this.w.constant(new Int8Array(n), [n]),
      this.one,
      this.byte(0),
      this.w.constant(bias, [n]),
    ]
    const window = { kernel_shape: op.kernel, strides: op.stride, dilations: op.dilation, pads: op.pads }
    return this.w.node('QLinearConv', quantized, { ...window, group: op.groups, channels_last: 1 }, 'com.microsoft')
  }

  private linear(op: LinearOp, id: number, x: string): string {
    const { n, k, weights } = rowsOf(this.model, op)
    const { scales, bias } = this.rows(op, id)
    const flat = op.shape.length === 1 ? x : this.reshaped(x, [k])
    const columns = columnsOf(weights, k, n, 1)
    const quantized = [
      flat,
      this.one,
      this.byte(this.forms.offsetOf(op.inputs[0]!)),
      this.w.constant(columns, [k, n]),
      this.w.constant(scales, [n]),
      this.w.constant(new Int8Array(n), [n]),
      this.w.constant(bias, [n]),
      this.one,
      this.byte(0),
    ]
    const y = this.w.node('QGemm', quantized, {}, 'com.microsoft')
    return op.shape.length === 1 ? y : this.reshaped(y, op.shape)
  }

  private sum(op: SumOp, id: number): string {
    const [a, b] = op.inputs as readonly [number, number]
    const offsets = [this.forms.offsetOf(a), this.forms.offsetOf(b)] as const
    const addition = additionOf(op, offsets, this.forms.offsetOf(id))!
    return addNode(this.w, this.names.get(a)!, this.names.get(b)!, addition)
  }

  private maxPool(op: MaxPoolOp, x: string): string {
    const input = this.model.graph.ops[op.inputs[0]!]!.shape
    // A last window may reach past the padding that the op states; onnxruntime is told how far.
    const after = ([0, 1] as const).map(axis =>
      Math.max(0, (op.shape[axis]! - 1) * op.stride[axis] + op.kernel[axis] - input[axis]! - op.pads[axis]),
    )
    return this.w.node(
      'NhwcMaxPool',
      [x],
      { kernel_shape: op.kernel, strides: op.stride, pads: [op.pads[0], op.pads[1], ...after] },
      'com.microsoft',
    )
  }

  /** Bytes saturate at 0 and 255; a clamp that lies elsewhere and can be reached is a node of its own. */
  private clamped(y: string, op: Op & Requantization, id: number): string {
    const { lo, hi } = this.model.bounds.ops[id]!.out
    const offset = this.forms.offsetOf(id)
    const least = lo === op.lo ? op.lo + offset : 0
    const most = hi === op.hi ? op.hi + offset : 255
    return least === 0 && most === 255 ? y : this.w.node('Clip', [y, this.byte(least), this.byte(most)])
  }
}
