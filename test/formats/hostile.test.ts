import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/core/bytes/index.ts'
import { crc32 } from '../../src/core/formats/checksum.ts'
import {
  readIdx,
  readJsonTensors,
  readNpy,
  readNpz,
  readPng,
  readTensorProto,
  readTensors,
  type Tensor,
  writeNpy,
} from '../../src/core/formats/index.ts'
import { writeZip } from '../../src/core/formats/zip.ts'
import { code, cpu, expectSame, tensor } from './support.ts'

const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)

describe('npy', () => {
  const npy = (header: string, data: Uint8Array = new Uint8Array(8), version = 1): Uint8Array => {
    const text = utf8(header)
    const size = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0]
    return concat(Uint8Array.of(0x93, 78, 85, 77, 80, 89, version, 0, ...size), text, data)
  }
  const header = (descr: string, fortran = 'False', shape = '(2,)') =>
    `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`

  it.each([
    ['as numpy writes it', header("'<f4'")],
    ['double quotes', header('"<f4"')],
    ['no last comma', "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}\n"],
    ['keys in another order', "{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}"],
    ['no spaces', "{'descr':'<f4','fortran_order':False,'shape':(2,),}"],
    ['two axes', header("'<f4'", 'False', '(1, 2)')],
    ['two axes and a comma', header("'<f4'", 'False', '(2, 1,)')],
    ['column-major', header("'<f4'", 'True')],
  ])('accepts a header: %s', (_, text) => {
    expect(code(readNpy(npy(text)))).toBe('ok')
    expect(code(readNpy(npy(text, new Uint8Array(8), 2)))).toBe('ok')
  })

  it.each([
    ['nothing', '', 'file_malformed'],
    ['no braces', "'descr': '<f4', 'fortran_order': False, 'shape': (2,)", 'file_malformed'],
    ['a call', "{'descr': '<f4', 'fortran_order': False, 'shape': tuple([2]), }", 'file_malformed'],
    ['an expression', "{'descr': '<f4', 'fortran_order': False, 'shape': (1+1,), }", 'file_malformed'],
    ['an import', "__import__('os').system('x')", 'file_malformed'],
    ['a missing key', "{'descr': '<f4', 'shape': (2,), }", 'file_malformed'],
    ['another key', "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': (2,), }", 'file_malformed'],
    ['a key twice', "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 'file_malformed'],
    ['two commas', "{'descr': '<f4',, 'fortran_order': False, 'shape': (2,), }", 'file_malformed'],
    ['something after', `${header("'<f4'")}x`, 'file_malformed'],
    ['a list for the shape', header("'<f4'", 'False', '[2]'), 'file_malformed'],
    ['a number for the shape', header("'<f4'", 'False', '(2)'), 'file_malformed'],
    ['a comma for the shape', header("'<f4'", 'False', '(,)'), 'file_malformed'],
    ['a negative axis', header("'<f4'", 'False', '(-2,)'), 'file_malformed'],
    ['a fractional axis', header("'<f4'", 'False', '(2.0,)'), 'file_malformed'],
    ['a hexadecimal axis', header("'<f4'", 'False', '(0x2,)'), 'file_malformed'],
    ['an axis with a leading zero', header("'<f4'", 'False', '(02,)'), 'file_malformed'],
    ['a long axis of Python 2', header("'<f4'", 'False', '(2L,)'), 'file_malformed'],
    ['33 axes', header("'<f4'", 'False', `(${'1,'.repeat(33)})`), 'file_malformed'],
    ['0 for False', header("'<f4'", '0'), 'file_malformed'],
    ['false in lower case', header("'<f4'", 'false'), 'file_malformed'],
    ['an escape', header("'\\x3cf4'"), 'file_malformed'],
    ['objects', header("'|O'"), 'format_unsupported'],
    ['text', header("'<U5'"), 'format_unsupported'],
    ['bytes', header("'|S5'"), 'format_unsupported'],
    ['complex', header("'<c8'"), 'format_unsupported'],
    ['dates', header("'<M8[ns]'"), 'format_unsupported'],
    ['16-byte floats', header("'<f16'"), 'format_unsupported'],
    ['a structure', header("[('a', '<f4')]"), 'format_unsupported'],
    ['no byte order', header("'f4'"), 'format_unsupported'],
    ['the reader\u2019s byte order', header("'=f4'"), 'format_unsupported'],
    ['a property of every object', header("'<constructor'"), 'format_unsupported'],
    ['more axes than the data', header("'<f4'", 'False', '(3,)'), 'file_truncated'],
    ['fewer', header("'<f4'", 'False', '(1,)'), 'file_malformed'],
    ['2^24 + 1 values', header("'<f4'", 'False', '(16777217,)'), 'file_too_large'],
    ['2^52 values', header("'<f4'", 'False', '(67108864, 67108864)'), 'file_too_large'],
    ['2^60 times nothing', header("'<f4'", 'False', '(1073741824, 1073741824, 0)'), 'file_too_large'],
    ['an axis above 2^53', header("'<f4'", 'False', '(9999999999999999,)'), 'file_malformed'],
  ])('refuses a header: %s', (_, text, expected) => {
    expect(code(readNpy(npy(text)))).toBe(expected)
  })

  it('refuses versions and sizes', () => {
    const file = writeNpy(tensor('int8', [2], [1, 2]))
    expect(code(readNpy(file.with(6, 4)))).toBe('format_unsupported')
    expect(code(readNpy(file.with(6, 0)))).toBe('format_unsupported')
    expect(code(readNpy(file.with(7, 1)))).toBe('format_unsupported')
    expect(code(readNpy(file.with(9, 255)))).toBe('file_truncated')
    expect(code(readNpy(npy(header("'<f4'"), new Uint8Array(8), 2).with(11, 255)))).toBe('file_too_large')
    expect(code(readNpy(npy(header("'|b1'"), Uint8Array.of(1, 2))))).toBe('file_malformed')
    expect(code(readNpy(npy(header("'<u8'"), new Uint8Array(16).fill(255))))).toBe('format_unsupported')
    expect(code(readNpy(concat(npy(header("'<f4'").replace('\n', '')).subarray(0, 20), Uint8Array.of(255, 254))))).toBe(
      'file_truncated',
    )
  })

  it('is quick with a long header that is none', () => {
    const started = cpu()
    for (const text of [
      ' '.repeat(65_000),
      `{${' '.repeat(65_000)}`,
      `{'descr': [${'('.repeat(60_000)}`,
      "'".repeat(65_000),
      `{'shape': (${'1, '.repeat(20_000)}`,
    ])
      expect(code(readNpy(npy(text)))).not.toBe('ok')
    expect(cpu() - started).toBeLessThan(1000)
  })
})

