// Vectors of spec/graph.md and spec/interface.md: what vectors/graph holds. test/graph/vectors.test.ts compares the files
// with what this gives, and writes them instead with UPDATE_VECTORS=1 npx vitest run test/graph/vectors.test.ts.
// Tensors are in canonical bytes: rows of the port's shape, int8 up to 8 bits, else int16, little-endian.

import { type Hex, toHex, utf8 } from '../src/core/bytes/index.ts'
import { hashLeaf, merkleProof, merkleTree } from '../src/core/crypto/index.ts'
import { interpret, outputsOf } from '../src/core/engine/index.ts'
import {
  ACCUMULATOR_BOUND,
  type ExactModel,
  elements,
  encodeGraph,
  encodeInterface,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Port,
  pixelsToIntegers,
  tensorBytes,
  tensorRoot,
  toIntegers,
  toReals,
} from '../src/core/graph/index.ts'
import { changed, smallParts } from '../test/support/smallModel.ts'
import { APPLY, difference, full, hexOf, input, modelOf, series, window } from './vectors-graph-build.ts'
import { CAUSAL_MODELS, CONTEXT, invalidCausal, languageFile } from './vectors-graph-causal.ts'
import { LATER_MODELS } from './vectors-graph-later.ts'

const GENERATOR = 'scripts/vectors-graph.ts'
function linear(k: number, n: number, bits: number, weightBits: number, shift: number, exponents: readonly number[]) {
  const weights = series(n * k, minOf(weightBits), maxOf(weightBits))
  const bias = series(n, -3000, 3000)
  return modelOf([
    input([2, k], bits),
    rows => ({
      ...{ kind: 'linear', inputs: [0], shape: [2, n], bits: 12, weightBits, shift, ...full(12) },
      weightOffset: rows({ bits: weightBits, bias, exponents, weights }),
    }),
  ])
}

function conv(shape: readonly number[], out: readonly number[], groups: number, w: ReturnType<typeof window>) {
  const k = (w.kernel[0] * w.kernel[1] * shape[2]!) / groups
  const n = out[2]!
  return modelOf([
    input(shape, 8),
    rows => ({
      ...{ kind: 'conv', inputs: [0], shape: out, bits: 8, groups, weightBits: 7, ...w, shift: 6, ...full(8) },
      weightOffset: rows({
        ...{ bits: 7, bias: series(n, -500, 500), exponents: series(n, 0, 2), weights: series(n * k, -64, 63) },
      }),
    }),
  ])
}

const pool = (kind: 'maxPool' | 'averagePool', out: readonly number[], w: ReturnType<typeof window>, pad = false) =>
  modelOf([
    input([5, 4, 3], 8),
    kind === 'maxPool'
      ? { kind, inputs: [0], shape: out, bits: 8, ...w }
      : {
          ...{ kind, inputs: [0], shape: out, bits: 9, ...w, countIncludePad: pad, reciprocalBits: 12, shift: 11 },
          ...full(9),
        },
  ])

