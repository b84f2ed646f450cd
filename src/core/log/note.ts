// Signed notes, checkpoint bodies and cosignatures: C2SP signed-note, tlog-checkpoint and tlog-cosignature (spec/log.md).
// Ed25519 only, and no extension lines. Whom to trust is the caller's matter: unknown signature lines are ignored.

import { ed25519 } from '@noble/curves/ed25519.js'
import { concat, fromBase64, toBase64, utf8 } from '../bytes/index.ts'
import { sha256 } from '../crypto/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'

export const MAX_NOTE_BYTES = 64 * 1024
export const MAX_NOTE_SIGNATURES = 64

/**
 * Ed25519 (RFC 8032) as a slot: 32-byte seeds and public keys, 64-byte signatures. `verify` never throws and refuses
 * non-canonical encodings and keys of small order. Implementations may differ on signatures whose points have a small-order
 * component: only the key's holder can make such, and what settles is the checkpoint's EIP-712 signature.
 */
export interface Ed25519 {
  publicKey(seed: Uint8Array): Uint8Array
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
}

export const nobleEd25519: Ed25519 = {
  publicKey: seed => ed25519.getPublicKey(seed),
  sign: (message, seed) => ed25519.sign(message, seed),
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 32) return false
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  },
}

/** Signature types of C2SP signed-note. */
const NOTE_ALGORITHM = { ed25519: 1, cosignature: 4 } as const
export type NoteAlgorithm = keyof typeof NOTE_ALGORITHM

/** One line below a note's text. `signature` is what follows the key id. */
export interface NoteSignature {
  readonly name: string
  readonly keyId: number
  readonly signature: Uint8Array
}

/** A note taken apart; nothing about it has been verified. `text` ends in a newline. */
export interface Note {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A key that the caller knows: the name it signs under, and its 32 bytes. */
export interface NoteKey {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** What signs a line: the name it signs under, and its 32-byte seed. */
export interface NoteSigner {
  readonly name: string
  readonly seed: Uint8Array
}

/** First four bytes of SHA-256(name || newline || algorithm || public key). */
export function noteKeyId(algorithm: NoteAlgorithm, { name, publicKey }: NoteKey): number {
  const hash = sha256(concat(utf8(name), Uint8Array.of(10, NOTE_ALGORITHM[algorithm]), publicKey))
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0)
}

/** No white space, no plus, no control character; not empty. */
const isKeyName = (name: string): boolean => /^[^\p{White_Space}\p{Cc}\p{Surrogate}+]+$/u.test(name)

/** A whole number in decimal without leading zeros, at most 2^53 - 1; or null. */
function parseDecimal(text: string): number | null {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : null
}

// ---- Notes

const no = (why: string): never => refuse('note_malformed', `note: ${why}`)

/** Takes a signed note apart. Accepts one spelling of each note: `formatNote` of the result is the same text. */
export const parseNote = (text: string): Result<Note> => attempt(() => splitNote(text))

function splitNote(note: string): Note {
  if (note.length > MAX_NOTE_BYTES || utf8(note).length > MAX_NOTE_BYTES) no(`more than ${MAX_NOTE_BYTES} bytes`)
  if (/\p{Surrogate}/u.test(note)) no('not well-formed Unicode')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not hold
  if (/[\x00-\x09\x0b-\x1f]/.test(note)) no('control characters other than newline')
  const blank = note.lastIndexOf('\n\n')
  if (blank < 1) no('no text and blank line before the signatures')
  const text = note.slice(0, blank + 1)
  const block = note.slice(blank + 2)
  if (block === '') no('no signatures')
  if (!block.endsWith('\n')) no('does not end in a newline')
  const lines = block.slice(0, -1).split('\n', MAX_NOTE_SIGNATURES + 1)
  if (lines.length > MAX_NOTE_SIGNATURES) no(`more than ${MAX_NOTE_SIGNATURES} signatures`)
  const seen = new Set<string>()
  const signatures = lines.map(line => {
    const [dash, name, encoded, ...rest] = line.split(' ', 4)
    if (dash !== '\u2014' || name === undefined || encoded === undefined || rest.length > 0)
      return no('a signature line is not a dash, a name and base64, with one space between')
    if (!isKeyName(name)) no('a key name is empty or has white space or a plus')
    const bytes = fromBase64(encoded)
    if (bytes === null || bytes.length <= 4) return no('a signature is not base64 of a key id and something more')
    const keyId = new DataView(bytes.buffer).getUint32(0)
    const id = `${keyId} ${name}`
    if (seen.has(id)) no('two signatures of the same key')
    seen.add(id)
    return { name, keyId, signature: bytes.slice(4) }
  })
  return { text, signatures }
}

/** The text of a note. Throws RangeError when it would not be one that `parseNote` accepts. */
export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyId, signature }) => {
    const id = new Uint8Array(4)
    new DataView(id.buffer).setUint32(0, keyId)
    return `\u2014 ${name} ${toBase64(concat(id, signature))}\n`
  })
  const note = `${text}\n${lines.join('')}`
  const parsed = parseNote(note)
  if (!parsed.ok || parsed.value.text !== text) throw new RangeError(parsed.ok ? 'note: text' : parsed.message)
  return note
}

