// How far rounding inside of a graph can carry each element of its values: every weight, bias and constant of the exact model
// may stand half of its own step away from the number in the file, and the results of nodes before the last as far as those
// of the last one. Carried to first order, element by element, from the exact model alone. spec/compile.md, "Conformance".

import {
  type ExactModel,
  elements,
  type IntTensor,
  maxOf,
  minOf,
  type Op,
  readIndices,
  readRows,
  readTable,
  requantize,
  rowLayout,
  windowStart,
} from '../../src/core/graph/index.ts'

type OpOf<K extends Op['kind']> = Extract<Op, { kind: K }>

/** A value of the graph: its integers, its exponent, and by element how far its real value may be off. */
interface Value {
  readonly tensor: IntTensor
  readonly exponent: number
  readonly off: Float64Array
}

/** What of an exact model's report is read here: the scale of each op's value, and the node that it comes from. */
type Operations = readonly { readonly exponent: number; readonly node: string }[]

export interface Allowed {
  /** Constants may stand half of their step away from the file's numbers. */
  readonly constants: boolean
  /** Steps that the result of a node inside the graph may be off. */
  readonly between: number
}

/** By op id. */
export function roundingOf(
  model: ExactModel,
  trace: readonly IntTensor[],
  operations: Operations,
  allowed: Allowed,
): Float64Array[] {
  const values: Value[] = []
  const { ops } = model.graph
  const last = new Map(operations.map(({ node }, id) => [node, id]))
  const read = new Set(ops.flatMap(op => (op.kind === 'output' ? [] : op.inputs)))
  ops.forEach((op, id) => {
    const tensor = trace[id]!
    const { exponent, node } = operations[id]!
    const inputs = op.inputs.map(input => values[input]!)
    const off = new Float64Array(tensor.data.length)
    carry(op, { tensor, exponent, off }, inputs, model, allowed.constants)
    const inside = last.get(node) === id && read.has(id) && !KEPT.has(op.kind)
    if (inside && allowed.between > 0) for (let i = 0; i < off.length; i++) off[i]! += allowed.between * 2 ** -exponent
    values.push({ tensor, exponent, off })
  })
  return values.map(value => value.off)
}

/** Ops that round nothing. */
const KEPT: ReadonlySet<Op['kind']> = new Set([
  'input',
  'constant',
  'output',
  'reshape',
  'transpose',
  'take',
  'maxPool',
])

const real = ({ tensor, exponent }: Value, at: number): number => tensor.data[at]! * 2 ** -exponent