describe('npz', () => {
  const one = writeNpy(tensor('uint8', [3], [1, 2, 3]))
  const zip = writeZip(
    [
      { name: 'a.npy', data: one },
      { name: 'b.npy', data: one },
    ],
    false,
  )
  const deflated = writeZip([{ name: 'a.npy', data: one }], true)
  const directory = zip.length - 22 - 2 * (46 + 5)
  /** Changes bytes at an offset from the archive's end record, its directory or its start. */
  const set = (file: Uint8Array, at: number, ...bytes: number[]): Uint8Array => {
    const copy = file.slice()
    copy.set(bytes, at < 0 ? file.length + at : at)
    return copy
  }

  it.each<[string, Uint8Array, string]>([
    ['an encrypted entry', set(zip, directory + 8, 1), 'format_unsupported'],
    ['strong encryption', set(zip, directory + 8, 0x40), 'format_unsupported'],
    ['masked headers', set(zip, directory + 9, 0x28), 'format_unsupported'],
    ['compression by bzip2', set(zip, directory + 10, 12), 'format_unsupported'],
    ['a zip64 entry', set(zip, directory + 20, 255, 255, 255, 255, 255, 255, 255, 255), 'format_unsupported'],
    ['a zip64 directory', set(zip, -12, 255, 255, 255, 255, 255, 255), 'format_unsupported'],
    ['a count of zip64', set(zip, -14, 255, 255, 255, 255), 'format_unsupported'],
    ['two disks', set(zip, -18, 1), 'format_unsupported'],
    ['two counts', set(zip, -14, 1), 'file_malformed'],
    ['one entry fewer than there are', set(zip, -14, 1, 0, 1, 0), 'file_malformed'],
    ['one entry more', set(zip, -14, 3, 0, 3, 0), 'file_malformed'],
    ['300 entries', set(zip, -14, 44, 1, 44, 1), 'file_too_large'],
    ['a directory elsewhere', set(zip, -6, 1), 'file_malformed'],
    ['a directory that is garbled', set(zip, directory, 0), 'file_malformed'],
    ['a wrong CRC', set(zip, directory + 16, 0), 'file_malformed'],
    ['changed data', set(zip, 30 + 5 + 20, 0), 'file_malformed'],
    ['a stored entry of two sizes', set(zip, directory + 24, 5), 'file_malformed'],
    ['an entry larger than it can be', set(deflated, deflated.length - 22 - 51 + 24, 0, 0, 0, 1), 'file_malformed'],
    ['an entry larger than it is', set(deflated, deflated.length - 22 - 51 + 24, one.length + 1), 'file_malformed'],
    ['an entry smaller than it is', set(deflated, deflated.length - 22 - 51 + 24, one.length - 1), 'file_too_large'],
    ['a packed size that is too small', set(deflated, deflated.length - 22 - 51 + 20, 20), 'file_truncated'],
    [
      'an entry that begins in the directory',
      set(zip, directory + 42, directory & 255, directory >> 8),
      'file_malformed',
    ],
    ['an entry without a local header', set(zip, directory + 42, 1), 'file_malformed'],
    ['two entries in one place', set(zip, directory + 51 + 42, 0, 0, 0, 0), 'file_malformed'],
    ['two names for one entry', set(zip, directory + 46, 120), 'file_malformed'],
    [
      'one name for two entries',
      set(set(zip, directory + 51 + 46, 97), 30 + 5 + one.length + 30, 97),
      'file_malformed',
    ],
    ['a name that is not UTF-8', set(zip, directory + 46, 255), 'file_malformed'],
    ['a comment that is not there', set(zip, -2, 5), 'file_truncated'],
    ['nothing but an end', zip.subarray(zip.length - 22), 'file_malformed'],
    ['a file that is no array', writeZip([{ name: 'a.txt', data: one }], false), 'format_unsupported'],
    ['a file that is no npy', writeZip([{ name: 'a.npy', data: utf8('text') }], false), 'file_malformed'],
    [
      'pickled objects',
      writeZip(
        [
          {
            name: 'a.npy',
            data: concat(one.subarray(0, 10), utf8(new TextDecoder().decode(one.subarray(10)).replace('|u1', '|O '))),
          },
        ],
        false,
      ),
      'format_unsupported',
    ],
  ])('refuses %s', (_, file, expected) => {
    expect(code(readNpz(file))).toBe(expected)
  })

  it('accepts comments and an empty archive', () => {
    expect(code(readNpz(concat(set(zip, -2, 3), utf8('abc'))))).toBe('ok')
    expect(readNpz(writeZip([], false))).toEqual({ ok: true, value: [] })
  })

  it('refuses bombs before it inflates them', () => {
    const zeros = writeNpy({ dtype: 'uint8', shape: [4 << 20], data: new Uint8Array(4 << 20) })
    const zip = (n: number) =>
      writeZip(
        Array.from({ length: n }, (_, i) => ({ name: `${i}.npy`, data: zeros })),
        true,
      )
    const bomb = zip(17)
    expect(bomb.length).toBeLessThan(100_000)
    const started = cpu()
    expect(code(readNpz(bomb))).toBe('file_too_large')
    expect(cpu() - started).toBeLessThan(100)
    // All arrays together count against the limit of values.
    const many = zip(5)
    expect(code(readNpz(many))).toBe('file_too_large')
    expect(code(readNpz(many, { maxBytes: 64 << 20, maxElements: 20 << 20 }))).toBe('ok')
  })

  it('refuses every change of one bit, or reads the same', () => {
    // Times, versions and attributes are nobody's: what is read must be the same.
    for (const file of [zip, deflated]) {
      const wanted = readNpz(file)
      for (let bit = 0; bit < file.length * 8; bit++) {
        const changed = file.slice()
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const result = readNpz(changed)
        if (result.ok) expect(result).toEqual(wanted)
      }
    }
  })
})

