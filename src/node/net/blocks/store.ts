// Blocks on disk: one file each, in the layout of blockstore-fs (so that such tools read the directory), a quota, and pins.
// spec/wire.md, "Blocks"; why not that library itself: spec/decisions/net-blocks.md.
// It stores what its callers verified. A block's bytes are checked again by whoever reads them for content, not here.

import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { base32upper } from 'multiformats/bases/base32'
import type { CID } from 'multiformats/cid'
import { decode as decodeDigest } from 'multiformats/hashes/digest'
import { WorldError } from '../../../core/errors/index.ts'
import { MAX_BLOCK_BYTES } from './constants.ts'
import { hashOf, parseCid } from './dag.ts'

/** What the server and the client need of a store. Blocks are found by hash; the codec of the CID does not matter. */
export interface BlockStore {
  /** The size of a block that is held, or undefined. */
  size(cid: CID): number | undefined
  /** The block's bytes, the caller's to keep, or undefined. They are as on disk: check them before relying on them. */
  get(cid: CID): Promise<Uint8Array | undefined>
  /** Stores a verified block. When it resolves the bytes may be reused. Throws WorldError quota_exceeded. */
  put(cid: CID, bytes: Uint8Array): Promise<void>
  delete(cid: CID): Promise<void>
  /** Sets room aside, so that what is begun can be finished. Throws WorldError quota_exceeded. */
  reserve(bytes: number): Reservation
}

export interface Reservation {
  /** Gives back `bytes` of it, by default all that is left. */
  release(bytes?: number): void
}

export interface Pin {
  readonly cid: string
  /** Bytes of file content. */
  readonly bytes: number
}

export interface StoreUsage {
  readonly blocks: number
  readonly bytes: number
  readonly reserved: number
  readonly quota: number
}

const EXTENSION = '.data'
const PINS = 'pins.json'

export interface OpenStoreOptions {
  readonly directory: string
  /** Bytes that the blocks may take in all. */
  readonly quotaBytes: number
}

/** Opens or makes a store. It reads the directory once; what a crash left half-written is removed. */
export async function openStore(options: OpenStoreOptions): Promise<DiskStore> {
  if (!(options.quotaBytes > 0)) throw new RangeError('quotaBytes: a positive number expected')
  const directory = resolve(options.directory)
  await mkdir(join(directory, 'blocks'), { recursive: true })
  const store = new DiskStore(directory, options.quotaBytes)
  await store.load()
  return store
}

export class DiskStore implements BlockStore {
  private readonly directory: string
  private readonly quota: number
  private readonly sizes = new Map<string, number>()
  private readonly shards = new Set<string>()
  private readonly writing = new Map<string, Promise<void>>()
  private readonly pinned = new Map<string, Pin>()
  private used = 0
  private users = 0
  private collecting: Promise<void> | undefined
  private reserved = 0
  private saving: Promise<void> = Promise.resolve()

  constructor(directory: string, quota: number) {
    this.directory = directory
    this.quota = quota
  }

  async load(): Promise<void> {
    for (const shard of await readdir(join(this.directory, 'blocks'), { withFileTypes: true })) {
      if (!shard.isDirectory()) continue
      this.shards.add(shard.name)
      const names = await readdir(join(this.directory, 'blocks', shard.name))
      await Promise.all(names.map(name => this.loadFile(shard.name, name)))
    }
    for (const pin of await readPins(join(this.directory, PINS))) this.pinned.set(pin.cid, pin)
  }

  private async loadFile(shard: string, name: string): Promise<void> {
    const path = join(this.directory, 'blocks', shard, name)
    const key = name.slice(0, -EXTENSION.length)
    if (name.endsWith(EXTENSION) && pathOf(key).shard === shard) {
      const { size } = await stat(path)
      this.sizes.set(key, size)
      this.used += size
    } else if (name.endsWith('.tmp')) await rm(path, { force: true })
  }

  size(cid: CID): number | undefined {
    return this.sizes.get(keyOf(cid))
  }

