// Writers of weight files for tests: GGUF, safetensors, llama2.c. They write what they are told, also what no file should say.

import { concat, utf8 } from '../../src/core/bytes/index.ts'
import type { GgufValue, StoredType } from '../../src/core/formats/index.ts'

class Bytes {
  private readonly parts: Uint8Array[] = []
  length = 0
  raw(bytes: Uint8Array): this {
    this.parts.push(bytes)
    this.length += bytes.length
    return this
  }
  private number(size: number, write: (view: DataView) => void): this {
    const bytes = new Uint8Array(size)
    write(new DataView(bytes.buffer))
    return this.raw(bytes)
  }
  u32 = (value: number): this => this.number(4, view => view.setUint32(0, value, true))
  u64 = (value: number | bigint): this => this.number(8, view => view.setBigUint64(0, BigInt(value), true))
  i32 = (value: number): this => this.number(4, view => view.setInt32(0, value, true))
  f32 = (value: number): this => this.number(4, view => view.setFloat32(0, value, true))
  text = (value: string): this => {
    const bytes = utf8(value)
    return this.u64(bytes.length).raw(bytes)
  }
  finish(): Uint8Array {
    const out = new Uint8Array(this.length)
    let at = 0
    for (const part of this.parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
}

export const f32Bytes = (values: ArrayLike<number>): Uint8Array => new Uint8Array(Float32Array.from(values).buffer)

/** bfloat16 of float32 values, cut off. */
export function bf16Bytes(values: ArrayLike<number>): Uint8Array {
  const words = new Uint32Array(Float32Array.from(values).buffer)
  return new Uint8Array(Uint16Array.from(words, word => word >>> 16).buffer)
}

const TYPES: Readonly<Partial<Record<StoredType, number>>> = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 8, Q4_K: 12, BF16: 30 }

export interface GgufTensor {
  readonly name: string
  /** Row-major. */
  readonly shape: readonly (number | bigint)[]
  readonly type: StoredType | number
  readonly data: Uint8Array
  /** Where it is said to lie, instead of where it does. */
  readonly offset?: number | bigint
}

/** Whole numbers become u32, other numbers f32; arrays of one type. */
function value(out: Bytes, given: GgufValue, typed = true): void {
  const type = typeOf(given)
  if (typed) out.u32(type)
  if (typeof given === 'string') out.text(given)
  else if (typeof given === 'boolean') out.raw(Uint8Array.of(given ? 1 : 0))
  else if (typeof given === 'bigint') out.u64(given)
  else if (typeof given === 'number') {
    if (type === 4) out.u32(given)
    else out.f32(given)
  } else {
    out.u32(given.length === 0 ? 4 : typeOf(given[0]!)).u64(given.length)
    for (const one of given) value(out, one, false)
  }
}

const typeOf = (given: GgufValue): number => {
  if (typeof given === 'string') return 8
  if (typeof given === 'boolean') return 7
  if (typeof given === 'bigint') return 10
  if (typeof given === 'number') return Number.isInteger(given) && given >= 0 ? 4 : 6
  return 9
}

export interface GgufOptions {
  readonly version?: number
  readonly alignment?: number
  readonly tensorCount?: number | bigint
  readonly entryCount?: number | bigint
}

export function writeGguf(
  metadata: readonly (readonly [string, GgufValue])[],
  tensors: readonly GgufTensor[],
  { version = 3, alignment = 32, tensorCount, entryCount }: GgufOptions = {},
): Uint8Array {
  const out = new Bytes().raw(utf8('GGUF')).u32(version)
  out.u64(tensorCount ?? tensors.length).u64(entryCount ?? metadata.length)
  for (const [key, given] of metadata) {
    out.text(key)
    value(out, given)
  }
  const data = new Bytes()
  const align = (bytes: Bytes): Bytes => bytes.raw(new Uint8Array((alignment - (bytes.length % alignment)) % alignment))
  for (const { name, shape, type, data: bytes, offset } of tensors) {
    align(data)
    out.text(name).u32(shape.length)
    for (const n of [...shape].reverse()) out.u64(n)
    out.u32(typeof type === 'number' ? type : TYPES[type]!).u64(offset ?? data.length)
    data.raw(bytes)
  }
  return concat(align(out).finish(), align(data).finish())
}

export interface SafeTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

export const safetensorsFile = (header: string, data: Uint8Array, length?: number | bigint): Uint8Array => {
  const text = utf8(header)
  return new Bytes()
    .u64(length ?? text.length)
    .raw(text)
    .raw(data)
    .finish()
}

export function writeSafetensors(tensors: readonly SafeTensor[]): Uint8Array {
  let at = 0
  const entries = tensors.map(({ name, dtype, shape, data }) => {
    const offsets = [at, at + data.length]
    at += data.length
    return [name, { dtype, shape, data_offsets: offsets }] as const
  })
  const header = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) })
  return safetensorsFile(header, concat(...tensors.map(({ data }) => data)))
}

/** dim, hidden_dim, n_layers, n_heads, n_kv_heads, vocab_size, seq_len, and weights in the order of the format. */
export const llama2cFile = (header: readonly number[], weights: readonly ArrayLike<number>[]): Uint8Array => {
  const out = new Bytes()
  for (const n of header) out.i32(n)
  for (const part of weights) out.raw(f32Bytes(part))
  return out.finish()
}
