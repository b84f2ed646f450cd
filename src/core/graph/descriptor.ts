// Canonical encoding: spec/graph.md, "Descriptors". An op is exactly 256 bytes, big-endian; fields that an op does not use
// are zero, so that an op has one encoding and a contract finds each field at a fixed place.

import { Reader, Writer } from '../bytes/cursor.ts'
import { equal } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'
import type { Field } from './ops/definition.ts'
import { definitionOf, kindOfCode } from './ops/index.ts'
import { type Graph, MAX_INPUTS, MAX_OPS, MAX_RANK, type Op } from './types.ts'

export const DESCRIPTOR_BYTES = 256
const FORMAT = 1
/** Bytes of a descriptor that have a meaning; the rest is zero. */
const USED = 185
const MAGIC = 'ASSAY-GRAPH'

/** Every field of a descriptor; zero where an op has none. */
interface Flat {
  slot: number
  shift: number
  lo: number
  hi: number
  weightBits: number
  weightOffset: number
  kernel: readonly [number, number]
  stride: readonly [number, number]
  dilation: readonly [number, number]
  pads: readonly [number, number, number, number]
  groups: number
  coefficients: readonly number[]
  countIncludePad: boolean
  reciprocalBits: number
  axis: number
  perm: readonly number[]
  fill: number
  tableBits: number
  segment: number
  fraction: number
  centre: boolean
  epsilon: number
  entries: number
  offset: number
  pair: boolean
  context: number
  scoreShift: number
  scoreLo: number
  scoreHi: number
  unitBits: number
}

const BLANK: Flat = {
  slot: 0,
  shift: 0,
  lo: 0,
  hi: 0,
  weightBits: 0,
  weightOffset: 0,
  kernel: [0, 0],
  stride: [0, 0],
  dilation: [0, 0],
  pads: [0, 0, 0, 0],
  groups: 0,
  coefficients: [],
  countIncludePad: false,
  reciprocalBits: 0,
  axis: 0,
  perm: [],
  fill: 0,
  tableBits: 0,
  segment: 0,
  fraction: 0,
  centre: false,
  epsilon: 0,
  entries: 0,
  offset: 0,
  pair: false,
  context: 0,
  scoreShift: 0,
  scoreLo: 0,
  scoreHi: 0,
  unitBits: 0,
}

/** Bits of the flags byte. */
const COUNT_INCLUDE_PAD = 1
const CENTRE = 2
const PAIR = 4

const FIELD_NAMES: { readonly [F in Field]: readonly (keyof Flat)[] } = {
  slot: ['slot'],
  requantization: ['shift', 'lo', 'hi'],
  window: ['kernel', 'stride', 'dilation', 'pads'],
  groups: ['groups'],
  rows: ['weightBits'],
  weightOffset: ['weightOffset'],
  coefficients: ['coefficients'],
  average: ['countIncludePad', 'reciprocalBits'],
  axis: ['axis'],
  perm: ['perm'],
  fill: ['fill'],
  table: ['tableBits', 'segment'],
  fraction: ['fraction'],
  norm: ['lo', 'hi', 'centre', 'epsilon'],
  embedding: ['entries', 'offset', 'pair'],
  context: ['context'],
  rotary: ['unitBits'],
  attention: ['scoreShift', 'scoreLo', 'scoreHi', 'lo', 'hi'],
}

const pad = (values: readonly number[], length: number): number[] => [
  ...values,
  ...new Array<number>(length - values.length).fill(0),
]

/** Leaf 0 of the graph tree: magic, format, number of ops, length of the weights. */
export function encodeHeader(graph: Graph): Uint8Array {
  const w = new Writer(DESCRIPTOR_BYTES)
  for (const c of MAGIC) w.u8(c.charCodeAt(0))
  w.u8(0).u16(FORMAT).u32(graph.ops.length).u64(graph.weightBytes)
  return w.zeros(DESCRIPTOR_BYTES - 26).finish()
}

