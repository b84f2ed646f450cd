// The pages of a session's sequences: behind everything else in the engine's memory, which grows for them within its limit. A page
// that several sequences share is counted, and copied before one of them writes to it.

import { refuse } from '../../../errors/index.ts'

const WASM_PAGE = 65_536
/** Growing is dear where threads share memory: at least this share of what there is, where the limit allows it. */
const GROWTH = 1 / 4

export class PagePool {
  /** Bytes of a page. */
  readonly bytes: number
  private readonly memory: WebAssembly.Memory
  private readonly limit: number
  /** Where the next page that was never used lies. */
  private end: number
  private readonly free: number[] = []
  /** How many sequences hold a page. */
  private readonly holders = new Map<number, number>()

  /** Pages of `bytes` bytes from `start` on, as long as all memory is at most `limit` bytes. */
  constructor(memory: WebAssembly.Memory, start: number, bytes: number, limit: number) {
    this.memory = memory
    this.end = start
    this.bytes = bytes
    this.limit = limit
  }

  get used(): number {
    return this.holders.size
  }

  /** Pages that are not used and that the limit allows. */
  get available(): number {
    if (this.bytes === 0) return 0
    return this.free.length + Math.max(0, Math.floor((this.limit - this.end) / this.bytes))
  }

  /** Makes sure that `count` pages can be taken. Refuses (`memory_exceeded`) what the limit or the machine does not allow. */
  ensure(count: number): void {
    const missing = count - this.free.length
    if (missing <= 0) return
    const needed = this.end + missing * this.bytes
    const facts = { needed, limit: this.limit, pages: count, free: this.free.length }
    if (needed > this.limit)
      refuse('memory_exceeded', `sequences need ${needed} bytes of memory, ${this.limit} are allowed`, {
        hint: 'Close or shorten sequences, or raise memoryLimit.',
        facts,
      })
    const have = this.memory.buffer.byteLength
    if (needed > have) {
      const bytes = Math.max(needed, Math.min(this.limit, Math.floor(needed + GROWTH * this.used * this.bytes)))
      if (!this.grow(Math.ceil((bytes - have) / WASM_PAGE)) && !this.grow(Math.ceil((needed - have) / WASM_PAGE)))
        refuse('memory_exceeded', `the machine does not give ${needed} bytes of memory`, { facts })
    }
    // The next ones in order of their places, from the end of the list.
    const fresh = Array.from({ length: missing }, (_, i) => this.end + (missing - 1 - i) * this.bytes)
    this.free.unshift(...fresh)
    this.end = needed
  }

  private grow(pages: number): boolean {
    try {
      this.memory.grow(pages)
      return true
    } catch {
      return false
    }
  }

  /** A page that was made sure of. */
  take(): number {
    const page = this.free.pop()
    if (page === undefined) throw new RangeError('pages: none was made sure of')
    this.holders.set(page, 1)
    return page
  }

  /** Another sequence holds the page. */
  share(page: number): void {
    this.holders.set(page, this.holders.get(page)! + 1)
  }

  isShared(page: number): boolean {
    return this.holders.get(page)! > 1
  }

  release(page: number): void {
    const left = this.holders.get(page)! - 1
    if (left > 0) {
      this.holders.set(page, left)
      return
    }
    this.holders.delete(page)
    this.free.push(page)
  }

  /** A page of one's own with what `page` holds, which is let go. */
  copy(page: number): number {
    const own = this.take()
    new Uint8Array(this.memory.buffer).copyWithin(own, page, page + this.bytes)
    this.release(page)
    return own
  }
}