describe('TensorProto', () => {
  const field = (number: number, type: number, ...bytes: number[]) => Uint8Array.of((number << 3) | type, ...bytes)
  const dims = (...sizes: number[]) => concat(...sizes.map(n => field(1, 0, n)))
  const float = field(2, 0, 1)
  const int32 = field(2, 0, 6)
  const raw = (...bytes: number[]) => field(9, 2, bytes.length, ...bytes)
  const negative = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1]

  it.each<[string, Uint8Array[], string]>([
    ['raw floats', [dims(1), float, raw(0, 0, 128, 63)], 'ok'],
    ['packed axes', [field(1, 2, 2, 1, 1), float, raw(0, 0, 128, 63)], 'ok'],
    ['fields in any order', [raw(0, 0, 128, 63), float, dims(1)], 'ok'],
    ['values in two pieces, packed and not', [dims(3), int32, field(5, 2, 2, 1, 2), field(5, 0, 3)], 'ok'],
    [
      'unknown fields',
      [
        dims(1),
        float,
        field(15, 0, 1),
        field(15, 1, ...raw(0, 0, 0, 0, 0, 0).subarray(0, 8)),
        field(15, 2, 1, 0),
        field(15, 5, 0, 0, 0, 0),
        raw(0, 0, 128, 63),
      ],
      'ok',
    ],
    ['a negative int32', [dims(1), int32, field(5, 0, ...negative)], 'ok'],
    ['an empty tensor', [dims(0), float], 'ok'],
    ['no type', [dims(1), raw(0, 0, 128, 63)], 'file_malformed'],
    ['two types', [dims(1), float, float, raw(0, 0, 128, 63)], 'file_malformed'],
    ['raw data twice', [dims(1), float, raw(0, 0, 128, 63), raw(0, 0, 128, 63)], 'file_malformed'],
    ['raw data and others', [dims(1), float, raw(0, 0, 128, 63), field(4, 5, 0, 0, 128, 63)], 'file_malformed'],
    ['values of another type', [dims(1), float, field(5, 0, 1)], 'file_malformed'],
    ['text', [dims(1), field(2, 0, 8), field(6, 2, 1, 65)], 'format_unsupported'],
    ['text in a float tensor', [dims(1), float, field(6, 2, 1, 65)], 'format_unsupported'],
    ['complex numbers', [dims(1), field(2, 0, 14), raw(0, 0, 0, 0, 0, 0, 0, 0)], 'format_unsupported'],
    ['8-bit floats', [dims(1), field(2, 0, 17), raw(0)], 'format_unsupported'],
    ['4-bit integers', [dims(1), field(2, 0, 22), raw(0)], 'format_unsupported'],
    ['a segment', [dims(1), float, field(3, 2, 0), raw(0, 0, 128, 63)], 'format_unsupported'],
    ['external data', [dims(1), float, field(13, 2, 0)], 'external_data_refused'],
    ['an external location', [dims(1), float, field(14, 0, 1)], 'external_data_refused'],
    ['the default location, stated', [dims(1), float, field(14, 0, 0), raw(0, 0, 128, 63)], 'ok'],
    ['too few values', [dims(2), int32, field(5, 0, 1)], 'file_truncated'],
    ['too many values', [dims(1), int32, field(5, 2, 2, 1, 2)], 'file_malformed'],
    ['no values', [dims(1), float], 'file_truncated'],
    ['too few raw bytes', [dims(2), float, raw(0, 0, 128, 63)], 'file_truncated'],
    ['too many raw bytes', [dims(1), float, raw(0, 0, 128, 63, 0)], 'file_malformed'],
    ['a negative axis', [field(1, 0, ...negative), float], 'file_malformed'],
    ['33 axes', [dims(...Array.from({ length: 33 }, () => 1)), float, raw(0, 0, 128, 63)], 'file_malformed'],
    ['a huge axis', [field(1, 0, 255, 255, 255, 255, 255, 255, 15), float], 'file_too_large'],
    ['huge axes and one of nothing', [dims(0), field(1, 0, 255, 255, 255, 255, 15), float], 'file_too_large'],
    ['a group', [dims(1), float, field(15, 3), field(15, 4)], 'file_malformed'],
    ['wire type 6', [dims(1), float, field(15, 6)], 'file_malformed'],
    ['field 0', [dims(1), float, field(0, 0, 1)], 'file_malformed'],
    ['a dimension as a fixed number', [field(1, 5, 1, 0, 0, 0), float], 'file_malformed'],
    ['a type as bytes', [dims(1), field(2, 2, 1, 1)], 'file_malformed'],
    ['raw data as a number', [dims(1), float, field(9, 0, 1)], 'file_malformed'],
    ['a number of eleven bytes', [field(1, 0, ...Array.from({ length: 10 }, () => 128), 1), float], 'file_malformed'],
    ['a number of 65 bits', [field(1, 0, ...Array.from({ length: 9 }, () => 255), 2), float], 'file_malformed'],
    ['a length beyond the end', [dims(1), float, field(9, 2, 5, 0, 0, 128, 63)], 'file_truncated'],
    [
      'a length of 2^63',
      [dims(1), float, field(9, 2, 128, 128, 128, 128, 128, 128, 128, 128, 128, 1)],
      'file_malformed',
    ],
    ['a packed value that is cut', [dims(1), float, field(4, 2, 3, 0, 0, 128)], 'file_truncated'],
    ['a packed number that is cut', [dims(1), int32, field(5, 2, 1, 128)], 'file_truncated'],
    ['an int8 of 128', [dims(1), field(2, 0, 3), field(5, 0, 128, 1)], 'file_malformed'],
    ['a uint8 of 256', [dims(1), field(2, 0, 2), field(5, 0, 128, 2)], 'file_malformed'],
    ['a uint8 of -1', [dims(1), field(2, 0, 2), field(5, 0, ...negative)], 'file_malformed'],
    ['a truth value of 2', [dims(1), field(2, 0, 9), field(5, 0, 2)], 'file_malformed'],
    ['a raw truth value of 2', [dims(1), field(2, 0, 9), raw(2)], 'file_malformed'],
    ['an int32 of 2^32', [dims(1), int32, field(5, 0, 128, 128, 128, 128, 16)], 'file_malformed'],
    ['an int32 of 2^31', [dims(1), int32, field(5, 0, 128, 128, 128, 128, 8)], 'file_malformed'],
    ['a uint32 of 2^32', [dims(1), field(2, 0, 12), field(11, 0, 128, 128, 128, 128, 16)], 'file_malformed'],
    [
      'a uint64 of 2^63',
      [dims(1), field(2, 0, 13), field(11, 0, 128, 128, 128, 128, 128, 128, 128, 128, 128, 1)],
      'format_unsupported',
    ],
    ['a name that is not UTF-8', [dims(1), float, field(8, 2, 1, 255), raw(0, 0, 128, 63)], 'file_malformed'],
    [
      'a name of 300 letters',
      [dims(1), float, field(8, 2, 172, 2, ...Array.from({ length: 300 }, () => 65)), raw(0, 0, 128, 63)],
      'file_malformed',
    ],
  ])('%s', (_, parts, expected) => {
    expect(code(readTensorProto(concat(...parts)))).toBe(expected)
  })

  it('reads values exactly', () => {
    const int64 = (bytes: number[]) => readTensorProto(concat(dims(1), field(2, 0, 7), field(7, 0, ...bytes)))
    for (const [bytes, value] of [
      [negative, -1n],
      [[128, 128, 128, 128, 128, 128, 128, 128, 128, 1], -(2n ** 63n)],
      [[255, 255, 255, 255, 255, 255, 255, 255, 127], 2n ** 63n - 1n],
      [[128, 128, 128, 128, 8], 2n ** 31n],
      [[255, 255, 255, 255, 15], 2n ** 32n - 1n],
      [[128, 128, 128, 128, 16], 2n ** 32n],
    ] as const) {
      const result = int64([...bytes])
      expect(result.ok && result.value.tensor.data[0]).toBe(value)
    }
  })

  it('takes no memory for values that are declared and not there', () => {
    const started = cpu()
    const file = concat(field(1, 0, 255, 255, 255, 7), float)
    for (let i = 0; i < 1000; i++) expect(code(readTensorProto(file))).toBe('file_truncated')
    expect(cpu() - started).toBeLessThan(1000)
  })
})

