// The interface: how reals and pixels become integers and integers reals; its encoding and what checkInterface refuses.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  checkInterface,
  decodeInterface,
  encodeInterface,
  type ModelInterface,
  maxOf,
  minOf,
  type Port,
  pixelsToIntegers,
  toIntegers,
  toReals,
} from '../../src/core/graph/index.ts'
import { randomModel } from '../support/randomGraph.ts'
import { smallParts } from '../support/smallModel.ts'

const port = (over: Partial<Port> = {}): Port => ({
  ...{ name: 'x', dtype: 'float32', shape: [1], perm: [0], bits: 8, exponent: 0 },
  ...over,
})
const one = (p: Port, value: number | bigint): number => toIntegers(p, [value], 1).data[0]!

/** floor(x * 2^e + 1/2), clamped, in exact rational arithmetic over the double x. */
function exact(x: number, exponent: number, bits: number): number {
  if (x === 0) return 0
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const word = view.getBigUint64(0)
  const biased = Number((word >> 52n) & 0x7ffn)
  const mantissa = (word & ((1n << 52n) - 1n)) | (biased === 0 ? 0n : 1n << 52n)
  const power = (biased === 0 ? 1 : biased) - 1075 + exponent + 1
  // twice = 2 * x * 2^e; the answer is floor((twice + 1) / 2).
  const signed = x < 0 ? -mantissa : mantissa
  const numerator = (power >= 0 ? signed << BigInt(power) : signed) + (power >= 0 ? 1n : 1n << BigInt(-power))
  const denominator = power >= 0 ? 2n : 2n << BigInt(-power)
  let floor = numerator / denominator
  if (numerator % denominator < 0n) floor -= 1n
  const [lo, hi] = [BigInt(minOf(bits)), BigInt(maxOf(bits))]
  return Number(floor < lo ? lo : floor > hi ? hi : floor)
}

describe('reals to integers', () => {
  it('round half up at exact halves, on both sides of zero', () => {
    const values = [-2.5, -2, -1.5, -1, -0.5, -0, 0, 0.5, 1, 1.5, 2.5]
    expect(values.map(value => one(port(), value))).toEqual([-2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 3])
    expect(one(port(), 0.49999999999999994)).toBe(0)
    expect(one(port(), -0.5000000000000001)).toBe(-1)
    expect(one(port({ exponent: 4 }), 3 / 32)).toBe(2)
    expect(one(port({ exponent: -1 }), 1)).toBe(1)
    expect(one(port({ exponent: -1 }), -1)).toBe(0)
  })

  it('are what exact arithmetic gives, for any double and exponent', () => {
    const doubles = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -70_000, max: 70_000, noNaN: true }),
      fc.integer({ min: -80_000, max: 80_000 }).map(n => n / 2),
    )
    fc.assert(
      fc.property(doubles, fc.integer({ min: -64, max: 64 }), fc.integer({ min: 2, max: 16 }), (x, exponent, bits) => {
        expect(one(port({ exponent, bits }), x)).toBe(exact(x, exponent, bits))
      }),
      { numRuns: 2000 },
    )
  })

  it('saturate', () => {
    for (const bits of [2, 8, 9, 16]) {
      expect(one(port({ bits }), 1e300)).toBe(maxOf(bits))
      expect(one(port({ bits }), -1e300)).toBe(minOf(bits))
      expect(one(port({ bits, exponent: 64 }), 1.7e308)).toBe(maxOf(bits))
      expect(one(port({ bits, exponent: 64 }), -1.7e308)).toBe(minOf(bits))
      expect(one(port({ bits }), maxOf(bits) + 0.5)).toBe(maxOf(bits))
      expect(one(port({ bits }), minOf(bits) - 0.5)).toBe(minOf(bits))
    }
    expect(toIntegers(port({ bits: 16 }), [2n ** 63n], 1).data[0]).toBe(32_767)
  })

  it('refuse NaN, infinity and wrong lengths', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(attempt(() => toIntegers(port({ shape: [2] }), [0, value], 1))).toMatchObject({
        ...{ ok: false, code: 'input_not_finite', message: expect.stringMatching(/value 1 of row 0/) },
      })
    }
    for (const [length, rows] of [
      [0, 1],
      [2, 1],
      [1, 2],
      [0, 0],
      [1, 0.5],
      [1, -1],
    ] as const) {
      const p = port()
      expect(attempt(() => toIntegers(p, new Float32Array(length), rows))).toMatchObject({
        code: 'input_shape_mismatch',
      })
    }
  })

  it('go through the permutation, and integers back', () => {
    // Outer [C, H, W] = [2, 2, 3], inner [H, W, C].
    const p = port({ shape: [2, 2, 3], perm: [1, 2, 0], bits: 8 })
    const outer = Float32Array.from({ length: 24 }, (_, i) => i)
    const tensor = toIntegers(p, outer, 2)
    expect(tensor.shape).toEqual([2, 3, 2])
    expect([...tensor.data.subarray(0, 6)]).toEqual([0, 6, 1, 7, 2, 8])
    expect(tensor.data[12]).toBe(12)
    expect(toReals(p, tensor)).toEqual(outer)
  })

  it('go back exactly, in float32, for every value of 16 bits and every exponent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_768, max: 32_767 }), fc.integer({ min: -64, max: 64 }), (q, exponent) => {
        const p = port({ bits: 16, exponent })
        const [real] = toReals(p, { shape: [1], bits: 16, rows: 1, data: Int16Array.of(q) })
        expect(real).toBe(q === 0 ? 0 : q * 2 ** -exponent)
        expect(one(p, real!)).toBe(q)
      }),
    )
  })

  it('round trip through random permutations', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { ports } = randomModel(seed, { size: 1 })
      for (const p of ports.inputs) {
        const count = p.shape.reduce((a, b) => a * b, 1)
        const range = maxOf(p.bits) - minOf(p.bits) + 1
        const values = Float64Array.from(
          { length: 2 * count },
          (_, i) => (minOf(p.bits) + (i % range)) * 2 ** -p.exponent,
        )
        expect([...toReals(p, toIntegers(p, values, 2))]).toEqual([...values].map(value => value + 0))
      }
    }
  })
})

