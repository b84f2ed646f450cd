// DEFLATE (RFC 1951), zlib (RFC 1950) and gzip (RFC 1952) in, with a hard limit on what comes out. Of our own rather than
// fflate's, which cannot stop at a limit, does not tell where a stream ends, accepts Huffman codes that are none, and takes
// seconds for a megabyte of hostile block headers. Compression is fflate's.

import { refuse } from '../errors/index.ts'
import { adler32, crc32 } from './checksum.ts'

const FAST_BITS = 10
const FAST_MASK = (1 << FAST_BITS) - 1
const MAX_BITS = 15

/** A canonical Huffman code: a table for codes of up to 10 bits, counts and sorted symbols for longer ones. */
class Huffman {
  /** Indexed by the next bits, least significant first: symbol << 4 | length, or 0. */
  readonly fast = new Uint16Array(1 << FAST_BITS)
  readonly counts = new Uint16Array(MAX_BITS + 1)
  readonly symbols: Uint16Array
  private readonly next = new Uint16Array(MAX_BITS + 1)

  constructor(most: number) {
    this.symbols = new Uint16Array(most)
  }

  /**
   * Builds the code from lengths by symbol. False when more codes are claimed than there are, or fewer (but one code of one
   * bit may stand alone, unless `complete`).
   */
  build(lengths: Uint8Array, start: number, end: number, complete: boolean): boolean {
    const { counts, fast, next, symbols } = this
    counts.fill(0)
    fast.fill(0)
    for (let i = start; i < end; i++) counts[lengths[i]!]!++
    const coded = end - start - counts[0]!
    counts[0] = 0
    let left = 1
    for (let bits = 1; bits <= MAX_BITS; bits++) {
      left = left * 2 - counts[bits]!
      if (left < 0) return false
    }
    if (left > 0 && (complete || coded > 1 || coded !== counts[1])) return false
    // Where each length's symbols begin in sorted order.
    next[1] = 0
    for (let bits = 1; bits < MAX_BITS; bits++) next[bits + 1] = next[bits]! + counts[bits]!
    for (let i = start; i < end; i++) {
      const bits = lengths[i]!
      if (bits > 0) symbols[next[bits]!++] = i - start
    }
    let code = 0
    let at = 0
    for (let bits = 1; bits <= FAST_BITS; bits++) {
      code <<= 1
      for (let k = counts[bits]!; k > 0; k--, code++) {
        const entry = (symbols[at++]! << 4) | bits
        let reversed = 0
        for (let bit = 0; bit < bits; bit++) reversed |= ((code >> bit) & 1) << (bits - 1 - bit)
        for (let i = reversed; i <= FAST_MASK; i += 1 << bits) fast[i] = entry
      }
    }
    return true
  }
}

/** Base and extra bits of lengths (symbols 257 to 285) and distances (0 to 29): RFC 1951, section 3.2.5. */
const LENGTH_BASE = Uint16Array.of(
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  13,
  15,
  17,
  19,
  23,
  27,
  31,
  35,
  43,
  51,
  59,
  67,
  83,
  99,
  115,
  131,
  163,
  195,
  227,
  258,
)
const LENGTH_EXTRA = Uint8Array.of(
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
)
const DISTANCE_EXTRA = Uint8Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1))
const DISTANCE_BASE = (() => {
  const base = new Uint16Array(30)
  for (let i = 1; i < 30; i++) base[i] = base[i - 1]! + (1 << DISTANCE_EXTRA[i - 1]!)
  return base.map(distance => distance + 1)
})()
/** Order in which code length code lengths are stored. */
const LENGTH_ORDER = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)

const FIXED = (() => {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280)
  const literals = new Huffman(288)
  literals.build(lengths, 0, 288, true)
  const distances = new Huffman(32)
  distances.build(new Uint8Array(32).fill(5), 0, 32, true)
  return { literals, distances }
})()

class Inflater {
  private readonly input: Uint8Array
  private readonly limit: number
  private readonly what: string
  private at: number
  private hold = 0
  private bits = 0
  private out: Uint8Array
  private length = 0
  private readonly lengths = new Uint8Array(320)
  private readonly codes = new Huffman(19)
  private readonly literals = new Huffman(288)
  private readonly distances = new Huffman(32)