/** Ed25519 signature line over a note's text. */
export function signNote(text: string, { name, seed }: NoteSigner, curve: Ed25519 = nobleEd25519): NoteSignature {
  const keyId = noteKeyId('ed25519', { name, publicKey: curve.publicKey(seed) })
  return { name, keyId, signature: curve.sign(utf8(text), seed) }
}

const lineOf = (note: Note, algorithm: NoteAlgorithm, key: NoteKey): NoteSignature | undefined => {
  const keyId = noteKeyId(algorithm, key)
  return note.signatures.find(line => line.name === key.name && line.keyId === keyId)
}

/** `valid`, `invalid`, or `missing` where the note has no line of this name and key id. */
export function checkNoteSignature(note: Note, key: NoteKey, curve: Ed25519 = nobleEd25519) {
  const line = lineOf(note, 'ed25519', key)
  if (line === undefined) return 'missing'
  return curve.verify(line.signature, utf8(note.text), key.publicKey) ? 'valid' : 'invalid'
}

// ---- Cosignatures

const cosignedMessage = (text: string, timestamp: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${timestamp}\n${text}`)

/** cosignature/v1 line over a checkpoint's text. `timestamp` in Unix seconds. */
export function cosignNote(
  text: string,
  { name, seed }: NoteSigner,
  timestamp: number,
  curve: Ed25519 = nobleEd25519,
): NoteSignature {
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw new RangeError('timestamp: seconds since the epoch expected')
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp))
  const keyId = noteKeyId('cosignature', { name, publicKey: curve.publicKey(seed) })
  return { name, keyId, signature: concat(time, curve.sign(cosignedMessage(text, timestamp), seed)) }
}

/** The time at which `key` cosigned the note, or null where the note has no such line; a line that is wrong is refused. */
export const checkCosignature = (note: Note, key: NoteKey, curve: Ed25519 = nobleEd25519): Result<number | null> =>
  attempt(() => {
    const line = lineOf(note, 'cosignature', key)
    if (line === undefined) return null
    const { name, signature } = line
    const wrong = (why: string): never => refuse('cosignature_invalid', `cosignature of ${name}: ${why}`)
    if (signature.length !== 72) wrong(`${signature.length} bytes, 72 expected`)
    const timestamp = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0))
    if (!Number.isSafeInteger(timestamp)) wrong('its time is too large')
    if (!curve.verify(signature.subarray(8), cosignedMessage(note.text, timestamp), key.publicKey))
      wrong('does not verify')
    return timestamp
  })

// ---- Checkpoint bodies

/** The three lines of a checkpoint. */
export interface CheckpointBody {
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export function formatCheckpointBody({ origin, size, root }: CheckpointBody): string {
  if (!isKeyName(origin)) throw new RangeError('origin: a name without white space and plus expected')
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('size: a number of leaves expected')
  if (root.length !== 32) throw new RangeError('root: 32 bytes expected')
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** Reads a checkpoint's text. Accepts one spelling of each body, and no extension lines. */
export const parseCheckpointBody = (text: string): Result<CheckpointBody> =>
  attempt(() => {
    if (text.length > MAX_NOTE_BYTES) no(`more than ${MAX_NOTE_BYTES} bytes`)
    const [origin, decimal, base64, end, ...more] = text.split('\n', 5)
    if (origin === undefined || decimal === undefined || base64 === undefined || end !== '' || more.length > 0)
      return no('a checkpoint is three lines: origin, size, root')
    if (!isKeyName(origin)) no('the origin is empty or has white space or a plus')
    const size = parseDecimal(decimal)
    if (size === null) return no('the size is not a decimal number below 2^53 without leading zeros')
    const root = base64.length === 44 ? fromBase64(base64) : null
    if (root === null || root.length !== 32) return no('the root is not base64 of 32 bytes')
    return { origin, size, root }
  })
