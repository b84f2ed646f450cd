import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type NamedTensor,
  readNpy,
  readNpz,
  readPng,
  readTensorProto,
  readTensors,
  type Tensor,
  writeIdx,
  writeJsonTensors,
  writeNpy,
  writeNpz,
  writePng,
  writeTensorProto,
} from '../../src/core/formats/index.ts'
import { anyTensor, code, DTYPES, expectAllSame, expectSame, tensor } from './support.ts'

const name = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_./:-]{0,30}$/),
  fc.constantFrom('', 'dtype', 'é\u00a0日本', 'a"b\\c', '__proto__'),
)
const named = (options = {}): fc.Arbitrary<NamedTensor[]> =>
  fc.uniqueArray(fc.record({ name, tensor: anyTensor(options) }), { maxLength: 5, selector: one => one.name })

describe('what is written is read', () => {
  it('as npy', () => {
    fc.assert(
      fc.property(anyTensor(), one => {
        const result = readNpy(writeNpy(one))
        if (!result.ok) throw new Error(result.message)
        expectSame(result.value, one)
        // Data begin at a multiple of 64, so that they can be mapped.
        expect((writeNpy(one).length - one.data.byteLength) % 64).toBe(0)
      }),
    )
  })

  it('as IDX, plain and gzipped', () => {
    const types = ['uint8', 'int8', 'int16', 'int32', 'float32', 'float64'] as const
    fc.assert(
      fc.property(anyTensor(), fc.boolean(), (one, gzip) => {
        const has = (types as readonly string[]).includes(one.dtype)
        if (!has) {
          expect(() => writeIdx(one)).toThrow(RangeError)
          return
        }
        const result = readTensors(writeIdx(one, { gzip }), { name: 'tensor' })
        if (!result.ok) throw new Error(result.message)
        expectSame(result.value[0]!.tensor, one)
      }),
    )
  })

  it('as npz', () => {
    fc.assert(
      fc.property(named(), fc.boolean(), (tensors, compress) => {
        const file = writeNpz(tensors, { compress })
        expectAllSame(readNpz(file), tensors)
        expect(writeNpz(tensors, { compress })).toEqual(file)
      }),
    )
  })

  it('as TensorProto', () => {
    fc.assert(
      fc.property(name, anyTensor(), (name, one) => {
        const result = readTensorProto(writeTensorProto({ name, tensor: one }))
        if (!result.ok) throw new Error(result.message)
        expect(result.value.name).toBe(name)
        expectSame(result.value.tensor, one)
      }),
    )
  })

  it('as JSON', () => {
    fc.assert(
      fc.property(named({ finite: true }), tensors => {
        const file = writeJsonTensors(tensors)
        expectAllSame(readTensors(file), tensors)
        // Any JSON parser reads it too.
        const json = JSON.parse(new TextDecoder().decode(file))
        expect(Object.keys(json).length).toBe(tensors.length)
      }),
    )
  })

  it('as PNG', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 3),
        fc.infiniteStream(fc.nat(255)),
        (h, w, c, stream) => {
          const image = tensor('uint8', [h, w, c], [...stream.take(h * w * c)])
          const result = readPng(writePng(image))
          if (!result.ok) throw new Error(result.message)
          expectSame(result.value, image)
          if (c === 1) expect(writePng({ ...image, shape: [h, w] } as Tensor)).toEqual(writePng(image))
        },
      ),
    )
  })

  it('from views into larger buffers, at odd offsets', () => {
    for (const dtype of DTYPES) {
      const one = tensor(dtype, [3], dtype === 'int64' ? [1n, 0n, 1n] : [1, 0, 1])
      for (const file of [writeNpy(one), writeTensorProto({ name: '', tensor: one })]) {
        const larger = new Uint8Array(file.length + 7)
        larger.set(file, 3)
        expectAllSame(readTensors(larger.subarray(3, 3 + file.length)), [{ name: '', tensor: one }])
      }
      const inner = tensor(dtype, [5], dtype === 'int64' ? [0n, 1n, 0n, 1n, 0n] : [0, 1, 0, 1, 0])
      expect(writeNpy({ ...one, data: inner.data.subarray(1, 4) } as Tensor)).toEqual(writeNpy(one))
    }
  })

  it('does not share memory with the file', () => {
    const one = tensor('uint8', [4], [1, 2, 3, 4])
    const file = writeNpy(one)
    const result = readNpy(file)
    file.fill(0)
    if (result.ok) expectSame(result.value, one)
  })
})

describe('wrong use throws', () => {
  const good = tensor('float32', [2], [1, 2])
  it.each<[string, unknown]>([
    ['too few values', { ...good, shape: [3] }],
    ['another array', { ...good, data: new Float64Array(2) }],
    ['an unknown type', { ...good, dtype: 'complex64' }],
    ['a type of Object.prototype', { ...good, dtype: 'toString' }],
    ['a negative axis', { ...good, shape: [-2] }],
    ['a fractional axis', { ...good, shape: [0.5, 4] }],
    ['33 axes', { ...good, shape: [2, ...Array.from({ length: 32 }, () => 1)] }],
    ['a truth value of 2', { dtype: 'bool', shape: [1], data: Uint8Array.of(2) }],
  ])('for %s', (_, wrong) => {
    for (const write of [
      () => writeNpy(wrong as Tensor),
      () => writeTensorProto({ name: '', tensor: wrong as Tensor }),
      () => writeJsonTensors([{ name: '', tensor: wrong as Tensor }]),
      () => writePng(wrong as Tensor),
    ])
      expect(write).toThrow(/tensor/)
  })

  it('for names that stand twice, and for numbers and pixels that are none', () => {
    const twice = [
      { name: 'a', tensor: good },
      { name: 'a', tensor: good },
    ]
    expect(() => writeNpz(twice)).toThrow(RangeError)
    expect(() => writeJsonTensors(twice)).toThrow(RangeError)
    for (const value of [Number.NaN, Infinity, -Infinity])
      expect(() => writeJsonTensors([{ name: '', tensor: tensor('float64', [], [value]) }])).toThrow(RangeError)
    for (const image of [
      good,
      tensor('uint8', [0, 1], []),
      tensor('uint8', [1, 1, 2], [1, 2]),
      tensor('uint8', [1], [1]),
    ])
      expect(() => writePng(image)).toThrow(RangeError)
    const many = Array.from({ length: 257 }, (_, i) => ({ name: `${i}`, tensor: good }))
    expect(() => writeNpz(many)).toThrow(RangeError)
  })

  it('never in the readers: not on arbitrary bytes', () => {
    const starts = [
      '',
      '\x93NUMPY\x01\0',
      'PK\x03\x04',
      '\x89PNG\r\n\x1a\n',
      '\x1f\x8b\x08\0',
      '\0\0\x08\x02',
      '[',
      '{"a":',
      '\x08\x02\x10\x01',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 120 }), (start, rest) => {
        const file = Uint8Array.from([...Array.from(start, letter => letter.charCodeAt(0)), ...rest])
        for (const name of ['', 'a.json', 'a.pb']) expect(code(readTensors(file, { name }))).toMatch(/^[a-z_]+$/)
      }),
      { numRuns: 1000 },
    )
  })
})
