// Sequences of a session: rows so far, and the pages where their keys and values lie.

import type { Sequence } from '../../types.ts'
import type { PageLayout } from './layout.ts'
import type { PagePool } from './pages.ts'

/** What sequences of one session share. */
export interface Cache {
  readonly layout: PageLayout
  readonly pool: PagePool
}

export class PagedSequence implements Sequence {
  readonly cache: Cache
  private rows: number
  private held: number[]
  private isClosed = false

  /** `pages` are counted for it already. */
  constructor(cache: Cache, rows = 0, pages: readonly number[] = []) {
    this.cache = cache
    this.rows = rows
    this.held = [...pages]
  }

  private checkOpen(): void {
    if (this.isClosed) throw new TypeError('sequence: closed')
  }

  private pagesOf(rows: number): number {
    const { bytes, positions } = this.cache.layout
    return bytes === 0 ? 0 : Math.ceil(rows / positions)
  }

  get length(): number {
    this.checkOpen()
    return this.rows
  }

  /** Addresses of its pages, in order of positions. */
  get pages(): readonly number[] {
    return this.held
  }

  private checkLength(length: number): void {
    this.checkOpen()
    if (!Number.isSafeInteger(length) || length < 0 || length > this.rows)
      throw new RangeError(`sequence: ${length} of its ${this.rows} rows`)
  }

  fork(length: number): PagedSequence {
    this.checkLength(length)
    const pages = this.held.slice(0, this.pagesOf(length))
    for (const page of pages) this.cache.pool.share(page)
    return new PagedSequence(this.cache, length, pages)
  }

  truncate(length: number): void {
    this.checkLength(length)
    this.rows = length
    this.trim()
  }

  close(): void {
    if (this.isClosed) return
    this.rows = 0
    this.trim()
    this.isClosed = true
  }

  /** Pages that `rows` rows more would take, a copy of a shared one included. */
  missing(rows: number): number {
    const copies = this.isLastShared() ? 1 : 0
    return this.pagesOf(this.rows + rows) - this.held.length + copies
  }

  /** Is the next row's page there, and another sequence's too? */
  private isLastShared(): boolean {
    const { positions } = this.cache.layout
    const last = this.held.at(-1)
    return last !== undefined && this.rows % positions !== 0 && this.cache.pool.isShared(last)
  }

  /** Takes the pages for `rows` rows more, which have been made sure of. The rows count once `advance` says so. */
  extend(rows: number): void {
    const { pool } = this.cache
    if (this.isLastShared()) this.held.push(pool.copy(this.held.pop()!))
    for (let left = this.pagesOf(this.rows + rows) - this.held.length; left > 0; left--) this.held.push(pool.take())
  }

  /** `rows` rows more have been computed. */
  advance(rows: number): void {
    this.rows += rows
  }

  /** Lets go of pages behind its rows. */
  trim(): void {
    const pages = this.pagesOf(this.rows)
    while (this.held.length > pages) this.cache.pool.release(this.held.pop()!)
  }
}
