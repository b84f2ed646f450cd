import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/core/bytes/index.ts'
import { attempt, unwrap } from '../../src/core/errors/index.ts'
import { memorySource, parseSafetensors, readShards, toFloats } from '../../src/core/formats/index.ts'
import { Random } from '../support/random.ts'
import { bf16Bytes, f32Bytes, type SafeTensor, safetensorsFile, writeSafetensors } from '../support/weightFiles.ts'
import { code } from './support.ts'

const tensors: readonly SafeTensor[] = [
  { name: 'a', dtype: 'F32', shape: [2, 3], data: f32Bytes([1, 2, 3, 4, 5, 6]) },
  { name: 'b.weight', dtype: 'BF16', shape: [2], data: bf16Bytes([0.5, -3]) },
  { name: 'c', dtype: 'F16', shape: [], data: Uint8Array.of(0, 0x3c) },
]

describe('safetensors', () => {
  it('gives tensors in the order of the file', () => {
    const found = unwrap(parseSafetensors(writeSafetensors(tensors)))
    expect(found.map(({ name, type, shape }) => [name, type, shape])).toEqual([
      ['a', 'F32', [2, 3]],
      ['b.weight', 'BF16', [2]],
      ['c', 'F16', []],
    ])
    expect(found.map(one => [...toFloats(one)])).toEqual([[1, 2, 3, 4, 5, 6], [0.5, -3], [1]])
  })

  const header = (entry: string): Uint8Array => safetensorsFile(`{${entry}}`, new Uint8Array(24))
  const one = (dtype: string, shape: string, offsets: string): string =>
    `"a":{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`
  const good = one('F32', '[2,3]', '[0,24]')

  it('accepts the header that the refused ones differ from', () => {
    expect(code(parseSafetensors(header(good)))).toBe('ok')
  })

  it.each<[string, string, Uint8Array]>([
    ['an empty file', 'file_truncated', new Uint8Array(0)],
    ['a header longer than the file', 'file_truncated', safetensorsFile(`{${good}}`, new Uint8Array(24), 1 << 20)],
    ['an absurd header', 'file_too_large', safetensorsFile(`{${good}}`, new Uint8Array(24), 2n ** 40n)],
    ['a header beyond 2^53', 'file_malformed', safetensorsFile(`{${good}}`, new Uint8Array(24), 2n ** 63n)],
    ['a header that is no JSON', 'file_malformed', header('"a":')],
    ['a header that is no object', 'file_malformed', safetensorsFile('[]', new Uint8Array(0))],
    ['deep JSON', 'nesting_too_deep', header(`"a":${'['.repeat(100_000)}`)],
    ['a name twice', 'file_malformed', header(`${good},${good}`)],
    ['a tensor larger than the file', 'file_truncated', header(one('F32', '[2,300]', '[0,2400]'))],
    ['places that do not fit the shape', 'file_malformed', header(one('F32', '[2,3]', '[0,20]'))],
    ['places the wrong way round', 'file_malformed', header(one('F32', '[2,3]', '[24,0]'))],
    ['a negative place', 'file_malformed', header(one('F32', '[2,3]', '[-24,0]'))],
    ['a place between bytes', 'file_malformed', header(one('F32', '[2,3]', '[0.5,24.5]'))],
    ['places beyond 2^53', 'file_malformed', header(one('F32', '[2,3]', '[9007199254740993,9007199254741017]'))],
    ['a shape that overflows', 'file_too_large', header(one('F32', '[2147483648,2147483648,4]', '[0,24]'))],
    ['an axis of 0', 'file_malformed', header(one('F32', '[0,3]', '[0,0]'))],
    ['nine axes', 'file_malformed', header(one('F32', '[1,1,1,1,1,1,1,2,3]', '[0,24]'))],
    ['an unknown type', 'format_unsupported', header(one('F8_E4M3', '[24]', '[0,24]'))],
    ['a type that objects inherit', 'format_unsupported', header(one('constructor', '[24]', '[0,24]'))],
    ['no shape', 'file_malformed', header('"a":{"dtype":"F32","data_offsets":[0,24]}')],
    ['bytes of no tensor', 'file_malformed', header(one('F32', '[2,2]', '[0,16]'))],
    ['a gap', 'file_malformed', header(one('F32', '[2,2]', '[8,24]'))],
    [
      'tensors that overlap',
      'file_malformed',
      header(`${one('F32', '[2,3]', '[0,24]')},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}`),
    ],
  ])('refuses %s', (_, wanted, bytes) => {
    expect(code(parseSafetensors(bytes))).toBe(wanted)
  })

  it('refuses weights that are no numbers, and types that are no weights', () => {
    const loaded = (dtype: string, shape: number[], data: Uint8Array) =>
      code(attempt(() => toFloats(unwrap(parseSafetensors(writeSafetensors([{ name: 'a', dtype, shape, data }])))[0]!)))
    expect(loaded('F32', [2], f32Bytes([1, Number.NaN]))).toBe('weight_not_finite')
    expect(loaded('F16', [1], Uint8Array.of(0, 0x7c))).toBe('weight_not_finite')
    expect(loaded('BF16', [1], Uint8Array.of(0x80, 0xff))).toBe('weight_not_finite')
    expect(loaded('I64', [1], new Uint8Array(8))).toBe('format_unsupported')
    expect(loaded('F64', [1], new Uint8Array(new Float64Array([2.5]).buffer))).toBe('ok')
  })

  it('only ever refuses a damaged file', () => {
    const whole = writeSafetensors(tensors)
    const random = new Random(4, 2)
    let refused = 0
    for (let i = 0; i < 2000; i++) {
      const bytes = whole.slice(0, random.chance(0.2) ? random.int(0, whole.length) : whole.length)
      for (let n = random.int(1, 3); n > 0 && bytes.length > 0; n--)
        bytes[random.int(0, bytes.length - 1)] = random.int(0, 255)
      if (!parseSafetensors(bytes).ok) refused++
    }
    expect(refused).toBeGreaterThan(500)
  })
})

