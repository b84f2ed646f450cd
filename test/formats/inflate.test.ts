import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { deflateSync as fflateDeflate } from 'fflate'
import { describe, expect, it } from 'vitest'
import { concat, equal } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import { adler32, crc32 } from '../../src/core/formats/checksum.ts'
import { gunzip, inflate, unzlib } from '../../src/core/formats/inflate.ts'
import { cpu } from './support.ts'

const MiB = 1 << 20
const code = (f: () => unknown): string => {
  const result = attempt(f)
  return result.ok ? 'ok' : result.code
}
const raw = (data: Uint8Array, limit = 64 * MiB) => inflate(data, 0, limit, 'test').data

/** Bytes with runs and repetitions, as files have. */
const compressible = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.tuple(fc.nat(255), fc.nat(600)).map(([b, n]) => new Uint8Array(n).fill(b)),
    ),
    { maxLength: 30 },
  )
  .map(parts => concat(...parts, ...parts.slice(0, 3)))

const samples: Uint8Array[] = [
  new Uint8Array(0),
  Uint8Array.of(7),
  new Uint8Array(MiB),
  Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7),
  Uint8Array.from({ length: 100_000 }, (_, i) => Math.floor(128 + 100 * Math.sin(i / 50)) + (i % 7)),
  // Skewed frequencies, so that codes go beyond the ten bits of the fast table.
  Uint8Array.from(
    { length: 200_000 },
    (_, i) => Math.floor(Math.log2(1 + ((i * 2654435761) >>> 0) / 2 ** 8)) * 9 + (i % 3),
  ),
]