const MODELS: readonly [name: string, model: () => ExactModel][] = [
  [
    'every op once',
    () => ({ ...smallParts(), ...makeModel(smallParts().graph, smallParts().weights, smallParts().ports, {}) }),
  ],
  ['linear, 8-bit weights', () => linear(7, 5, 8, 8, 5, [0, 0, 0, 0, 0])],
  ['linear, 16-bit weights and row exponents', () => linear(5, 6, 10, 16, 18, [0, 1, 2, 3, 0, 1])],
  ['linear, 2-bit weights, no shift', () => linear(9, 3, 2, 2, 0, [0, 5, 2])],
  [
    'linear, accumulators at the bound on both sides',
    () =>
      modelOf([
        input([2], 16),
        rows => ({
          ...{ kind: 'linear', inputs: [0], shape: [4], bits: 16, weightBits: 16, shift: 15, ...full(16) },
          weightOffset: rows({
            bits: 16,
            // The bound less the rounding term, less what the weights can add.
            bias: [
              ACCUMULATOR_BOUND - 2 ** 14 - 32_767 * 3 - 32_768 * 2,
              -(ACCUMULATOR_BOUND - 2 ** 14) + 32_768 * 3 + 32_767 * 2,
              (ACCUMULATOR_BOUND - 2 ** 14) / 32 - 32_767,
              0,
            ],
            exponents: [0, 0, 5, 0],
            weights: [3, -2, 3, -2, 1, 0, 16_000, -16_000],
          }),
        }),
      ]),
  ],
  [
    'linear, sums that leave int32 on the way',
    () =>
      modelOf([
        input([4], 16),
        { kind: 'sum', inputs: [0], shape: [4], bits: 16, coefficients: [1], shift: 0, lo: 31_000, hi: 32_767 },
        rows => ({
          ...{ kind: 'linear', inputs: [1], shape: [3], bits: 16, weightBits: 16, shift: 15, ...full(16) },
          weightOffset: rows({
            ...{ bits: 16, bias: [-(2 ** 31), 2 ** 31 - 1, 7], exponents: [0, 0, 0] },
            weights: [32_767, 32_767, 0, 0, -32_768, 0, 0, -32_768, 32_767, 32_767, -32_768, -32_768],
          }),
        }),
      ]),
  ],
  ['conv, 3 x 3 with padding', () => conv([4, 5, 2], [4, 5, 3], 1, window([3, 3], [1, 1], [1, 1], [1, 1, 1, 1]))],
  [
    'conv, strides, dilation and uneven padding',
    () => conv([6, 7, 3], [3, 5, 2], 1, window([2, 3], [2, 1], [2, 2], [1, 0, 0, 2])),
  ],
  ['conv, two groups', () => conv([3, 3, 4], [2, 2, 6], 2, window([2, 2], [1, 1], [1, 1], [0, 0, 0, 0]))],
  ['conv, depthwise', () => conv([4, 4, 9], [4, 4, 9], 9, window([3, 3], [1, 1], [1, 1], [1, 1, 1, 1]))],
  ['maxPool', () => pool('maxPool', [3, 2, 3], window([3, 2], [2, 2], [1, 1], [1, 0, 1, 0]))],
  ['maxPool, partial windows', () => pool('maxPool', [3, 2, 3], window([2, 3], [2, 2], [1, 1], [0, 0, 0, 0]))],
  ['averagePool', () => pool('averagePool', [3, 2, 3], window([3, 2], [2, 2], [1, 1], [1, 0, 1, 0]))],
  [
    'averagePool that counts padding',
    () => pool('averagePool', [3, 2, 3], window([3, 2], [2, 2], [1, 1], [1, 0, 1, 0]), true),
  ],
  ['averagePool over everything', () => pool('averagePool', [1, 1, 3], window([5, 4], [1, 1], [1, 1], [0, 0, 0, 0]))],
  [
    'sum of eight, with a constant',
    () =>
      modelOf([
        input([3, 2], 6),
        input([3, 2], 16, 1),
        (_rows, values) => ({
          ...{ kind: 'constant', inputs: [], shape: [3, 2], bits: 9 },
          weightOffset: values.constant([255, -256, 0, 1, -1, 100], 9),
        }),
        {
          ...{
            kind: 'sum',
            inputs: [0, 1, 2, 0, 1, 2, 0, 1],
            shape: [3, 2],
            bits: 16,
            shift: 4,
            lo: -3000,
            hi: 32_767,
          },
          coefficients: [1, -2, 300, -40, 5, -6, 32_767, -8000],
        },
      ]),
  ],
  [
    'concat, reshape, transpose',
    () =>
      modelOf([
        input([2, 1, 3], 8),
        input([2, 2, 3], 8, 1),
        { kind: 'concat', inputs: [0, 1, 0], shape: [2, 4, 3], bits: 8, axis: 1 },
        { kind: 'transpose', inputs: [2], shape: [3, 2, 4], bits: 8, perm: [2, 0, 1] },
        { kind: 'reshape', inputs: [3], shape: [1, 2, 3, 1, 4], bits: 8 },
        { kind: 'transpose', inputs: [4], shape: [4, 1, 3, 1, 2], bits: 8, perm: [4, 3, 2, 0, 1] },
      ]),
  ],
]

function valid(models: readonly [name: string, model: () => ExactModel][], lengths: readonly number[]) {
  const cases = models.map(([name, make]) => {
    const model = make()
    const { graph, weights, ports, identity, bounds } = model
    const runs = lengths.map(rows => {
      const inputs = graph.ops
        .filter(op => op.kind === 'input')
        .map((op, slot) => {
          const values = series(elements(op.shape) * rows, minOf(op.bits), maxOf(op.bits), 104_729 + slot)
          // The last run ends in the extremes.
          if (rows > 1) values.splice(-2, 2, minOf(op.bits), maxOf(op.bits))
          const data = op.bits <= 8 ? Int8Array.from(values) : Int16Array.from(values)
          return { shape: op.shape, bits: op.bits, rows, data }
        })
      const trace = interpret(model, inputs)
      return {
        rows,
        inputs: inputs.map(tensor => toHex(tensorBytes(tensor))),
        outputs: outputsOf(model, trace).map(tensor => toHex(tensorBytes(tensor))),
        tensorRoots: trace.map(tensor => toHex(tensorRoot(tensor))),
      }
    })
    return {
      name,
      ...hexOf(graph, weights, ports),
      graphRoot: toHex(identity.graphRoot),
      weightsRoot: toHex(identity.weightsRoot),
      interfaceHash: toHex(identity.interfaceHash),
      modelId: toHex(identity.modelId),
      accumulator: bounds.accumulator,
      runs,
    }
  })
  return { generator: GENERATOR, accumulatorBound: ACCUMULATOR_BOUND, cases }
}