  async get(cid: CID): Promise<Uint8Array | undefined> {
    const key = keyOf(cid)
    const size = this.sizes.get(key)
    if (size === undefined || size > MAX_BLOCK_BYTES) return undefined
    try {
      const file = await open(this.path(key), 'r')
      try {
        const bytes = Buffer.allocUnsafeSlow(size)
        let filled = 0
        while (filled < size) {
          const { bytesRead } = await file.read(bytes, filled, size - filled)
          if (bytesRead === 0) return undefined
          filled += bytesRead
        }
        return bytes
      } finally {
        await file.close()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw diskError(error)
      this.forget(key)
      return undefined
    }
  }

  async put(cid: CID, bytes: Uint8Array): Promise<void> {
    const key = keyOf(cid)
    const before = this.writing.get(key)
    if (before !== undefined) return before
    if (this.sizes.has(key)) return
    if (bytes.length > MAX_BLOCK_BYTES) throw new RangeError('bytes: larger than a block may be')
    if (this.used + bytes.length > this.quota) throw this.full(bytes.length)
    this.used += bytes.length
    const writing = this.write(key, bytes)
      .then(() => void this.sizes.set(key, bytes.length))
      .catch(error => {
        this.used -= bytes.length
        throw diskError(error)
      })
      .finally(() => this.writing.delete(key))
    this.writing.set(key, writing)
    return writing
  }

  private async write(key: string, bytes: Uint8Array): Promise<void> {
    const { shard } = pathOf(key)
    if (!this.shards.has(shard)) {
      await mkdir(join(this.directory, 'blocks', shard), { recursive: true })
      this.shards.add(shard)
    }
    // A name of its own for each attempt, so that two writers never share a half-written file. Not synced to disk: a block
    // that a power failure tears fails its hash when it is read, and is fetched again.
    const path = this.path(key)
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
    try {
      const file = await open(temporary, 'wx')
      try {
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
      } finally {
        await file.close()
      }
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async delete(cid: CID): Promise<void> {
    const key = keyOf(cid)
    await this.writing.get(key)?.catch(() => {})
    if (!this.forget(key)) return
    await unlink(this.path(key)).catch(error => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw diskError(error)
    })
  }

  reserve(bytes: number): Reservation {
    if (this.used + this.reserved + bytes > this.quota) throw this.full(bytes)
    this.reserved += bytes
    let left = bytes
    return {
      release: (part = left) => {
        const n = Math.min(part, left)
        left -= n
        this.reserved -= n
      },
    }
  }

  usage(): StoreUsage {
    return { blocks: this.sizes.size, bytes: this.used, reserved: this.reserved, quota: this.quota }
  }

  pins(): Pin[] {
    return [...this.pinned.values()]
  }

  isPinned(cid: CID): boolean {
    return this.pinned.has(cid.toString())
  }

  /** Marks content as kept. The caller has it complete; `removeUnpinned` in files.ts spares what it reaches. */
  async pin(cid: CID, bytes: number): Promise<void> {
    this.pinned.set(cid.toString(), { cid: cid.toString(), bytes })
    await this.save()
  }

  async unpin(cid: CID): Promise<void> {
    if (this.pinned.delete(cid.toString())) await this.save()
  }

  /** Marks the store as in use: nothing is collected until the returned function is called. Waits for a collection. */
  async enter(): Promise<() => void> {
    while (this.collecting !== undefined) await this.collecting
    this.users++
    let left = false
    return () => {
      if (!left) this.users--
      left = true
    }
  }

  /** Deletes every block but those whose keys `kept` finds. Throws WorldError busy while the store is in use. */
  async collect(kept: () => Promise<ReadonlySet<string>>): Promise<number> {
    if (this.users > 0 || this.collecting !== undefined) {
      throw new WorldError('busy', 'Content is being transferred', { hint: 'Try again when that is done' })
    }
    const run = async (): Promise<number> => {
      const keys = await kept()
      let removed = 0
      for (const key of [...this.sizes.keys()]) {
        if (keys.has(key) || this.writing.has(key) || !this.forget(key)) continue
        await rm(this.path(key), { force: true })
        removed++
      }
      return removed
    }
    const running = run()
    this.collecting = running.then(
      () => {},
      () => {},
    )
    try {
      return await running
    } finally {
      this.collecting = undefined
    }
  }

  /** Reads every block and deletes those whose bytes are no longer theirs. Slow: for a disk that is in doubt. */
  async scrub(signal?: AbortSignal): Promise<{ checked: number; removed: number }> {
    let checked = 0
    let removed = 0
    for (const key of [...this.sizes.keys()]) {
      signal?.throwIfAborted()
      const digest = decodeDigest(base32upper.decode(key)).digest
      const bytes = await readFile(this.path(key)).catch(() => undefined)
      checked++
      if (bytes !== undefined && Buffer.compare(hashOf(bytes), digest) === 0) continue
      if (this.forget(key)) removed++
      await rm(this.path(key), { force: true })
    }
    return { checked, removed }
  }

  private path(key: string): string {
    const { shard, file } = pathOf(key)
    return join(this.directory, 'blocks', shard, file)
  }

  private forget(key: string): boolean {
    const size = this.sizes.get(key)
    if (size === undefined) return false
    this.sizes.delete(key)
    this.used -= size
    return true
  }

  private full(bytes: number): WorldError {
    return new WorldError('quota_exceeded', `${bytes} bytes more do not fit the block store's quota of ${this.quota}`, {
      hint: 'Unpin content, or raise the quota',
    })
  }

  /** Writes the pins, one save after the other, whole or not at all. */
  private save(): Promise<void> {
    const next = this.saving.catch(() => {}).then(() => replaceFile(join(this.directory, PINS), this.pinsText()))
    this.saving = next
    return next
  }

  private pinsText(): Uint8Array {
    return Buffer.from(`${JSON.stringify({ version: 1, pins: this.pins() }, null, 1)}\n`)
  }
}

async function readPins(path: string): Promise<Pin[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw diskError(error)
  }
  try {
    const { pins } = JSON.parse(text) as { pins: { cid: unknown; bytes: unknown }[] }
    return pins.map(({ cid, bytes }) => ({ cid: parseCid(cid).toString(), bytes: Number(bytes) }))
  } catch (cause) {
    throw new WorldError('internal', `${path} cannot be read`, {
      cause,
      hint: 'Restore it, or remove it: then nothing is pinned, and the blocks stay until they are collected',
    })
  }
}

/** Replaces a file at once: a new file beside it, synced, renamed over it, and the directory synced. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncDirectory(path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw diskError(error)
  }
}

/** Makes a rename last. Where directories cannot be opened (Windows) the system does it by itself. */
export async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(resolve(path, '..'), 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  } catch {
    // Not every file system can, and none refuses the file itself for it.
  }
}

export function diskError(error: unknown): WorldError {
  if (error instanceof WorldError) return error
  const code = (error as NodeJS.ErrnoException).code
  const hint = code === 'ENOSPC' ? 'Free space on the disk' : 'Check the directory and its permissions'
  return new WorldError('internal', `The disk failed${code === undefined ? '' : ` (${code})`}`, { cause: error, hint })
}

/** The multihash in upper-case base32, as blockstore-fs names its files. */
export function keyOf(cid: CID): string {
  return base32upper.encode(cid.multihash.bytes)
}

function pathOf(key: string): { shard: string; file: string } {
  return { shard: key.slice(-2), file: `${key}${EXTENSION}` }
}