  constructor(input: Uint8Array, start: number, limit: number, what: string) {
    this.input = input
    this.at = start
    this.limit = limit
    this.what = what
    this.out = new Uint8Array(Math.min(limit, Math.max(1024, (input.length - start) * 4)))
  }

  run(): { data: Uint8Array; end: number } {
    let last = false
    while (!last) {
      last = this.take(1) === 1
      const type = this.take(2)
      if (type === 0) this.stored()
      else if (type === 1) this.compressed(FIXED.literals, FIXED.distances)
      else if (type === 2) {
        this.readCodes()
        this.compressed(this.literals, this.distances)
      } else this.malformed('a block of no known type')
    }
    return { data: this.out.subarray(0, this.length), end: this.at - (this.bits >> 3) }
  }

  private malformed(why: string): never {
    return refuse('file_malformed', `${this.what}: compressed data have ${why}`)
  }

  private truncated(): never {
    return refuse('file_truncated', `${this.what}: compressed data end early`)
  }

  /** Up to 16 bits, least significant first. */
  private take(n: number): number {
    while (this.bits < n) {
      if (this.at >= this.input.length) this.truncated()
      this.hold |= this.input[this.at++]! << this.bits
      this.bits += 8
    }
    const value = this.hold & ((1 << n) - 1)
    this.hold >>>= n
    this.bits -= n
    return value
  }

  /** Makes room for `n` more bytes: never more than the limit. */
  private room(n: number): void {
    const needed = this.length + n
    if (needed <= this.out.length) return
    if (needed > this.limit) refuse('file_too_large', `${this.what}: inflates to more than ${this.limit} bytes`)
    const grown = new Uint8Array(Math.min(this.limit, Math.max(needed, 2 * this.out.length)))
    grown.set(this.out.subarray(0, this.length))
    this.out = grown
  }

  private stored(): void {
    // What is left of the current byte is padding; whole bytes that were read ahead go back.
    this.at -= this.bits >> 3
    this.hold = 0
    this.bits = 0
    if (this.at + 4 > this.input.length) this.truncated()
    const length = this.take(16)
    if ((this.take(16) ^ 0xffff) !== length) this.malformed('a stored block whose length is garbled')
    if (this.at + length > this.input.length) this.truncated()
    this.room(length)
    this.out.set(this.input.subarray(this.at, this.at + length), this.length)
    this.at += length
    this.length += length
  }

  private readCodes(): void {
    const literals = this.take(5) + 257
    const distances = this.take(5) + 1
    const total = literals + distances
    if (literals > 286 || distances > 30) this.malformed('too many codes')
    const { lengths } = this
    lengths.fill(0)
    for (let i = 0, n = this.take(4) + 4; i < n; i++) lengths[LENGTH_ORDER[i]!] = this.take(3)
    if (!this.codes.build(lengths, 0, 19, true)) this.malformed('a code that is none')
    lengths.fill(0, 0, 19)
    for (let i = 0; i < total; ) {
      const symbol = this.symbol(this.codes)
      if (symbol < 16) lengths[i++] = symbol
      else {
        if (symbol === 16 && i === 0) this.malformed('a repetition of nothing')
        const value = symbol === 16 ? lengths[i - 1]! : 0
        const repeat = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7)
        if (i + repeat > total) this.malformed('too many code lengths')
        lengths.fill(value, i, i + repeat)
        i += repeat
      }
    }
    if (lengths[256] === 0) this.malformed('a block without an end')
    if (!this.literals.build(lengths, 0, literals, false)) this.malformed('a code that is none')
    if (!this.distances.build(lengths, literals, total, false)) this.malformed('a code that is none')
  }

  /** The next symbol of a code. */
  private symbol(code: Huffman): number {
    const { input } = this
    while (this.bits < MAX_BITS && this.at < input.length) {
      this.hold |= input[this.at++]! << this.bits
      this.bits += 8
    }
    const entry = code.fast[this.hold & FAST_MASK]!
    if (entry !== 0) {
      const used = entry & 15
      if (used > this.bits) this.truncated()
      this.hold >>>= used
      this.bits -= used
      return entry >> 4
    }
    // Codes of one length are consecutive numbers, so a code is found by counting.
    let word = 0
    let first = 0
    let index = 0
    for (let used = 1; used <= MAX_BITS; used++) {
      if (used > this.bits) this.truncated()
      word |= (this.hold >> (used - 1)) & 1
      const n = code.counts[used]!
      if (word - first < n) {
        this.hold >>>= used
        this.bits -= used
        return code.symbols[index + word - first]!
      }
      index += n
      first = (first + n) << 1
      word <<= 1
    }
    return this.malformed('bits that are no code')
  }

  private compressed(literals: Huffman, distances: Huffman): void {
    for (;;) {
      const symbol = this.symbol(literals)
      if (symbol < 256) {
        if (this.length === this.out.length) this.room(1)
        this.out[this.length++] = symbol
        continue
      }
      if (symbol === 256) return
      if (symbol > 285) this.malformed('a length that is none')
      const length = LENGTH_BASE[symbol - 257]! + this.take(LENGTH_EXTRA[symbol - 257]!)
      const code = this.symbol(distances)
      if (code > 29) this.malformed('a distance that is none')
      const distance = DISTANCE_BASE[code]! + this.take(DISTANCE_EXTRA[code]!)
      if (distance > this.length) this.malformed('a distance before its beginning')
      this.room(length)
      const { out } = this
      let to = this.length
      this.length += length
      // One byte at a time: source and target may overlap, and then the pattern repeats.
      for (let from = to - distance; to < this.length; from++, to++) out[to] = out[from]!
    }
  }
}

