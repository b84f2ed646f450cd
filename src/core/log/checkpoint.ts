// Signed checkpoints of a node's log: making, reading and verifying them, and evidence of two histories (spec/log.md).
// Which receipt and log key a node had at which time, and when a checkpoint was anchored, the caller knows, not this file.

import { equal, fromHex, type Hex, isHex, toHex } from '../bytes/index.ts'
import { digest, eip712Domain, recover, sign, structHash } from '../crypto/index.ts'
import { attempt, type Result, refuse, unwrap } from '../errors/index.ts'
import {
  checkCosignature,
  checkNoteSignature,
  cosignNote,
  type Ed25519,
  formatCheckpointBody,
  formatNote,
  MAX_NOTE_BYTES,
  type Note,
  type NoteKey,
  type NoteSigner,
  nobleEd25519,
  parseCheckpointBody,
  parseNote,
  signNote,
} from './note.ts'
import { EMPTY_ROOT, MAX_PROOF_HASHES, rootFromInclusion, rootsFromPrefix, verifyConsistency } from './tree.ts'

export const CHECKPOINT_TYPE = 'Checkpoint(address node,uint64 size,bytes32 root,uint64 timestamp)'

/** The variable part of the EIP-712 domain of spec/receipt.md. */
export interface LogDomain {
  readonly chainId: number
  readonly verifyingContract: Hex
}

/** What a node says about its log; the EIP-712 struct. `timestamp` in Unix seconds. */
export interface Checkpoint {
  readonly node: Hex
  readonly size: number
  readonly root: Hex
  readonly timestamp: number
}

/** A checkpoint with both signatures: the note's, by the log key, and the struct's, by the receipt key. JSON as it is. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: string
  readonly signature: Hex
}

/** Where a receipt stands in its node's log, as the receipt bundle carries it. */
export interface Inclusion {
  readonly index: number
  readonly proof: readonly Hex[]
  readonly checkpoint: SignedCheckpoint
}

/** Origin and log key name of a node's log. */
export const logOrigin = (chainId: number, node: Hex): string => `assay/log/${chainId}/${node}`

/** Key name of a node as cosigner. */
export const cosignerName = (node: Hex): string => `assay/node/${node}`

export const checkpointDigest = (domain: LogDomain, { node, size, root, timestamp }: Checkpoint): Uint8Array =>
  digest(eip712Domain(domain), structHash(CHECKPOINT_TYPE, [node, size, root, timestamp]))

/** The keys a node signs checkpoints with: secp256k1 private key and Ed25519 seed, 32 bytes each. */
export interface CheckpointKeys {
  readonly receiptKey: Uint8Array
  readonly logKey: Uint8Array
}

export function signCheckpoint(
  domain: LogDomain,
  checkpoint: Checkpoint,
  keys: CheckpointKeys,
  curve: Ed25519 = nobleEd25519,
): SignedCheckpoint {
  const { node, size, root, timestamp } = checkpoint
  const origin = logOrigin(domain.chainId, node)
  const signature = toHex(sign(checkpointDigest(domain, checkpoint), keys.receiptKey))
  const text = formatCheckpointBody({ origin, size, root: fromHex(root) })
  const note = formatNote({ text, signatures: [signNote(text, { name: origin, seed: keys.logKey }, curve)] })
  return { node, size, root, timestamp, note, signature }
}

// ---- Reading

const EMPTY = toHex(EMPTY_ROOT)

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** An object with exactly these members. */
function members(value: unknown, names: readonly string[], what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('checkpoint_malformed', `${what}: not an object`)
  const keys = Object.keys(value)
  if (keys.length !== names.length || !names.every(name => Object.hasOwn(value, name)))
    refuse('checkpoint_malformed', `${what}: expected the members ${names.join(', ')}`)
  return value as Record<string, unknown>
}

function checkpointFrom(value: unknown): SignedCheckpoint {
  const json = members(value, ['node', 'size', 'root', 'timestamp', 'note', 'signature'], 'checkpoint')
  const { node, size, root, timestamp, note, signature } = json
  const bad = (why: string): never => refuse('checkpoint_malformed', `checkpoint: ${why}`)
  if (!isHex(node, 20)) return bad('node is not an address in lower-case hex')
  if (!isCount(size)) return bad('size is not a whole number below 2^53')
  if (!isHex(root, 32)) return bad('root is not 32 bytes in lower-case hex')
  if (size === 0 && root !== EMPTY) return bad('root of size 0 is not that of the empty tree')
  if (!isCount(timestamp)) return bad('timestamp is not a whole number below 2^53')
  if (typeof note !== 'string' || note.length > MAX_NOTE_BYTES)
    return bad(`note is not text of up to ${MAX_NOTE_BYTES} bytes`)
  if (!isHex(signature, 65)) return bad('signature is not 65 bytes in lower-case hex')
  return { node, size, root, timestamp, note, signature }
}

/** Reads a signed checkpoint from a parsed JSON value. Verifies nothing. */
export const parseCheckpoint = (value: unknown): Result<SignedCheckpoint> => attempt(() => checkpointFrom(value))

