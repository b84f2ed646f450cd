// Tokens as tensors: spec/receipt.md, "Generations". An exact model's token id is a pair (id mod 2^15, floor(id / 2^15)) of a tensor
// of shape [2] and 16 bits; a float model's is a value of one uint8 or int32 axis. What an id stands for is the tokenizer's to say.

import { isReal, realTensor, realValues } from '../float/index.ts'
import type { NamedIntTensor, NamedRealTensor, NamedTensor } from './content.ts'

/** Name of the one tensor on either side of a generation. */
export const TOKENS = 'tokens'
/** Token ids are below this. */
export const MAX_TOKEN = 2 ** 30
const HALF = 15

/** Token ids as the tensor of a request or a receipt. Throws RangeError on what is no id. */
export function tensorOfTokens(tokens: readonly number[]): NamedIntTensor {
  const data = new Int16Array(2 * tokens.length)
  tokens.forEach((id, i) => {
    if (!Number.isInteger(id) || id < 0 || id >= MAX_TOKEN) throw new RangeError(`tokens: ${id} is no token id`)
    data[2 * i] = id & (2 ** HALF - 1)
    data[2 * i + 1] = id >>> HALF
  })
  return { name: TOKENS, tensor: { shape: [2], bits: 16, rows: tokens.length, data } }
}

/** Token ids of a float model's run. */
export const realTensorOfTokens = (tokens: readonly number[]): NamedRealTensor => ({
  name: TOKENS,
  tensor: realTensor('int32', [tokens.length], tokens, TOKENS),
})

/** Bytes as the tokens of an upstream model's run. */
export const tensorOfBytes = (bytes: Uint8Array): NamedRealTensor => ({
  name: TOKENS,
  tensor: { dtype: 'uint8', shape: [bytes.length], bytes },
})

/** The token ids of one side of a run, or null where the tensors are not the one canonical form of tokens. */
export function tokensOf(tensors: readonly NamedTensor[]): number[] | null {
  const [first] = tensors
  if (tensors.length !== 1 || first === undefined || first.name !== TOKENS) return null
  const { tensor } = first
  if (isReal(tensor)) {
    const { dtype, shape } = tensor
    if ((dtype !== 'int32' && dtype !== 'uint8') || shape.length !== 1) return null
    const ids = [...realValues(tensor)].map(Number)
    return ids.every(id => id >= 0 && id < MAX_TOKEN) ? ids : null
  }
  const { shape, bits, rows, data } = tensor
  if (shape.length !== 1 || shape[0] !== 2 || bits !== 16 || data.length !== 2 * rows) return null
  // Halves are not negative: every id has one pair.
  if (data.some(half => half < 0)) return null
  return Array.from({ length: rows }, (_, i) => data[2 * i]! + data[2 * i + 1]! * 2 ** HALF)
}