describe('IDX', () => {
  it.each<[string, Uint8Array, string]>([
    ['two bytes', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6), 'ok'],
    ['a single value', Uint8Array.of(0, 0, 8, 0, 5), 'ok'],
    ['an unknown type', Uint8Array.of(0, 0, 10, 1, 0, 0, 0, 2, 5, 6), 'file_malformed'],
    ['another magic', Uint8Array.of(1, 0, 8, 1, 0, 0, 0, 2, 5, 6), 'file_malformed'],
    ['too few values', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 5, 6), 'file_truncated'],
    ['too many values', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 5, 6), 'file_malformed'],
    ['2^32 - 1 values', Uint8Array.of(0, 0, 8, 1, 255, 255, 255, 255, 5, 6), 'file_too_large'],
    ['a cut header', Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0), 'file_truncated'],
    [
      '33 axes',
      concat(Uint8Array.of(0, 0, 8, 33), ...Array.from({ length: 33 }, () => u32(1)), Uint8Array.of(1)),
      'file_malformed',
    ],
  ])('%s', (_, file, expected) => {
    expect(code(readIdx(file))).toBe(expected)
    const gzip = readTensors(new Uint8Array(gzipSync(file)))
    if (expected !== 'file_malformed') expect(code(gzip)).toBe(expected)
  })
})