/** Reads a list of at most `most` hashes in hex. For use inside `attempt`. */
export function parseHashes(value: unknown, most: number, what: string): Hex[] {
  if (!Array.isArray(value) || value.length > most)
    return refuse('checkpoint_malformed', `${what}: not a list of up to ${most} hashes`)
  return value.map((hash: unknown) =>
    isHex(hash, 32) ? hash : refuse('checkpoint_malformed', `${what}: a hash is not 32 bytes in lower-case hex`),
  )
}

/** The bytes of a proof from outside, or null where it is not one. */
const hashesOf = (proof: readonly Hex[]): Uint8Array[] | null =>
  proof.length <= MAX_PROOF_HASHES && proof.every(hash => isHex(hash, 32)) ? proof.map(fromHex) : null

/** Reads a bundle's inclusion from a parsed JSON value; throws a RefusalError: for use inside `attempt`. Verifies nothing. */
export function parseInclusion(value: unknown): Inclusion {
  const json = members(value, ['index', 'proof', 'checkpoint'], 'inclusion')
  const index = isCount(json['index'])
    ? json['index']
    : refuse('checkpoint_malformed', 'inclusion: index is not a count')
  return {
    index,
    proof: parseHashes(json['proof'], MAX_PROOF_HASHES, 'inclusion proof'),
    checkpoint: checkpointFrom(json['checkpoint']),
  }
}

// ---- Verifying

/** What the verifier knows of the node at the time of signing. */
export interface NodeLogKeys {
  readonly domain: LogDomain
  readonly node: Hex
  /** Address of the receipt key. */
  readonly receiptKey: Hex
  /** Ed25519 public key, 32 bytes. */
  readonly logKey: Hex
}

/**
 * Both signatures, and that note and struct say the same. The note comes back for its cosignatures. Nothing is said about
 * time, nor about consistency with other checkpoints.
 */
export const verifyCheckpoint = (
  checkpoint: SignedCheckpoint,
  known: NodeLogKeys,
  curve: Ed25519 = nobleEd25519,
): Result<Note> =>
  attempt(() => {
    const { node, size, root, note, signature } = checkpointFrom(checkpoint)
    if (node !== known.node) refuse('checkpoint_key_mismatch', `checkpoint: of ${node}, expected ${known.node}`)
    const signer = recover(checkpointDigest(known.domain, checkpoint), fromHex(signature))
    if (signer !== known.receiptKey)
      refuse('checkpoint_signature_invalid', `checkpoint: not signed by the receipt key ${known.receiptKey}`)
    const parsed = unwrap(parseNote(note))
    const body = unwrap(parseCheckpointBody(parsed.text))
    const origin = logOrigin(known.domain.chainId, node)
    if (body.origin !== origin || body.size !== size || toHex(body.root) !== root)
      refuse('checkpoint_mismatch', 'checkpoint: its note has another origin, size or root than its signed struct')
    const verdict = checkNoteSignature(parsed, { name: origin, publicKey: fromHex(known.logKey) }, curve)
    if (verdict === 'missing') refuse('checkpoint_key_mismatch', 'checkpoint: its note has no line of the log key')
    if (verdict === 'invalid') refuse('checkpoint_signature_invalid', 'checkpoint: the log key did not sign its note')
    return parsed
  })

/** Does the checkpoint's tree hold the leaf hash at the index? The checkpoint itself is verified by `verifyCheckpoint`. */
export const verifyInclusionIn = (
  { size, root }: Checkpoint,
  index: number,
  leafHash: Uint8Array,
  proof: readonly Hex[],
): Result<void> =>
  attempt(() => {
    const hashes = hashesOf(proof)
    const found = hashes === null ? null : rootFromInclusion(index, size, leafHash, hashes)
    if (found === null || toHex(found) !== root)
      refuse('inclusion_invalid', `inclusion proof: does not show leaf ${index} in the tree of ${size}`)
  })

// ---- Cosigning

/** Accounts named by cosignature lines, verified or not. */
export function cosignersOf(checkpoint: SignedCheckpoint): Hex[] {
  const note = parseNote(checkpoint.note)
  const prefix = cosignerName('' as Hex)
  return note.ok
    ? note.value.signatures
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name }) => name.slice(prefix.length) as Hex)
    : []
}

/** Adds a cosignature line to a checkpoint's note. Check the checkpoint and `checkExtension` first. */
export function cosignCheckpoint(
  checkpoint: SignedCheckpoint,
  cosigner: { readonly node: Hex; readonly seed: Uint8Array },
  timestamp: number,
  curve: Ed25519 = nobleEd25519,
): SignedCheckpoint {
  const { text, signatures } = unwrap(parseNote(checkpoint.note))
  const signer: NoteSigner = { name: cosignerName(cosigner.node), seed: cosigner.seed }
  const line = cosignNote(text, signer, timestamp, curve)
  const others = signatures.filter(({ name, keyId }) => name !== line.name || keyId !== line.keyId)
  return { ...checkpoint, note: formatNote({ text, signatures: [...others, line] }) }
}

