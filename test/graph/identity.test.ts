// Identities: every part of a model changes its id, and nothing else does. Tensor bytes and port roots.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, equal, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import {
  encodeGraph,
  encodeInterface,
  graphTree,
  type IntTensor,
  identify,
  type ModelInterface,
  makeModel,
  modelIdOf,
  portRoot,
  tensorBytes,
  tensorFromBytes,
  tensorRoot,
  weightsTree,
} from '../../src/core/graph/index.ts'
import { Random, randomTensor } from '../support/randomGraph.ts'
import { smallModel, smallParts } from '../support/smallModel.ts'

describe('the model id', () => {
  const { graph, weights, ports } = smallParts()
  const { identity } = smallModel()

  it('is the hash that spec/graph.md writes down', () => {
    const zero = new Uint8Array(32)
    const parts = concat(graphTree(graph).root, weightsTree(weights).root, zero, zero, sha256(encodeInterface(ports)))
    expect(toHex(identity.modelId)).toBe(toHex(sha256(concat(utf8('assay/model/1'), parts))))
  })

  it('changes with every part of it', () => {
    for (const name of ['graphRoot', 'weightsRoot', 'tokenizerHash', 'templateHash', 'interfaceHash'] as const) {
      const { modelId, ...parts } = identity
      const changed = parts[name].slice()
      changed[31]! ^= 1
      expect(equal(modelIdOf({ ...parts, [name]: changed }), modelId), name).toBe(false)
    }
  })

  it('changes with every byte of the weights', () => {
    for (let at = 0; at < weights.length; at += 7) {
      const changed = weights.slice()
      changed[at]! ^= 1
      expect(equal(identify(graph, changed, ports).weightsRoot, identity.weightsRoot)).toBe(false)
    }
  })

  it('changes with every word of the interface', () => {
    const input = ports.inputs[0]!
    const variants: ModelInterface[] = [
      { ...ports, inputs: [{ ...input, name: 'Image' }] },
      { ...ports, inputs: [{ ...input, dtype: 'uint8' }] },
      { ...ports, inputs: [{ ...input, exponent: 5 }] },
      { ...ports, inputs: [{ ...input, shape: [2, 4, 4], perm: [2, 1, 0] }] },
      { ...ports, outputs: [ports.outputs[1]!, ports.outputs[0]!] },
    ]
    const ids = [ports, ...variants].map(variant => toHex(identify(graph, weights, variant).modelId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('changes with every attribute of every op', () => {
    const root = toHex(graphTree(graph).root)
    const bytes = encodeGraph(graph)
    // Descriptors are leaves: any other descriptor is another root.
    for (let id = 0; id < graph.ops.length; id++) {
      const ops = graph.ops.map((op, i) => (i === id ? { ...op, bits: op.bits - 1 } : op))
      expect(toHex(graphTree({ ...graph, ops }).root)).not.toBe(root)
    }
    expect(toHex(graphTree({ ...graph, weightBytes: graph.weightBytes + 1 }).root)).not.toBe(root)
    expect(graphTree(graph).count).toBe(bytes.length / 256)
  })

  it('does not change with the manifest', () => {
    expect(makeModel(graph, weights, ports, { name: 'another' }).identity).toEqual(identity)
  })
})

describe('tensor bytes', () => {
  it('round trip and lie little-endian', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 1, max: 5 }), fc.nat(1e6), (bits, rows, seed) => {
        const tensor = randomTensor({ shape: [3, 2], bits }, rows, new Random(seed))
        const bytes = tensorBytes(tensor)
        expect(tensorFromBytes(bytes, [3, 2], bits, rows)).toEqual(tensor)
        expect(tensorFromBytes(bytes.subarray(1), [3, 2], bits, rows)).toBeNull()
        expect(tensorFromBytes(bytes, [3, 2], bits, rows + 1)).toBeNull()
      }),
    )
    const tensor: IntTensor = { shape: [2], bits: 9, rows: 1, data: Int16Array.of(-2, 255) }
    expect([...tensorBytes(tensor)]).toEqual([0xfe, 0xff, 0xff, 0])
  })

  it('are refused where a value leaves its width', () => {
    expect(tensorFromBytes(Uint8Array.of(0x40), [1], 7, 1)).toBeNull()
    expect(tensorFromBytes(Uint8Array.of(0x3f), [1], 7, 1)?.data).toEqual(Int8Array.of(63))
    expect(tensorFromBytes(Uint8Array.of(0xc0), [1], 7, 1)?.data).toEqual(Int8Array.of(-64))
    expect(tensorFromBytes(Uint8Array.of(0xff, 0xfe), [1], 9, 1)).toBeNull()
    expect(tensorFromBytes(Uint8Array.of(0, 1), [1], 9, 1)).toBeNull()
    expect(tensorFromBytes(Uint8Array.of(0, 0xff), [1], 9, 1)?.data).toEqual(Int16Array.of(-256))
  })

  it('of a view on a larger buffer are its own', () => {
    const data = Int16Array.of(1, 2, 3, 4).subarray(1, 3)
    expect([...tensorBytes({ shape: [2], bits: 16, rows: 1, data })]).toEqual([2, 0, 3, 0])
    const bytes = Int8Array.of(1, 2, 3, 4).subarray(1, 3)
    expect([...tensorBytes({ shape: [2], bits: 8, rows: 1, data: bytes })]).toEqual([2, 3])
  })
})

describe('port roots', () => {
  it('bind values, rows, order and number of tensors', () => {
    const r = new Random(1)
    const a = randomTensor({ shape: [4], bits: 8 }, 2, r, 'uniform')
    const b = randomTensor({ shape: [4], bits: 8 }, 2, r, 'uniform')
    const other = { ...a, data: Int8Array.from(a.data, (value, i) => (i === 0 ? value ^ 1 : value)) }
    const split = { ...a, shape: [8], rows: 1 }
    const roots = [[a, b], [b, a], [a], [a, b, b], [other, b], [split, b], []].map(list => toHex(portRoot(list)))
    expect(new Set(roots).size).toBe(roots.length)
    expect(tensorRoot(a)).toEqual(tensorRoot(split))
  })
})
