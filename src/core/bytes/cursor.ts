// Reading and writing binary structures with limits: a reader never passes its end and never allocates what it has not got.
// Integers are big-endian unless the name says otherwise.

import { type ErrorCode, refuse } from '../errors/index.ts'

export class Reader {
  readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly what: string
  private readonly code: ErrorCode
  at: number
  readonly end: number

  /** `what` names the structure in refusals; `code` is the refusal for a structure that ends early. */
  constructor(bytes: Uint8Array, what: string, code: ErrorCode = 'file_truncated', start = 0, end = bytes.length) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.what = what
    this.code = code
    this.at = start
    this.end = end
  }

  get left(): number {
    return this.end - this.at
  }

  private take(n: number): number {
    if (n < 0 || n > this.end - this.at) {
      refuse(this.code, `${this.what}: ${n} bytes expected at offset ${this.at}, ${this.end - this.at} are left`)
    }
    const at = this.at
    this.at += n
    return at
  }

  u8(): number {
    return this.view.getUint8(this.take(1))
  }
  u16(): number {
    return this.view.getUint16(this.take(2))
  }
  u32(): number {
    return this.view.getUint32(this.take(4))
  }
  i16(): number {
    return this.view.getInt16(this.take(2))
  }
  i32(): number {
    return this.view.getInt32(this.take(4))
  }
  /** A u64 that must be a safe integer. */
  u64(): number {
    const value = this.view.getBigUint64(this.take(8))
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) refuse('file_malformed', `${this.what}: number ${value} is too large`)
    return Number(value)
  }
  u16le(): number {
    return this.view.getUint16(this.take(2), true)
  }
  u32le(): number {
    return this.view.getUint32(this.take(4), true)
  }
  u64le(): number {
    const value = this.view.getBigUint64(this.take(8), true)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) refuse('file_malformed', `${this.what}: number ${value} is too large`)
    return Number(value)
  }
  /** The next `n` bytes as a view on the same memory. */
  raw(n: number): Uint8Array {
    const at = this.take(n)
    return this.bytes.subarray(at, at + n)
  }
  skip(n: number): void {
    this.take(n)
  }
  /** Refuses bytes that nothing has read. */
  finish(): void {
    if (this.at !== this.end) refuse('file_malformed', `${this.what}: ${this.end - this.at} bytes follow its end`)
  }
}

/** Grows as it is written; for structures of our own making. */
export class Writer {
  private buffer: Uint8Array
  private view: DataView
  private length = 0

  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity)
    this.view = new DataView(this.buffer.buffer)
  }

  /** May replace `view` and `buffer`: take the place first, then look at them. */
  private room(n: number): number {
    if (this.length + n > this.buffer.length) {
      const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + n))
      grown.set(this.buffer)
      this.buffer = grown
      this.view = new DataView(grown.buffer)
    }
    const at = this.length
    this.length += n
    return at
  }

  u8(value: number): this {
    const at = this.room(1)
    this.view.setUint8(at, value)
    return this
  }
  u16(value: number): this {
    const at = this.room(2)
    this.view.setUint16(at, value)
    return this
  }
  u32(value: number): this {
    const at = this.room(4)
    this.view.setUint32(at, value)
    return this
  }
  i16(value: number): this {
    const at = this.room(2)
    this.view.setInt16(at, value)
    return this
  }
  i32(value: number): this {
    const at = this.room(4)
    this.view.setInt32(at, value)
    return this
  }
  u64(value: number | bigint): this {
    const at = this.room(8)
    this.view.setBigUint64(at, BigInt(value))
    return this
  }
  raw(bytes: Uint8Array): this {
    const at = this.room(bytes.length)
    this.buffer.set(bytes, at)
    return this
  }
  /** `n` zero bytes. */
  zeros(n: number): this {
    this.room(n)
    return this
  }
  finish(): Uint8Array {
    return this.buffer.slice(0, this.length)
  }
}