describe('safetensors in shards', () => {
  const files: Readonly<Record<string, Uint8Array>> = {
    'm-1.safetensors': writeSafetensors(tensors.slice(0, 2)),
    'm-2.safetensors': writeSafetensors(tensors.slice(2)),
  }
  const MAP = { a: 'm-1.safetensors', 'b.weight': 'm-1.safetensors', c: 'm-2.safetensors' }
  const open = (map: Readonly<Record<string, unknown>>, given = files) =>
    attempt(() =>
      readShards(utf8(JSON.stringify({ weight_map: map })), 'index', name => {
        const bytes = given[name]
        return bytes === undefined ? undefined : memorySource(bytes)
      }),
    )

  it('gives the tensors of all files', () => {
    expect(unwrap(open(MAP)).map(({ name }) => name)).toEqual(['a', 'b.weight', 'c'])
  })

  it.each<[string, string, () => ReturnType<typeof open>]>([
    ['a missing file', 'file_truncated', () => open({ ...MAP, c: 'm-3.safetensors' })],
    ['a path that leaves the folder', 'file_malformed', () => open({ ...MAP, c: '../m-2.safetensors' })],
    ['an absolute path', 'file_malformed', () => open({ ...MAP, c: '/m-2.safetensors' })],
    ['a hidden file', 'file_malformed', () => open({ ...MAP, c: '.safetensors' })],
    ['a pickle', 'file_malformed', () => open({ ...MAP, c: 'm-2.bin' })],
    ['a tensor that is not in its file', 'file_malformed', () => open({ ...MAP, d: 'm-2.safetensors' })],
    ['a tensor that the index does not know', 'file_malformed', () => open({ a: MAP.a, c: MAP.c })],
    ['a tensor in another file than the index says', 'file_malformed', () => open({ ...MAP, a: 'm-2.safetensors' })],
    [
      'a tensor in two files',
      'file_malformed',
      () => open(MAP, { ...files, 'm-2.safetensors': writeSafetensors(tensors) }),
    ],
    ['no map', 'file_malformed', () => attempt(() => readShards(utf8('{}'), 'index', () => undefined))],
  ])('refuses %s', (_, wanted, run) => {
    expect(code(run())).toBe(wanted)
  })

  it('refuses an index of absurd size', () => {
    const big = concat(utf8('{"weight_map":{'), new Uint8Array(1 << 26).fill(32), utf8('}}'))
    expect(code(attempt(() => readShards(big, 'index', () => undefined)))).toBe('file_too_large')
  })
})
