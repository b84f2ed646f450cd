// Vectors on WebAssembly against their living definition, limb by limb: every operation, lengths around the kernels'
// steps, edges.

import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  domainOf,
  type Extension,
  extensionOf,
  type FieldVectors,
  fastVectors,
  referenceVectors,
  type Vector,
} from '../../src/core/field/index.ts'
import { edgesOf, extensionFrom, FIELDS, limbsOf } from './support.ts'

const LENGTHS = [1, 2, 3, 4, 5, 15, 16, 17, 31, 64, 70, 514, 1030]

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (_name, field) => {
  const slow = referenceVectors(field)
  const extension = extensionOf(field)
  let fast: FieldVectors
  beforeAll(async () => {
    fast = await fastVectors(field)
  })

  const put = (vectors: FieldVectors, limbs: Uint32Array, wide: boolean): Vector => {
    const vector = vectors.vector(limbs.length / (wide ? 4 : 1), wide)
    vectors.write(vector, limbs)
    return vector
  }
  /** Runs on both, and gives what both found. */
  const both = <T>(work: (vectors: FieldVectors) => T): T => {
    const mark = fast.mark()
    const found = work(fast)
    fast.release(mark)
    // Text compares faster than thousands of expectations of numbers.
    const wanted = work(slow)
    if (String(found) !== String(wanted)) expect(found).toEqual(wanted)
    return found
  }

  test('the fast ones are fast', () => {
    expect([slow.kind, fast.kind]).toEqual(['reference', 'wasm'])
    // No element passes through the functions for single ones.
    const [mul, add] = [vi.spyOn(field, 'mul'), vi.spyOn(field, 'add')]
    const mark = fast.mark()
    const v = put(fast, limbsOf(field, 4_096, 1), false)
    fast.mul(v, v, v)
    fast.add(v, v, v)
    expect(mul.mock.calls.length + add.mock.calls.length).toBeLessThan(50)
    fast.release(mark)
    vi.restoreAllMocks()
  })

  test('what was written is read', () => {
    for (const wide of [false, true])
      for (const length of LENGTHS) {
        const limbs = limbsOf(field, (wide ? 4 : 1) * length, length)
        expect(both(vectors => vectors.read(put(vectors, limbs, wide)))).toEqual(limbs)
      }
  })

  test.each([false, true])('sums, differences and products: all pairs of edges, and lengths (wide: %s)', wide => {
    const edges = edgesOf(field)
    const pairs = edges.flatMap(a => edges.map(b => [a, b] as const))
    const left = Uint32Array.from(pairs, ([a]) => a)
    const right = Uint32Array.from(pairs, ([, b]) => b)
    const cases: (readonly [Uint32Array, Uint32Array])[] = [[left, right]]
    for (const length of LENGTHS) {
      const size = (wide ? 4 : 1) * length
      cases.push([limbsOf(field, size, length), limbsOf(field, size, length + 1)])
      cases.push([new Uint32Array(size).fill(field.order - 1), new Uint32Array(size).fill(field.order - 1)])
    }
    for (const [a, b] of cases)
      for (const op of ['add', 'sub', 'mul'] as const) {
        both(vectors => {
          const [x, y] = [put(vectors, a, wide), put(vectors, b, wide)]
          const out = vectors.vector(x.length, wide)
          vectors[op](x, y, out)
          // In place, on either side.
          vectors[op](x, y, x)
          const again = put(vectors, a, wide)
          vectors[op](again, y, y)
          return [vectors.read(out), vectors.read(x), vectors.read(y)]
        })
      }
  })

  test('every extension of limbs 0, 1, p - 1 times every such one', () => {
    const elements: number[][] = []
    for (let i = 0; i < 81; i++)
      elements.push([0, 1, 2, 3].map(j => [0, 1, field.order - 1][Math.floor(i / 3 ** j) % 3]!))
    const a = Uint32Array.from(elements.flatMap(x => elements.flatMap(() => x)))
    const b = Uint32Array.from(elements.flatMap(() => elements.flat()))
    both(vectors => {
      const [x, y] = [put(vectors, a, true), put(vectors, b, true)]
      vectors.mul(x, y, x)
      return vectors.read(x)
    })
  })

  const constants: readonly (readonly [string, number | Extension])[] = [
    ...[0, 1, 2, field.order - 1, limbsOf(field, 9, 9)[8]!].map(c => [String(c), c] as const),
    ...[
      extension.zero,
      extension.one,
      [field.order - 1, field.order - 1, field.order - 1, field.order - 1] as const,
      extensionFrom(field, 7),
    ].map(c => [c.join(), c] as const),
  ]

  test.each(constants)('axpy and fold at %s', (_, c) => {
    const wide = typeof c !== 'number'
    for (const from of wide ? [false, true] : [false])
      for (const length of LENGTHS) {
        const x = limbsOf(field, (from ? 4 : 1) * length, length)
        const y = limbsOf(field, (wide ? 4 : 1) * length, length + 2)
        const v = limbsOf(field, (from ? 8 : 2) * length, length + 3)
        both(vectors => {
          const [first, second] = [put(vectors, x, from), put(vectors, y, wide)]
          const out = vectors.vector(length, wide)
          vectors.axpy(c, first, second, out)
          vectors.axpy(c, first, second, second)
          const folded = vectors.vector(length, wide)
          vectors.fold(put(vectors, v, from), c, folded)
          const results = [vectors.read(out), vectors.read(second), vectors.read(folded)]
          if (from === wide) {
            vectors.axpy(c, first, out, first)
            results.push(vectors.read(first))
          }
          return results
        })
      }
  })

  test('a fold is what it says, down to one element', () => {
    let v = put(fast, limbsOf(field, 64, 11), false)
    let limbs = limbsOf(field, 64, 11)
    for (let h = 32; h >= 1; h /= 2) {
      const r = limbsOf(field, 1, h)[0]!
      const out = fast.vector(h)
      fast.fold(v, r, out)
      limbs = Uint32Array.from({ length: h }, (_, i) =>
        field.add(limbs[i]!, field.mul(r, field.sub(limbs[i + h]!, limbs[i]!))),
      )
      expect(fast.read(out)).toEqual(limbs)
      v = out
    }
  })

  test('inner products, of any two kinds', () => {
    for (const length of [...LENGTHS, 5_000]) {
      const limbs = (wide: boolean, seed: number): Uint32Array => limbsOf(field, (wide ? 4 : 1) * length, seed)
      for (const [a, b] of [
        [false, false],
        [false, true],
        [true, true],
      ] as const)
        both(vectors => vectors.inner(put(vectors, limbs(a, length), a), put(vectors, limbs(b, length + 1), b)))
    }
    const most = new Uint32Array(40_000).fill(field.order - 1)
    both(vectors => vectors.inner(put(vectors, most, false), put(vectors, most, false)))
    both(vectors => vectors.inner(put(vectors, most, true), put(vectors, most, true)))
    both(vectors => vectors.inner(put(vectors, most.subarray(0, 10_000), false), put(vectors, most, true)))
  })

  test.each([false, true])('inverses of all elements at once, and zeros refused (wide: %s)', wide => {
    for (const length of LENGTHS) {
      const limbs = limbsOf(field, (wide ? 4 : 1) * length, length, true)
      const found = both(vectors => {
        const v = put(vectors, limbs, wide)
        const out = vectors.vector(length, wide)
        vectors.inverse(v, out)
        // Padding is as it was: sums over all of it stay right.
        const product = vectors.vector(length, wide)
        vectors.mul(v, out, product)
        expect(vectors.inner(v, out)).toEqual(extension.lift(field.fromInt(length)))
        return [vectors.read(out), vectors.read(product)]
      })
      expect(found[1]!.every((limb, i) => limb === (!wide || i % 4 === 0 ? 1 : 0))).toBe(true)
      for (const at of new Set([0, length >> 1, length - 1])) {
        const bad = limbs.slice()
        bad.fill(0, (wide ? 4 : 1) * at, (wide ? 4 : 1) * (at + 1))
        for (const vectors of [fast, slow])
          expect(() => vectors.inverse(put(vectors, bad, wide), vectors.vector(length, wide))).toThrow(/no inverse/)
      }
    }
  })

  test('rows encoded and decoded: sizes, blowups, numbers of rows', () => {
    for (const [log, filledLog, count] of [
      ...[1, 2, 3, 4, 5].flatMap(log => [1, 3, 16, 17].map(count => [log, log, count] as const)),
      ...[0, 1, 2, 3].flatMap(more => [5, 33].map(count => [5 + more, 5, count] as const)),
      [3, 0, 2],
      [4, 1, 20],
      [10, 9, 16],
      [11, 8, 4],
    ] as const) {
      const domain = domainOf(field, log)
      const limbs = limbsOf(field, count * 2 ** filledLog, log + count)
      both(vectors => {
        const rows = put(vectors, limbs, false)
        const columns = vectors.vector(count * domain.size)
        vectors.encode(domain, rows, count, columns)
        const back = vectors.vector(count * domain.size)
        vectors.decode(domain, columns, count, back)
        const found = vectors.read(back)
        if (log === filledLog) expect(found).toEqual(limbs)
        return [vectors.read(columns), found]
      })
    }
  })

  test('2^13 positions of 16 rows', () => {
    const domain = domainOf(field, 13)
    const limbs = limbsOf(field, 16 * 2 ** 11, 5)
    both(vectors => {
      const columns = vectors.vector(16 * domain.size)
      vectors.encode(domain, put(vectors, limbs, false), 16, columns)
      return vectors.read(columns)
    })
  })

  test('a part is of its vector', () => {
    for (const wide of [false, true]) {
      const size = wide ? 4 : 1
      const [whole, other] = [limbsOf(field, 64 * size, 3), limbsOf(field, 32 * size, 4)]
      const found = both(vectors => {
        const vector = put(vectors, whole, wide)
        const part = vectors.part(vector, 16, 32)
        const before = vectors.read(part)
        vectors.write(part, other)
        vectors.add(part, vectors.part(vector, 32, 32), vectors.part(vector, 0, 32))
        return [before, vectors.read(vectors.part(vector, 32, 16)), vectors.read(vector)]
      })
      expect(found[0]).toEqual(whole.subarray(16 * size, 48 * size))
      expect(found[1]).toEqual(other.subarray(16 * size))
      for (const vectors of [fast, slow]) {
        const mark = vectors.mark()
        const vector = put(vectors, whole, wide)
        for (const [start, length] of [
          [8, 16],
          [0, 8],
          [48, 32],
          [-16, 32],
          [0, 0],
        ] as const)
          expect(() => vectors.part(vector, start, length)).toThrow(RangeError)
        vectors.release(mark)
      }
    }
  })

  test('wrong use throws RangeError, and memory has its limit', async () => {
    for (const vectors of [fast, slow]) {
      const mark = vectors.mark()
      const [a, b, w] = [vectors.vector(8), vectors.vector(4), vectors.vector(8, true)]
      const other = vectors === fast ? slow : fast
      const wrong: (() => void)[] = [
        () => vectors.add(a, b, a),
        () => vectors.mul(a, w, a),
        () => vectors.axpy(1, a, w, w),
        () => vectors.axpy(extension.one, w, a, a),
        () => vectors.inner(w, a),
        () => vectors.fold(a, 1, a),
        () => vectors.fold(w, 1, vectors.vector(4, true)),
        () => vectors.inverse(a, a),
        () => vectors.write(a, new Uint32Array(7)),
        () => vectors.write(b, Uint32Array.of(0, 0, 0, field.order)),
        () => vectors.vector(0),
        () => vectors.vector(2 ** 28 + 1),
        () => vectors.encode(domainOf(field, 2), a, 3, vectors.vector(12)),
        () => vectors.encode(domainOf(field, 2), a, 2, a),
        () => vectors.encode(domainOf(FIELDS.find(one => one !== field)!, 2), a, 2, vectors.vector(8)),
        () => vectors.decode(domainOf(field, 3), a, 2, vectors.vector(16)),
        () => vectors.read(other.vector(4)),
      ]
      for (const [i, attempt] of wrong.entries()) expect(attempt, `${vectors.kind} ${i}`).toThrow(RangeError)
      vectors.release(mark)
    }
    const small = await fastVectors(field, { memoryLimit: 2 ** 17 })
    expect(() => small.vector(2 ** 15)).toThrow(/allowed/)
    expect(() => small.release(0)).toThrow(RangeError)
    const mark = small.mark()
    const gone = small.vector(4)
    small.release(mark)
    expect(() => small.read(gone)).toThrow(/released/)
  })
})
