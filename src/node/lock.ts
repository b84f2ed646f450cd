// One process per data directory: spec/node.md, "Data directory". The lock is the operating system's (SQLite's exclusive
// file lock), so it ends with its process however that ends; a file beside it names the holder.
// It guards against a second process here, not against a copy of the directory elsewhere: see guard.ts.

import { join } from 'node:path'
import { WorldError } from '../core/errors/index.ts'
import { readSmall, writeAtomic } from '../platform/node/files.ts'
import { openRaw } from './store/database.ts'

export interface Lock {
  release(): void
}

/** Takes the lock. Throws WorldError data_locked, naming the holder. */
export function lockDirectory(directory: string): Lock {
  const database = openRaw(join(directory, 'lock'), { timeoutMs: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (!(cause instanceof WorldError) || cause.code !== 'busy') throw cause
    const holder = holderOf(directory)
    throw new WorldError('data_locked', `${directory} is in use by process ${holder ?? '(unknown)'}`, {
      cause,
      hint: 'Stop that process, or give this node a data directory of its own',
    })
  }
  writeAtomic(join(directory, 'lock.pid'), `${process.pid}\n`)
  let held = true
  return {
    release() {
      if (!held) return
      held = false
      database.close()
    },
  }
}

function holderOf(directory: string): string | null {
  const bytes = readSmall(join(directory, 'lock.pid'), 64, { private: false })
  return bytes === null ? null : new TextDecoder().decode(bytes).trim()
}