describe('pixels', () => {
  const pixels = { channels: 3, mul: [256, -256, 1], add: [-128 * 256, 128 * 256, 0], shift: 8 }
  const p = port({ shape: [3, 1, 2], perm: [1, 2, 0], pixels })

  it('are scaled per channel, rounded half up, saturated, in inner order', () => {
    const tensor = pixelsToIntegers(p, Uint8Array.of(0, 0, 127, 255, 255, 128), 1)
    expect(tensor.shape).toEqual([1, 2, 3])
    // 0 - 128; 128 - 0 saturates; 127 / 256 rounds down; 255 - 128; 128 - 255; 128 / 256 rounds up.
    expect([...tensor.data]).toEqual([-128, 127, 0, 127, -127, 1])
  })

  it('have no rounding term at shift 0', () => {
    const grey = port({
      shape: [1, 1, 1],
      perm: [0, 1, 2],
      bits: 16,
      pixels: { channels: 1, mul: [2], add: [-7], shift: 0 },
    })
    expect([...pixelsToIntegers(grey, Uint8Array.of(0, 3, 255), 3).data]).toEqual([-7, -1, 503])
  })

  it('are exact at the ends of int32', () => {
    const at = (mul: number, add: number, shift: number): number => {
      const grey = port({
        shape: [1, 1, 1],
        perm: [0, 1, 2],
        bits: 16,
        pixels: { channels: 1, mul: [mul], add: [add], shift },
      })
      return pixelsToIntegers(grey, Uint8Array.of(255), 1).data[0]!
    }
    const want = (mul: number, add: number, shift: number): number => {
      const sum = BigInt(mul) * 255n + BigInt(add) + (shift === 0 ? 0n : 1n << BigInt(shift - 1))
      const shifted = sum >> BigInt(shift)
      return Number(shifted > 32_767n ? 32_767n : shifted < -32_768n ? -32_768n : shifted)
    }
    for (const mul of [2 ** 31 - 1, -(2 ** 31), 2 ** 24 - 1, 1, 0])
      for (const add of [2 ** 31 - 1, -(2 ** 31), 0, -1])
        for (const shift of [0, 1, 17, 24]) expect(at(mul, add, shift)).toBe(want(mul, add, shift))
  })

  it('are refused by ports without conversion, and in other sizes', () => {
    expect(attempt(() => pixelsToIntegers(port(), Uint8Array.of(1), 1))).toMatchObject({ code: 'input_invalid' })
    expect(attempt(() => pixelsToIntegers(p, new Uint8Array(5), 1))).toMatchObject({ code: 'input_shape_mismatch' })
    expect(attempt(() => pixelsToIntegers(p, new Uint8Array(6), 2))).toMatchObject({ code: 'input_shape_mismatch' })
    expect(attempt(() => pixelsToIntegers(p, new Uint8Array(0), 0))).toMatchObject({ code: 'input_shape_mismatch' })
  })
})

