// vectors/graph: the files are what their generator gives, and what they say is what the code does.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { graphVectors } from '../../scripts/vectors-graph.ts'
import { concat, equal, fromHex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { hashLeaf, merkleRoot, rootFromProof } from '../../src/core/crypto/index.ts'
import { type Engine, reference, wasm } from '../../src/core/engine/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  decodeGraph,
  decodeInterface,
  decodeModel,
  makeModel,
  type Port,
  pixelsToIntegers,
  tensorBytes,
  tensorFromBytes,
  tensorRoot,
  toIntegers,
  toReals,
} from '../../src/core/graph/index.ts'

const folder = fileURLToPath(new URL('../../vectors/graph/', import.meta.url))
const made = graphVectors()
if (process.env['UPDATE_VECTORS'] === '1') {
  for (const [name, text] of made) {
    mkdirSync(dirname(folder + name), { recursive: true })
    writeFileSync(folder + name, text)
  }
}
const read = <T>(name: string): T => JSON.parse(readFileSync(folder + name, 'utf8'))

interface Parts {
  graph: string
  weights: string
  interface: string
}
interface Change {
  name: string
  code: string
  part: 'graph' | 'weights' | 'interface'
  at: number
  remove: number
  insert: string
}
interface Valid extends Parts {
  name: string
  graphRoot: string
  weightsRoot: string
  interfaceHash: string
  modelId: string
  accumulator: number
  runs: { rows: number; inputs: string[]; outputs: string[]; tensorRoots: string[] }[]
}

const parse = (parts: Parts) =>
  makeModel(decodeGraph(fromHex(parts.graph)), fromHex(parts.weights), decodeInterface(fromHex(parts.interface)), {})

describe('vectors/graph', () => {
  it.each([...made])('%s is what its generator gives', (name, text) => {
    expect(existsSync(folder + name)).toBe(true)
    expect(readFileSync(folder + name, 'utf8')).toBe(text)
  })

  it('holds nothing else, and stays small', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json'))
    expect(files.sort()).toEqual([...made.keys()].sort())
    expect(files.reduce((total, name) => total + statSync(folder + name).size, 0)).toBeLessThan(350_000)
  })

  // Rows of causal graphs are the positions of one sequence.
  const valid = ['valid/models.json', 'valid/causal.json'].flatMap(name => read<{ cases: Valid[] }>(name).cases)
  it.each(valid)('valid: $name', async one => {
    const model = parse(one)
    const { identity, bounds } = model
    expect(toHex(identity.graphRoot)).toBe(one.graphRoot)
    expect(toHex(identity.weightsRoot)).toBe(one.weightsRoot)
    expect(toHex(identity.interfaceHash)).toBe(one.interfaceHash)
    expect(toHex(identity.modelId)).toBe(one.modelId)
    expect(bounds.accumulator).toBe(one.accumulator)
    const ports = model.graph.ops.filter(op => op.kind === 'input')
    for (const engine of [reference, wasm] as Engine[]) {
      const session = await engine.load(model)
      for (const { rows, inputs, outputs, tensorRoots } of one.runs) {
        const tensors = inputs.map((hex, i) => tensorFromBytes(fromHex(hex), ports[i]!.shape, ports[i]!.bits, rows)!)
        expect((await session.run(tensors)).map(tensor => toHex(tensorBytes(tensor)))).toEqual(outputs)
        expect((await session.trace(tensors)).map(tensor => toHex(tensorRoot(tensor)))).toEqual(tensorRoots)
      }
    }
  })

  for (const file of ['invalid/models.json', 'invalid/causal.json']) {
    const invalid = read<{ base: Parts; cases: Change[] }>(file)
    it(`the base of ${file} is valid`, () => {
      parse(invalid.base)
    })
    it.each(invalid.cases)('invalid: $name', ({ code, part, at, remove, insert }) => {
      const bytes = fromHex(invalid.base[part])
      const changed = concat(bytes.subarray(0, at), fromHex(insert), bytes.subarray(at + remove))
      expect(equal(changed, bytes)).toBe(false)
      expect(attempt(() => parse({ ...invalid.base, [part]: toHex(changed) }))).toMatchObject({ ok: false, code })
    })
  }

  it('a model file with a language section', () => {
    const v =
      read<Record<'file' | 'tokenizer' | 'template' | 'tokenizerHash' | 'templateHash' | 'modelId', string>>(
        'valid/language.json',
      )
    const result = decodeModel(fromHex(v.file))
    if (!result.ok) throw new Error(result.message)
    const { identity, language } = result.value
    expect([language?.tokenizer, language?.template].map(bytes => toHex(bytes!))).toEqual([v.tokenizer, v.template])
    expect(toHex(identity.tokenizerHash)).toBe(v.tokenizerHash)
    expect(toHex(identity.templateHash)).toBe(v.templateHash)
    expect(toHex(identity.modelId)).toBe(v.modelId)
  })

  it('conversions', () => {
    const port = (over: Partial<Port>): Port => ({
      ...{ name: 'x', dtype: 'float32', shape: [1], perm: [0], bits: 8, exponent: 0 },
      ...over,
    })
    const double = (hex: string): number => new DataView(fromHex(hex).buffer).getFloat64(0)
    const v = read<{
      reals: { bits: number; exponent: number; reals: string[]; integers: number[]; back: string[] }[]
      pixels: (NonNullable<Port['pixels']> & { bits: number; given: number[]; integers: number[] })[]
      permutation: { shape: number[]; perm: number[]; innerShape: number[]; inner: number[] }
    }>('valid/conversions.json')
    for (const { bits, exponent, reals, integers, back } of v.reals) {
      const p = port({ bits, exponent, shape: [reals.length] })
      const tensor = toIntegers(p, reals.map(double), 1)
      expect([...tensor.data]).toEqual(integers)
      expect([...toReals(p, tensor)]).toEqual(back.map(double))
    }
    for (const { bits, given, integers, ...pixels } of v.pixels) {
      const p = port({ bits, shape: [2, 2, pixels.channels], perm: [0, 1, 2], pixels })
      expect([...pixelsToIntegers(p, Uint8Array.from(given), 1).data]).toEqual(integers)
    }
    const { shape, perm, innerShape, inner } = v.permutation
    const tensor = toIntegers(port({ shape, perm }), [...inner.keys()], 1)
    expect(tensor.shape).toEqual(innerShape)
    expect([...tensor.data]).toEqual(inner)
  })

  it('trees', () => {
    const v = read<{
      roots: { count: number; root: string }[]
      multiproofs: { count: number; depth: number; indices: number[]; proof: string[]; root: string }[]
    }>('valid/trees.json')
    const leaf = (i: number): Uint8Array => hashLeaf(utf8(`leaf ${i}`))
    for (const { count, root } of v.roots) {
      expect(toHex(merkleRoot(Array.from({ length: count }, (_, i) => leaf(i))))).toBe(root)
    }
    for (const { depth, indices, proof, root } of v.multiproofs) {
      const entries = indices.map(index => ({ index, hash: leaf(index) }))
      expect(toHex(rootFromProof(depth, entries, proof.map(fromHex))!)).toBe(root)
    }
  })
})
