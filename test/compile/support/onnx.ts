// Writes ONNX files byte by byte, without the generated schema that the importer reads with: a second opinion on the format,
// and a way to write what no exporter would.

import { concat, utf8 } from '../../../src/core/bytes/index.ts'

export function varint(value: number | bigint): Uint8Array {
  let left = BigInt.asUintN(64, BigInt(value))
  const out: number[] = []
  do {
    const low = Number(left & 127n)
    left >>= 7n
    out.push(left > 0n ? low | 128 : low)
  } while (left > 0n)
  return Uint8Array.from(out)
}

export const tag = (field: number, wire: number): Uint8Array => varint(field * 8 + wire)
export const int = (field: number, value: number | bigint): Uint8Array => concat(tag(field, 0), varint(value))
export const float = (field: number, value: number): Uint8Array =>
  concat(tag(field, 5), new Uint8Array(Float32Array.of(value).buffer))
export const bytes = (field: number, value: Uint8Array): Uint8Array =>
  concat(tag(field, 2), varint(value.length), value)
export const text = (field: number, value: string): Uint8Array => bytes(field, utf8(value))

export interface TensorSpec {
  readonly dims: readonly number[]
  readonly data: ArrayLike<number>
  /** ONNX element type: 1 float32 (default), 6 int32, 7 int64, 9 bool, 10 float16, 11 float64. */
  readonly type?: number
  /** Where numbers stand: raw_data, or the typed field. */
  readonly typed?: boolean
}

export function tensor(
  name: string,
  { dims, data, type = 1, typed = false }: TensorSpec,
  extra?: Uint8Array,
): Uint8Array {
  const parts = [...dims.map(n => int(1, n)), int(2, type), text(8, name)]
  if (typed) {
    if (type === 1) parts.push(bytes(4, new Uint8Array(Float32Array.from(data).buffer)))
    else if (type === 11) parts.push(bytes(10, new Uint8Array(Float64Array.from(data).buffer)))
    else parts.push(bytes(type === 7 ? 7 : 5, concat(...Array.from(data, n => varint(n)))))
  } else parts.push(bytes(9, rawData(data, type)))
  return concat(...parts, extra ?? new Uint8Array(0))
}

function rawData(data: ArrayLike<number>, type: number): Uint8Array {
  const make = {
    1: Float32Array,
    2: Uint8Array,
    3: Int8Array,
    4: Uint16Array,
    5: Int16Array,
    6: Int32Array,
    9: Uint8Array,
    11: Float64Array,
  }[type]
  if (make !== undefined) return new Uint8Array(make.from(data as ArrayLike<number>).buffer)
  if (type === 7) return new Uint8Array(BigInt64Array.from(Array.from(data, n => BigInt(n))).buffer)
  throw new TypeError(`type ${type} is not written raw here`)
}

export type AttributeValue =
  | { readonly i: number }
  | { readonly f: number }
  | { readonly s: string }
  | { readonly strings: readonly string[] }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly t: Uint8Array }
  | { readonly g: Uint8Array }

export function attribute(name: string, value: AttributeValue): Uint8Array {
  const head = text(1, name)
  if ('i' in value) return concat(head, int(3, value.i), int(20, 2))
  if ('f' in value) return concat(head, float(2, value.f), int(20, 1))
  if ('s' in value) return concat(head, text(4, value.s), int(20, 3))
  if ('strings' in value) return concat(head, ...value.strings.map(s => text(9, s)), int(20, 8))
  if ('ints' in value) return concat(head, ...value.ints.map(n => int(8, n)), int(20, 7))
  if ('floats' in value) return concat(head, ...value.floats.map(n => float(7, n)), int(20, 6))
  if ('t' in value) return concat(head, bytes(5, value.t), int(20, 4))
  return concat(head, bytes(6, value.g), int(20, 5))
}

export interface NodeSpec {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  readonly name?: string
  readonly domain?: string
}

export const node = ({ op, inputs, outputs, attributes = {}, name = '', domain = '' }: NodeSpec): Uint8Array =>
  concat(
    ...inputs.map(input => text(1, input)),
    ...outputs.map(output => text(2, output)),
    text(3, name),
    text(4, op),
    ...Object.entries(attributes).map(([key, value]) => bytes(5, attribute(key, value))),
    ...(domain === '' ? [] : [text(7, domain)]),
  )

/** A dimension: a number, a name, or null where it is left open. */
export type Dim = number | string | null

export function valueInfo(name: string, dims: readonly Dim[], type = 1): Uint8Array {
  const shape = concat(
    ...dims.map(dim =>
      bytes(1, typeof dim === 'number' ? int(1, dim) : dim === null ? new Uint8Array(0) : text(2, dim)),
    ),
  )
  return concat(text(1, name), bytes(2, bytes(1, concat(int(1, type), bytes(2, shape)))))
}

export interface GraphSpec {
  readonly nodes: readonly NodeSpec[]
  readonly inputs: Readonly<Record<string, readonly Dim[]>>
  readonly outputs: Readonly<Record<string, readonly Dim[]>>
  readonly weights?: Readonly<Record<string, TensorSpec>>
  /** Already encoded messages for graph fields, e.g. hostile ones. */
  readonly extra?: readonly Uint8Array[]
}

export interface ModelSpec extends GraphSpec {
  readonly opset?: number
  /** Further opset imports by domain. */
  readonly domains?: Readonly<Record<string, number>>
  readonly irVersion?: number
  readonly modelExtra?: readonly Uint8Array[]
}

export const graph = (spec: GraphSpec): Uint8Array =>
  concat(
    ...spec.nodes.map(item => bytes(1, node(item))),
    text(2, 'test'),
    ...Object.entries(spec.weights ?? {}).map(([name, item]) => bytes(5, tensor(name, item))),
    ...Object.entries(spec.inputs).map(([name, dims]) => bytes(11, valueInfo(name, dims))),
    ...Object.entries(spec.outputs).map(([name, dims]) => bytes(12, valueInfo(name, dims))),
    ...(spec.extra ?? []),
  )

const opsetImport = (domain: string, version: number): Uint8Array =>
  bytes(8, concat(domain === '' ? new Uint8Array(0) : text(1, domain), int(2, version)))

export const model = (spec: ModelSpec): Uint8Array =>
  concat(
    int(1, spec.irVersion ?? 8),
    text(2, 'assay-test'),
    bytes(7, graph(spec)),
    opsetImport('', spec.opset ?? 13),
    ...Object.entries(spec.domains ?? {}).map(([domain, version]) => opsetImport(domain, version)),
    ...(spec.modelExtra ?? []),
  )