describe('inflate', () => {
  it('undoes zlib at every level and strategy, and fflate', () => {
    for (const sample of samples) {
      for (const level of [0, 1, 6, 9]) expect(equal(raw(deflateRawSync(sample, { level })), sample)).toBe(true)
      for (const strategy of [constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE])
        expect(equal(raw(deflateRawSync(sample, { strategy })), sample)).toBe(true)
      expect(equal(raw(fflateDeflate(sample)), sample)).toBe(true)
      expect(equal(unzlib(deflateSync(sample), 64 * MiB, 'test'), sample)).toBe(true)
      expect(equal(gunzip(gzipSync(sample), 64 * MiB, 'test'), sample)).toBe(true)
    }
  })

  it('undoes zlib on random bytes', () => {
    fc.assert(
      fc.property(compressible, fc.integer({ min: 0, max: 9 }), fc.boolean(), (data, level, fixed) => {
        const strategy = fixed ? constants.Z_FIXED : constants.Z_DEFAULT_STRATEGY
        const packed = deflateRawSync(data, { level, strategy })
        const { data: out, end } = inflate(concat(packed, Uint8Array.of(1, 2, 3)), 0, data.length, 'test')
        expect([equal(out, data), end]).toEqual([true, packed.length])
      }),
      { numRuns: 300 },
    )
  })

  it('stops at the limit, exactly', () => {
    const bomb = deflateRawSync(new Uint8Array(16 * MiB), { level: 9 })
    expect(bomb.length).toBeLessThan(20_000)
    expect(code(() => raw(bomb, 16 * MiB))).toBe('ok')
    for (const limit of [0, 1, 1000, MiB, 16 * MiB - 1]) expect(code(() => raw(bomb, limit))).toBe('file_too_large')
    for (const sample of samples.slice(1))
      for (const level of [0, 6]) {
        const packed = deflateRawSync(sample, { level })
        expect(code(() => raw(packed, sample.length))).toBe('ok')
        expect(code(() => raw(packed, sample.length - 1))).toBe('file_too_large')
      }
  })

  it('refuses every truncation', () => {
    const data = samples[5]!.subarray(0, 3000)
    for (const packed of [
      deflateRawSync(data),
      deflateRawSync(data, { level: 0 }),
      deflateRawSync(data, { strategy: constants.Z_FIXED }),
    ])
      for (let n = 0; n < packed.length; n++) expect(code(() => raw(packed.subarray(0, n)))).toBe('file_truncated')
    const zlib = deflateSync(data)
    const gzip = gzipSync(data)
    for (let n = 0; n < zlib.length; n++) expect(code(() => unzlib(zlib.subarray(0, n), MiB, 'test'))).not.toBe('ok')
    for (let n = 0; n < gzip.length; n++) expect(code(() => gunzip(gzip.subarray(0, n), MiB, 'test'))).not.toBe('ok')
  })

  /** Bits written least significant first, as DEFLATE reads them. */
  const bits = (...fields: [value: number, width: number][]): Uint8Array => {
    const all = fields.flatMap(([value, width]) => Array.from({ length: width }, (_, i) => (value >> i) & 1))
    const out = new Uint8Array(Math.ceil(all.length / 8))
    all.forEach((bit, i) => {
      out[i >> 3]! |= bit << (i & 7)
    })
    return out
  }
  const pad = new Uint8Array(64)

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'file_truncated'],
    ['a block of type 3', bits([1, 1], [3, 2]), 'file_malformed'],
    ['a garbled stored length', bits([1, 1], [0, 2], [0, 5], [4, 16], [4, 16]), 'file_malformed'],
    [
      'a stored block longer than the file',
      bits([1, 1], [0, 2], [0, 5], [4, 16], [0xfffb, 16], [0, 8]),
      'file_truncated',
    ],
    // Fixed code: 0000001 is length 3 (symbol 257), then distance symbol 0, with nothing before.
    ['a distance before the beginning', concat(bits([1, 1], [1, 2], [0x40, 7], [0, 5]), pad), 'file_malformed'],
    // Fixed codes 11000110 and 11000111 are symbols 286 and 287, which mean nothing.
    ['length symbol 286', concat(bits([1, 1], [1, 2], [0x63, 8]), pad), 'file_malformed'],
    ['distance symbol 30', concat(bits([1, 1], [1, 2], [0x0c, 8], [0x40, 7], [0x0f, 5]), pad), 'file_malformed'],
    ['287 literal codes', concat(bits([1, 1], [2, 2], [30, 5], [0, 5], [0, 4]), pad), 'file_malformed'],
    ['31 distance codes', concat(bits([1, 1], [2, 2], [0, 5], [30, 5], [0, 4]), pad), 'file_malformed'],
    ['no code length codes', concat(bits([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [0, 12]), pad), 'file_malformed'],
    [
      'too many code length codes',
      concat(bits([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [1, 3], [1, 3], [1, 3]), pad),
      'file_malformed',
    ],
    // Code lengths 17 and 18 of one bit each: 258 lengths of zero, so the block has no end.
    [
      'no end of block',
      concat(
        bits(
          [1, 1],
          [2, 2],
          [0, 5],
          [0, 5],
          [0, 4],
          [0, 3],
          [1, 3],
          [1, 3],
          [0, 3],
          [1, 1],
          [127, 7],
          [1, 1],
          [109, 7],
        ),
        pad,
      ),
      'file_malformed',
    ],
    [
      'more lengths than codes',
      concat(
        bits(
          [1, 1],
          [2, 2],
          [0, 5],
          [0, 5],
          [0, 4],
          [0, 3],
          [1, 3],
          [1, 3],
          [0, 3],
          [1, 1],
          [127, 7],
          [1, 1],
          [127, 7],
        ),
        pad,
      ),
      'file_malformed',
    ],
    [
      'a repetition of nothing',
      concat(bits([1, 1], [2, 2], [0, 5], [0, 5], [0, 4], [1, 3], [1, 3], [0, 3], [0, 3], [0, 1], [0, 2]), pad),
      'file_malformed',
    ],
  ])('refuses %s', (_, data, expected) => {
    expect(code(() => raw(data))).toBe(expected)
  })

  it('takes hostile block headers at more than 1 MB a second', () => {
    // The smallest dynamic block with codes of fifteen bits: lengths 1 to 15, 15, and an end of block, again and again.
    // Code length code: five bits for each of 0 .. 15, 17, 18 as far as needed.
    const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    const used = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18]
    // 15 symbols of four bits and two of five: complete.
    const width = (symbol: number) => (symbol === 15 || symbol === 18 ? 5 : used.includes(symbol) ? 4 : 0)
    const codes = new Map<number, [number, number]>()
    let next = 0
    for (const w of [4, 5]) {
      for (const symbol of used) if (width(symbol) === w) codes.set(symbol, [next++, w])
      next <<= 1
    }
    const huffman = ([word, w]: [number, number]): [number, number] => {
      let reversed = 0
      for (let i = 0; i < w; i++) reversed |= ((word >> i) & 1) << (w - 1 - i)
      return [reversed, w]
    }
    const emit = (symbol: number) => huffman(codes.get(symbol)!)
    const skewed = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15]
    const zeros = (n: number): [number, number][] => [emit(18), [n - 11, 7]]
    const block: [number, number][] = [
      [0, 1],
      [2, 2],
      [0, 5],
      [15, 5],
      [15, 4],
      ...order.map((symbol): [number, number] => [width(symbol), 3]),
      ...skewed.slice(1).map(emit),
      ...zeros(138),
      ...zeros(103),
      emit(1),
      ...skewed.map(emit),
      [0, 1],
    ]
    const size = block.reduce((sum, [, w]) => sum + w, 0)
    // Blocks of a whole number of bytes in eights.
    const eight = bits(...Array.from({ length: 8 }, () => block).flat())
    expect(eight.length).toBe(size)
    const times = Math.ceil(MiB / eight.length)
    const hostile = concat(...Array.from({ length: times }, () => eight), bits([1, 1], [1, 2], [0, 7]))
    const started = cpu()
    expect(raw(hostile).length).toBe(0)
    expect(cpu() - started).toBeLessThan(3000)
  })

  it('never throws anything but a refusal on random and on changed streams', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), data => void code(() => raw(data, MiB))),
      { numRuns: 500 },
    )
    const packed = deflateRawSync(samples[5]!.subarray(0, 2000))
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(packed)
        changed[at] = byte
        void code(() => raw(changed, MiB))
      }),
      { numRuns: 500 },
    )
  })
})