describe('the encoding', () => {
  it('round trips for random interfaces', () => {
    fc.assert(
      fc.property(fc.nat(1e9), seed => {
        const { ports } = randomModel(seed, { size: 3 })
        expect(decodeInterface(encodeInterface(ports))).toEqual(ports)
      }),
      { numRuns: 200 },
    )
  })

  it('keeps names of any script', () => {
    const { ports } = smallParts()
    for (const name of ['вход', '入力', 'é', 'e\u0301', '😀', ' ', 'a"b\\']) {
      const named = { ...ports, inputs: [{ ...ports.inputs[0]!, name }] }
      expect(decodeInterface(encodeInterface(named))).toEqual(named)
    }
  })

  it('gives a refusal or other canonical bytes for every changed byte and every cut', () => {
    const seed = [...Array(200).keys()].find(s => randomModel(s, { size: 2 }).ports.inputs.some(p => p.pixels))!
    for (const { ports } of [smallParts(), randomModel(seed, { size: 2 })]) {
      const bytes = encodeInterface(ports)
      for (let length = 0; length < bytes.length; length++) {
        expect(attempt(() => decodeInterface(bytes.subarray(0, length))).ok).toBe(false)
      }
      for (let at = 0; at < bytes.length; at++) {
        for (let change = 1; change < 256; change += at % 2 === 0 ? 1 : 3) {
          const mutated = bytes.slice()
          mutated[at]! ^= change
          const found = attempt(() => decodeInterface(mutated))
          if (found.ok) expect(equal(encodeInterface(found.value), mutated)).toBe(true)
        }
      }
    }
  })
})

describe('checkInterface', () => {
  const { graph, ports } = smallParts()
  const input = ports.inputs[0]!
  const withInput = (over: Partial<Port>): ModelInterface => ({ ...ports, inputs: [{ ...input, ...over }] })
  const image = (pixels: Port['pixels']): ModelInterface => withInput({ pixels: pixels! })

  it('accepts the small model', () => checkInterface(ports, graph))

  const cases: readonly [what: string, ports: ModelInterface, message: RegExp][] = [
    ['a missing input', { ...ports, inputs: [] }, /0 inputs, the graph has 1/],
    ['a missing output', { ...ports, outputs: [ports.outputs[0]!] }, /1 outputs, the graph has 2/],
    ['outputs in another order', { ...ports, outputs: [...ports.outputs].reverse() }, /rank or permutation/],
    ['an empty name', withInput({ name: '' }), /name empty, too long or twice/],
    ['a name of 257 bytes', withInput({ name: 'é'.repeat(129) }), /name empty, too long or twice/],
    [
      'a name twice',
      { ...ports, outputs: ports.outputs.map(p => ({ ...p, name: 'y' })) },
      /name empty, too long or twice/,
    ],
    ['another rank', withInput({ shape: [2, 16], perm: [1, 0] }), /rank or permutation/],
    ['a permutation with an axis twice', withInput({ perm: [1, 1, 0] }), /rank or permutation/],
    ['a permutation out of range', withInput({ perm: [1, 2, 3] }), /shape does not fit the graph/],
    ['a permutation that gives another shape', withInput({ perm: [0, 1, 2] }), /shape does not fit the graph/],
    ['another shape', withInput({ shape: [2, 4, 5] }), /shape does not fit the graph/],
    ['another width', withInput({ bits: 7 }), /width does not fit the graph/],
    ['an exponent of 65', withInput({ exponent: 65 }), /exponent 65/],
    ['an exponent of -65', withInput({ exponent: -65 }), /exponent -65/],
    ['pixels of other channels', image({ channels: 3, mul: [1, 1, 1], add: [0, 0, 0], shift: 0 }), /pixels need/],
    [
      'pixels on an output',
      {
        ...ports,
        outputs: [
          ports.outputs[0]!,
          { ...ports.outputs[1]!, pixels: { channels: 4, mul: [1, 1, 1, 1], add: [0, 0, 0, 0], shift: 0 } },
        ],
      },
      /pixels on an output/,
    ],
    ['too few multipliers', image({ channels: 2, mul: [1], add: [0, 0], shift: 0 }), /one mul and add per channel/],
    ['a shift of 25', image({ channels: 2, mul: [1, 1], add: [0, 0], shift: 25 }), /shift 25/],
  ]
  it.each(cases)('refuses %s', (_what, bad, message) => {
    expect(attempt(() => checkInterface(bad, graph))).toMatchObject({
      ...{ ok: false, code: 'model_malformed', message: expect.stringMatching(message) },
    })
  })
})
