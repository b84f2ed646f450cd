// Descriptors: one encoding per graph. What is encoded decodes to the same graph; bytes that differ are refused or mean
// another graph.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  checkGraph,
  DESCRIPTOR_BYTES,
  decodeGraph,
  decodeOp,
  encodeGraph,
  type Graph,
} from '../../src/core/graph/index.ts'
import { randomModel } from '../support/randomGraph.ts'
import { smallParts } from '../support/smallModel.ts'

/** The bytes decode to nothing, or to a graph that encodes to these very bytes. Gives which. */
function refusedOrCanonical(bytes: Uint8Array): Graph | null {
  const decoded = attempt(() => decodeGraph(bytes))
  if (!decoded.ok) return null
  expect(equal(encodeGraph(decoded.value), bytes)).toBe(true)
  return decoded.value
}

describe('encodeGraph and decodeGraph', () => {
  it('round trip for random graphs', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 20 }), (seed, size) => {
        const { graph } = randomModel(seed, { size })
        const bytes = encodeGraph(graph)
        expect(bytes.length).toBe(DESCRIPTOR_BYTES * (graph.ops.length + 1))
        expect(decodeGraph(bytes)).toEqual(graph)
        checkGraph(decodeGraph(bytes))
      }),
      { numRuns: 200 },
    )
  })

  it('puts fields where spec/graph.md says', () => {
    const bytes = encodeGraph(smallParts().graph)
    const view = new DataView(bytes.buffer)
    expect(new TextDecoder().decode(bytes.subarray(0, 12))).toBe('ASSAY-GRAPH\0')
    expect([view.getUint16(12), view.getUint32(14), view.getBigUint64(18)]).toEqual([1, 12, 204n])
    // Op 1, the convolution, begins at 512.
    const at = 512
    expect([...bytes.subarray(at, at + 8)]).toEqual([1, 5, 8, 5, 1, 3, 6, 0])
    expect(view.getUint32(at + 8)).toBe(0)
    expect([view.getUint32(at + 40), view.getUint32(at + 44), view.getUint32(at + 48)]).toEqual([4, 4, 4])
    expect(bytes[at + 64]).toBe(3)
    expect([view.getUint32(at + 68), view.getUint32(at + 72), view.getUint32(at + 76)]).toEqual([4, 4, 2])
    expect([view.getInt32(at + 92), view.getInt32(at + 96)]).toEqual([-128, 127])
    expect(view.getBigUint64(at + 100)).toBe(0n)
    const words = Array.from({ length: 11 }, (_, i) => view.getUint16(at + 108 + 2 * i))
    expect(words).toEqual([3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    expect([...bytes.subarray(at + 152, at + 256)].every(byte => byte === 0)).toBe(true)
    // Op 5, the transposition: perm at 130. Op 9, the sum: coefficients at 136.
    expect([...bytes.subarray(256 * 6 + 130, 256 * 6 + 136)]).toEqual([0, 2, 1, 0, 0, 0])
    expect([view.getInt16(256 * 10 + 136), view.getInt16(256 * 10 + 138)]).toEqual([3, -500])
  })

  it('gives for every changed byte a refusal or another canonical graph', () => {
    const bytes = encodeGraph(smallParts().graph)
    let other = 0
    for (let at = 0; at < bytes.length; at++) {
      for (const change of [1, 0x80]) {
        const mutated = bytes.slice()
        mutated[at]! ^= change
        const graph = refusedOrCanonical(mutated)
        if (graph === null) continue
        other++
        // Never a crash: the checks refuse it or find it well formed.
        attempt(() => checkGraph(graph))
      }
    }
    expect(other).toBeGreaterThan(50)
  })

  it('gives for every value of every byte of a descriptor a refusal or another op', () => {
    const { graph } = smallParts()
    const bytes = encodeGraph(graph)
    for (let id = 0; id < graph.ops.length; id++) {
      const own = bytes.slice(DESCRIPTOR_BYTES * (id + 1), DESCRIPTOR_BYTES * (id + 2))
      for (let at = 0; at < DESCRIPTOR_BYTES; at++) {
        const kept = own[at]!
        for (let value = 0; value < 256; value += at < 8 || at === 64 ? 1 : 41) {
          if (value === kept) continue
          own[at] = value
          const op = attempt(() => decodeOp(own, id))
          if (op.ok) expect(at >= 64 && at < 92 ? 'first shape' : op.value).not.toEqual(graph.ops[id])
        }
        own[at] = kept
      }
    }
  })

  it('refuses reserved bytes, unused fields and a misstated input shape', () => {
    const bytes = encodeGraph(smallParts().graph)
    const cases: [number, string][] = [
      [40, 'graph header: not in canonical form'],
      [256 + 255, 'op 0: not in canonical form'],
      [256 + 3, 'op 0: not in canonical form'],
      [512 + 7, 'op 1: not in canonical form'],
      [512 + 68 + 3, 'graph: a descriptor misstates the shape of its input'],
      [512 + 12 + 3, 'op 1: not in canonical form'],
      [256 + 1, 'op 0: op code 0 is not known'],
      [256, 'op 0: format 0 is not known'],
      [13, 'graph header: format 0 is not known'],
    ]
    for (const [at, message] of cases) {
      const mutated = bytes.slice()
      mutated[at]! ^= 1
      expect(attempt(() => decodeGraph(mutated))).toMatchObject({ ok: false, code: 'graph_invalid', message })
    }
  })

  it('refuses other lengths', () => {
    const bytes = encodeGraph(smallParts().graph)
    for (const length of [0, 1, 255, 256, 257, 512, bytes.length - 256, bytes.length - 1]) {
      expect(attempt(() => decodeGraph(bytes.subarray(0, length)))).toMatchObject({ ok: false, code: 'graph_invalid' })
    }
    const longer = new Uint8Array(bytes.length + 256)
    longer.set(bytes)
    expect(attempt(() => decodeGraph(longer))).toMatchObject({ ok: false, code: 'graph_invalid' })
  })

  it('never crashes on random bytes behind a good beginning', () => {
    const header = encodeGraph({ ...smallParts().graph, ops: smallParts().graph.ops.slice(0, 1) }).subarray(0, 256)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 150, maxLength: 150 }), fc.integer({ min: 1, max: 11 }), (body, code) => {
        const bytes = new Uint8Array(512)
        bytes.set(header)
        bytes.set(body, 256)
        bytes.set([1, code], 256)
        refusedOrCanonical(bytes)
      }),
      { numRuns: 2000 },
    )
  })
})
