// Files in and out of the block store: import (UnixFS, 1 MiB raw leaves, CIDv1), export to a file at once, reading into
// memory under a cap, and finding what a set of roots reaches. spec/wire.md, "Blocks".
// What is read is verified against its hashes again: a disk that changed a block is found here, and the block deleted.

import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import type { CID } from 'multiformats/cid'
import { refuse, WorldError } from '../../../core/errors/index.ts'
import { DAG_LIMITS, type DagLimits, LEAF_BYTES } from './constants.ts'
import { matches, parseCid, RAW, readNode } from './dag.ts'
import { type BlockStore, type DiskStore, diskError, keyOf, syncDirectory } from './store.ts'

export interface Imported {
  readonly cid: string
  /** Bytes of the file. */
  readonly size: number
  readonly blocks: number
}

export interface ImportOptions {
  readonly signal?: AbortSignal
  /** Bytes of the file; more is refused. */
  readonly maxBytes?: number
}

const READ_BYTES = 512 * 1024

/** Stores a file, given by path or as bytes. The same bytes give the same CID as IPFS tools told to use 1 MiB raw leaves. */
export async function importFile(
  store: DiskStore,
  source: string | Uint8Array,
  options: ImportOptions = {},
): Promise<Imported> {
  const maxBytes = options.maxBytes ?? DAG_LIMITS.bytes
  const size = typeof source === 'string' ? await sizeOf(source) : source.length
  if (size > maxBytes) refuse('file_too_large', `The file of ${size} bytes is over the limit of ${maxBytes}`)
  const reservation = store.reserve(size)
  let blocks = 0
  try {
    const content = typeof source === 'string' ? pieces(source, size, options.signal) : [source]
    const sink: Parameters<typeof importer>[1] = {
      async put(cid, bytes) {
        if (!(bytes instanceof Uint8Array)) throw new TypeError('bytes: one byte string expected')
        options.signal?.throwIfAborted()
        blocks++
        reservation.release(bytes.length)
        await store.put(cid, bytes)
        return cid
      },
    }
    let last: { cid: CID; size: bigint } | undefined
    for await (const entry of importer([{ content }], sink, {
      cidVersion: 1,
      rawLeaves: true,
      reduceSingleLeafToSelf: true,
      chunker: fixedSize({ chunkSize: LEAF_BYTES }),
      blockWriteConcurrency: 8,
    })) {
      last = { cid: entry.cid, size: entry.unixfs?.fileSize() ?? BigInt(size) }
    }
    if (last === undefined) throw new WorldError('internal', 'The import gave no result')
    // A file that changes while it is read gives the hash of nothing that ever was.
    if (Number(last.size) !== size) {
      throw new WorldError('internal', 'The file changed while it was read', {
        hint: 'Import it again when nobody writes to it',
      })
    }
    return { cid: last.cid.toString(), size, blocks }
  } catch (error) {
    throw options.signal?.aborted ? new WorldError('interrupted', 'Interrupted', { cause: error }) : error
  } finally {
    reservation.release()
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const info = await stat(path)
    if (info.isFile()) return info.size
  } catch (cause) {
    throw new WorldError('file_not_found', `${path} cannot be read`, { cause })
  }
  throw new WorldError('file_not_found', `${path} is not a file`)
}

async function* pieces(path: string, size: number, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const piece of createReadStream(path, { highWaterMark: READ_BYTES, ...(signal && { signal }) })) {
    read += (piece as Uint8Array).length
    if (read > size)
      throw new WorldError('internal', 'The file grew while it was read', {
        hint: 'Import it again when nobody writes to it',
      })
    yield piece as Uint8Array
  }
}

export interface ExportOptions {
  readonly signal?: AbortSignal
  readonly limits?: Partial<DagLimits>
}

/**
 * Writes a file that the store holds. It appears under its name when it is whole, verified and on disk, and not before.
 * Throws WorldError content_unavailable where a block is missing, RefusalError where the content is no file.
 */
export async function exportFile(
  store: BlockStore,
  cid: string,
  path: string,
  options: ExportOptions = {},
): Promise<{ size: number }> {
  const target = resolve(path)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx').catch(error => {
      throw diskError(error)
    })
    let size = 0
    try {
      for await (const bytes of readContent(store, parseCid(cid), options)) {
        for (let at = 0; at < bytes.length; ) {
          at += (
            await file.write(bytes, at).catch(error => {
              throw diskError(error)
            })
          ).bytesWritten
        }
        size += bytes.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, target)
    await syncDirectory(target)
    return { size }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** A file of the store in memory. Refuses with file_too_large above `maxBytes`. */
export async function readBytes(
  store: BlockStore,
  cid: string,
  maxBytes: number,
  options: ExportOptions = {},
): Promise<Uint8Array> {
  const limits = { ...options.limits, bytes: maxBytes }
  let out: Uint8Array | undefined
  let at = 0
  for await (const bytes of readContent(store, parseCid(cid), { ...options, limits }, size => {
    out = new Uint8Array(size)
  })) {
    out!.set(bytes, at)
    at += bytes.length
  }
  return out!
}

/** The content in order, verified block by block. `onSize` is told the size before the first byte. */
export async function* readContent(
  store: BlockStore,
  root: CID,
  options: ExportOptions = {},
  onSize?: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  const limits = { ...DAG_LIMITS, ...options.limits }
  const stack: { cid: CID; size: number | undefined; depth: number }[] = [{ cid: root, size: undefined, depth: 1 }]
  for (let steps = 0; ; steps++) {
    options.signal?.throwIfAborted()
    const next = stack.pop()
    if (next === undefined) return
    // Counted by position, not by distinct block: parts may repeat, and each repetition is work.
    if (steps >= limits.blocks) refuse('file_too_large', `The content has more than ${limits.blocks} parts`)
    if (next.depth > limits.depth) refuse('nesting_too_deep', `The content nests deeper than ${limits.depth}`)
    const block = await readVerified(store, next.cid)
    const node = readNode(next.cid, block, limits)
    if (next.size !== undefined && next.size !== node.size)
      refuse('file_malformed', 'A part of the content has two sizes')
    if (steps === 0) onSize?.(node.size)
    for (let i = node.links.length - 1; i >= 0; i--) stack.push({ ...node.links[i]!, depth: next.depth + 1 })
    if (node.data.length > 0) yield node.data
  }
}

async function readVerified(store: BlockStore, cid: CID): Promise<Uint8Array> {
  const block = await store.get(cid)
  if (block !== undefined && matches(cid, block)) return block
  if (block !== undefined) await store.delete(cid)
  throw new WorldError('content_unavailable', `The block ${cid} is ${block === undefined ? 'missing' : 'damaged'}`, {
    hint: 'Fetch the content again: what is here is kept',
  })
}

/** Deletes what no pin reaches, and returns how many blocks that were. Throws WorldError busy during transfers. */
export function removeUnpinned(store: DiskStore, limits: DagLimits = DAG_LIMITS): Promise<number> {
  return store.collect(async () => {
    const kept = new Set<string>()
    const stack = store.pins().map(pin => parseCid(pin.cid))
    for (let cid = stack.pop(); cid !== undefined; cid = stack.pop()) {
      const key = keyOf(cid)
      if (kept.has(key)) continue
      kept.add(key)
      if (cid.code === RAW) continue
      const block = await store.get(cid)
      if (block === undefined || !matches(cid, block)) continue
      for (const link of readNode(cid, block, limits).links) stack.push(link.cid)
    }
    return kept
  })
}