describe('containers', () => {
  const data = samples[4]!.subarray(0, 1000)
  const zlib = Uint8Array.from(deflateSync(data))
  const gzip = Uint8Array.from(gzipSync(data))

  it('refuses every changed bit, or gives the same bytes', () => {
    let same = 0
    for (let bit = 0; bit < gzip.length * 8; bit++) {
      const changed = gzip.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      const result = attempt(() => gunzip(changed, MiB, 'test'))
      if (result.ok) {
        expect(equal(result.value, data)).toBe(true)
        same++
      }
    }
    // Time, extra flags, system and the text flag in the header, which nothing checks, and padding bits.
    expect(same).toBeLessThan(80)
    for (let bit = 16; bit < zlib.length * 8; bit++) {
      const changed = zlib.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      const result = attempt(() => unzlib(changed, MiB, 'test'))
      if (result.ok) expect(equal(result.value, data)).toBe(true)
    }
  })

  it('reads gzip headers with everything in them', () => {
    const body = gzip.subarray(10)
    const header = (flags: number, ...rest: number[]) =>
      concat(Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...rest), body)
    const all = header(31, 3, 0, 1, 2, 3, 65, 66, 0, 67, 0, 9, 9)
    expect(equal(gunzip(all, MiB, 'test'), data)).toBe(true)
    expect(code(() => gunzip(header(32), MiB, 'test'))).toBe('file_malformed')
    expect(
      code(() => gunzip(concat(Uint8Array.of(0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 255, 255), body), MiB, 'test')),
    ).toBe('file_truncated')
    expect(
      code(() =>
        gunzip(concat(Uint8Array.of(0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3), new Uint8Array(20).fill(65)), MiB, 'test'),
      ),
    ).toBe('file_truncated')
    expect(code(() => gunzip(concat(gzip, gzip), MiB, 'test'))).toBe('file_malformed')
    expect(code(() => gunzip(concat(gzip, Uint8Array.of(0)), MiB, 'test'))).toBe('file_malformed')
    expect(code(() => gunzip(zlib, MiB, 'test'))).toBe('file_malformed')
    expect(code(() => unzlib(gzip, MiB, 'test'))).toBe('file_malformed')
    expect(code(() => unzlib(concat(zlib, Uint8Array.of(0)), MiB, 'test'))).toBe('file_malformed')
    expect(code(() => unzlib(deflateSync(data, { dictionary: Buffer.from('abc') }), MiB, 'test'))).toBe(
      'file_malformed',
    )
  })

  it('has the checksums of the standards', () => {
    const text = new TextEncoder().encode('123456789')
    expect(crc32(text)).toBe(0xcbf43926)
    expect(adler32(new TextEncoder().encode('Wikipedia'))).toBe(0x11e60398)
    expect(crc32(new Uint8Array(0))).toBe(0)
    expect(adler32(new Uint8Array(0))).toBe(1)
    expect(adler32(new Uint8Array(100_000).fill(255))).toBe(adler32Slow(new Uint8Array(100_000).fill(255)))
  })
})

function adler32Slow(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}
