// Every element type of TensorProto that is read, raw and in its typed field. spec/compile.md, "Reading the file".

import { fromBinary } from '@bufbuild/protobuf'
import { describe, expect, it } from 'vitest'
import { concat } from '../../src/core/bytes/index.ts'
import { TensorProtoSchema } from '../../src/core/compile/onnx/generated/onnx_pb.ts'
import { readTensor } from '../../src/core/compile/onnx/tensor.ts'
import { bytes, int, tensor, text, varint } from './support/onnx.ts'

const read = (message: Uint8Array) => readTensor(fromBinary(TensorProtoSchema, message))
const head = (count: number, type: number): Uint8Array => concat(int(1, count), int(2, type), text(8, 't'))
const raw = (type: number, data: { buffer: ArrayBufferLike; length: number }): Uint8Array =>
  concat(head(data.length, type), bytes(9, new Uint8Array(data.buffer)))
const packed = (type: number, field: number, values: readonly (number | bigint)[]): Uint8Array =>
  concat(head(values.length, type), bytes(field, concat(...values.map(varint))))

describe('tensors', () => {
  it.each([
    ['float32', raw(1, Float32Array.of(1.5, -2)), [1.5, -2]],
    ['float32, typed', tensor('t', { dims: [2], data: [1.5, -2], typed: true }), [1.5, -2]],
    ['float64', raw(11, Float64Array.of(1.5, -2)), [1.5, -2]],
    ['float64, typed', tensor('t', { dims: [2], data: [1.5, -2], type: 11, typed: true }), [1.5, -2]],
    ['float16', raw(10, Uint16Array.of(0x3e00, 0xc000, 0x0001, 0x7bff, 0x8000)), [1.5, -2, 2 ** -24, 65_504, -0]],
    ['float16, typed', packed(10, 5, [0x3e00, 0xc000]), [1.5, -2]],
    ['bfloat16', raw(16, Uint16Array.of(0x3fc0, 0xc000)), [1.5, -2]],
    ['bfloat16, typed', packed(16, 5, [0x3fc0, 0xc000]), [1.5, -2]],
  ])('%s', (_name, message, values) => {
    expect(read(message)).toMatchObject({ dims: [values.length], kind: 'float', data: Float32Array.from(values) })
  })

  it.each([
    ['uint8', raw(2, Uint8Array.of(0, 255)), [0, 255]],
    ['int8', raw(3, Int8Array.of(-128, 127)), [-128, 127]],
    ['uint16', raw(4, Uint16Array.of(0, 65_535)), [0, 65_535]],
    ['int16', raw(5, Int16Array.of(-32_768, 7)), [-32_768, 7]],
    ['int32', raw(6, Int32Array.of(-1, 2 ** 31 - 1)), [-1, 2 ** 31 - 1]],
    ['int32, typed', packed(6, 5, [-1n, 7]), [-1, 7]],
    ['int64', raw(7, BigInt64Array.of(-1n, 2n ** 53n - 1n)), [-1, 2 ** 53 - 1]],
    ['int64, typed', packed(7, 7, [-1n, 300]), [-1, 300]],
    ['bool', raw(9, Uint8Array.of(1, 0)), [1, 0]],
    ['uint32', raw(12, Uint32Array.of(2 ** 32 - 1)), [2 ** 32 - 1]],
    ['uint64, typed', packed(13, 11, [5n, 2n ** 40n]), [5, 2 ** 40]],
    ['uint64', raw(13, BigUint64Array.of(9n)), [9]],
  ])('%s', (_name, message, values) => {
    expect(read(message)).toMatchObject({ dims: [values.length], kind: 'int', data: Float64Array.from(values) })
  })

  it('keep infinity and NaN of float16 for whoever looks at them', () => {
    expect([...read(raw(10, Uint16Array.of(0x7c00, 0xfc00, 0x7e00))).data]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ])
  })

  it('keep integers beyond 2^53, as exporters write "to the end", as the largest one inside', () => {
    expect([...read(raw(7, BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n)))).data]).toEqual([
      Number.MAX_SAFE_INTEGER,
      -Number.MAX_SAFE_INTEGER,
    ])
    expect([...read(packed(13, 11, [2n ** 63n])).data]).toEqual([Number.MAX_SAFE_INTEGER])
  })

  it('are read where they lie, at any offset', () => {
    const message = raw(1, Float32Array.of(1, 2, 3))
    for (let shift = 0; shift < 4; shift++) {
      const moved = concat(new Uint8Array(shift), message).subarray(shift)
      expect([...read(moved).data]).toEqual([1, 2, 3])
    }
  })
})