function carry(op: Op, y: Value, inputs: readonly Value[], model: ExactModel, constants: boolean): void {
  const { off } = y
  const [x, b] = inputs as [Value, Value]
  const step = 2 ** -y.exponent
  switch (op.kind) {
    case 'input':
      return
    case 'constant':
      if (constants) off.fill(step / 2)
      return
    case 'output':
    case 'reshape':
      off.set(x.off)
      return
    case 'linear':
    case 'conv':
      carryRows(op, y, x, model, constants)
      return
    case 'sum': {
      const at = inputs.map(input => repeated(input.tensor, y.tensor))
      inputs.forEach((input, which) => {
        const coefficient = Math.abs(op.coefficients[which]!)
        const factor = 2 ** (input.exponent - y.exponent - op.shift)
        const rounded = !constants || Number.isInteger(Math.log2(coefficient)) ? 0 : factor / 2
        for (let i = 0; i < off.length; i++) {
          const from = at[which]!(i)
          off[i]! += coefficient * factor * input.off[from]! + rounded * Math.abs(real(input, from))
        }
      })
      return
    }
    case 'product':
    case 'divide': {
      const [atA, atB] = [repeated(x.tensor, y.tensor), repeated(b.tensor, y.tensor)]
      for (let i = 0; i < off.length; i++) {
        const [p, q] = [atA(i), atB(i)]
        const [a, c] = [Math.abs(real(x, p)), Math.abs(real(b, q))]
        off[i] =
          op.kind === 'product'
            ? a * b.off[q]! + c * x.off[p]! + x.off[p]! * b.off[q]!
            : (x.off[p]! + Math.abs(real(y, i)) * b.off[q]!) / Math.max(c - b.off[q]!, 2 ** -b.exponent)
      }
      return
    }
    case 'lookup': {
      const f = tableFunction(op, x, model)
      for (let i = 0; i < off.length; i++) {
        const reach = Math.ceil(x.off[i]! * 2 ** x.exponent)
        const at = x.tensor.data[i]!
        let most = 0
        for (let d = -reach; d <= reach; d += Math.max(1, Math.floor(reach / 8)))
          most = Math.max(most, Math.abs(f(at + d) - f(at)))
        off[i] = most * step
      }
      return
    }
    case 'softmax':
      eachVector(y, x, (from, length) => {
        let most = 0
        for (let i = from; i < from + length; i++) most = Math.max(most, x.off[i]!)
        for (let i = from; i < from + length; i++) off[i] = real(y, i) * Math.expm1(x.off[i]! + most)
      })
      return
    case 'norm':
      eachVector(y, x, (from, length) => {
        let mean = 0
        for (let i = from; i < from + length; i++) mean += op.centre ? real(x, i) / length : 0
        let squares = 0
        let most = 0
        for (let i = from; i < from + length; i++) {
          squares += (real(x, i) - mean) ** 2 / length
          most = Math.max(most, x.off[i]!)
        }
        // Without the epsilon: the bound only grows by that.
        const deviation = Math.sqrt(squares)
        for (let i = from; i < from + length; i++)
          off[i] = most === 0 ? 0 : ((2 + Math.abs(real(y, i))) * most) / deviation
      })
      return
    case 'matmul':
      carryMatmul(y, x, b)
      return
    case 'embedding':
      off.fill(x.off.some(value => value > 0) ? Number.POSITIVE_INFINITY : constants ? step / 2 : 0)
      return
    case 'argMax':
      off.fill(x.off.some(value => value > 0) ? Number.POSITIVE_INFINITY : 0)
      return
    case 'maxPool':
    case 'averagePool':
      // The largest of a row bounds every window; pools of constants are rare enough.
      for (let row = 0, size = x.off.length / x.tensor.rows; row < x.tensor.rows; row++) {
        const most = x.off.subarray(row * size, (row + 1) * size).reduce((a, c) => Math.max(a, c), 0)
        off.fill(most, (row * off.length) / x.tensor.rows, ((row + 1) * off.length) / x.tensor.rows)
      }
      return
    case 'concat': {
      const inner = elements(op.shape.slice(op.axis + 1))
      const outer = y.tensor.rows * elements(op.shape.slice(0, op.axis))
      let at = 0
      for (let i = 0; i < outer; i++)
        for (const part of inputs) {
          const run = part.tensor.shape[op.axis]! * inner
          off.set(part.off.subarray(i * run, (i + 1) * run), at)
          at += run
        }
      return
    }
    case 'take': {
      const length = x.tensor.shape[op.axis]!
      const indices = readIndices(model.weights, op, length, 'take')
      const inner = elements(op.shape.slice(op.axis + 1))
      for (let i = 0; i < off.length; i++) {
        const index = indices[Math.floor(i / inner) % indices.length]!
        const outer = Math.floor(i / inner / indices.length)
        off[i] = index < 0 ? (constants ? step / 2 : 0) : x.off[(outer * length + index) * inner + (i % inner)]!
      }
      return
    }
    case 'transpose': {
      const at = strided(
        op.shape,
        op.perm.map(axis => elements(x.tensor.shape.slice(axis + 1))),
      )
      const size = elements(op.shape)
      for (let i = 0; i < off.length; i++) off[i] = x.off[Math.floor(i / size) * size + at(i % size)]!
      return
    }
  }
}

/** Position in a tensor with these strides of element i of `shape`. */
function strided(shape: readonly number[], strides: readonly number[]): (i: number) => number {
  return i => {
    let left = i
    let at = 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (left % shape[axis]!) * strides[axis]!
      left = Math.floor(left / shape[axis]!)
    }
    return at
  }
}

/** For every element of y the element of x that repeats there. */
function repeated(x: IntTensor, y: IntTensor): (i: number) => number {
  const [size, from] = [elements(y.shape), elements(x.shape)]
  if (size === from) return i => i
  const at = strided(
    y.shape,
    x.shape.map((n, axis) => (n === 1 ? 0 : elements(x.shape.slice(axis + 1)))),
  )
  return i => Math.floor(i / size) * from + at(i % size)
}

function eachVector(y: Value, { tensor }: Value, visit: (from: number, length: number) => void): void {
  const length = tensor.shape[tensor.shape.length - 1]!
  for (let from = 0; from < y.off.length; from += length) visit(from, length)
}

