// Constant folding during import: what the layout operators and arithmetic do to values known from the file, such as the
// weight that MNIST-8 reshapes before its product, or a shape put together from numbers. spec/compile.md, "Passes".

import type { Constant } from './tensor.ts'

const size = (dims: readonly number[]): number => dims.reduce((product, n) => product * n, 1)
const like = (model: Constant, length: number): Float32Array | Float64Array =>
  model.kind === 'float' ? new Float32Array(length) : new Float64Array(length)

/** Row-major strides. */
export function stridesOf(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length).fill(1)
  for (let i = dims.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * dims[i + 1]!
  return strides
}

/** Source position of each element of the transposed array: output axis i is input axis perm[i]. */
export function transposedOrder(dims: readonly number[], perm: readonly number[]): Int32Array {
  const strides = stridesOf(dims)
  const lengths = perm.map(axis => dims[axis]!)
  const steps = perm.map(axis => strides[axis]!)
  const out = new Int32Array(size(dims))
  const at = new Array<number>(perm.length).fill(0)
  let source = 0
  for (let i = 0; i < out.length; i++) {
    out[i] = source
    for (let axis = perm.length - 1; axis >= 0; axis--) {
      source += steps[axis]!
      if (++at[axis]! < lengths[axis]!) break
      source -= steps[axis]! * lengths[axis]!
      at[axis] = 0
    }
  }
  return out
}

export function transposeConstant(x: Constant, perm: readonly number[]): Constant {
  const order = transposedOrder(x.dims, perm)
  const data = like(x, order.length)
  for (let i = 0; i < order.length; i++) data[i] = x.data[order[i]!]!
  return { dims: perm.map(axis => x.dims[axis]!), kind: x.kind, data }
}

/** `dims` has as many elements as the constant. */
export const reshapeConstant = (x: Constant, dims: readonly number[]): Constant => ({ ...x, dims })

export function concatConstants(parts: readonly Constant[], axis: number): Constant {
  const first = parts[0]!
  const dims = first.dims.slice()
  dims[axis] = parts.reduce((sum, part) => sum + part.dims[axis]!, 0)
  const outer = size(dims.slice(0, axis))
  const data = like(first, size(dims))
  let at = 0
  for (let i = 0; i < outer; i++) {
    for (const part of parts) {
      const chunk = part.data.length / outer
      data.set(part.data.subarray(i * chunk, (i + 1) * chunk), at)
      at += chunk
    }
  }
  return { dims, kind: first.kind, data }
}

/** Shape of two arrays broadcast together (NumPy's rule), or null. */
export function broadcastDims(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length)
  const out: number[] = []
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) return null
    out.push(Math.max(x, y))
  }
  return out
}

/** The constant's values laid out over `dims`, to which it must broadcast. */
export function broadcastTo(x: Constant, dims: readonly number[]): Float32Array | Float64Array {
  const lengths = [...new Array<number>(dims.length - x.dims.length).fill(1), ...x.dims]
  const strides = stridesOf(lengths).map((stride, i) => (lengths[i] === 1 ? 0 : stride))
  const data = like(x, size(dims))
  const at = new Array<number>(dims.length).fill(0)
  let source = 0
  for (let i = 0; i < data.length; i++) {
    data[i] = x.data[source]!
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      source += strides[axis]!
      if (++at[axis]! < dims[axis]!) break
      source -= strides[axis]! * dims[axis]!
      at[axis] = 0
    }
  }
  return data
}

export function combineConstants(
  a: Constant,
  b: Constant,
  dims: readonly number[],
  combine: (x: number, y: number) => number,
): Constant {
  const x = broadcastTo(a, dims)
  const y = broadcastTo(b, dims)
  const data = like(a, x.length)
  for (let i = 0; i < x.length; i++) data[i] = combine(x[i]!, y[i]!)
  return { dims, kind: a.kind, data }
}