function invalid() {
  const small = smallParts()
  const good = hexOf(small.graph, small.weights, small.ports)
  /** The small model with some bytes of one part set. */
  const patched = (part: keyof typeof good, at: number, ...bytes: number[]) => {
    const head = 2 + 2 * at
    const patch = bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
    const hex = good[part]
    return { ...good, [part]: `${hex.slice(0, head)}${patch}${hex.slice(head + patch.length)}` as Hex }
  }
  const op = (id: number, change: Record<string, unknown>) => ({
    ...good,
    graph: toHex(encodeGraph(changed(id, target => Object.assign(target, change)))),
  })
  const cut = (part: keyof typeof good, bytes: number) => ({ ...good, [part]: good[part].slice(0, -2 * bytes) as Hex })
  const at = (id: number, offset: number): number => 256 * (id + 1) + offset
  const cases: readonly [name: string, code: string, parts: Record<keyof typeof good, Hex>][] = [
    ['graph cut short', 'graph_invalid', cut('graph', 256)],
    ['another magic', 'graph_invalid', patched('graph', 0, 0x42)],
    ['another format', 'graph_invalid', patched('graph', 12, 0, 2)],
    ['a header byte that is not zero', 'graph_invalid', patched('graph', 40, 1)],
    ['more ops than there are', 'graph_invalid', patched('graph', 14, 0, 0, 0, 13)],
    ['a weight length beyond 2^53', 'file_malformed', patched('graph', 18, 0x20, 0)],
    ['an op code that is not known', 'graph_invalid', patched('graph', at(1, 1), 12)],
    ['a reserved byte that is not zero', 'graph_invalid', patched('graph', at(1, 255), 1)],
    ['an unused field that is not zero', 'graph_invalid', patched('graph', at(0, 3), 1)],
    ['an unused dimension that is not zero', 'graph_invalid', patched('graph', at(7, 51), 1)],
    ['countIncludePad of 2', 'graph_invalid', patched('graph', at(2, 7), 2)],
    ['a misstated shape of the first input', 'graph_invalid', patched('graph', at(1, 71), 5)],
    ['an input that stands behind', 'graph_invalid', patched('graph', at(1, 11), 2)],
    ['a width of 17', 'graph_invalid', op(0, { bits: 17 })],
    ['a shift of 19', 'graph_invalid', op(1, { shift: 19 })],
    ['a clamp outside the width', 'graph_invalid', op(7, { hi: 2048 })],
    ['a clamp upside down', 'graph_invalid', op(7, { lo: 5, hi: 4 })],
    ['an output length that does not fit the window', 'graph_invalid', op(1, { stride: [2, 1] })],
    ['padding as wide as the window', 'graph_invalid', op(1, { pads: [3, 1, 1, 1] })],
    ['groups that do not divide the channels', 'graph_invalid', op(1, { groups: 3 })],
    ['a window that misses the input', 'graph_invalid', op(3, { shape: [2, 3, 4] })],
    ['a coefficient of 0', 'graph_invalid', op(9, { coefficients: [3, 0] })],
    ['a permutation with an axis twice', 'graph_invalid', op(5, { perm: [0, 2, 2] })],
    ['a section of weights that overlaps another', 'graph_invalid', op(7, { weightOffset: 64 })],
    ['an op that nothing uses', 'graph_invalid', op(10, { inputs: [7], bits: 12 })],
    ['slots out of order', 'graph_invalid', op(10, { slot: 1 })],
    ['weights cut short', 'graph_invalid', cut('weights', 1)],
    ['a byte in a gap of the weights', 'graph_invalid', patched('weights', 70, 1)],
    ['a row exponent of 6', 'graph_invalid', patched('weights', 16, 6)],
    ['a weight that does not fit its width', 'weight_out_of_range', patched('weights', 32, 32)],
    ['a bias that takes the accumulator past the bound', 'accumulator_overflow', patched('weights', 0, 0, 0, 0, 0x40)],
    ['a bias that takes it past the bound below', 'accumulator_overflow', patched('weights', 0, 0, 0, 0, 0xc0)],
    ['a bias that its row exponent takes past the bound', 'accumulator_overflow', patched('weights', 104, 0, 0, 0, 8)],
    ['an interface cut short', 'file_truncated', cut('interface', 1)],
    ['another format of the interface', 'model_malformed', patched('interface', 1, 2)],
    ['an element type that is not known', 'model_malformed', patched('interface', 11, 0)],
    ['a name that is not UTF-8', 'model_malformed', patched('interface', 6, 0xff)],
    ['an interface of another width', 'model_malformed', { ...good, interface: withInput(small.ports, { bits: 7 }) }],
    [
      'an interface of another shape',
      'model_malformed',
      { ...good, interface: withInput(small.ports, { shape: [2, 4, 5] }) },
    ],
    ['an exponent of 65', 'model_malformed', { ...good, interface: withInput(small.ports, { exponent: 65 }) }],
  ]
  return {
    generator: GENERATOR,
    apply: APPLY,
    base: good,
    cases: cases.map(([name, code, parts]) => ({ name, code, ...difference(good, parts) })),
  }
}

