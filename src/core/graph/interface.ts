// How real inputs become integers and integers real outputs: spec/interface.md. Part of a model's identity.

import { Reader, Writer } from '../bytes/cursor.ts'
import { equal, fromUtf8, utf8 } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'
import { elements, type Graph, type IntTensor, MAX_RANK, maxOf, minOf } from './types.ts'

/** Element types of the outside, with their codes in ONNX's TensorProto. */
export const DTYPES = { float32: 1, uint8: 2, int8: 3, uint16: 4, int16: 5, int32: 6, int64: 7, float64: 11 } as const
export type Dtype = keyof typeof DTYPES

/** 8-bit pixels to integers, per channel: clamp(floor((mul * p + add + 2^(shift-1)) / 2^shift)). */
export interface Pixels {
  /** 1 (grey), 3 (RGB). */
  readonly channels: number
  readonly mul: readonly number[]
  readonly add: readonly number[]
  readonly shift: number
}

export interface Port {
  /** The name that users know; 1 to 256 bytes of UTF-8. */
  readonly name: string
  readonly dtype: Dtype
  /** Shape outside, without the leading axis of rows. */
  readonly shape: readonly number[]
  /** Inner axis i is outer axis perm[i]. */
  readonly perm: readonly number[]
  readonly bits: number
  /** real value = integer / 2^exponent; -64 to 64. */
  readonly exponent: number
  /** Inputs that can be given as an 8-bit image. */
  readonly pixels?: Pixels
  /**
   * Inputs that are only ever compared: per element of a row, in outer order, ascending float32 thresholds. The integer is how
   * many of them the value exceeds, so that comparing integers is comparing the values themselves.
   */
  readonly thresholds?: readonly (readonly number[])[]
}

export interface ModelInterface {
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
}

const FORMAT = 1
const MAX_PORTS = 255
/** In the place of a number of pixel channels: thresholds follow. */
const THRESHOLDS = 255

export function encodeInterface(ports: ModelInterface): Uint8Array {
  const w = new Writer(256)
  w.u16(FORMAT).u8(ports.inputs.length).u8(ports.outputs.length)
  for (const port of [...ports.inputs, ...ports.outputs]) {
    const name = utf8(port.name)
    w.u16(name.length).raw(name).u8(DTYPES[port.dtype]).u8(port.shape.length)
    for (const n of port.shape) w.u32(n)
    for (const n of port.perm) w.u8(n)
    w.u8(port.bits)
      .u8(port.exponent & 255)
      .u8(port.thresholds === undefined ? (port.pixels?.channels ?? 0) : THRESHOLDS)
    if (port.thresholds !== undefined) {
      for (const list of port.thresholds) {
        w.u16(list.length)
        for (const threshold of list) w.u32(floatBits(threshold))
      }
    }
    if (port.pixels !== undefined) {
      for (const n of port.pixels.mul) w.i32(n)
      for (const n of port.pixels.add) w.i32(n)
      w.u8(port.pixels.shift)
    }
  }
  return w.finish()
}

const scratch = new DataView(new ArrayBuffer(4))

/** The bits of a float32, and the float32 of bits. */
function floatBits(value: number): number {
  scratch.setFloat32(0, value)
  return scratch.getUint32(0)
}
function floatOf(bits: number): number {
  scratch.setUint32(0, bits)
  return scratch.getFloat32(0)
}

export function decodeInterface(bytes: Uint8Array): ModelInterface {
  const r = new Reader(bytes, 'interface')
  const bad = (reason: string): never => refuse('model_malformed', `interface: ${reason}`)
  if (r.u16() !== FORMAT) bad('format is not known')
  const counts = [r.u8(), r.u8()] as const
  const port = (): Port => {
    const length = r.u16()
    if (length < 1 || length > 256) bad(`name of ${length} bytes`)
    let name = ''
    try {
      name = fromUtf8(r.raw(length))
    } catch {
      bad('name is not UTF-8')
    }
    const code = r.u8()
    const dtype = (Object.keys(DTYPES) as Dtype[]).find(key => DTYPES[key] === code)
    if (dtype === undefined) return bad(`element type ${code}`)
    const rank = r.u8()
    if (rank < 1 || rank > MAX_RANK) bad(`rank ${rank}`)
    const shape = Array.from({ length: rank }, () => r.u32())
    const perm = Array.from({ length: rank }, () => r.u8())
    const bits = r.u8()
    const exponent = (r.u8() << 24) >> 24
    const channels = r.u8()
    if (channels === 0) return { name, dtype, shape, perm, bits, exponent }
    if (channels === THRESHOLDS) {
      const count = elements(shape)
      // Each list takes at least its length.
      if (count * 2 > r.left) bad(`thresholds for ${count} values`)
      const thresholds = Array.from({ length: count }, () => Array.from({ length: r.u16() }, () => floatOf(r.u32())))
      return { name, dtype, shape, perm, bits, exponent, thresholds }
    }
    if (channels !== 1 && channels !== 3) bad(`${channels} channels of pixels`)
    const mul = Array.from({ length: channels }, () => r.i32())
    const add = Array.from({ length: channels }, () => r.i32())
    return { name, dtype, shape, perm, bits, exponent, pixels: { channels, mul, add, shift: r.u8() } }
  }
  const inputs = Array.from({ length: counts[0] }, port)
  const outputs = Array.from({ length: counts[1] }, port)
  r.finish()
  const ports = { inputs, outputs }
  if (!equal(encodeInterface(ports), bytes)) bad('not in canonical form')
  return ports
}

