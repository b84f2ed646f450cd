// The receipt bundle that travels and is stored: spec/receipt.md, "Bundle". Strict JSON in both directions: what is read
// back is what was written, and unknown, missing or malformed members are refused.

import { fromBase64, type Hex, toBase64 } from '../bytes/index.ts'
import { attempt, type Result } from '../errors/index.ts'
import {
  isReal,
  MAX_REAL_DIMENSION,
  MAX_REAL_RANK,
  REAL_TYPES,
  type RealTensor,
  type RealType,
  realFault,
  valueCount,
} from '../float/index.ts'
import { elements, type IntTensor, MAX_RANK, tensorBytes, tensorFromBytes } from '../graph/index.ts'
import { type Inclusion, parseInclusion } from '../log/index.ts'
import type { NamedTensor } from './content.ts'
import { type DisclosedField, FIELDS, type Fields, SALT_BYTES } from './fields.ts'
import { type Json, jsonReader } from './json.ts'
import { RECEIPT_FIELDS, REQUEST_FIELDS, type Receipt, type Request, type StructFields } from './types.ts'

export const MAX_BUNDLE_BYTES = 4 << 20
/** Longest sampler that a bundle holds: a grammar is most of it. */
export const MAX_SAMPLER_BYTES = 256 << 10
const FORMAT = 'assay-receipt/1'

/** Tensors shown to those who may read them, with the salt of their commitment. */
export interface Disclosed {
  readonly salt: Hex
  readonly tensors: readonly NamedTensor[]
}

/** A trace root shown to those who may read input and output, with the salt of its commitment. */
export interface ShownTrace {
  readonly salt: Hex
  readonly root: Hex
}

export interface SignedRequest {
  readonly request: Request
  /** Null: unsigned, payer zero. */
  readonly signature: Hex | null
}

export interface ReceiptBundle {
  readonly receipt: Receipt
  readonly signature: Hex
  readonly fields: Fields
  readonly request: SignedRequest
  readonly input: Disclosed | null
  readonly output: Disclosed | null
  /** Canonical bytes of a generation's sampler, for those who may read input and output. */
  readonly sampler: Uint8Array | null
  /** The trace root that the receipt commits to, for those who may read input and output; null: none, or not shown. */
  readonly trace: ShownTrace | null
  readonly inclusion: Inclusion | null
}

const { bad, hex, integer, list, members } = jsonReader('receipt_malformed', 'receipt')

/** Writes a struct: integers above uint8 as decimal strings. */
export function structToJson<T>(fields: StructFields<T>, value: T): Json {
  return Object.fromEntries(
    fields.map(([name]) => [name, typeof value[name] === 'bigint' ? String(value[name]) : value[name]]),
  )
}

/** Reads a struct strictly by its EIP-712 types. */
export function structFromJson<T>(fields: StructFields<T>, value: unknown, what: string): T {
  const json = members(
    value,
    fields.map(([name]) => name),
    what,
  )
  const entries = fields.map(([name, type]) => {
    const raw = json[name]
    const where = `${what}.${name}`
    if (type === 'bytes32') return [name, hex(raw, 32, where)]
    if (type === 'address') return [name, hex(raw, 20, where)]
    if (type === 'uint8') return [name, integer(raw, 255, where)]
    if (type === 'bool') return [name, typeof raw === 'boolean' ? raw : bad(`${where} is not a boolean`)]
    const bits = Number(type.slice('uint'.length))
    if (typeof raw !== 'string' || raw.length > 78 || !/^(0|[1-9][0-9]*)$/.test(raw))
      return bad(`${where} is not a decimal string`)
    const number = BigInt(raw)
    return [name, number < 1n << BigInt(bits) ? number : bad(`${where} does not fit ${type}`)]
  })
  return Object.fromEntries(entries) as T
}

export function tensorsToJson(tensors: readonly NamedTensor[]): Json[] {
  return tensors.map(({ name, tensor }) => {
    if (isReal(tensor)) return { name, dtype: tensor.dtype, shape: [...tensor.shape], data: toBase64(tensor.bytes) }
    const { bits, rows, shape } = tensor
    return { name, bits, rows, shape: [...shape], data: toBase64(tensorBytes(tensor)) }
  })
}