describe('JSON', () => {
  const read = (text: string) => readJsonTensors(utf8(text))
  const one = (text: string): Tensor => {
    const result = read(text)
    if (!result.ok) throw new Error(result.message)
    return result.value[0]!.tensor
  }

  it('reads nested arrays', () => {
    expectSame(one('5'), tensor('float64', [], [5]))
    expectSame(one(' [ ] '), tensor('float64', [0], []))
    expectSame(one('[[],[]]'), tensor('float64', [2, 0], []))
    expectSame(one('[1,-2.5,3e2,-0]'), tensor('float64', [4], [1, -2.5, 300, -0]))
    expectSame(one('[[1,2,3],\n[4,5,6]]'), tensor('float64', [2, 3], [1, 2, 3, 4, 5, 6]))
    expectSame(one('[[[[[[[[7]]]]]]]]'), tensor('float64', [1, 1, 1, 1, 1, 1, 1, 1], [7]))
    expectSame(one('[true,false]'), tensor('bool', [2], [1, 0]))
    expectSame(one('{"x":[1]}'), tensor('float64', [1], [1]))
    expect(read('{}')).toEqual({ ok: true, value: [] })
  })

  it('keeps every value while it grows', () => {
    const bits = Array.from({ length: 1000 }, (_, i) => (i * i) % 3 === 1)
    expectSame(one(JSON.stringify(bits)), tensor('bool', [1000], bits.map(Number)))
    const numbers = Array.from({ length: 1000 }, (_, i) => i * i)
    expectSame(one(JSON.stringify(numbers)), tensor('float64', [1000], numbers))
    const typed = `{"x":{"dtype":"int64","shape":[1000],"data":${JSON.stringify(numbers)}}}`
    expectSame(one(typed), tensor('int64', [1000], numbers.map(BigInt)))
  })

  it('reads typed tensors, flat or nested', () => {
    expectSame(
      one('{"x":{"dtype":"int64","shape":[2],"data":[9223372036854775807,-9223372036854775808]}}'),
      tensor('int64', [2], [2n ** 63n - 1n, -(2n ** 63n)]),
    )
    expectSame(one('{"x":{"data":[1,2,3,4],"shape":[2,2],"dtype":"uint8"}}'), tensor('uint8', [2, 2], [1, 2, 3, 4]))
    expectSame(one('{"x":{"data":[[1,2],[3,4]],"shape":[2,2],"dtype":"uint8"}}'), tensor('uint8', [2, 2], [1, 2, 3, 4]))
    expectSame(one('{"x":{"dtype":"float32","shape":[],"data":0.1}}'), tensor('float32', [], [0.1]))
    expectSame(one('{"x":{"dtype":"float32","shape":[],"data":[0.1]}}'), tensor('float32', [], [0.1]))
    expectSame(
      one('{"x":{"dtype":"float64","shape":[1],"data":[123456789012345680000]}}'),
      tensor('float64', [1], [123456789012345680000]),
    )
    expectSame(one('{"x":{"dtype":"bool","shape":[2],"data":[1,0]}}'), tensor('bool', [2], [1, 0]))
    expectSame(one('{"x":{"dtype":"int64","shape":[1],"data":[1e3]}}'), tensor('int64', [1], [1000n]))
    expectSame(one('{"x":{"dtype":"float32","shape":[0,3],"data":[]}}'), tensor('float32', [0, 3], []))
  })

  const typed = (dtype: string, shape: string, data: string) =>
    `{"x":{"dtype":${JSON.stringify(dtype)},"shape":${shape},"data":${data}}}`
  it.each([
    ['nothing', '', 'file_malformed'],
    ['space', '  ', 'file_malformed'],
    ['null', 'null', 'file_malformed'],
    ['null inside', '[null]', 'file_malformed'],
    ['NaN', '[NaN]', 'file_malformed'],
    ['infinity', '[Infinity]', 'file_malformed'],
    ['too large a number', '[1e999]', 'file_malformed'],
    ['a string', '["1"]', 'file_malformed'],
    ['a leading zero', '[01]', 'file_malformed'],
    ['a plus', '[+1]', 'file_malformed'],
    ['a bare point', '[.5]', 'file_malformed'],
    ['a point and nothing', '[5.]', 'file_malformed'],
    ['an exponent and nothing', '[5e]', 'file_malformed'],
    ['hex', '[0x5]', 'file_malformed'],
    ['a comma at the end', '[1,]', 'file_malformed'],
    ['two commas', '[1,,2]', 'file_malformed'],
    ['no comma', '[1 2]', 'file_malformed'],
    ['no end', '[1', 'file_malformed'],
    ['two ends', '[1]]', 'file_malformed'],
    ['something after', '[1] x', 'file_malformed'],
    ['a comment', '[1] // x', 'file_malformed'],
    ['another kind of space', '[1,\u00a02]', 'file_malformed'],
    ['rows of two lengths', '[[1,2],[3]]', 'file_malformed'],
    ['a row and a number', '[[1],2]', 'file_malformed'],
    ['a number and a row', '[1,[2]]', 'file_malformed'],
    ['an empty row and a full one', '[[],[1]]', 'file_malformed'],
    ['a full row and an empty one', '[[1],[]]', 'file_malformed'],
    ['an empty row and a deeper one', '[[],[[]]]', 'file_malformed'],
    ['a deeper one and an empty row', '[[[]],[]]', 'file_malformed'],
    ['numbers and truth values', '[1,true]', 'file_malformed'],
    ['an integer that a double does not hold', '[9007199254740993]', 'file_malformed'],
    ['nine arrays', '[[[[[[[[[1]]]]]]]]]', 'nesting_too_deep'],
    ['a million arrays', '['.repeat(1e6), 'nesting_too_deep'],
    ['a million arrays as data', `{"x":{"data":${'['.repeat(1e6)}`, 'nesting_too_deep'],
    ['a million objects', '{"a":'.repeat(1e6), 'file_malformed'],
    ['a name twice', '{"a":[1],"a":[2]}', 'file_malformed'],
    ['a name twice, spelled apart', '{"a":[1],"\\u0061":[2]}', 'file_malformed'],
    ['a name without quotes', '{a:[1]}', 'file_malformed'],
    ['a name that never ends', `{"${'a'.repeat(1e6)}`, 'file_malformed'],
    ['a name of 300 letters', `{"${'a'.repeat(300)}":[1]}`, 'file_malformed'],
    ['a lone surrogate', '{"\\ud800":[1]}', 'file_malformed'],
    ['a control character', '{"a\tb":[1]}', 'file_malformed'],
    ['an unknown escape', '{"\\x":[1]}', 'file_malformed'],
    ['300 names', `{${Array.from({ length: 300 }, (_, i) => `"${i}":[1]`)}}`, 'file_too_large'],
    ['an unknown type', typed('complex64', '[1]', '[1]'), 'format_unsupported'],
    ['a type of Object.prototype', typed('toString', '[1]', '[1]'), 'format_unsupported'],
    ['too few values', typed('uint8', '[2]', '[1]'), 'file_malformed'],
    ['too many values', typed('uint8', '[1]', '[1,2]'), 'file_malformed'],
    ['data of another shape', typed('uint8', '[2,3]', '[[1,2],[3,4],[5,6]]'), 'file_malformed'],
    ['a negative axis', typed('uint8', '[-1]', '[1]'), 'file_malformed'],
    ['a fractional axis', typed('uint8', '[1.0]', '[1]'), 'file_malformed'],
    ['a huge shape', typed('uint8', '[100000000]', '[1]'), 'file_too_large'],
    ['a huge empty shape', typed('uint8', '[100000000,0]', '[]'), 'file_too_large'],
    ['33 axes', typed('uint8', `[${Array.from({ length: 33 }, () => 1)}]`, '[1]'), 'file_malformed'],
    ['a uint8 of 256', typed('uint8', '[1]', '[256]'), 'file_malformed'],
    ['a uint8 of -1', typed('uint8', '[1]', '[-1]'), 'file_malformed'],
    ['an int32 of a half', typed('int32', '[1]', '[0.5]'), 'file_malformed'],
    ['an int64 of 2^63', typed('int64', '[1]', '[9223372036854775808]'), 'file_malformed'],
    ['an int64 of a half', typed('int64', '[1]', '[0.5]'), 'file_malformed'],
    ['an int64 of 1e30', typed('int64', '[1]', '[1e30]'), 'file_malformed'],
    ['a float32 above its range', typed('float32', '[1]', '[1e39]'), 'file_malformed'],
    ['a truth value of 2', typed('bool', '[1]', '[2]'), 'file_malformed'],
    ['true as a float', typed('float32', '[1]', '[true]'), 'file_malformed'],
    ['a string as data', typed('uint8', '[1]', '"AA=="'), 'file_malformed'],
    ['an object as data', typed('uint8', '[1]', '{}'), 'file_malformed'],
    ['no data', '{"x":{"dtype":"uint8","shape":[1]}}', 'file_malformed'],
    ['no shape', '{"x":{"dtype":"uint8","data":[1]}}', 'file_malformed'],
    ['no type', '{"x":{"shape":[1],"data":[1]}}', 'file_malformed'],
    ['data twice', '{"x":{"dtype":"uint8","shape":[1],"data":[1],"data":[1]}}', 'file_malformed'],
    ['another member', '{"x":{"dtype":"uint8","shape":[1],"data":[1],"more":[1]}}', 'file_malformed'],
  ])('refuses %s', (_, text, expected) => {
    const started = cpu()
    expect(code(read(text))).toBe(expected)
    expect(cpu() - started).toBeLessThan(1000)
  })

  it('counts values as it reads', () => {
    const many = `[${'0,'.repeat(100)}0]`
    expect(code(readJsonTensors(utf8(many), { maxBytes: 1000, maxElements: 101 }))).toBe('ok')
    expect(code(readJsonTensors(utf8(many), { maxBytes: 1000, maxElements: 100 }))).toBe('file_too_large')
    const two = `{"a":${many},"b":${many}}`
    expect(code(readJsonTensors(utf8(two), { maxBytes: 1000, maxElements: 150 }))).toBe('file_too_large')
    expect(code(readJsonTensors(Uint8Array.of(0x5b, 0xff, 0x5d)))).toBe('file_malformed')
  })
})

