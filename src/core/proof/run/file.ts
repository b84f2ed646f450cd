// Proofs as files: who the proof is for, and its bytes (spec/proof.md, "Files").

import { concat, equal, utf8 } from '../../bytes/index.ts'
import { refuse } from '../../errors/index.ts'

const MAGIC = utf8('ASSAY-PROOF\0')
const FORMAT = 1
const ROOT_BYTES = 32
/** Far above what any proof takes. */
export const MAX_PROOF_BYTES = 2 ** 28

export interface ProofFile {
  /** What the weights were committed with; null where the proof is for those who hold them. */
  readonly root: Uint8Array | null
  readonly proof: Uint8Array
}

export const encodeProof = ({ root, proof }: ProofFile): Uint8Array =>
  concat(MAGIC, Uint8Array.of(FORMAT, root === null ? 0 : 1), root ?? new Uint8Array(0), proof)

/** Refuses `proof_malformed`. */
export function decodeProof(bytes: Uint8Array): ProofFile {
  const head = MAGIC.length + 2
  if (bytes.length > MAX_PROOF_BYTES) refuse('proof_malformed', `a proof of ${bytes.length} bytes`)
  if (bytes.length < head || !equal(bytes.subarray(0, MAGIC.length), MAGIC))
    refuse('proof_malformed', 'the file is no proof')
  const [format, kind] = [bytes[MAGIC.length]!, bytes[MAGIC.length + 1]!]
  if (format !== FORMAT) refuse('proof_malformed', `a proof of format ${format}; this program knows ${FORMAT}`)
  if (kind > 1) refuse('proof_malformed', `a proof of kind ${kind}`)
  const at = head + (kind === 1 ? ROOT_BYTES : 0)
  if (bytes.length < at) refuse('proof_malformed', 'the file ends in its head')
  return { root: kind === 1 ? bytes.slice(head, at) : null, proof: bytes.slice(at) }
}