/** The descriptor of op `id`; `first` is the shape of its first input, empty when it has none. */
export function encodeOp(op: Op, first: readonly number[]): Uint8Array {
  const definition = definitionOf(op.kind)
  const f: Flat = { ...BLANK }
  for (const field of definition.fields) {
    for (const name of FIELD_NAMES[field]) Object.assign(f, { [name]: (op as unknown as Flat)[name] })
  }
  const w = new Writer(DESCRIPTOR_BYTES)
  w.u8(FORMAT).u8(definition.code).u8(op.bits).u8(f.shift)
  w.u8(op.inputs.length)
    .u8(op.shape.length)
    .u8(f.weightBits)
    .u8((f.countIncludePad ? COUNT_INCLUDE_PAD : 0) | (f.centre ? CENTRE : 0) | (f.pair ? PAIR : 0))
  for (const id of pad(op.inputs, MAX_INPUTS)) w.u32(id)
  for (const n of pad(op.shape, MAX_RANK)) w.u32(n)
  w.u8(first.length).u8(f.axis).u8(f.reciprocalBits).u8(f.slot)
  for (const n of pad(first, MAX_RANK)) w.u32(n)
  w.i32(f.lo).i32(f.hi).u64(f.weightOffset)
  for (const n of [...f.kernel, ...f.stride, ...f.dilation, ...f.pads, f.groups]) w.u16(n)
  for (const n of pad(f.perm, MAX_RANK)) w.u8(n)
  for (const n of pad(f.coefficients, MAX_INPUTS)) w.i16(n)
  w.u64(f.epsilon).i32(f.fill).i32(f.offset).u32(f.entries).u8(f.tableBits).u8(f.segment).u8(f.fraction)
  w.u8(f.scoreShift).u32(f.context).i16(f.scoreLo).i16(f.scoreHi).u8(f.unitBits)
  return w.zeros(DESCRIPTOR_BYTES - USED).finish()
}

/** Decodes a header. Refuses what `encodeHeader` would not have written. */
export function decodeHeader(bytes: Uint8Array): { ops: number; weightBytes: number } {
  if (bytes.length !== DESCRIPTOR_BYTES) refuse('graph_invalid', `graph header: ${bytes.length} bytes, 256 expected`)
  const r = new Reader(bytes, 'graph header')
  r.skip(MAGIC.length + 1)
  const format = r.u16()
  if (format !== FORMAT) refuse('graph_invalid', `graph header: format ${format} is not known`)
  const ops = r.u32()
  const weightBytes = r.u64()
  if (ops < 1 || ops > MAX_OPS) refuse('graph_invalid', `graph header: ${ops} ops, 1 to ${MAX_OPS} expected`)
  if (!equal(encodeHeader({ ops: { length: ops } as readonly Op[], weightBytes }), bytes)) {
    refuse('graph_invalid', 'graph header: not in canonical form')
  }
  return { ops, weightBytes }
}

