// What the tests of the formats share: comparing tensors, random tensors, ways to damage a file.

import fc from 'fast-check'
import { expect } from 'vitest'
import type { Result } from '../../src/core/errors/index.ts'
import type { DType, NamedTensors, Tensor } from '../../src/core/formats/index.ts'
import { newData } from '../../src/core/formats/tensor.ts'

export const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.code)

export const DTYPES: readonly DType[] = [
  'float32',
  'float64',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'bool',
]

export const tensor = (dtype: DType, shape: readonly number[], values: readonly (number | bigint)[]): Tensor => {
  const data = newData(dtype, values.length)
  values.forEach((value, i) => {
    data[i] = value as number
  })
  return { dtype, shape, data } as Tensor
}

/** Bit-exact, NaN and -0 included. */
export function expectSame(found: Tensor, wanted: Tensor): void {
  expect([found.dtype, [...found.shape], found.data.length]).toEqual([
    wanted.dtype,
    [...wanted.shape],
    wanted.data.length,
  ])
  expect(found.data.constructor).toBe(wanted.data.constructor)
  const bytes = ({ data }: Tensor) => Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (found.dtype.startsWith('float'))
    found.data.forEach((value, i) => {
      if (!Object.is(value, wanted.data[i])) throw new Error(`${i}: ${value}, not ${wanted.data[i]}`)
    })
  else expect(bytes(found).equals(bytes(wanted))).toBe(true)
}

export function expectAllSame(found: Result<NamedTensors>, wanted: NamedTensors): void {
  if (!found.ok) throw new Error(`${found.code}: ${found.message}`)
  expect(found.value.map(({ name }) => name)).toEqual(wanted.map(({ name }) => name))
  found.value.forEach((one, i) => {
    expectSame(one.tensor, wanted[i]!.tensor)
  })
}

const VALUES: { readonly [D in DType]: fc.Arbitrary<number | bigint> } = {
  float32: fc.float(),
  float64: fc.double(),
  uint8: fc.integer({ min: 0, max: 255 }),
  int8: fc.integer({ min: -128, max: 127 }),
  uint16: fc.integer({ min: 0, max: 65535 }),
  int16: fc.integer({ min: -32768, max: 32767 }),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  bool: fc.integer({ min: 0, max: 1 }),
}

const FINITE = {
  ...VALUES,
  float32: fc.float({ noNaN: true, noDefaultInfinity: true }),
  float64: fc.double({ noNaN: true, noDefaultInfinity: true }),
}

/** Tensors of any type and of small shapes, empty ones and single values among them. */
export const anyTensor = ({ finite = false } = {}): fc.Arbitrary<Tensor> =>
  fc
    .tuple(fc.constantFrom(...DTYPES), fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }))
    .chain(([dtype, shape]) => {
      const n = shape.reduce((product, axis) => product * axis, 1)
      return fc
        .array((finite ? FINITE : VALUES)[dtype], { minLength: n, maxLength: n })
        .map(values => tensor(dtype, shape, values))
    })

/** A file with one byte changed, some inserted, some dropped, or two pieces swapped. */
export const damaged = (file: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.nat(file.length), fc.nat(8), fc.uint8Array({ maxLength: 8 }))
    .map(([at, drop, add]) => Uint8Array.from([...file.subarray(0, at), ...add, ...file.subarray(at + drop)]))

/** Processor time so far, in milliseconds: unlike the clock's, it does not count what others do on the machine. */
export const cpu = (): number => process.cpuUsage().user / 1000
