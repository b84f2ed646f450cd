import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { parseLlama2c, toFloats } from '../../src/core/formats/index.ts'
import { material, missing } from '../compile/support/material.ts'
import { Random } from '../support/random.ts'
import { llama2cFile } from '../support/weightFiles.ts'
import { code } from './support.ts'

/** dim 4, hidden 6, 2 layers, 2 heads, 1 of keys, 5 tokens, 3 positions. */
const HEADER = [4, 6, 2, 2, 1, 5, 3]
const COUNTS = [20, 8, 32, 16, 16, 32, 8, 48, 48, 48, 4, 3, 3]
const counted = (counts: readonly number[]): Float32Array[] => {
  let n = 0
  return counts.map(count => Float32Array.from({ length: count }, () => n++))
}
const file = (header: readonly number[] = HEADER, counts: readonly number[] = COUNTS): Uint8Array =>
  llama2cFile(header, counted(counts))

describe('llama2.c', () => {
  it('gives weights by name', () => {
    const found = unwrap(parseLlama2c(file()))
    expect(found).toMatchObject({
      width: 4,
      hidden: 6,
      layers: 2,
      heads: 2,
      groups: 1,
      vocabulary: 5,
      context: 3,
      tied: true,
    })
    expect([...found.tensors].map(([name, { shape }]) => [name, shape])).toEqual([
      ['token_embedding_table', [5, 4]],
      ['rms_att_weight', [2, 4]],
      ['wq', [2, 4, 4]],
      ['wk', [2, 2, 4]],
      ['wv', [2, 2, 4]],
      ['wo', [2, 4, 4]],
      ['rms_ffn_weight', [2, 4]],
      ['w1', [2, 6, 4]],
      ['w2', [2, 4, 6]],
      ['w3', [2, 6, 4]],
      ['rms_final_weight', [4]],
      ['freq_cis_real', [3, 1]],
      ['freq_cis_imag', [3, 1]],
    ])
    expect([...toFloats(found.tensors.get('rms_att_weight')!)]).toEqual([20, 21, 22, 23, 24, 25, 26, 27])
  })

  it('has a classifier of its own where the vocabulary is negative', () => {
    const found = unwrap(parseLlama2c(file([4, 6, 2, 2, 1, -5, 3], [...COUNTS, 20])))
    expect(found.tied).toBe(false)
    expect(found.tensors.get('wcls')!.shape).toEqual([5, 4])
  })

  const header = (place: number, value: number): number[] => HEADER.map((n, i) => (i === place ? value : n))
  it.each<[string, string, Uint8Array]>([
    ['an empty file', 'file_truncated', new Uint8Array(0)],
    ['a header alone', 'file_truncated', file().slice(0, 28)],
    ['a byte less than it says', 'file_truncated', file().slice(0, -1)],
    ['a byte more than it says', 'file_malformed', Uint8Array.from([...file(), 0])],
    ['version 1', 'format_unsupported', file(header(0, 0x616b3432))],
    ['a width of 0', 'file_malformed', file(header(0, 0))],
    ['a negative width', 'file_malformed', file(header(0, -4))],
    ['a vocabulary of -2^31', 'file_malformed', file(header(5, -(2 ** 31)))],
    ['an absurd number of layers', 'file_malformed', file(header(2, 2 ** 30))],
    ['heads that do not divide the width', 'file_malformed', file(header(3, 3))],
    ['heads of keys that do not divide the heads', 'file_malformed', file(header(4, 3))],
    ['heads of an odd size', 'file_malformed', file([6, 6, 2, 2, 1, 5, 3])],
    ['sizes that ask for more than any file', 'file_too_large', file([65536, 65536, 1024, 2, 1, 4194304, 1048576])],
  ])('refuses %s', (_, wanted, bytes) => {
    expect(code(parseLlama2c(bytes))).toBe(wanted)
  })

  it('only ever refuses a damaged header', () => {
    const good = file()
    const random = new Random(4, 3)
    for (let i = 0; i < 2000; i++) {
      const bytes = good.slice()
      for (let n = random.int(1, 3); n > 0; n--) bytes[random.int(0, 27)] = random.int(0, 255)
      const found = parseLlama2c(bytes)
      if (found.ok) for (const tensor of found.value.tensors.values()) expect(tensor.load().length % 4).toBe(0)
    }
  })

  const absent = missing('stories260K/stories260K.bin')
  it.skipIf(absent !== null)(`reads a published model${absent === null ? '' : ` (${absent})`}`, () => {
    const found = unwrap(parseLlama2c(material('stories260K/stories260K.bin')))
    expect(found).toMatchObject({
      width: 64,
      hidden: 172,
      layers: 5,
      heads: 8,
      groups: 4,
      vocabulary: 512,
      context: 512,
      tied: true,
    })
  })
})
