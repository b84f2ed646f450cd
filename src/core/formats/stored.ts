// Tensors of weight files: where their bytes lie and how elements are stored. A file is read through a source, so that a big
// one need not be held in memory whole. What elements mean as numbers: dequantize.ts.

import { refuse } from '../errors/index.ts'

/** Bytes at known places: a file, or memory. */
export interface ByteSource {
  readonly size: number
  /** Exactly the bytes from `offset` on; both ends inside the source. May be a view: do not write to it. */
  read(offset: number, length: number): Uint8Array
}

export const memorySource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (offset, length) => bytes.subarray(offset, offset + length),
})

/** Elements of a block and the bytes that it takes, by stored type. */
const BLOCKS = {
  F64: [1, 8],
  F32: [1, 4],
  F16: [1, 2],
  BF16: [1, 2],
  I8: [1, 1],
  I16: [1, 2],
  I32: [1, 4],
  I64: [1, 8],
  U8: [1, 1],
  BOOL: [1, 1],
  Q4_0: [32, 18],
  Q4_1: [32, 20],
  Q5_0: [32, 22],
  Q5_1: [32, 24],
  Q8_0: [32, 34],
  Q8_1: [32, 36],
  Q2_K: [256, 84],
  Q3_K: [256, 110],
  Q4_K: [256, 144],
  Q5_K: [256, 176],
  Q6_K: [256, 210],
  Q8_K: [256, 292],
} as const satisfies Readonly<Record<string, readonly [elements: number, bytes: number]>>

export type StoredType = keyof typeof BLOCKS

/** A tensor of a weight file. Its last axis changes fastest and holds whole blocks. */
export interface StoredTensor {
  readonly name: string
  readonly type: StoredType
  readonly shape: readonly number[]
  /** Bytes of the elements as stored: a view where the file lies in memory, else read anew at every call. */
  load(): Uint8Array
}

export const MAX_TENSORS = 1 << 16
const MAX_AXIS = 2 ** 31
/** Of one tensor. */
const MAX_STORED_ELEMENTS = 2 ** 36

export const blockOf = (type: StoredType): readonly [elements: number, bytes: number] => BLOCKS[type]

/** Bytes of a tensor that a file declares; refuses shapes that no file can mean. */
export function storedBytes(type: StoredType, shape: readonly number[], what: string): number {
  const [elements, bytes] = BLOCKS[type]
  let count = 1
  for (const n of shape) {
    if (!Number.isSafeInteger(n) || n < 1 || n > MAX_AXIS) refuse('file_malformed', `${what}: an axis of ${n}`)
    // Both factors are below 2^36 and 2^31: tested before the product could leave what doubles hold exactly.
    if (n > MAX_STORED_ELEMENTS / count)
      refuse('file_too_large', `${what}: more than ${MAX_STORED_ELEMENTS} values are declared`)
    count *= n
  }
  if ((shape.at(-1) ?? 1) % elements !== 0)
    refuse('file_malformed', `${what}: rows of ${shape.at(-1)} values do not hold whole blocks of ${elements}`)
  return (count / elements) * bytes
}

export interface Placed {
  readonly name: string
  /** From the file's beginning. */
  readonly start: number
  readonly end: number
}

/** Refuses tensors that leave the file's data, or share bytes of it. */
export function checkPlaces(places: readonly Placed[], from: number, size: number, what: string): void {
  const order = [...places].sort((a, b) => a.start - b.start || a.end - b.end)
  let before: Placed | null = null
  for (const place of order) {
    const { name, start, end } = place
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < from)
      refuse('file_malformed', `${what}: tensor ${JSON.stringify(name)} lies outside the data`)
    if (end > size)
      refuse('file_truncated', `${what}: tensor ${JSON.stringify(name)} ends at byte ${end}, the file has ${size}`, {
        hint: 'The download may be incomplete: fetch the file again.',
      })
    if (before !== null && start < before.end)
      refuse(
        'file_malformed',
        `${what}: tensors ${JSON.stringify(before.name)} and ${JSON.stringify(name)} share bytes`,
      )
    if (end > start) before = place
  }
}