export function tensorsFromJson(value: unknown, what: string): NamedTensor[] {
  const tensors = list(value, 255, what).map((entry, i): NamedTensor => {
    const where = `${what}[${i}]`
    const real = typeof entry === 'object' && entry !== null && Object.hasOwn(entry, 'dtype')
    const json = members(entry, real ? REAL_MEMBERS : EXACT_MEMBERS, where)
    const name = typeof json['name'] === 'string' && json['name'].length <= 256 ? json['name'] : bad(`${where}.name`)
    const data = typeof json['data'] === 'string' ? fromBase64(json['data']) : null
    if (data === null) return bad(`${where}.data is not base64`)
    return { name, tensor: real ? realFromJson(json, data, where) : exactFromJson(json, data, where) }
  })
  if (new Set(tensors.map(({ tensor }) => isReal(tensor))).size > 1) bad(`${what} are of two kinds`)
  return tensors
}

const EXACT_MEMBERS = ['name', 'bits', 'rows', 'shape', 'data']
const REAL_MEMBERS = ['name', 'dtype', 'shape', 'data']

function exactFromJson(json: Json, data: Uint8Array, where: string): IntTensor {
  const bits = integer(json['bits'], 16, `${where}.bits`)
  const rows = integer(json['rows'], 2 ** 24, `${where}.rows`)
  const shape = list(json['shape'], MAX_RANK, `${where}.shape`).map((n, k) =>
    integer(n, 2 ** 24, `${where}.shape[${k}]`),
  )
  if (bits < 2 || rows < 1 || shape.length < 1 || shape.some(n => n < 1)) bad(`${where}: width, rows or shape`)
  if (elements(shape) * rows > MAX_BUNDLE_BYTES) bad(`${where}: more values than a bundle can hold`)
  return tensorFromBytes(data, shape, bits, rows) ?? bad(`${where}.data does not fit its width, rows and shape`)
}

function realFromJson(json: Json, bytes: Uint8Array, where: string): RealTensor {
  const { dtype } = json
  if (typeof dtype !== 'string' || !Object.hasOwn(REAL_TYPES, dtype)) return bad(`${where}.dtype is not known`)
  const shape = list(json['shape'], MAX_REAL_RANK, `${where}.shape`).map((n, k) =>
    integer(n, MAX_REAL_DIMENSION, `${where}.shape[${k}]`),
  )
  if (valueCount(shape) > MAX_BUNDLE_BYTES) bad(`${where}: more values than a bundle can hold`)
  const tensor = { dtype: dtype as RealType, shape, bytes }
  const fault = realFault(tensor)
  return fault === null ? tensor : bad(`${where}: ${fault}`)
}

export const disclosedToJson = (d: Disclosed | null): Json | null =>
  d === null ? null : { salt: d.salt, tensors: tensorsToJson(d.tensors) }

export function disclosedFromJson(value: unknown, what: string): Disclosed | null {
  if (value === null) return null
  const json = members(value, ['salt', 'tensors'], what)
  return {
    salt: hex(json['salt'], SALT_BYTES, `${what}.salt`),
    tensors: tensorsFromJson(json['tensors'], `${what}.tensors`),
  }
}

/** Base64 of at most MAX_SAMPLER_BYTES, or null. */
export function samplerFromJson(value: unknown, what: string): Uint8Array | null {
  if (value === null) return null
  if (typeof value !== 'string' || value.length > (MAX_SAMPLER_BYTES / 3 + 1) * 4) return bad(`${what} is too long`)
  const bytes = fromBase64(value)
  return bytes === null || bytes.length === 0 || bytes.length > MAX_SAMPLER_BYTES
    ? bad(`${what} is not base64 of 1 to ${MAX_SAMPLER_BYTES} bytes`)
    : bytes
}

function traceFromJson(value: unknown): ShownTrace {
  const json = members(value, ['salt', 'root'], 'trace')
  return { salt: hex(json['salt'], SALT_BYTES, 'trace.salt'), root: hex(json['root'], 32, 'trace.root') }
}