/** Refuses an interface whose ports do not fit the graph's inputs and outputs. */
export function checkInterface(ports: ModelInterface, graph: Graph): void {
  for (const side of ['input', 'output'] as const) {
    const list = side === 'input' ? ports.inputs : ports.outputs
    const ops = graph.ops.filter(op => op.kind === side)
    if (list.length !== ops.length || list.length > MAX_PORTS) {
      refuse('model_malformed', `interface: ${list.length} ${side}s, the graph has ${ops.length}`)
    }
    const names = new Set<string>()
    list.forEach((port, slot) => {
      const bad = (reason: string): never =>
        refuse('model_malformed', `interface, ${side} ${JSON.stringify(port.name)}: ${reason}`)
      // The port of slot i is entry i; checkGraph has made slots appear in order.
      const op = ops[slot]!
      const length = utf8(port.name).length
      if (length < 1 || length > 256 || names.has(port.name)) bad('name empty, too long or twice')
      names.add(port.name)
      const rank = port.shape.length
      if (rank !== op.shape.length || port.perm.length !== rank || new Set(port.perm).size !== rank)
        bad('rank or permutation')
      for (let i = 0; i < rank; i++) if (port.shape[port.perm[i]!] !== op.shape[i]) bad('shape does not fit the graph')
      if (port.bits !== op.bits) bad('width does not fit the graph')
      if (port.exponent < -64 || port.exponent > 64) bad(`exponent ${port.exponent}`)
      if (port.thresholds !== undefined) checkThresholds(port, side, bad)
      const { pixels } = port
      if (pixels === undefined) return
      if (side === 'output') bad('pixels on an output')
      if (op.shape.length !== 3 || op.shape[2] !== pixels.channels) bad('pixels need [H, W, C] with as many channels')
      if (pixels.mul.length !== pixels.channels || pixels.add.length !== pixels.channels)
        bad('pixels: one mul and add per channel')
      if (pixels.shift > 24) bad(`pixels: shift ${pixels.shift}`)
    })
  }
}

function checkThresholds(port: Port, side: 'input' | 'output', bad: (reason: string) => never): void {
  const { thresholds = [] } = port
  if (side === 'output') bad('thresholds on an output')
  if (port.pixels !== undefined) bad('thresholds beside pixels')
  if (port.exponent !== 0) bad(`thresholds with exponent ${port.exponent}`)
  if (thresholds.length !== elements(port.shape)) bad(`${thresholds.length} lists of thresholds`)
  for (const list of thresholds) {
    if (list.length > maxOf(port.bits)) bad(`${list.length} thresholds do not fit ${port.bits} bits`)
    list.forEach((threshold, i) => {
      if (!Number.isFinite(threshold) || Math.fround(threshold) !== threshold || Object.is(threshold, -0))
        bad(`threshold ${threshold} is not a finite float32, or -0`)
      if (i > 0 && !(list[i - 1]! < threshold)) bad('thresholds do not ascend')
    })
  }
}

/** How many of the ascending thresholds the value exceeds. */
export function exceeded(list: readonly number[], value: number): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (value > list[middle]!) from = middle + 1
    else to = middle
  }
  return from
}

const clampTo = (bits: number, value: number): number => Math.min(maxOf(bits), Math.max(minOf(bits), value))

/** floor(x + 1/2) without the rounding of the sum itself. */
function roundHalfUp(x: number): number {
  const floor = Math.floor(x)
  return x - floor >= 0.5 ? floor + 1 : floor
}

