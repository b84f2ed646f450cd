// SQLite behind an interface of our own: libsql today, node:sqlite once Node 20 is dropped. spec/node.md, "Database".
// Values are null, text, finite numbers and bytes, always bound and never spliced: libsql aborts the process on others.

import LibSql from 'libsql'
import { WorldError } from '../../core/errors/index.ts'

export type Value = null | string | number | Uint8Array
export type Row = Readonly<Record<string, Value>>

export interface Statement {
  /** The number of rows changed. */
  run(...values: readonly Value[]): number
  get(...values: readonly Value[]): Row | undefined
  all(...values: readonly Value[]): Row[]
}

export interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
  /** Runs `f` as one transaction that is on the disk when this returns; what `f` throws undoes it. Not nested, not async. */
  transaction<T>(f: () => T): T
  close(): void
}

export interface OpenOptions {
  /** How long to wait for another connection, milliseconds. */
  readonly timeoutMs?: number
}

/** Opens a database file with write-ahead log and a sync at every commit. Throws WorldError internal. */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const database = openRaw(path, options)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('PRAGMA foreign_keys = ON')
  return database
}

/** As `openDatabase`, with SQLite's defaults: for the lock file. */
export function openRaw(path: string, { timeoutMs = 2000 }: OpenOptions = {}): Database {
  const failed = (cause: unknown): never => {
    const { code = '', message = '' } = cause as { code?: string; message?: string }
    if (code.startsWith('SQLITE_BUSY')) throw new WorldError('busy', `The database ${path} is locked`, { cause })
    throw new WorldError('internal', `The database ${path} failed: ${code} ${message}`, {
      cause,
      hint: code === 'SQLITE_FULL' ? 'Free space on the disk' : 'Check the disk; restore the file where it is damaged',
    })
  }
  const guard = <T>(f: () => T): T => {
    try {
      return f()
    } catch (cause) {
      return failed(cause)
    }
  }
  const raw = guard(() => new LibSql(path, { timeout: timeoutMs } as LibSql.Options))
  let inTransaction = false
  return {
    exec: sql => void guard(() => raw.exec(sql)),
    prepare(sql) {
      const statement = guard(() => raw.prepare(sql))
      return {
        run: (...values) => {
          const bound = bind(values)
          return guard(() => statement.run(bound).changes)
        },
        get: (...values) => {
          const bound = bind(values)
          const row = guard(() => statement.get(bound)) as Record<string, unknown> | undefined
          return row === undefined ? undefined : rowFrom(row)
        },
        all: (...values) => {
          const bound = bind(values)
          return (guard(() => statement.all(bound)) as Record<string, unknown>[]).map(rowFrom)
        },
      }
    },
    transaction(f) {
      if (inTransaction) throw new Error('transaction: not nested')
      guard(() => raw.exec('BEGIN IMMEDIATE'))
      inTransaction = true
      let result: ReturnType<typeof f>
      try {
        result = f()
        guard(() => raw.exec('COMMIT'))
      } catch (error) {
        try {
          raw.exec('ROLLBACK')
        } catch {
          // SQLite has rolled back by itself.
        }
        throw error
      } finally {
        inTransaction = false
      }
      return result
    },
    close: () => void guard(() => raw.close()),
  }
}

/** libsql gives bytes as Buffer or ArrayBuffer, by method, and a member of its own. */
function rowFrom(raw: Record<string, unknown>): Row {
  const row: Record<string, Value> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (name === '_metadata') continue
    if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value)
    else if (value instanceof Uint8Array) row[name] = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    else row[name] = value as Value
  }
  return row
}

function bind(values: readonly Value[]): Value[] {
  return values.map((value, i) => {
    if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
      return value
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    throw new TypeError(`value ${i}: null, text, a finite number or bytes expected`)
  })
}
