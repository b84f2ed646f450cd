// Prompt and answer of a generation as the trees that a receipt commits to: spec/trace.md, "Generations".

import { leafHashesOfBytes, type MerkleTree, merkleTree } from '../crypto/index.ts'

/** A token is a pair of values of 16 bits: id mod 2^15 and floor(id / 2^15). */
export const TOKEN_BYTES = 4
const HALF_BITS = 15

export interface TokenTree {
  readonly bytes: Uint8Array
  readonly tree: MerkleTree
}

/** What a generation was asked and what came of it, for whoever opens parts of it. */
export interface TokenTrees {
  readonly prompt: TokenTree
  readonly answer: TokenTree
  /** Canonical bytes of the sampler. */
  readonly sampler: Uint8Array
}

export function tokenTree(tokens: readonly number[]): TokenTree {
  const bytes = new Uint8Array(TOKEN_BYTES * tokens.length)
  const view = new DataView(bytes.buffer)
  tokens.forEach((id, i) => {
    view.setInt16(TOKEN_BYTES * i, id & (2 ** HALF_BITS - 1), true)
    view.setInt16(TOKEN_BYTES * i + 2, id >>> HALF_BITS, true)
  })
  return { bytes, tree: merkleTree(leafHashesOfBytes(bytes)) }
}

/** The four bytes of a token's pair as one signed value, as an opening reads them. */
export const pairOf = (id: number): number => (id & (2 ** HALF_BITS - 1)) | ((id >>> HALF_BITS) << 16)

/** The id of a pair; null where no id has it. */
export function idOf(pair: number): number | null {
  const [low, high] = [pair & 0xffff, pair >> 16]
  return low >= 2 ** HALF_BITS || high < 0 ? null : low + high * 2 ** HALF_BITS
}
