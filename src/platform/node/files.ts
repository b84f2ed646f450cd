// Files that survive a crash whole or not at all, and files that nobody else may read. spec/node.md, "Data directory".
// Small files only: everything is read or written at once.

import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { WorldError } from '../../core/errors/index.ts'

const PRIVATE = 0o600

/** Makes a directory that only this user may enter. One that exists keeps its mode. */
export function privateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
}

/** Replaces or makes a file: written beside it, synced, renamed over it, and the directory synced. */
export function writeAtomic(path: string, data: Uint8Array | string, mode: number = PRIVATE): void {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    writeNew(temporary, bytes, mode)
    renameSync(temporary, path)
  } catch (cause) {
    rmSync(temporary, { force: true })
    throw failure(cause, path)
  }
  syncDirectory(dirname(path))
}

/** Writes a file that must not exist yet, readable by this user alone, and syncs it. False when it exists. */
export function createPrivate(path: string, data: Uint8Array | string): boolean {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  try {
    writeNew(path, bytes, PRIVATE)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw failure(cause, path)
  }
  syncDirectory(dirname(path))
  return true
}

function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode)
  try {
    // The mode given to open is cut by the umask, never widened; this makes it exact.
    fchmodSync(file, mode)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Reads a regular file of at most `limit` bytes, or null when there is none. Symbolic links are not followed. */
export function readSmall(path: string, limit: number, options: { private: boolean }): Uint8Array | null {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw failure(cause, path)
  }
  try {
    const { mode, size } = fstatSync(file)
    if ((mode & constants.S_IFMT) !== constants.S_IFREG || size > limit)
      throw new WorldError('file_malformed', `${path} is not a file of up to ${limit} bytes`)
    if (options.private && process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new WorldError('key_exposed', `${path} can be read by others`, {
        hint: `chmod 600 ${path}, and rotate the key if somebody else may have read it`,
      })
    const bytes = new Uint8Array(size)
    let filled = 0
    while (filled < size) {
      const read = readSync(file, bytes, filled, size - filled, filled)
      if (read === 0) break
      filled += read
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}

/** Makes a rename or a new name last. File systems that cannot do it are left alone. */
function syncDirectory(path: string): void {
  try {
    const directory = openSync(path, 'r')
    try {
      fsyncSync(directory)
    } finally {
      closeSync(directory)
    }
  } catch {
    // Windows, and some network file systems: the rename itself has been done.
  }
}

function failure(cause: unknown, path: string): WorldError {
  if (cause instanceof WorldError) return cause
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT') return new WorldError('file_not_found', `${path} does not exist`, { cause })
  return new WorldError('internal', `The disk failed at ${path} (${code})`, {
    cause,
    hint: code === 'ENOSPC' ? 'Free space on the disk' : 'Check the path and its permissions',
  })
}
