import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attempt } from '../../src/core/errors/index.ts'
import { type StoredTensor, type StoredType, toFloats } from '../../src/core/formats/index.ts'
import { code } from './support.ts'

interface Vector {
  readonly blocks: string
  readonly values: number
  readonly first: readonly number[]
  readonly sha256: string
}
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/formats/blocks/blocks.json', import.meta.url), 'utf8'),
) as Record<string, Vector>

const stored = (type: StoredType, count: number, bytes: Uint8Array): StoredTensor => ({
  name: 'w',
  type,
  shape: [count],
  load: () => bytes,
})

describe('stored weights', () => {
  it.each(Object.keys(vectors))("gives the numbers of %s as ggml's own package does", type => {
    const { blocks, values, first, sha256 } = vectors[type]!
    const found = toFloats(stored(type as StoredType, values, new Uint8Array(Buffer.from(blocks, 'hex'))))
    expect(found.length).toBe(values)
    expect([...found.subarray(0, 4)]).toEqual(first)
    expect(createHash('sha256').update(new Uint8Array(found.buffer)).digest('hex')).toBe(sha256)
  })

  it('reads halves, brain floats and doubles, also from odd places of a buffer', () => {
    const odd = (...bytes: number[]): Uint8Array => Uint8Array.from([0xff, ...bytes]).subarray(1)
    expect([...toFloats(stored('F16', 4, odd(0, 0x3c, 1, 0, 0xff, 0x7b, 0, 0x80)))]).toEqual([1, 2 ** -24, 65504, -0])
    expect([...toFloats(stored('BF16', 2, odd(0x80, 0x3f, 0x49, 0xc0)))]).toEqual([1, -3.140625])
    expect([...toFloats(stored('F32', 1, odd(0, 0, 0x80, 0xbf)))]).toEqual([-1])
    expect([...toFloats(stored('F64', 1, odd(0, 0, 0, 0, 0, 0, 4, 0x40)))]).toEqual([2.5])
  })

  it.each(['Q2_K', 'Q3_K', 'Q8_K', 'Q8_1', 'I32', 'BOOL'] as const)('refuses %s', type => {
    expect(code(attempt(() => toFloats(stored(type, 256, new Uint8Array(1024)))))).toBe('format_unsupported')
  })

  it('refuses a scale that is no number', () => {
    const block = new Uint8Array(34)
    block.set([0, 0x7e])
    expect(code(attempt(() => toFloats(stored('Q8_0', 32, block))))).toBe('weight_not_finite')
  })
})
