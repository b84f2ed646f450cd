// Hash slot and Merkle trees. Signatures live beside the structures they sign (core/receipt, core/log), on noble curves.
export { type Hash, installHash, sha256, sha256Concat } from './hash.ts'
export {
  depthFor,
  hashLeaf,
  hashNode,
  LEAF_BYTES,
  leafHashesOfBytes,
  type MerkleTree,
  merkleProof,
  merkleRoot,
  merkleRootOfBytes,
  merkleTree,
  rootFromProof,
} from './merkle.ts'
