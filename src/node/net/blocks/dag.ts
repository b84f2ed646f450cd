// Content ids and the nodes of a UnixFS file: which CIDs are admitted, what a node links to, and how large each part is.
// spec/wire.md, "Blocks". Bytes of strangers: every length is checked, nothing recurses, and only what files need is read.
// Directories, symlinks, shards and every hash but SHA-256 are refused; content that no hash protects is never taken.

import { createHash } from 'node:crypto'
import { CID } from 'multiformats/cid'
import { create as createDigest } from 'multiformats/hashes/digest'
import { refuse } from '../../../core/errors/index.ts'
import { type DagLimits, MAX_BLOCK_BYTES } from './constants.ts'

export const RAW = 0x55
export const DAG_PB = 0x70
const SHA2_256 = 0x12
/** CIDv1, base32, raw or dag-pb, SHA-256: the only spelling of the only kind that is admitted. */
const TEXT = /^baf(?:kre|ybe)i[a-z2-7]{52}$/

/** Reads a CID that others wrote. Refuses with input_invalid. */
export function parseCid(text: unknown): CID {
  if (typeof text === 'string' && TEXT.test(text)) {
    try {
      return CID.parse(text)
    } catch {
      // The last letter has bits that belong to nothing.
    }
  }
  refuse('input_invalid', 'A CIDv1 in base32 of raw or dag-pb content with SHA-256 is expected')
}

function admit(cid: CID): CID {
  const { code, digest } = cid.multihash
  if (cid.version !== 1 || code !== SHA2_256 || digest.length !== 32 || (cid.code !== RAW && cid.code !== DAG_PB)) {
    refuse('file_malformed', 'A link is not a CIDv1 of raw or dag-pb content with SHA-256')
  }
  return cid
}

export function hashOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

export function matches(cid: CID, bytes: Uint8Array): boolean {
  return Buffer.compare(hashOf(bytes), cid.multihash.digest) === 0
}

export function cidOf(bytes: Uint8Array, codec: typeof RAW | typeof DAG_PB): CID {
  return CID.createV1(codec, createDigest(SHA2_256, hashOf(bytes)))
}

export interface Link {
  readonly cid: CID
  /** Bytes of file content below the link. */
  readonly size: number
}

/** What one block contributes to a file: its own bytes, or those below its links. */
export interface Node {
  readonly size: number
  readonly data: Uint8Array
  readonly links: readonly Link[]
}

const NO_BYTES = new Uint8Array(0)

/** The node in a block whose hash has been checked. Refuses with file_malformed, file_too_large. */
export function readNode(cid: CID, block: Uint8Array, limits: DagLimits): Node {
  if (block.length > MAX_BLOCK_BYTES) refuse('file_too_large', `A block of ${block.length} bytes is over the limit`)
  const node = cid.code === RAW ? { size: block.length, data: block, links: [] } : readFileNode(block, limits)
  if (node.size > limits.bytes) {
    refuse('file_too_large', `The content of ${node.size} bytes is over the limit of ${limits.bytes}`)
  }
  return node
}

/** A dag-pb node (links 2, data 1) around a UnixFS message: type 1, data 2, filesize 3, blocksizes 4. */
function readFileNode(block: Uint8Array, limits: DagLimits): Node {
  const cids: CID[] = []
  let message: Uint8Array | undefined
  for (const field of fields(block)) {
    if (field.number === 2 && field.bytes !== undefined) {
      if (cids.length === limits.links) refuse('file_malformed', `A node has more than ${limits.links} links`)
      cids.push(readLink(field.bytes))
    } else if (field.number === 1 && field.bytes !== undefined && message === undefined) message = field.bytes
    else refuse('file_malformed', 'A node has a field that dag-pb does not')
  }
  if (message === undefined) refuse('file_malformed', 'A node has no UnixFS data')

  let type: number | undefined
  let data: Uint8Array = NO_BYTES
  let fileSize: number | undefined
  const sizes: number[] = []
  for (const field of fields(message)) {
    if (field.number === 1 && field.value !== undefined) type = field.value
    else if (field.number === 2 && field.bytes !== undefined) data = field.bytes
    else if (field.number === 3 && field.value !== undefined) fileSize = field.value
    else if (field.number === 4 && field.value !== undefined) sizes.push(field.value)
    // 7 and 8 are mode and time: they say nothing about the content.
    else if (field.number !== 7 && field.number !== 8) refuse('file_malformed', 'A node has a field that files do not')
  }
  if (type !== 2 && type !== 0) refuse('file_malformed', 'The content is not a file')
  if (sizes.length !== cids.length) refuse('file_malformed', 'A node does not state the size of each link')
  if (cids.length > 0 && (data.length > 0 || type === 0)) refuse('file_malformed', 'A node has both links and data')
  let size = data.length
  for (const part of sizes) {
    // A part without bytes would cost work and add nothing: unlimited work for a file within its limit.
    if (part === 0) refuse('file_malformed', 'A link leads to no content')
    size += part
  }
  if (!Number.isSafeInteger(size) || (fileSize !== undefined && fileSize !== size)) {
    refuse('file_malformed', 'The sizes of a node do not add up')
  }
  return { size, data, links: cids.map((cid, i) => ({ cid, size: sizes[i]! })) }
}

function readLink(bytes: Uint8Array): CID {
  let cid: CID | undefined
  for (const field of fields(bytes)) {
    if (field.number === 1 && field.bytes !== undefined && cid === undefined) {
      try {
        cid = admit(CID.decode(field.bytes.slice()))
      } catch (error) {
        if (error instanceof Error && error.name === 'RefusalError') throw error
        refuse('file_malformed', 'A link cannot be read')
      }
    } else if (field.number === 2 && field.bytes !== undefined) {
      if (field.bytes.length > 0) refuse('file_malformed', 'A link of a file has a name')
    } else if (field.number !== 3 || field.value === undefined) refuse('file_malformed', 'A link has an unknown field')
  }
  return cid ?? refuse('file_malformed', 'A link has no CID')
}

interface Field {
  readonly number: number
  readonly value?: number
  readonly bytes?: Uint8Array
}

/** The fields of a protobuf message: varints up to 2^53 - 1 and byte strings, nothing else. */
function* fields(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): number => {
    let value = 0
    let scale = 1
    for (let i = 0; i < 8; i++) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        if (!Number.isSafeInteger(value)) break
        return value
      }
      scale *= 128
    }
    refuse('file_malformed', 'A number in a node cannot be read')
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) yield { number, value: varint() }
    else if (wire === 2) {
      const length = varint()
      if (length > bytes.length - at) refuse('file_malformed', 'A node ends before what it declares')
      yield { number, bytes: bytes.subarray(at, at + length) }
      at += length
    } else refuse('file_malformed', 'A node has a field of an unknown kind')
  }
}
