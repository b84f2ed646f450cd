// The .bin of llama2.c in its first ("legacy") layout: seven int32 and float32 weights in a fixed order. The header alone says
// how long the file must be. Later versions of the format begin with "ak42" and are refused by name.

import { Reader } from '../bytes/cursor.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { type ByteSource, memorySource, type StoredTensor, storedBytes } from './stored.ts'

export interface Llama2cFile {
  readonly width: number
  readonly hidden: number
  readonly layers: number
  readonly heads: number
  readonly groups: number
  readonly vocabulary: number
  readonly context: number
  /** Is the classifier the embedding? */
  readonly tied: boolean
  /** By the names of llama2.c's own struct: one tensor holds all layers. */
  readonly tensors: ReadonlyMap<string, StoredTensor>
}

const HEADER_BYTES = 28
const MAGIC = 0x616b3432
const MAX_WIDTH = 1 << 16
const MAX_LAYERS = 1024
const MAX_VOCABULARY = 1 << 22
const MAX_CONTEXT = 1 << 20

/** For use inside `attempt`. */
export function readLlama2c(source: ByteSource): Llama2cFile {
  const what = 'llama2.c file'
  if (source.size < HEADER_BYTES) refuse('file_truncated', `${what}: ends inside its header`)
  const r = new Reader(source.read(0, HEADER_BYTES), what)
  const [width, hidden, layers, heads, groups, signed, context] = Array.from({ length: 7 }, () => r.u32le() | 0) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (width === MAGIC)
    refuse(
      'format_unsupported',
      `${what}: version ${hidden}; only the first layout, without a magic number, is supported`,
      {
        hint: "Export it with llama2.c's legacy_export (version 0).",
      },
    )
  // A negative vocabulary says that the classifier has weights of its own.
  const tied = signed > 0
  const vocabulary = Math.abs(signed)
  for (const [name, value, most] of [
    ['dim', width, MAX_WIDTH],
    ['hidden_dim', hidden, MAX_WIDTH],
    ['n_layers', layers, MAX_LAYERS],
    ['n_heads', heads, MAX_WIDTH],
    ['n_kv_heads', groups, MAX_WIDTH],
    ['vocab_size', vocabulary, MAX_VOCABULARY],
    ['seq_len', context, MAX_CONTEXT],
  ] as const)
    if (value < 1 || value > most) refuse('file_malformed', `${what}: ${name} is ${value}, 1 to ${most} expected`)
  if (width % heads !== 0 || heads % groups !== 0 || (width / heads) % 2 !== 0)
    refuse('file_malformed', `${what}: ${heads} heads (${groups} of keys) do not divide ${width}`)
  const size = width / heads
  const shared = groups * size
  const tensors = new Map<string, StoredTensor>()
  let at = HEADER_BYTES
  for (const [name, ...shape] of [
    ['token_embedding_table', vocabulary, width],
    ['rms_att_weight', layers, width],
    ['wq', layers, width, width],
    ['wk', layers, shared, width],
    ['wv', layers, shared, width],
    ['wo', layers, width, width],
    ['rms_ffn_weight', layers, width],
    ['w1', layers, hidden, width],
    ['w2', layers, width, hidden],
    ['w3', layers, hidden, width],
    ['rms_final_weight', width],
    // Tables of the rotation, which every reader computes itself.
    ['freq_cis_real', context, size / 2],
    ['freq_cis_imag', context, size / 2],
    ...(tied ? [] : [['wcls', vocabulary, width] as [string, ...number[]]]),
  ] as readonly [string, ...number[]][]) {
    const bytes = storedBytes('F32', shape, `${what}: ${name}`)
    const start = at
    at += bytes
    if (!Number.isSafeInteger(at)) refuse('file_too_large', `${what}: more bytes are declared than any file has`)
    tensors.set(name, { name, type: 'F32', shape, load: () => source.read(start, bytes) })
  }
  if (source.size < at)
    refuse('file_truncated', `${what}: its header asks for ${at} bytes, the file has ${source.size}`, {
      hint: 'The download may be incomplete: fetch the file again.',
    })
  if (source.size > at)
    refuse('file_malformed', `${what}: its header asks for ${at} bytes, the file has ${source.size}`)
  return { width, hidden, layers, heads, groups, vocabulary, context, tied, tensors }
}

/** A llama2.c file in memory. Hostile bytes in, places of weights or a refusal out. */
export const parseLlama2c = (bytes: Uint8Array): Result<Llama2cFile> => attempt(() => readLlama2c(memorySource(bytes)))