describe('PNG', () => {
  const chunk = (type: string, ...parts: Uint8Array[]): Uint8Array => {
    const body = concat(utf8(type), ...parts)
    return concat(u32(body.length - 4), body, u32(crc32(body)))
  }
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const header = (width = 2, height = 2, depth = 8, colour = 0, rest = [0, 0, 0]) =>
    chunk('IHDR', u32(width), u32(height), Uint8Array.of(depth, colour, ...rest))
  const pack = (...raw: number[]) => new Uint8Array(deflateSync(Uint8Array.from(raw)))
  const grey = pack(0, 1, 2, 0, 3, 4)
  const data = chunk('IDAT', grey)
  const end = chunk('IEND')
  const palette = chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6))
  const bomb = new Uint8Array(deflateSync(Buffer.alloc(50 << 20)))

  it.each<[string, Uint8Array[], string]>([
    ['a small one', [header(), data, end], 'ok'],
    [
      'image data in pieces, some empty',
      [header(), chunk('IDAT', grey.subarray(0, 3)), chunk('IDAT'), chunk('IDAT', grey.subarray(3)), end],
      'ok',
    ],
    ['an unknown ancillary chunk', [header(), chunk('abCd', grey), data, chunk('tEXt'), end], 'ok'],
    ['no chunks', [], 'file_truncated'],
    ['no header', [data, end], 'file_malformed'],
    ['two headers', [header(), header(), data, end], 'file_malformed'],
    ['no data', [header(), end], 'file_malformed'],
    ['no end', [header(), data], 'file_truncated'],
    ['an end with data', [header(), data, chunk('IEND', grey)], 'file_malformed'],
    ['bytes after its end', [header(), data, end, Uint8Array.of(0)], 'file_malformed'],
    ['an unknown critical chunk', [header(), chunk('ABCD'), data, end], 'file_malformed'],
    ['a chunk type that is none', [header(), chunk('a1Cd'), data, end], 'file_malformed'],
    ['a wrong CRC', [header(), data.with(data.length - 1, data.at(-1)! ^ 1), end], 'file_malformed'],
    ['a wrong CRC of a comment', [header(), chunk('tEXt').with(8, 0), data, end], 'file_malformed'],
    ['image data in two places', [header(), data, chunk('tEXt'), data, end], 'file_malformed'],
    ['a chunk longer than the file', [header(), concat(u32(1000), utf8('IDAT'), grey)], 'file_truncated'],
    ['a chunk of 4 GiB', [header(), concat(u32(0xffffffff), utf8('IDAT'), grey)], 'file_truncated'],
    ['no width', [header(0), data, end], 'file_malformed'],
    ['no height', [header(2, 0), data, end], 'file_malformed'],
    ['4 gigapixels', [header(65536, 65536), data, end], 'file_too_large'],
    ['2^31 columns', [header(2 ** 31), data, end], 'file_malformed'],
    ['16 bits', [header(2, 2, 16), data, end], 'format_unsupported'],
    ['3 bits', [header(2, 2, 3), data, end], 'file_malformed'],
    ['RGB of 4 bits', [header(2, 2, 4, 2), data, end], 'file_malformed'],
    ['a palette of 16 bits', [header(2, 2, 16, 3), palette, data, end], 'file_malformed'],
    ['colour type 1', [header(2, 2, 8, 1), data, end], 'file_malformed'],
    ['colour type 7', [header(2, 2, 8, 7), data, end], 'file_malformed'],
    ['compression method 1', [header(2, 2, 8, 0, [1, 0, 0]), data, end], 'file_malformed'],
    ['filter method 1', [header(2, 2, 8, 0, [0, 1, 0]), data, end], 'file_malformed'],
    ['interlace method 2', [header(2, 2, 8, 0, [0, 0, 2]), data, end], 'file_malformed'],
    ['filter 5', [header(), chunk('IDAT', pack(5, 1, 2, 0, 3, 4)), end], 'file_malformed'],
    ['too few samples', [header(), chunk('IDAT', pack(0, 1, 2, 0, 3)), end], 'file_truncated'],
    ['too many samples', [header(), chunk('IDAT', pack(0, 1, 2, 0, 3, 4, 5)), end], 'file_too_large'],
    [
      'a wrong Adler-32',
      [header(), chunk('IDAT', grey.with(grey.length - 1, grey.at(-1)! ^ 1)), end],
      'file_malformed',
    ],
    ['bytes after the image data', [header(), chunk('IDAT', grey, Uint8Array.of(0)), end], 'file_malformed'],
    ['a bomb', [header(), chunk('IDAT', bomb), end], 'file_too_large'],
    ['a palette', [header(2, 2, 8, 3), palette, chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), end], 'ok'],
    ['no palette', [header(2, 2, 8, 3), chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), end], 'file_malformed'],
    ['a palette too late', [header(2, 2, 8, 3), chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), palette, end], 'file_malformed'],
    [
      'two palettes',
      [header(2, 2, 8, 3), palette, palette, chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), end],
      'file_malformed',
    ],
    ['a palette for grey', [header(), palette, data, end], 'file_malformed'],
    [
      'a palette of four bytes',
      [header(2, 2, 8, 3), chunk('PLTE', u32(0)), chunk('IDAT', pack(0, 0, 0, 0, 0, 0)), end],
      'file_malformed',
    ],
    [
      'a palette of nothing',
      [header(2, 2, 8, 3), chunk('PLTE'), chunk('IDAT', pack(0, 0, 0, 0, 0, 0)), end],
      'file_malformed',
    ],
    [
      'a palette of 257',
      [header(2, 2, 8, 3), chunk('PLTE', new Uint8Array(771)), chunk('IDAT', pack(0, 0, 0, 0, 0, 0)), end],
      'file_malformed',
    ],
    [
      'a colour outside its palette',
      [header(2, 2, 8, 3), palette, chunk('IDAT', pack(0, 0, 1, 0, 2, 0)), end],
      'file_malformed',
    ],
    [
      'more opacities than colours',
      [header(2, 2, 8, 3), palette, chunk('tRNS', new Uint8Array(3)), chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), end],
      'file_malformed',
    ],
    [
      'opacities before the palette',
      [header(2, 2, 8, 3), chunk('tRNS', new Uint8Array(1)), palette, chunk('IDAT', pack(0, 0, 1, 0, 1, 0)), end],
      'file_malformed',
    ],
    ['transparency of one byte for grey', [header(), chunk('tRNS', new Uint8Array(1)), data, end], 'file_malformed'],
    ['transparency beside alpha', [header(1, 2, 8, 4), chunk('tRNS', new Uint8Array(2)), data, end], 'file_malformed'],
  ])('%s', (_, parts, expected) => {
    const started = cpu()
    expect(code(readPng(concat(signature, ...parts)))).toBe(expected)
    expect(cpu() - started).toBeLessThan(1000)
  })

  it('reads many tiny chunks without taking much for each', () => {
    const raw = new Uint8Array(deflateSync(new Uint8Array(1001 * 1000), { level: 0 }))
    const pieces = Array.from(raw.subarray(0, 200_000), byte => chunk('IDAT', Uint8Array.of(byte)))
    const file = new Uint8Array(
      Buffer.concat([signature, header(1000, 1000), ...pieces, chunk('IDAT', raw.subarray(200_000)), end]),
    )
    const started = cpu()
    expect(code(readPng(file))).toBe('ok')
    expect(cpu() - started).toBeLessThan(3000)
  })
})