function tableFunction(op: OpOf<'lookup'>, x: Value, model: ExactModel): (value: number) => number {
  const { base, slope } = readTable(model.weights, op, 'lookup')
  const [least, most] = [minOf(x.tensor.bits), maxOf(x.tensor.bits)]
  return value => {
    const u = Math.min(most, Math.max(least, value)) - least
    const row = Math.floor(u / 2 ** op.segment)
    return requantize(base[row]! + (op.segment === 0 ? 0 : slope[row]! * (u % 2 ** op.segment)), op)
  }
}

/** The taps of one output position: where each lies in x, or -1 for padding. */
function* taps(op: OpOf<'linear'> | OpOf<'conv'>, x: Value): Generator<{ at: number; from: Int32Array; row: number }> {
  const { tensor } = x
  if (op.kind === 'linear') {
    const k = tensor.shape[tensor.shape.length - 1]!
    const n = op.shape[op.shape.length - 1]!
    for (let vector = 0; vector < x.off.length / k; vector++) {
      const from = Int32Array.from({ length: k }, (_, i) => vector * k + i)
      for (let row = 0; row < n; row++) yield { at: vector * n + row, from, row }
    }
    return
  }
  const [height, width, channels] = tensor.shape as [number, number, number]
  const [outHeight, outWidth, outChannels] = op.shape as [number, number, number]
  const [groupIn, groupOut] = [channels / op.groups, outChannels / op.groups]
  let at = 0
  for (let image = 0; image < tensor.rows; image++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++)
        for (let o = 0; o < outChannels; o++) {
          const from = new Int32Array(op.kernel[0] * op.kernel[1] * groupIn).fill(-1)
          for (let ky = 0; ky < op.kernel[0]; ky++) {
            const py = windowStart(oy, op.stride[0], op.pads[0]) + ky * op.dilation[0]
            for (let kx = 0; kx < op.kernel[1]; kx++) {
              const px = windowStart(ox, op.stride[1], op.pads[1]) + kx * op.dilation[1]
              if (py < 0 || py >= height || px < 0 || px >= width) continue
              const start = ((image * height + py) * width + px) * channels + Math.floor(o / groupOut) * groupIn
              for (let c = 0; c < groupIn; c++) from[(ky * op.kernel[1] + kx) * groupIn + c] = start + c
            }
          }
          yield { at: at++, from, row: o }
        }
}

function carryRows(op: OpOf<'linear'> | OpOf<'conv'>, y: Value, x: Value, model: ExactModel, constants: boolean): void {
  const layout = rowLayout(op, x.tensor.shape)
  const { weights, exponents } = readRows(model.weights, layout, op.kind)
  const finest = y.exponent - x.exponent + op.shift
  for (const { at, from, row } of taps(op, x)) {
    const step = 2 ** (exponents[row]! - finest)
    const rounded = constants ? step / 2 : 0
    // The bias lies at the accumulator's scale.
    let off = rounded * 2 ** -x.exponent
    for (let i = 0; i < from.length; i++) {
      if (from[i]! < 0) continue
      const w = Math.abs(weights[row * layout.k + i]!) * step
      off += rounded * Math.abs(real(x, from[i]!)) + (w + rounded) * x.off[from[i]!]!
    }
    y.off[at] = off
  }
}

function carryMatmul(y: Value, a: Value, b: Value): void {
  const rank = y.tensor.shape.length
  const [m, n] = [y.tensor.shape[rank - 2]!, y.tensor.shape[rank - 1]!]
  const k = a.tensor.shape[rank - 1]!
  const batches = elements(y.tensor.shape.slice(0, -2))
  const lead = strided(
    y.tensor.shape.slice(0, -2),
    b.tensor.shape.slice(0, -2).map((size, axis) => (size === 1 ? 0 : elements(b.tensor.shape.slice(axis + 1)))),
  )
  for (let batch = 0; batch < batches * y.tensor.rows; batch++) {
    const row = Math.floor(batch / batches)
    const fromB = row * elements(b.tensor.shape) + lead(batch % batches)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let off = 0
        for (let c = 0; c < k; c++) {
          const [p, q] = [(batch * m + i) * k + c, fromB + j * k + c]
          off += Math.abs(real(a, p)) * b.off[q]! + Math.abs(real(b, q)) * a.off[p]! + a.off[p]! * b.off[q]!
        }
        y.off[(batch * m + i) * n + j] = off
      }
  }
}
