// Epoch roots: one root over the checkpoints of many nodes, anchored on chain as a timestamp (spec/log.md, "Epoch root").
// The padded Merkle tree of core/crypto, not the log's. That a checkpoint stands under a root says nothing about its truth.

import { compare, concat, fromHex, type Hex, isHex, toHex } from '../bytes/index.ts'
import { hashLeaf, type MerkleTree, merkleProof, merkleTree, rootFromProof } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { type Checkpoint, parseHashes } from './checkpoint.ts'

/** The contract takes no longer proof. */
const MAX_EPOCH_DEPTH = 32

/** The part of a checkpoint that an epoch root covers. */
export type EpochEntry = Pick<Checkpoint, 'node' | 'size' | 'root'>

/** Shows a checkpoint under an epoch root. */
export interface EpochProof {
  readonly root: Hex
  readonly index: number
  readonly proof: readonly Hex[]
}

/** Leaf data: node (20 bytes) || u64 size || root (32 bytes). */
export function epochLeaf({ node, size, root }: EpochEntry): Uint8Array {
  if (!isHex(node, 20)) throw new TypeError('node: 20 bytes in lower-case hex expected')
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('size: a number of leaves expected')
  if (!isHex(root, 32)) throw new TypeError('root: 32 bytes in lower-case hex expected')
  const count = new Uint8Array(8)
  new DataView(count.buffer).setBigUint64(0, BigInt(size))
  return concat(fromHex(node), count, fromHex(root))
}

export interface Epoch {
  readonly entries: readonly EpochEntry[]
  readonly tree: MerkleTree
  readonly root: Hex
}

/** Puts checkpoints in order and builds the tree over them. Throws RangeError where a node appears twice, or none at all. */
export function makeEpoch(checkpoints: readonly EpochEntry[]): Epoch {
  const leaves = checkpoints.map(entry => ({ entry, data: epochLeaf(entry) }))
  leaves.sort((a, b) => compare(a.data, b.data))
  if (leaves.length === 0) throw new RangeError('checkpoints: none given')
  for (let i = 1; i < leaves.length; i++)
    if (leaves[i - 1]!.entry.node === leaves[i]!.entry.node)
      throw new RangeError(`checkpoints: ${leaves[i]!.entry.node} appears twice`)
  const tree = merkleTree(leaves.map(({ data }) => hashLeaf(data)))
  return { entries: leaves.map(({ entry }) => entry), tree, root: toHex(tree.root) }
}

/** The proof for a node's checkpoint, or null where the epoch has none of it. */
export function proveEpoch({ entries, tree, root }: Epoch, node: Hex): EpochProof | null {
  const index = entries.findIndex(entry => entry.node === node)
  return index < 0 ? null : { root, index, proof: merkleProof(tree, [index]).map(toHex) }
}

/** Reads a proof from a parsed JSON value. */
export const parseEpochProof = (value: unknown): Result<EpochProof> =>
  attempt(() => {
    const json = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
    const { root, index, proof } = json
    if (Object.keys(json).length !== 3 || !isHex(root, 32) || !Number.isSafeInteger(index) || (index as number) < 0)
      return refuse('checkpoint_malformed', 'epoch proof: expected root, index and proof')
    return { root, index: index as number, proof: parseHashes(proof, MAX_EPOCH_DEPTH, 'epoch proof') }
  })

/** Does the proof's root cover the checkpoint? Whether and when that root was anchored is for the caller to know. */
export const verifyEpoch = (checkpoint: EpochEntry, { root, index, proof }: EpochProof): Result<void> =>
  attempt(() => {
    const leaf = { index, hash: hashLeaf(epochLeaf(checkpoint)) }
    const sound = proof.length <= MAX_EPOCH_DEPTH && proof.every(hash => isHex(hash, 32))
    const found = sound ? rootFromProof(proof.length, [leaf], proof.map(fromHex)) : null
    if (found === null || toHex(found) !== root)
      refuse('epoch_proof_invalid', `epoch proof: does not show the checkpoint of ${checkpoint.node} at ${index}`)
  })