/** Inflates a raw DEFLATE stream from `start`; `end` is where it ended in the input. At most `limit` bytes come out. */
export const inflate = (
  input: Uint8Array,
  start: number,
  limit: number,
  what: string,
): { data: Uint8Array; end: number } => new Inflater(input, start, limit, what).run()

/** Inflates a whole zlib stream, checksum included. */
export function unzlib(input: Uint8Array, limit: number, what: string): Uint8Array {
  if (input.length < 6) refuse('file_truncated', `${what}: compressed data end early`)
  const [method, flags] = input as unknown as [number, number]
  if ((method & 15) !== 8 || method >> 4 > 7 || ((method << 8) | flags) % 31 !== 0 || flags & 32)
    refuse('file_malformed', `${what}: not a zlib stream`)
  const { data, end } = inflate(input.subarray(0, input.length - 4), 2, limit, what)
  if (end !== input.length - 4) refuse('file_malformed', `${what}: bytes follow the compressed data`)
  const view = new DataView(input.buffer, input.byteOffset + end)
  if (view.getUint32(0) !== adler32(data)) refuse('file_malformed', `${what}: wrong Adler-32`)
  return data
}

/** Inflates a gzip file of one member, checksum and length included. */
export function gunzip(input: Uint8Array, limit: number, what: string): Uint8Array {
  const cut = (): never => refuse('file_truncated', `${what}: ends early`)
  if (input.length < 18) cut()
  if (input[0] !== 0x1f || input[1] !== 0x8b || input[2] !== 8) refuse('file_malformed', `${what}: not gzip`)
  const flags = input[3]!
  if (flags & 0xe0) refuse('file_malformed', `${what}: reserved flags`)
  let at = 10
  if (flags & 4) at += 2 + (input[at]! | (input[at + 1]! << 8))
  for (const flag of [8, 16]) {
    // File name and comment, each ended by a zero byte.
    if ((flags & flag) === 0) continue
    at = input.indexOf(0, at) + 1
    if (at === 0) cut()
  }
  if (flags & 2) at += 2
  if (at > input.length - 8) cut()
  const { data, end } = inflate(input, at, limit, what)
  if (end + 8 > input.length) cut()
  if (end + 8 < input.length) refuse('file_malformed', `${what}: bytes follow the first gzip member`)
  const view = new DataView(input.buffer, input.byteOffset + end)
  if (view.getUint32(0, true) !== crc32(data)) refuse('file_malformed', `${what}: wrong CRC-32`)
  if (view.getUint32(4, true) !== data.length % 2 ** 32) refuse('file_malformed', `${what}: wrong length`)
  return data
}
