// Writes GGUF files (version 3) to disk tensor by tensor, so that they may be larger than memory. Metadata state their types: llama.cpp
// takes no u32 where it expects an i32 or an f32.

import { concat, utf8 } from '../../src/core/bytes/index.ts'
import type { Stored } from './encode.ts'
import { type Sink, writeFileWhole } from './sink.ts'

export type Metadata =
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly text: string }
  | { readonly flag: boolean }
  | { readonly texts: readonly string[] }
  | { readonly i32s: readonly number[] }

export interface StreamedTensor {
  readonly name: string
  /** Row-major. */
  readonly shape: readonly number[]
  readonly type: Stored
  readonly bytes: number
  readonly chunks: () => Iterable<Uint8Array>
}

const ALIGNMENT = 32
const TENSOR_TYPES: Readonly<Record<Stored, number>> = { F32: 0, F16: 1, Q8_0: 8, BF16: 30 }
const [U32, I32, F32, BOOL, STRING, ARRAY] = [4, 5, 6, 7, 8, 9]

const padding = (length: number): number => (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT

/** Whole or not at all. */
export function writeGgufFile(
  path: string,
  metadata: readonly (readonly [string, Metadata])[],
  tensors: readonly StreamedTensor[],
): void {
  const header = headerOf(metadata, tensors)
  writeFileWhole(path, sink => {
    sink(header)
    sink(new Uint8Array(padding(header.length)))
    for (const tensor of tensors) writeTensor(sink, tensor)
  })
}

function writeTensor(sink: Sink, { name, bytes, chunks }: StreamedTensor): void {
  let written = 0
  for (const chunk of chunks()) {
    sink(chunk)
    written += chunk.length
  }
  if (written !== bytes) throw new Error(`${name}: ${written} bytes were made, ${bytes} announced`)
  sink(new Uint8Array(padding(bytes)))
}

function number(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size)
  write(new DataView(bytes.buffer))
  return bytes
}
const u32 = (value: number) => number(4, view => view.setUint32(0, value, true))
const u64 = (value: number) => number(8, view => view.setBigUint64(0, BigInt(value), true))

function text(value: string): Uint8Array {
  const bytes = utf8(value)
  return concat(u64(bytes.length), bytes)
}

function value(given: Metadata): Uint8Array {
  if ('u32' in given) return concat(u32(U32), u32(given.u32))
  if ('f32' in given)
    return concat(
      u32(F32),
      number(4, view => view.setFloat32(0, given.f32, true)),
    )
  if ('text' in given) return concat(u32(STRING), text(given.text))
  if ('flag' in given) return concat(u32(BOOL), Uint8Array.of(given.flag ? 1 : 0))
  if ('texts' in given)
    return concat(u32(ARRAY), u32(STRING), u64(given.texts.length), concat(...given.texts.map(text)))
  const values = new Uint8Array(Int32Array.from(given.i32s).buffer)
  return concat(u32(ARRAY), u32(I32), u64(given.i32s.length), values)
}

function headerOf(metadata: readonly (readonly [string, Metadata])[], tensors: readonly StreamedTensor[]): Uint8Array {
  const parts = [utf8('GGUF'), u32(3), u64(tensors.length), u64(metadata.length)]
  for (const [key, given] of metadata) parts.push(text(key), value(given))
  let offset = 0
  for (const { name, shape, type, bytes } of tensors) {
    parts.push(text(name), u32(shape.length), ...[...shape].reverse().map(u64), u32(TENSOR_TYPES[type]), u64(offset))
    offset += bytes + padding(bytes)
  }
  return concat(...parts)
}
