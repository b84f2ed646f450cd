// Ports with thresholds (spec/interface.md): comparing integers is comparing the float32 values, for every value; the encoding
// has one form; what does not fit is refused.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  checkInterface,
  decodeInterface,
  encodeInterface,
  type ModelInterface,
  type Port,
  toIntegers,
} from '../../src/core/graph/index.ts'
import { oneOpGraph } from '../support/oneOp.ts'

const PORT: Port = {
  ...{ name: 'x', dtype: 'float32', shape: [2], perm: [0], bits: 4, exponent: 0 },
  thresholds: [[Math.fround(0.1), 1, 2.5], []],
}
const OUTPUT: Port = { name: 'y', dtype: 'float32', shape: [2], perm: [0], bits: 4, exponent: 0 }
const GRAPH = oneOpGraph([{ shape: [2], bits: 4 }], { kind: 'reshape', shape: [2], bits: 4 })
const withPort = (over: Partial<Port>): ModelInterface => ({ inputs: [{ ...PORT, ...over }], outputs: [OUTPUT] })

describe('thresholds', () => {
  it('count what a value exceeds; a threshold itself is not exceeded', () => {
    const at = (value: number): number => toIntegers(PORT, [value, value], 1).data[0]!
    expect([-1e30, 0.09, 0.1, 0.1000001, 1, 1.5, 2.5, 2.6, 1e30].map(at)).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3])
    expect(toIntegers(PORT, [9, 9], 1).data[1]).toBe(0)
  })

  it('round a float32 port first, and no other: 0.1 as a double is below its float32', () => {
    const port = (dtype: Port['dtype']): Port => ({ ...PORT, dtype, thresholds: [[0.09999999403953552], []] })
    // The double nearest below float32(0.1) - 2^-27 rounds to that float32 itself.
    const value = 0.099999997
    expect(toIntegers(port('float32'), [value, 0], 1).data[0]).toBe(Math.fround(value) > 0.09999999403953552 ? 1 : 0)
    expect(toIntegers(port('float64'), [0.0999999940395356, 0], 1).data[0]).toBe(1)
    expect(toIntegers(port('float32'), [0.0999999940395356, 0], 1).data[0]).toBe(0)
  })

  it('make x <= t_k the same as integer <= k', () => {
    const float = fc.float({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.uniqueArray(float, { minLength: 1, maxLength: 7 }), float, (list, x) => {
        const thresholds = [...new Set(list.map(value => value + 0))].sort((a, b) => a - b)
        const got = toIntegers({ ...PORT, thresholds: [thresholds, []] }, [x, 0], 1).data[0]!
        thresholds.forEach((t, k) => {
          expect(got <= k).toBe(x <= t)
        })
      }),
    )
  })

  it('have one encoding', () => {
    const bytes = encodeInterface(withPort({}))
    const decoded = decodeInterface(bytes)
    expect(decoded).toEqual(withPort({}))
    expect(equal(encodeInterface(decoded), bytes)).toBe(true)
    for (let at = 0; at < bytes.length; at++) {
      const other = bytes.slice()
      other[at]! ^= 1
      const read = attempt(() => decodeInterface(other))
      if (read.ok) expect(read.value).not.toEqual(decoded)
    }
    for (let length = 0; length < bytes.length; length++)
      expect(attempt(() => decodeInterface(bytes.slice(0, length)))).toMatchObject({ ok: false })
  })

  it.each([
    ['on an output', { inputs: [PORT], outputs: [{ ...OUTPUT, thresholds: [[], []] }] }, /thresholds on an output/],
    ['beside pixels', withPort({ pixels: { channels: 1, mul: [1], add: [0], shift: 0 } }), /thresholds beside pixels/],
    ['with an exponent', withPort({ exponent: 1 }), /thresholds with exponent 1/],
    ['for another number of values', withPort({ thresholds: [[]] }), /1 lists of thresholds/],
    [
      'of more than the width holds',
      withPort({ thresholds: [[1, 2, 3, 4, 5, 6, 7, 8], []] }),
      /8 thresholds do not fit 4/,
    ],
    ['that are no float32', withPort({ thresholds: [[0.1], []] }), /is not a finite float32/],
    ['that are infinite', withPort({ thresholds: [[Number.POSITIVE_INFINITY], []] }), /is not a finite float32/],
    ['that are -0', withPort({ thresholds: [[-0], []] }), /or -0/],
    ['twice the same', withPort({ thresholds: [[1, 1], []] }), /do not ascend/],
    ['that descend', withPort({ thresholds: [[2, 1], []] }), /do not ascend/],
  ] as const)('are refused %s', (_what, ports, message) => {
    expect(attempt(() => checkInterface(ports, GRAPH))).toMatchObject({
      ...{ ok: false, code: 'model_malformed', message: expect.stringMatching(message) },
    })
  })

  it('are accepted as they should be', () => checkInterface(withPort({}), GRAPH))
})
