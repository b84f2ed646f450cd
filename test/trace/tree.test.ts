import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { equal } from '../../src/core/bytes/index.ts'
import {
  hashLeaf,
  installHash,
  leafHashesOfBytes,
  merkleProof,
  merkleRoot,
  rootFromProof,
} from '../../src/core/crypto/index.ts'
import { interpret } from '../../src/core/engine/reference.ts'
import { tensorRoot } from '../../src/core/graph/index.ts'
import {
  copiedBy,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  partsOf,
  partType,
  TraceRoot,
  traceLeaves,
  traceOf,
} from '../../src/core/trace/index.ts'
import { randomCausalModel, randomInputs, randomModel } from '../support/randomGraph.ts'

const run = (seed: number, rows: number) => {
  const model = seed % 2 === 0 ? randomModel(seed) : randomCausalModel(seed, { context: 20 })
  const values = interpret(model, randomInputs(model, rows, seed))
  return { model, values, trace: traceOf(model.graph, rows, partsOf(model.graph, values)) }
}

describe('the trace tree', () => {
  it('has a leaf for every part, its type before its root, and nothing for the others', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { model, values, trace } = run(seed, 1 + (seed % 5))
      const leaves = new Array<Uint8Array>(traceLeaves(model.graph.ops.length)).fill(new Uint8Array(32))
      for (let id = 0; id < model.graph.ops.length; id++)
        for (let part = 0; part < PARTS_OF_OP; part++) {
          const type = partType(model.graph, id, part, trace.rows)
          const opened = trace.part(id, part)
          expect(opened === null).toBe(type === null)
          if (type === null || opened === null) continue
          const root = part === OUTPUT ? tensorRoot(values[id]!) : merkleRoot(leafHashesOfBytes(opened.bytes))
          leaves[leafIndexOf(id, part)] = hashLeaf(new Uint8Array([...encodeType(type), ...root]))
        }
      expect(trace.root).toEqual(merkleRoot(leaves))
    }
  })

  it('opens leaves of parts, and parts', () => {
    const { trace } = run(3, 4)
    const indices = trace.tree.levels[0]!.flatMap((hash, i) => (equal(hash, new Uint8Array(32)) ? [] : [i])).slice(-2)
    const entries = indices.map(index => ({ index, hash: trace.tree.levels[0]![index]! }))
    expect(rootFromProof(trace.tree.depth, entries, trace.proof(indices))).toEqual(trace.root)
    const { bytes, tree } = trace.part(0, OUTPUT)!
    const leaf = { index: 0, hash: hashLeaf(bytes.subarray(0, 256)) }
    expect(rootFromProof(tree.depth, [leaf], merkleProof(tree, [0]))).toEqual(tree.root)
  })

  it('takes the root of what an op gives on, where its bytes are the same', () => {
    let copies = 0
    for (let seed = 0; seed < 12; seed++) {
      const { model, trace } = run(seed, 3)
      const parts = [...partsOf(model.graph, interpret(model, randomInputs(model, 3, seed)))]
      const outputOf = (op: number) => parts.find(([id, part]) => id === op && part === OUTPUT)![2]
      for (const bent of [-1, 0, 1]) {
        const plain = new TraceRoot(model.graph, 3)
        const knowing = new TraceRoot(model.graph, 3)
        let hashed = 0
        for (const [id, part, honest] of parts) {
          const bytes = honest.slice()
          const source = copiedBy(model.graph, id)
          // Somebody's lie begins at the copy: at its first or at its last byte.
          if (bent >= 0 && source !== null) bytes[bent * (bytes.length - 1)]! ^= 1
          plain.add(id, part, bytes)
          installHash(data => {
            hashed++
            return sha256(data)
          })
          hashed = 0
          knowing.add(id, part, bytes, source === null ? null : outputOf(source))
          installHash(sha256)
          if (source === null || bytes.length !== outputOf(source).length) continue
          // The trace leaf alone; what is changed is hashed.
          expect(hashed === 1).toBe(bent < 0)
          copies++
        }
        const { root } = knowing.finish()
        expect(root).toEqual(plain.finish().root)
        expect(equal(root, trace.root)).toBe(bent < 0)
      }
    }
    expect(copies).toBeGreaterThan(20)
  })

  it('misses no part and takes none of another length', () => {
    const { model, trace } = run(2, 2)
    const root = new TraceRoot(model.graph, 2)
    expect(() => root.finish()).toThrow('is missing')
    expect(() => root.add(0, OUTPUT, new Uint8Array(1 + trace.part(0, OUTPUT)!.bytes.length))).toThrow('expected')
    expect(() => root.add(0, 3, new Uint8Array(1))).toThrow('no part')
  })
})
