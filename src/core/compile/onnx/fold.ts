// Constant folding during import: what the layout operators and arithmetic do to values known from the file, such as the
// weight that MNIST-8 reshapes before its product, or a shape put together from numbers. spec/compile.md, "Passes".

import { type Constant, constantOf } from './tensor.ts'

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
  return { ...x, dims: perm.map(axis => x.dims[axis]!), data }
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
  return { ...first, dims, data }
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
  type = a.type,
): Constant {
  const x = broadcastTo(a, dims)
  const y = broadcastTo(b, dims)
  const data = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) data[i] = combine(x[i]!, y[i]!)
  return constantOf(type, dims, data)
}

/** Elements at `indices` along an axis; -1 gives `fill`. */
export function takeConstant(x: Constant, axis: number, indices: ArrayLike<number>, fill: number): Constant {
  const dims = x.dims.map((n, i) => (i === axis ? indices.length : n))
  const inner = size(x.dims.slice(axis + 1))
  const outer = size(x.dims.slice(0, axis))
  const data = like(x, size(dims))
  let at = 0
  // Nothing, however often, is nothing.
  if (data.length === 0) return { ...x, dims, data }
  for (let i = 0; i < outer; i++) {
    const base = i * x.dims[axis]! * inner
    for (let k = 0; k < indices.length; k++) {
      const index = indices[k]!
      for (let j = 0; j < inner; j++) data[at++] = index < 0 ? fill : x.data[base + index * inner + j]!
    }
  }
  return { ...x, dims, data }
}

export function mapConstant(x: Constant, f: (value: number) => number, type: number): Constant {
  const data = new Float64Array(x.data.length)
  for (let i = 0; i < data.length; i++) data[i] = f(x.data[i]!)
  return constantOf(type, x.dims, data)
}

/** The one number that every element is, or null. */
export function uniformValue(x: Constant): number | null {
  const first = x.data[0]
  if (first === undefined) return null
  for (let i = 1; i < x.data.length; i++) if (x.data[i] !== first) return null
  return first
}