/** Decodes one descriptor into an op, without looking at other ops. Refuses a form that `encodeOp` would not have written. */
export function decodeOp(bytes: Uint8Array, id: number): Op {
  const what = `op ${id}`
  if (bytes.length !== DESCRIPTOR_BYTES) refuse('graph_invalid', `${what}: ${bytes.length} bytes, 256 expected`)
  const r = new Reader(bytes, what)
  const many = (n: number, read: () => number): number[] => Array.from({ length: n }, read)
  const format = r.u8()
  if (format !== FORMAT) refuse('graph_invalid', `${what}: format ${format} is not known`)
  const code = r.u8()
  const kind = kindOfCode(code)
  if (kind === undefined) refuse('graph_invalid', `${what}: op code ${code} is not known`)
  const bits = r.u8()
  const shift = r.u8()
  const inputCount = r.u8()
  const rank = r.u8()
  const weightBits = r.u8()
  const flags = r.u8()
  if (inputCount > MAX_INPUTS || rank < 1 || rank > MAX_RANK)
    refuse('graph_invalid', `${what}: ${inputCount} inputs, rank ${rank}`)
  const inputs = many(MAX_INPUTS, () => r.u32()).slice(0, inputCount)
  const shape = many(MAX_RANK, () => r.u32()).slice(0, rank)
  const firstRank = r.u8()
  const axis = r.u8()
  const reciprocalBits = r.u8()
  const slot = r.u8()
  if (firstRank > MAX_RANK) refuse('graph_invalid', `${what}: input rank ${firstRank}`)
  const first = many(MAX_RANK, () => r.u32()).slice(0, firstRank)
  const lo = r.i32()
  const hi = r.i32()
  const weightOffset = r.u64()
  const [kh, kw, sh, sw, dh, dw, pt, pl, pb, pr, groups] = many(11, () => r.u16()) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const perm = many(MAX_RANK, () => r.u8()).slice(0, rank)
  const coefficients = many(MAX_INPUTS, () => r.i16()).slice(0, inputCount)
  const epsilon = r.u64()
  const fill = r.i32()
  const offset = r.i32()
  const entries = r.u32()
  const tableBits = r.u8()
  const segment = r.u8()
  const fraction = r.u8()
  const scoreShift = r.u8()
  const context = r.u32()
  const scoreLo = r.i16()
  const scoreHi = r.i16()
  const unitBits = r.u8()
  const flat: Flat = {
    slot,
    shift,
    lo,
    hi,
    weightBits,
    weightOffset,
    groups,
    coefficients,
    reciprocalBits,
    axis,
    perm,
    kernel: [kh, kw],
    stride: [sh, sw],
    dilation: [dh, dw],
    pads: [pt, pl, pb, pr],
    countIncludePad: (flags & COUNT_INCLUDE_PAD) !== 0,
    centre: (flags & CENTRE) !== 0,
    epsilon,
    fill,
    offset,
    entries,
    tableBits,
    segment,
    fraction,
    pair: (flags & PAIR) !== 0,
    context,
    scoreShift,
    scoreLo,
    scoreHi,
    unitBits,
  }
  const op: Record<string, unknown> = { kind, inputs, shape, bits }
  for (const field of definitionOf(kind).fields) for (const name of FIELD_NAMES[field]) op[name] = flat[name]
  const decoded = op as unknown as Op
  if (!equal(encodeOp(decoded, first), bytes)) refuse('graph_invalid', `${what}: not in canonical form`)
  return decoded
}

/** Shape of the first input as the descriptor carries it. */
export const firstShape = (ops: readonly Op[], op: Op): readonly number[] => {
  const id = op.inputs[0]
  return id === undefined ? [] : (ops[id]?.shape ?? [])
}

/** Header and descriptors, one after another: 256 x (ops + 1) bytes. */
export function encodeGraph(graph: Graph): Uint8Array {
  const out = new Uint8Array(DESCRIPTOR_BYTES * (graph.ops.length + 1))
  out.set(encodeHeader(graph))
  graph.ops.forEach((op, id) => {
    out.set(encodeOp(op, firstShape(graph.ops, op)), DESCRIPTOR_BYTES * (id + 1))
  })
  return out
}

/** Decodes what `encodeGraph` writes. Types and attributes across ops are checked by `checkGraph`. */
export function decodeGraph(bytes: Uint8Array): Graph {
  const header = decodeHeader(bytes.subarray(0, DESCRIPTOR_BYTES))
  if (bytes.length !== DESCRIPTOR_BYTES * (header.ops + 1)) {
    refuse('graph_invalid', `graph: ${bytes.length} bytes for ${header.ops} ops`)
  }
  const ops: Op[] = []
  for (let id = 0; id < header.ops; id++) {
    ops.push(decodeOp(bytes.subarray(DESCRIPTOR_BYTES * (id + 1), DESCRIPTOR_BYTES * (id + 2)), id))
  }
  const graph = { ops, weightBytes: header.weightBytes }
  // The shape of the first input is redundant: it must be the one that the input's own descriptor states.
  if (!equal(encodeGraph(graph), bytes)) refuse('graph_invalid', 'graph: a descriptor misstates the shape of its input')
  return graph
}