/**
 * Which of the known cosigners signed the note, and when; each node once. Unknown lines are ignored, a wrong line of a known
 * cosigner is refused.
 */
export const verifyCosignatures = (
  note: Note,
  cosigners: readonly { readonly node: Hex; readonly logKey: Hex }[],
  curve: Ed25519 = nobleEd25519,
): Result<{ readonly node: Hex; readonly timestamp: number }[]> =>
  attempt(() => {
    const found = new Map<Hex, number>()
    for (const { node, logKey } of cosigners) {
      const key: NoteKey = { name: cosignerName(node), publicKey: fromHex(logKey) }
      const timestamp = unwrap(checkCosignature(note, key, curve))
      if (timestamp !== null) found.set(node, Math.max(timestamp, found.get(node) ?? 0))
    }
    return Array.from(found, ([node, timestamp]) => ({ node, timestamp }))
  })

/**
 * A cosigner's rule: sign nothing smaller than, or inconsistent with, what it signed before. `previous` is null for a log
 * that it has not cosigned yet. A fork is told from a proof that merely fails: the former is the node's fault for certain.
 */
export const checkExtension = (
  previous: Pick<Checkpoint, 'size' | 'root'> | null,
  next: Pick<Checkpoint, 'size' | 'root'>,
  proof: readonly Hex[],
): Result<void> =>
  attempt(() => {
    const before = previous ?? { size: 0, root: EMPTY }
    if (next.size < before.size) refuse('checkpoint_stale', `checkpoint: size ${next.size}, already at ${before.size}`)
    if (next.size === before.size && next.root !== before.root)
      refuse('log_fork', `checkpoint: two roots of size ${next.size}`)
    const hashes = hashesOf(proof)
    if (hashes === null) return refuse('consistency_invalid', 'consistency proof: not a list of up to 64 hashes')
    unwrap(
      verifyConsistency({
        first: { size: before.size, root: fromHex(before.root) },
        second: { size: next.size, root: fromHex(next.root) },
        proof: hashes,
      }),
    )
  })

// ---- Two histories

/** Two checkpoints of one node, both signed, of which the larger is not an extension of the smaller. */
export interface Equivocation {
  readonly first: SignedCheckpoint
  readonly second: SignedCheckpoint
  /** Empty for two roots of one size; else a prefix proof that leads to the second root and to another first one. */
  readonly proof: readonly Hex[]
}

export type Comparison =
  /** The second is the same as the first, or extends it. */
  | { readonly relation: 'consistent' }
  /** Nothing follows: there is no proof, or it does not lead to the second root, which shows a bad proof and no more. */
  | { readonly relation: 'undecided' }
  | { readonly relation: 'fork'; readonly evidence: Equivocation }

/**
 * Compares two checkpoints of one node. `proof` is a consistency proof from the smaller to the larger, or a prefix proof, or
 * null. `receiptKeys` are the addresses of all receipt keys that the node has had; a checkpoint signed by none of them is
 * refused. The notes play no part: what counts before a contract is the EIP-712 signature.
 *
 * A consistency proof from a power of two leaves out the first root and so can show consistency but never a fork; a prefix
 * proof, one hash longer, shows either.
 */
export const compareCheckpoints = (
  a: SignedCheckpoint,
  b: SignedCheckpoint,
  proof: readonly Hex[] | null,
  known: { readonly domain: LogDomain; readonly receiptKeys: readonly Hex[] },
): Result<Comparison> =>
  attempt((): Comparison => {
    for (const checkpoint of [a, b]) {
      const { signature } = checkpointFrom(checkpoint)
      const signer = recover(checkpointDigest(known.domain, checkpoint), fromHex(signature))
      if (signer === null || !known.receiptKeys.includes(signer))
        refuse('checkpoint_signature_invalid', `checkpoint of size ${checkpoint.size}: not signed by a key of its node`)
    }
    if (a.node !== b.node) refuse('checkpoint_key_mismatch', 'checkpoints: of two nodes')
    const [first, second] = a.size <= b.size ? [a, b] : [b, a]
    const fork = (path: readonly Hex[]): Comparison => ({ relation: 'fork', evidence: { first, second, proof: path } })
    if (first.size === second.size) return first.root === second.root ? { relation: 'consistent' } : fork([])
    if (first.size === 0) return { relation: 'consistent' }
    const hashes = proof === null ? null : hashesOf(proof)
    if (proof === null || hashes === null) return { relation: 'undecided' }
    const claim = {
      first: { size: first.size, root: fromHex(first.root) },
      second: { size: second.size, root: fromHex(second.root) },
    }
    const roots = rootsFromPrefix(first.size, second.size, hashes)
    if (roots !== null && equal(roots.second, claim.second.root))
      return equal(roots.first, claim.first.root) ? { relation: 'consistent' } : fork(proof)
    return verifyConsistency({ ...claim, proof: hashes }).ok ? { relation: 'consistent' } : { relation: 'undecided' }
  })