const withInput = (ports: ModelInterface, over: Partial<Port>): Hex =>
  toHex(encodeInterface({ ...ports, inputs: [{ ...ports.inputs[0]!, ...over }] }))

/** Reals are given as the bits of a double, big-endian: JSON would not keep them. */
function conversions() {
  const double = (value: number): Hex => {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setFloat64(0, value)
    return toHex(bytes)
  }
  const values = [
    0, 0.5, -0.5, 0.49999999999999994, 1.5, -1.5, 2.5, 1e-300, -1e-300, 1e300, -1e300, 127.49, 127.5, -128.5,
  ]
  const reals = [
    [8, 0],
    [8, 4],
    [16, -3],
    [2, 1],
    [12, 64],
    [9, -64],
  ].map(([bits, exponent]) => {
    const one: Port = {
      name: 'x',
      dtype: 'float32',
      shape: [values.length],
      perm: [0],
      bits: bits!,
      exponent: exponent!,
    }
    const tensor = toIntegers(one, values, 1)
    const back = Array.from(toReals(one, tensor), double)
    return { bits, exponent, reals: values.map(double), integers: [...tensor.data], back }
  })
  const pixels = [
    { channels: 1, mul: [128], add: [-16_384], shift: 8 },
    { channels: 3, mul: [256, -256, 1], add: [-32_768, 32_768, 0], shift: 8 },
    { channels: 3, mul: [2 ** 31 - 1, -(2 ** 31), 0], add: [-(2 ** 31), 2 ** 31 - 1, -1], shift: 24 },
    { channels: 1, mul: [2], add: [-7], shift: 0 },
  ].map(conversion => {
    const shape = [2, 2, conversion.channels]
    const one: Port = { name: 'x', dtype: 'uint8', shape, perm: [0, 1, 2], bits: 10, exponent: 0, pixels: conversion }
    const given = Uint8Array.from(series(elements(shape), 0, 255))
    given.set([0, 255])
    return { bits: 10, ...conversion, given: [...given], integers: [...pixelsToIntegers(one, given, 1).data] }
  })
  const permuted: Port = { name: 'x', dtype: 'float32', shape: [2, 3, 4], perm: [1, 2, 0], bits: 8, exponent: 0 }
  const order = toIntegers(
    permuted,
    Array.from({ length: 24 }, (_, i) => i),
    1,
  )
  const permutation = { shape: permuted.shape, perm: permuted.perm, innerShape: order.shape, inner: [...order.data] }
  return { generator: GENERATOR, reals, pixels, permutation }
}

function trees() {
  const leaf = (i: number): Uint8Array => utf8(`leaf ${i}`)
  const hashes = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => hashLeaf(leaf(i)))
  const counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 33]
  const openings: readonly [number, readonly number[]][] = [
    [1, [0]],
    [2, [1]],
    [5, [4]],
    [5, [0, 4]],
    [8, [2, 3, 6]],
    [9, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [33, [0, 15, 16, 31, 32]],
  ]
  return {
    generator: GENERATOR,
    leaf: 'UTF-8 of "leaf " and the index',
    roots: counts.map(count => ({ count, root: toHex(merkleTree(hashes(count)).root) })),
    multiproofs: openings.map(([count, indices]) => {
      const tree = merkleTree(hashes(count))
      return { count, depth: tree.depth, indices, proof: merkleProof(tree, indices).map(toHex), root: toHex(tree.root) }
    }),
  }
}

/** Every file by its path below vectors/graph. */
export function graphVectors(): Map<string, string> {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
  return new Map([
    ['valid/models.json', text(valid([...MODELS, ...LATER_MODELS], [1, 3]))],
    ['valid/conversions.json', text(conversions())],
    ['valid/trees.json', text(trees())],
    ['valid/causal.json', text(valid(CAUSAL_MODELS, [1, 3, CONTEXT]))],
    ['valid/language.json', text({ generator: GENERATOR, ...languageFile() })],
    ['invalid/models.json', text(invalid())],
    ['invalid/causal.json', text({ generator: GENERATOR, ...invalidCausal() })],
  ])
}