function fieldsFromJson(value: unknown): Fields {
  const json = members(value, ['leaves', 'disclosed'], 'fields')
  const leaves = list(json['leaves'], FIELDS.length, 'fields.leaves').map((leaf, i) =>
    hex(leaf, 32, `fields.leaves[${i}]`),
  )
  if (leaves.length !== FIELDS.length) bad(`fields.leaves has ${leaves.length} entries, ${FIELDS.length} expected`)
  let last = 0
  const disclosed = list(json['disclosed'], FIELDS.length, 'fields.disclosed').map((entry, i): DisclosedField => {
    const where = `fields.disclosed[${i}]`
    const field = members(entry, ['tag', 'name', 'salt', 'value'], where)
    const tag = integer(field['tag'], FIELDS.length, `${where}.tag`)
    if (tag <= last) bad(`${where}.tag is not above the one before`)
    last = tag
    const name = FIELDS[tag - 1]![0]
    if (field['name'] !== name) bad(`${where}.name is not that of tag ${tag}`)
    const value = hex(field['value'], undefined, `${where}.value`)
    if (value.length > 2 + 2 * 64) bad(`${where}.value is longer than 64 bytes`)
    return { tag, name, salt: hex(field['salt'], SALT_BYTES, `${where}.salt`), value }
  })
  return { leaves, disclosed }
}

export const requestToJson = (signed: SignedRequest): Json => ({
  request: structToJson(REQUEST_FIELDS, signed.request),
  signature: signed.signature,
})

export function requestFromJson(value: unknown): SignedRequest {
  const json = members(value, ['request', 'signature'], 'request')
  return {
    request: structFromJson<Request>(REQUEST_FIELDS, json['request'], 'request.request'),
    signature: json['signature'] === null ? null : hex(json['signature'], 65, 'request.signature'),
  }
}

/** The bundle as a JSON value, in canonical member order. */
export function bundleToJson(bundle: ReceiptBundle): Json {
  return {
    format: FORMAT,
    receipt: structToJson(RECEIPT_FIELDS, bundle.receipt),
    signature: bundle.signature,
    fields: { leaves: [...bundle.fields.leaves], disclosed: bundle.fields.disclosed.map(field => ({ ...field })) },
    request: requestToJson(bundle.request),
    input: disclosedToJson(bundle.input),
    output: disclosedToJson(bundle.output),
    ...(bundle.sampler === null ? {} : { sampler: toBase64(bundle.sampler) }),
    ...(bundle.trace === null ? {} : { trace: { ...bundle.trace } }),
    inclusion: bundle.inclusion,
  }
}

/** Reads a bundle from a parsed JSON value. */
export const bundleFromJson = (value: unknown): Result<ReceiptBundle> =>
  attempt(() => {
    const json = members(
      value,
      ['format', 'receipt', 'signature', 'fields', 'request', 'input', 'output', 'inclusion'],
      'bundle',
      ['sampler', 'trace'],
    )
    if (json['format'] !== FORMAT) bad('format is not known')
    return {
      receipt: structFromJson<Receipt>(RECEIPT_FIELDS, json['receipt'], 'receipt'),
      signature: hex(json['signature'], 65, 'signature'),
      fields: fieldsFromJson(json['fields']),
      request: requestFromJson(json['request']),
      input: disclosedFromJson(json['input'], 'input'),
      output: disclosedFromJson(json['output'], 'output'),
      sampler: Object.hasOwn(json, 'sampler') ? samplerFromJson(json['sampler'], 'sampler') : null,
      trace: Object.hasOwn(json, 'trace') ? traceFromJson(json['trace']) : null,
      inclusion: json['inclusion'] === null ? null : parseInclusion(json['inclusion']),
    }
  })

/** Reads a bundle from text. */
export function parseBundle(text: string): Result<ReceiptBundle> {
  if (text.length > MAX_BUNDLE_BYTES)
    return { ok: false, code: 'file_too_large', message: `receipt: more than ${MAX_BUNDLE_BYTES} bytes` }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, code: 'receipt_malformed', message: 'receipt: not JSON' }
  }
  return bundleFromJson(value)
}

export const bundleText = (bundle: ReceiptBundle): string => JSON.stringify(bundleToJson(bundle))
