import { describe, expect, it } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { type GgufValue, openGguf, parseGguf, toFloats } from '../../src/core/formats/index.ts'
import { material, missing } from '../compile/support/material.ts'
import { Random } from '../support/random.ts'
import { f32Bytes, type GgufOptions, type GgufTensor, writeGguf } from '../support/weightFiles.ts'
import { code } from './support.ts'

const METADATA: readonly (readonly [string, GgufValue])[] = [
  ['general.architecture', 'llama'],
  ['llama.block_count', 2],
  ['llama.rope.freq_base', 0.5],
  ['tokenizer.ggml.tokens', ['<s>', 'Ġa', 'ü']],
  ['tokenizer.ggml.scores', [0.5, -1.5, 0.25]],
  ['tokenizer.ggml.add_bos_token', true],
  ['huge', 2n ** 60n],
]
const tensor = (more: Partial<GgufTensor> = {}): GgufTensor => ({
  name: 'a',
  shape: [2, 3],
  type: 'F32',
  data: f32Bytes([1, 2, 3, 4, 5, 6]),
  ...more,
})

describe('GGUF', () => {
  it('gives metadata and tensors of both versions', () => {
    for (const version of [2, 3]) {
      const file = unwrap(parseGguf(writeGguf(METADATA, [tensor(), tensor({ name: 'b', shape: [6] })], { version })))
      expect([...file.metadata]).toEqual(METADATA)
      expect(file.tensors.map(({ name, type, shape }) => [name, type, shape])).toEqual([
        ['a', 'F32', [2, 3]],
        ['b', 'F32', [6]],
      ])
      expect([...toFloats(file.tensors[1]!)]).toEqual([1, 2, 3, 4, 5, 6])
    }
  })

  it('aligns data as the file says', () => {
    const file = unwrap(parseGguf(writeGguf([['general.alignment', 64]], [tensor()], { alignment: 64 })))
    expect([...toFloats(file.tensors[0]!)]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('reads no more of a big file than its header', () => {
    const bytes = writeGguf(METADATA, [tensor({ shape: [1 << 20], data: new Uint8Array(1 << 22) })])
    const reads: number[] = []
    const source = {
      size: bytes.length,
      read: (offset: number, length: number) => {
        reads.push(length)
        return bytes.subarray(offset, offset + length)
      },
    }
    const file = unwrap(openGguf(source))
    expect(reads).toEqual([1 << 20])
    expect(file.tensors[0]!.load().length).toBe(1 << 22)
  })

  it('finds a header that is longer than the first part that is read', () => {
    const tokens = Array.from({ length: 100_000 }, (_, i) => `token ${i}`)
    const file = unwrap(parseGguf(writeGguf([['tokenizer.ggml.tokens', tokens]], [tensor()])))
    expect(file.metadata.get('tokenizer.ggml.tokens')).toEqual(tokens)
    expect([...toFloats(file.tensors[0]!)]).toEqual([1, 2, 3, 4, 5, 6])
  })

  const file = (tensors: readonly GgufTensor[], options: GgufOptions = {}, metadata = METADATA): Uint8Array =>
    writeGguf(metadata, tensors, options)

  it.each<[string, string, () => Uint8Array]>([
    ['another magic', 'file_malformed', () => utf8('GGML and more bytes')],
    ['version 1', 'format_unsupported', () => file([tensor()], { version: 1 })],
    ['big-endian', 'format_unsupported', () => file([tensor()], { version: 0x03000000 })],
    ['a tensor larger than the file', 'file_truncated', () => file([tensor({ shape: [2, 3000] })])],
    ['a size that overflows 64 bits', 'file_malformed', () => file([tensor({ shape: [2n ** 62n, 2n ** 62n] })])],
    [
      'a size that wraps to a small one',
      'file_too_large',
      () => file([tensor({ shape: [2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31] })]),
    ],
    ['an axis of 0', 'file_malformed', () => file([tensor({ shape: [0, 3] })])],
    ['no axes', 'file_malformed', () => file([tensor({ shape: [] })])],
    ['five axes', 'file_malformed', () => file([tensor({ shape: [1, 1, 1, 2, 3] })])],
    ['an offset beyond the file', 'file_truncated', () => file([tensor({ offset: 1 << 20 })])],
    ['an offset that overflows', 'file_malformed', () => file([tensor({ offset: 2n ** 64n - 32n })])],
    ['an offset off the alignment', 'file_malformed', () => file([tensor({ offset: 4 })])],
    ['tensors that overlap', 'file_malformed', () => file([tensor(), tensor({ name: 'b', offset: 0 })])],
    ['a tensor twice', 'file_malformed', () => file([tensor(), tensor()])],
    ['a key twice', 'file_malformed', () => file([tensor()], {}, [...METADATA, METADATA[0]!])],
    ['an unknown type of tensor', 'format_unsupported', () => file([tensor({ type: 99 })])],
    ['blocks that do not divide a row', 'file_malformed', () => file([tensor({ type: 'Q8_0' })])],
    ['an alignment that is no power of two', 'file_malformed', () => file([tensor()], {}, [['general.alignment', 24]])],
    ['an alignment of 0', 'file_malformed', () => file([tensor()], {}, [['general.alignment', 0]])],
    ['more tensors than it has', 'file_malformed', () => file([tensor()], { tensorCount: 40_000 })],
    ['an absurd number of tensors', 'file_too_large', () => file([tensor()], { tensorCount: 2n ** 50n })],
    ['a number of tensors beyond 2^53', 'file_malformed', () => file([tensor()], { tensorCount: 2n ** 63n })],
    ['an absurd number of entries', 'file_too_large', () => file([tensor()], { entryCount: 2n ** 40n })],
    ['a name of a megabyte', 'file_too_large', () => file([tensor({ name: 'x'.repeat(1 << 20) })])],
  ])('refuses %s', (_, wanted, make) => {
    expect(code(parseGguf(make()))).toBe(wanted)
  })

  /** The header up to one entry's value. */
  const entry = (...rest: readonly (number | bigint | Uint8Array)[]): Uint8Array => {
    const head = writeGguf([], [], { entryCount: 1 }).slice(0, 24)
    const parts = rest.map(part => {
      if (part instanceof Uint8Array) return part
      const bytes = new Uint8Array(typeof part === 'bigint' ? 8 : 4)
      if (typeof part === 'bigint') new DataView(bytes.buffer).setBigUint64(0, part, true)
      else new DataView(bytes.buffer).setUint32(0, part, true)
      return bytes
    })
    return Uint8Array.from([
      ...head,
      ...[1n].flatMap(n => [Number(n), 0, 0, 0, 0, 0, 0, 0]),
      0x6b,
      ...parts.flatMap(part => [...part]),
    ])
  }

  it.each<[string, string, Uint8Array]>([
    ['a text longer than the file', 'file_truncated', entry(8, 1n << 20n)],
    ['a text beyond the limit', 'file_too_large', entry(8, 1n << 40n)],
    ['an array longer than the file', 'file_truncated', entry(9, 4, 1n << 20n)],
    ['an absurd array', 'file_too_large', entry(9, 0, 1n << 40n)],
    ['an array of an unknown type', 'file_malformed', entry(9, 77, 1n)],
    ['a value of an unknown type', 'file_malformed', entry(77)],
    ['a truth value of 2', 'file_malformed', entry(7, Uint8Array.of(2))],
    ['text that is not UTF-8', 'file_malformed', entry(8, 2n, Uint8Array.of(0xc3, 0x28))],
    ['arrays in arrays without end', 'nesting_too_deep', entry(9, ...Array.from({ length: 64 }, () => [9, 1n]).flat())],
  ])('refuses metadata with %s', (_, wanted, bytes) => {
    expect(code(parseGguf(bytes))).toBe(wanted)
  })

  it('only ever refuses a damaged file', () => {
    const good = file([tensor(), tensor({ name: 'b', type: 'Q8_0', shape: [2, 32], data: new Uint8Array(68) })])
    const random = new Random(4, 1)
    let refused = 0
    for (let i = 0; i < 2000; i++) {
      const bytes = good.slice(0, random.chance(0.2) ? random.int(0, good.length) : good.length)
      for (let n = random.int(1, 4); n > 0 && bytes.length > 0; n--)
        bytes[random.int(0, bytes.length - 1)] = random.int(0, 255)
      const found = parseGguf(bytes)
      if (!found.ok) refused++
      else for (const one of found.value.tensors) expect(one.load().length).toBeLessThanOrEqual(bytes.length)
    }
    expect(refused).toBeGreaterThan(500)
  })

  const absent = missing('ggml-vocab-dev/ggml-vocab-gpt-2.gguf')
  it.skipIf(absent !== null)(`reads vocabularies of llama.cpp${absent === null ? '' : ` (${absent})`}`, () => {
    for (const [name, tokens] of [
      ['gpt-2', 50257],
      ['phi-3', 32064],
      ['bert-bge', 30522],
    ] as const) {
      const { metadata, tensors } = unwrap(parseGguf(material(`ggml-vocab-dev/ggml-vocab-${name}.gguf`)))
      expect((metadata.get('tokenizer.ggml.tokens') as readonly string[]).length).toBe(tokens)
      expect(tensors).toEqual([])
    }
  })
})
