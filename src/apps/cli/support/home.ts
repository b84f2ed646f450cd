// ASSAY_HOME: where a user's things lie (spec/network.md). Paths, and files written so that they are whole or absent.

import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { WorldError } from '../../../core/errors/index.ts'

export const resolveHome = (flag: string | undefined): string =>
  resolve(flag ?? process.env['ASSAY_HOME'] ?? join(homedir(), '.assay'))

export class Home {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  at(...parts: string[]): string {
    return join(this.path, ...parts)
  }

  /** Writes a file atomically, creating directories; `secret` files are readable by their owner only. */
  write(name: string, data: string | Uint8Array, secret = false): string {
    const path = this.at(name)
    writeWhole(path, data, secret)
    return path
  }

  /** A file's text, or null when it does not exist. */
  read(name: string): string | null {
    try {
      return readFileSync(this.at(name), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  list(name: string): string[] {
    try {
      return readdirSync(this.at(name))
        .filter(entry => !entry.startsWith('.'))
        .sort()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
}

/** Temporary file, then rename: a reader sees the old file or the new one. */
export function writeWhole(path: string, data: string | Uint8Array, secret = false): void {
  mkdirSync(dirname(path), { recursive: true, ...(secret ? { mode: 0o700 } : {}) })
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, data, { mode: secret ? 0o600 : 0o644 })
    if (secret) chmodSync(temporary, 0o600)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Reads a file that the user named, up to a limit. */
export function readUserFile(path: string, limit = 2 ** 31 - 1): Uint8Array {
  try {
    const { size } = statSync(path)
    if (size > limit) throw new WorldError('file_too_large', `${path}: ${size} bytes, at most ${limit} are read`)
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    if (error instanceof WorldError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new WorldError(
      'file_not_found',
      `${path}: ${code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a directory' : `cannot be read (${code})`}`,
      { cause: error },
    )
  }
}