/**
 * Real values, `rows` times port.shape in outer layout, to integers in inner layout. Saturates; with thresholds, counts.
 * Refuses wrong lengths (`input_shape_mismatch`), NaN and infinity (`input_not_finite`).
 */
export function toIntegers(port: Port, values: ArrayLike<number | bigint>, rows: number): IntTensor {
  const count = elements(port.shape)
  if (!Number.isSafeInteger(rows) || rows < 1 || values.length !== count * rows) {
    refuse(
      'input_shape_mismatch',
      `input ${JSON.stringify(port.name)}: ${values.length} values, [rows, ${port.shape.join(', ')}] expected`,
      {
        facts: { name: port.name, shape: port.shape, values: values.length },
      },
    )
  }
  const scale = 2 ** port.exponent
  const { thresholds } = port
  const single = port.dtype === 'float32'
  const innerShape = port.perm.map(axis => port.shape[axis]!)
  const data = port.bits <= 8 ? new Int8Array(values.length) : new Int16Array(values.length)
  const source = innerToOuter(port)
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < count; i++) {
      const value = Number(values[row * count + source[i]!])
      if (!Number.isFinite(value))
        refuse('input_not_finite', `input ${JSON.stringify(port.name)}: value ${source[i]} of row ${row} is ${value}`)
      data[row * count + i] =
        thresholds === undefined
          ? clampTo(port.bits, roundHalfUp(value * scale))
          : exceeded(thresholds[source[i]!]!, single ? Math.fround(value) : value)
    }
  }
  return { shape: innerShape, bits: port.bits, rows, data }
}

/** 8-bit pixels, [H, W, C] row-major per image, to integers. Refuses a port without pixel conversion and other sizes. */
export function pixelsToIntegers(port: Port, pixels: Uint8Array, rows: number): IntTensor {
  const conversion = port.pixels
  if (conversion === undefined) {
    return refuse('input_invalid', `input ${JSON.stringify(port.name)} does not take images`, {
      hint: 'Give the tensor itself (.npy, .json, .pb).',
    })
  }
  const innerShape = port.perm.map(axis => port.shape[axis]!)
  const count = elements(innerShape)
  if (!Number.isSafeInteger(rows) || rows < 1 || pixels.length !== count * rows) {
    refuse(
      'input_shape_mismatch',
      `input ${JSON.stringify(port.name)}: ${pixels.length} pixel values, ${innerShape.join(' x ')} expected`,
    )
  }
  const data = port.bits <= 8 ? new Int8Array(pixels.length) : new Int16Array(pixels.length)
  const { channels, mul, add, shift } = conversion
  const rounding = shift === 0 ? 0 : 2 ** (shift - 1)
  for (let i = 0; i < pixels.length; i++) {
    const c = i % channels
    data[i] = clampTo(port.bits, Math.floor((mul[c]! * pixels[i]! + add[c]! + rounding) / 2 ** shift))
  }
  return { shape: innerShape, bits: port.bits, rows, data }
}

/** Integers in inner layout to real values in outer layout; exact in float32 (at most 16 bits and a power of two). */
export function toReals(port: Port, tensor: IntTensor): Float32Array {
  const count = elements(port.shape)
  const out = new Float32Array(tensor.data.length)
  const target = innerToOuter(port)
  const scale = 2 ** -port.exponent
  for (let row = 0; row < tensor.rows; row++) {
    for (let i = 0; i < count; i++) out[row * count + target[i]!] = tensor.data[row * count + i]! * scale
  }
  return out
}

/** For every inner position its outer position. */
function innerToOuter(port: Port): Int32Array {
  const rank = port.shape.length
  const outerStride = new Array<number>(rank).fill(1)
  for (let i = rank - 2; i >= 0; i--) outerStride[i] = outerStride[i + 1]! * port.shape[i + 1]!
  const inner = port.perm.map(axis => ({ length: port.shape[axis]!, stride: outerStride[axis]! }))
  const out = new Int32Array(elements(port.shape))
  const at = new Array<number>(rank).fill(0)
  for (let i = 0; i < out.length; i++) {
    let outer = 0
    for (let axis = 0; axis < rank; axis++) outer += at[axis]! * inner[axis]!.stride
    out[i] = outer
    for (let axis = rank - 1; axis >= 0; axis--) {
      if (++at[axis]! < inner[axis]!.length) break
      at[axis] = 0
    }
  }
  return out
}
