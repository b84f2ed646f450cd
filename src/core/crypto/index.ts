// Hash slot, Merkle trees, EIP-712 digests and secp256k1 signatures. What is signed is defined by core/receipt and core/log.
export { digest, type Eip712Value, eip712Domain, keccak256, structHash } from './eip712.ts'
export { type Hash, installHash, sha256, sha256Concat } from './hash.ts'
export {
  depthFor,
  emptyAt,
  hashLeaf,
  hashNode,
  installTreeHash,
  LEAF_BYTES,
  leafHashesOfBytes,
  type MerkleTree,
  merkleProof,
  merkleRoot,
  merkleRootOfBytes,
  merkleTree,
  rootFromProof,
} from './merkle.ts'
export { addressOf, publicKeyOf, recover, sign } from './secp256k1.ts'
export { type TreeHash, wasmTreeHash } from './trees.ts'
