// What cannot be imported is refused with its code, by name. spec/compile.md, "Import" and "Rows".

import { describe, expect, it } from 'vitest'
import { concat } from '../../src/core/bytes/index.ts'
import { DEFAULT_LIMITS, importOnnx, OPSETS } from '../../src/core/compile/index.ts'
import type { ErrorCode, Refusal } from '../../src/core/errors/index.ts'
import { material, missing } from './support/material.ts'
import { bytes, int, type ModelSpec, model, node, tensor, text, valueInfo } from './support/onnx.ts'

function refusal(file: Uint8Array, limits = {}): Refusal {
  const result = importOnnx(file, limits)
  if (result.ok) throw new Error('imported')
  return result
}

const relu = { op: 'Relu', inputs: ['x'], outputs: ['y'] }
const plain: ModelSpec = { nodes: [relu], inputs: { x: ['N', 4] }, outputs: { y: ['N', 4] } }
const expectCode = (spec: ModelSpec, code: ErrorCode, ...words: string[]): Refusal => {
  const found = refusal(model(spec))
  expect(found.code, found.message).toBe(code)
  for (const word of words) expect(found.message).toContain(word)
  return found
}

describe('operators', () => {
  it('imports the model that the others spoil', () => {
    expect(importOnnx(model(plain)).ok).toBe(true)
  })

  it('names operator, domain and node, and lists what else is missing', () => {
    const found = expectCode(
      {
        ...plain,
        nodes: [
          { op: 'Unique', inputs: ['x'], outputs: ['g'], name: 'act/0' },
          { op: 'Fused', inputs: ['g'], outputs: ['y'], domain: 'com.example' },
        ],
        domains: { 'com.example': 1 },
      },
      'operator_unsupported',
      '"act/0"',
      'Unique (domain ai.onnx)',
      'Fused (domain com.example)',
    )
    expect(found.facts).toMatchObject({ operator: 'Unique', domain: 'ai.onnx', node: 'act/0' })
    expect(found.hint).toContain('Conv')
  })

  it('does not take a supported name in another domain', () => {
    const found = expectCode(
      { ...plain, nodes: [{ ...relu, domain: 'com.microsoft' }], domains: { 'com.microsoft': 1 } },
      'operator_unsupported',
      'Relu (domain com.microsoft)',
    )
    expect(found.facts).toMatchObject({ domain: 'com.microsoft', node: 'y' })
  })

  it.each(['Loop', 'Scan'])('refuses %s with its subgraph', op => {
    const inner = bytes(1, node(relu))
    expectCode({ ...plain, nodes: [{ ...relu, op, attributes: { body: { g: inner } } }] }, 'operator_unsupported', op)
  })

  it('refuses model functions, which could redefine what an operator means', () => {
    const fn = bytes(25, concat(text(1, 'Relu'), text(10, '')))
    expectCode({ ...plain, modelExtra: [fn] }, 'operator_unsupported', 'function "Relu"')
  })

  it('leaves out what no output needs, unsupported or not', () => {
    const spec = { ...plain, nodes: [relu, { op: 'Unique', inputs: ['x'], outputs: ['s'] }] }
    const result = importOnnx(model(spec))
    expect(result.ok && result.value.notes.join()).toContain('1 nodes that no output needs')
  })

  it('refuses attributes that it does not know', () => {
    expectCode({ ...plain, nodes: [{ ...relu, attributes: { alpha: { f: 1 } } }] }, 'attribute_unsupported', 'alpha')
  })

  it('refuses attributes of another type', () => {
    const spec = { ...plain, nodes: [{ op: 'Flatten', inputs: ['x'], outputs: ['y'], attributes: { axis: { f: 1 } } }] }
    expectCode(spec, 'attribute_unsupported', 'axis', 'float', 'int expected')
  })

  it('refuses outputs beside the first', () => {
    expectCode(
      {
        nodes: [{ op: 'MaxPool', inputs: ['x'], outputs: ['m', 'i'], attributes: { kernel_shape: { ints: [2, 2] } } }],
        inputs: { x: ['N', 1, 4, 4] },
        outputs: { m: ['N', 1, 3, 3], i: ['N', 1, 3, 3] },
      },
      'attribute_unsupported',
      'output 1 is used',
    )
  })

  it.each([
    ['Dropout', { ratio: { dims: [], data: [0.5] }, t: { dims: [], data: [1], type: 9 } }, ['x', 'ratio', 't'], {}],
    [
      'BatchNormalization',
      Object.fromEntries(['s', 'b', 'm', 'v'].map(n => [n, { dims: [4], data: [1, 1, 1, 1] }])),
      ['x', 's', 'b', 'm', 'v'],
      { training_mode: { i: 1 } },
    ],
  ])('refuses %s in training mode', (op, weights, inputs, attributes) => {
    expectCode(
      { ...plain, opset: 15, nodes: [{ op, inputs, outputs: ['y'], attributes }], weights },
      'attribute_unsupported',
      'training mode',
    )
  })

  it('lists every node that stands in the way, each with its reason', () => {
    const found = expectCode(
      {
        ...plain,
        nodes: [
          { op: 'Unique', inputs: ['x'], outputs: ['u'], name: 'first' },
          { op: 'Relu', inputs: ['x'], outputs: ['v'], name: 'second', attributes: { alpha: { f: 1 } } },
          { op: 'Add', inputs: ['u', 'v'], outputs: ['y'], name: 'behind both' },
        ],
      },
      'operator_unsupported',
      '"first"',
    )
    expect(found.facts?.['nodes']).toEqual([
      '"first": Unique (domain ai.onnx): not supported',
      '"second": Relu (domain ai.onnx): attribute alpha is not supported',
    ])
  })

  it('refuses If whose condition is computed, and subgraphs that cannot be read', () => {
    const branch = (op: string): Uint8Array =>
      concat(bytes(1, node({ op, inputs: ['x'], outputs: ['r'] })), bytes(12, text(1, 'r')))
    const spec = (condition: string, op: string): ModelSpec => ({
      ...plain,
      nodes: [
        { op: 'Cast', inputs: ['x'], outputs: ['computed'], attributes: { to: { i: 9 } } },
        {
          op: 'If',
          inputs: [condition],
          outputs: ['y'],
          attributes: { then_branch: { g: branch(op) }, else_branch: { g: branch('Neg') } },
        },
      ],
      weights: { yes: { dims: [], data: [1], type: 9 } },
    })
    expect(importOnnx(model(spec('yes', 'Relu'))).ok).toBe(true)
    expectCode(spec('computed', 'Relu'), 'attribute_unsupported', 'condition depends on')
    expectCode(spec('yes', 'Unique'), 'operator_unsupported', 'Unique')
  })

  it('refuses computed weights and slopes, and computed indices into computed values', () => {
    const image = { inputs: { x: ['N', 1, 3, 3] }, outputs: { y: ['N', 1, 1, 1] } } as const
    expectCode(
      { ...image, nodes: [{ op: 'Conv', inputs: ['x', 'x'], outputs: ['y'] }] },
      'attribute_unsupported',
      'weights depends on',
    )
    expectCode(
      {
        ...plain,
        nodes: [
          { op: 'ArgMax', inputs: ['x'], outputs: ['i'], attributes: { axis: { i: 1 } } },
          { op: 'Gather', inputs: ['x', 'i'], outputs: ['y'] },
        ],
      },
      'attribute_unsupported',
      'computed indices',
    )
  })

  it('refuses three spatial axes', () => {
    const w = { dims: [1, 1, 1, 1, 1], data: [1] }
    const spec = { nodes: [{ op: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }], weights: { w } }
    expectCode(
      { ...spec, inputs: { x: ['N', 1, 2, 2, 2] }, outputs: { y: ['N', 1, 2, 2, 2] } },
      'attribute_unsupported',
      '3 spatial axes',
    )
  })

  it.each(['superres/supres.onnx', 'superres/pytorch_superresolution_with_pre_post_processing_op18.onnx'])(
    'refuses %s, naming operator and domain',
    name => {
      const reason = missing(name)
      if (reason !== null) return console.warn(`skipped: ${reason}`)
      const found = refusal(material(name))
      expect(found.code).toBe('operator_unsupported')
      expect(found.facts?.['domain']).toMatch(/^(ai\.onnx\.contrib|com\.microsoft\.extensions)$/)
      expect(found.message).toContain(String(found.facts?.['operator']))
      expect(found.message).toContain(String(found.facts?.['domain']))
    },
  )
})

describe('opsets', () => {
  it.each([1, 6, 25, 1000])('refuses %d', opset => {
    const found = expectCode({ ...plain, opset }, 'opset_unsupported', String(opset))
    expect(found.facts).toMatchObject({ opset, least: OPSETS.least, most: OPSETS.most })
  })

  it.each([7, 11, 13, 18, 24])('takes %d', opset => {
    expect(importOnnx(model({ ...plain, opset })).ok).toBe(true)
  })

  it('refuses two opsets, and none', () => {
    expectCode({ ...plain, modelExtra: [bytes(8, int(2, 14))] }, 'opset_unsupported')
    expect(refusal(concat(int(1, 8), bytes(7, bytes(1, node(relu))))).code).toBe('opset_unsupported')
  })
})

describe('shapes', () => {
  const ports = (spec: ModelSpec, options = {}): { dims: readonly number[]; shape: readonly number[] }[] => {
    const result = importOnnx(model(spec), options)
    if (!result.ok) throw new Error(result.message)
    const { graph } = result.value
    return [...graph.inputs, ...graph.outputs].map(({ dims, shape }) => ({ dims, shape }))
  }

  it('leaves an open leading axis, or one of length 1, to rows', () => {
    for (const lead of ['N', null, 1])
      expect(ports({ ...plain, inputs: { x: [lead, 4] }, outputs: { y: [lead, 4] } })).toEqual([
        { dims: [1, 4], shape: [4] },
        { dims: [1, 4], shape: [4] },
      ])
  })

  it('takes a fixed leading axis as rows where no node mixes them, else as an axis like the others', () => {
    const apart = { ...plain, inputs: { x: [3, 4] }, outputs: { y: [3, 4] } }
    expect(ports(apart)[0]).toEqual({ dims: [3, 4], shape: [4] })
    const mixing: ModelSpec['nodes'][number][] = [
      { op: 'Softmax', inputs: ['x'], outputs: ['y'], attributes: { axis: { i: 0 } } },
      { op: 'Transpose', inputs: ['x'], outputs: ['y'] },
      { op: 'ReduceSum', inputs: ['x'], outputs: ['y'] },
      { op: 'Concat', inputs: ['x', 'x'], outputs: ['y'], attributes: { axis: { i: 0 } } },
      { op: 'Flatten', inputs: ['x'], outputs: ['y'], attributes: { axis: { i: 0 } } },
      { op: 'Add', inputs: ['x', 'c'], outputs: ['y'] },
      { op: 'Gemm', inputs: ['x', 'w', 'c'], outputs: ['y'] },
      { op: 'Shape', inputs: ['x'], outputs: ['y'] },
    ]
    const weights = { c: { dims: [3, 1], data: [1, 2, 3] }, w: { dims: [4, 4], data: new Float32Array(16) } }
    for (const entry of mixing) {
      const spec = { nodes: [entry], inputs: { x: [3, 4] }, outputs: {}, weights, extra: [bytes(12, text(1, 'y'))] }
      expect(ports(spec)[0], entry.op).toEqual({ dims: [3, 4], shape: [3, 4] })
    }
    const two = { ...plain, nodes: [{ op: 'Add', inputs: ['x', 'z'], outputs: ['y'] }], outputs: {} }
    expect(
      ports({ ...two, inputs: { x: [2, 4], z: [1, 4] }, extra: [bytes(12, text(1, 'y'))] }).map(({ shape }) => shape),
    ).toEqual([[2, 4], [4], [2, 4]])
  })

  it('says when an open leading axis may hold more than rows', () => {
    const mixed = { ...plain, nodes: [{ ...relu, op: 'Softmax', attributes: { axis: { i: 0 } } }] }
    const found = importOnnx(model(mixed))
    expect(found.ok && found.value.batch).toBe(1)
    expect(found.ok && found.value.notes.join()).toContain('may mix')
    const apart = importOnnx(model(plain))
    expect(apart.ok && apart.value.batch).toBe(null)
  })

  it('asks for the lengths of other open axes, and takes them by name or as a whole shape', () => {
    const open = { ...plain, inputs: { x: ['N', 'M'] }, outputs: { y: ['N', 'M'] } }
    const found = expectCode(open, 'attribute_unsupported', 'axis 1 ("M") has no fixed length')
    expect(found.hint).toContain('--bind M=')
    expect(ports(open, { bind: { M: 5 } })[0]).toEqual({ dims: [1, 5], shape: [5] })
    expect(ports(open, { shapes: { x: [1, 5] } })[0]).toEqual({ dims: [1, 5], shape: [5] })
    expect(ports(open, { bind: { M: 5, N: 2 } })[0]).toEqual({ dims: [2, 5], shape: [5] })
    expect(refusal(model(open), { bind: { M: 0 } }).code).toBe('input_invalid')
    expect(refusal(model(open), { bind: { M: 5, K: 5 } }).code).toBe('input_invalid')
    expect(refusal(model(open), { shapes: { z: [1, 5] } }).code).toBe('input_invalid')
    expect(refusal(model(plain), { shapes: { x: [1, 5] } }).code).toBe('shape_mismatch')
  })

  it('binds inputs to values', () => {
    const scaled: ModelSpec = {
      ...plain,
      nodes: [{ op: 'Mul', inputs: ['x', 's'], outputs: ['y'] }],
      inputs: { x: ['N', 4], s: [] },
    }
    const result = importOnnx(model(scaled), { bind: { s: 2 } })
    expect(result.ok && result.value.graph.inputs.map(port => port.name)).toEqual(['x'])
    expect(result.ok && result.value.bound).toEqual([{ name: 's', dims: [], element: 1, data: [2] }])
    expect(refusal(model(scaled), { bind: { s: [1, 2] } }).code).toBe('input_invalid')
    expect(refusal(model(plain), { bind: { x: [1, 2, 3, 4] } }).code).toBe('input_invalid')
  })

  it('takes inputs without axes and of other element types', () => {
    const spec = { ...plain, inputs: {}, extra: [bytes(11, valueInfo('x', ['N', 4], 7))] }
    const result = importOnnx(model(spec))
    expect(result.ok && result.value.graph.inputs[0]).toMatchObject({ dtype: 'int64', element: 7 })
    expect(ports({ ...plain, inputs: { x: [4] }, outputs: { y: [4] } })[0]).toEqual({ dims: [4], shape: [4] })
    expect(ports({ ...plain, inputs: { x: [] }, outputs: { y: [] } })[0]).toEqual({ dims: [], shape: [1] })
    expectCode({ ...spec, extra: [bytes(11, valueInfo('x', ['N', 4], 8))] }, 'attribute_unsupported', 'type 8')
    expectCode(
      { ...plain, inputs: {}, extra: [bytes(11, text(1, 'x'))] },
      'attribute_unsupported',
      'not a dense tensor',
    )
  })

  it('takes outputs that do not depend on inputs as constants', () => {
    const spec = { ...plain, outputs: { w: [1, 2] }, weights: { w: { dims: [1, 2], data: [1, 2] } } }
    expect(ports(spec)[1]).toEqual({ dims: [1, 2], shape: [2] })
  })
})

describe('tensors', () => {
  const withWeights = (w: Uint8Array): ModelSpec => ({
    ...plain,
    nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
    extra: [bytes(5, w)],
  })
  const eye = { dims: [4, 4], data: new Float32Array(16).fill(1) }

  it('refuses external data, by name', () => {
    const location = bytes(13, concat(text(1, 'location'), text(2, '../../etc/passwd')))
    const head = concat(int(1, 4), int(1, 4), int(2, 1), text(8, 'w'))
    for (const w of [
      concat(head, location, int(14, 1)),
      concat(head, int(14, 1)),
      concat(tensor('w', eye), location),
    ]) {
      const found = expectCode(withWeights(w), 'external_data_refused', '"w"')
      expect(found.message).not.toContain('passwd')
    }
  })

  it('refuses external data inside an attribute', () => {
    const value = concat(int(1, 4), int(1, 4), int(2, 1), int(14, 1))
    const spec = {
      ...plain,
      nodes: [
        { op: 'Constant', inputs: [], outputs: ['w'], attributes: { value: { t: value } } },
        { op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] },
      ],
    }
    expectCode(spec, 'external_data_refused')
  })

  it.each([
    ['larger than its bytes', [4, 5]],
    ['of 2^62 elements', [2 ** 31, 2 ** 31]],
    ['of 2^93 elements', [2 ** 31, 2 ** 31, 2 ** 31]],
    ['that wraps around to its size', [2 ** 32, 2 ** 32, 16]],
  ])('refuses a tensor %s, before it takes memory', (_name, dims) => {
    const before = process.memoryUsage().arrayBuffers
    expectCode(withWeights(tensor('w', { ...eye, dims })), 'file_truncated', '"w"')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20)
  })

  it('refuses too few bytes in a typed field', () => {
    expectCode(withWeights(tensor('w', { dims: [4, 4], data: [1, 2], typed: true })), 'file_truncated')
    expectCode(withWeights(tensor('w', { dims: [4, 4], data: [1, 2], type: 7, typed: true })), 'file_truncated')
  })

  it('refuses raw and typed data at once, or in the wrong field', () => {
    const typed = bytes(4, new Uint8Array(64))
    expectCode(withWeights(tensor('w', eye, typed)), 'file_malformed', 'raw and typed')
    expectCode(
      withWeights(concat(int(1, 4), int(1, 4), int(2, 1), text(8, 'w'), bytes(10, new Uint8Array(128)))),
      'file_malformed',
    )
  })

  it('refuses negative and zero dimensions', () => {
    expectCode(withWeights(concat(int(1, -4), int(1, 4), int(2, 1), text(8, 'w'))), 'graph_invalid', 'negative')
    expectCode(withWeights(tensor('w', { dims: [0, 4], data: [] })), 'graph_invalid', 'zero')
    expectCode({ ...plain, inputs: { x: ['N', 0] } }, 'graph_invalid', 'zero')
    expectCode({ ...plain, inputs: { x: ['N', -4] } }, 'graph_invalid', 'negative')
    expectCode({ ...plain, inputs: { x: [-1, 4] } }, 'graph_invalid', 'negative')
    expectCode(withWeights(concat(int(1, 2n ** 62n), int(2, 1), text(8, 'w'))), 'graph_invalid', 'too large')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 3e38])('refuses weights of %d', value => {
    const data = new Float32Array(16)
    data[5] = value
    const found = expectCode(withWeights(tensor('w', { dims: [4, 4], data })), 'weight_not_finite', 'value 5')
    expect(found.facts).toMatchObject({ operator: 'MatMul' })
  })

  it('refuses strings, complex numbers and other types', () => {
    for (const type of [0, 8, 14, 17, 99])
      expectCode(
        withWeights(concat(int(1, 1), int(2, type), text(8, 'w'), bytes(9, new Uint8Array(4)))),
        'attribute_unsupported',
        `${type}`,
      )
  })

  it('refuses weights that are integers', () => {
    expectCode(
      withWeights(tensor('w', { dims: [4, 4], data: new Float32Array(16), type: 7 })),
      'graph_invalid',
      'floating-point',
    )
  })

  it('refuses sparse tensors', () => {
    expectCode({ ...plain, extra: [bytes(15, bytes(1, tensor('w', eye)))] }, 'attribute_unsupported', 'sparse')
  })
})

describe('graphs', () => {
  it('refuses a cycle', () => {
    const spec = {
      ...plain,
      nodes: [
        { op: 'Add', inputs: ['x', 'b'], outputs: ['a'], name: 'first' },
        { op: 'Relu', inputs: ['a'], outputs: ['b'], name: 'second' },
        { op: 'Relu', inputs: ['b'], outputs: ['y'] },
      ],
    }
    expectCode(spec, 'graph_cycle')
    expectCode({ ...plain, nodes: [{ op: 'Relu', inputs: ['y'], outputs: ['y'] }] }, 'graph_cycle')
  })

  it('takes nodes in any order', () => {
    const spec = {
      ...plain,
      nodes: [
        { op: 'Relu', inputs: ['a'], outputs: ['y'] },
        { op: 'Relu', inputs: ['x'], outputs: ['a'] },
      ],
    }
    expect(importOnnx(model(spec)).ok).toBe(true)
  })

  it('refuses names that are defined twice', () => {
    expectCode({ ...plain, nodes: [relu, relu] }, 'graph_invalid', '"y"', 'twice')
    expectCode({ ...plain, nodes: [{ ...relu, outputs: ['x'] }] }, 'graph_invalid', 'twice')
    const w = tensor('w', { dims: [1], data: [1] })
    expectCode({ ...plain, extra: [bytes(5, w), bytes(5, w)] }, 'graph_invalid', 'twice')
    expectCode({ ...plain, extra: [bytes(11, valueInfo('x', ['N', 4]))] }, 'graph_invalid', 'twice')
    expectCode({ ...plain, extra: [bytes(12, valueInfo('y', ['N', 4]))] }, 'graph_invalid', 'twice')
  })

  it('refuses names that are defined nowhere', () => {
    expectCode(
      { ...plain, nodes: [{ op: 'MatMul', inputs: ['x', 'gone'], outputs: ['y'] }] },
      'graph_invalid',
      '"gone"',
    )
    expectCode({ ...plain, outputs: { z: ['N', 4] } }, 'graph_invalid', '"z"')
  })

  it('refuses a graph without inputs, outputs or itself', () => {
    expectCode({ ...plain, inputs: {} }, 'graph_invalid')
    expectCode({ ...plain, outputs: {} }, 'graph_invalid', 'no output')
    expect(refusal(int(1, 8)).code).toBe('file_malformed')
  })

  it('refuses declared shapes that differ from computed ones', () => {
    expectCode({ ...plain, outputs: { y: ['N', 5] } }, 'shape_mismatch', '[?, 5]', '[1, 4]')
    expectCode({ ...plain, outputs: { y: ['N', 2, 2] } }, 'shape_mismatch')
    expectCode({ ...plain, inputs: { x: [2, 4] }, outputs: { y: [3, 4] } }, 'shape_mismatch')
    const spec = {
      ...plain,
      nodes: [
        { ...relu, outputs: ['r'] },
        { ...relu, inputs: ['r'] },
      ],
    }
    expectCode({ ...spec, extra: [bytes(13, valueInfo('r', [null, 7]))] }, 'shape_mismatch', '"r"')
  })

  it('refuses operands that do not fit', () => {
    const w = (dims: number[]): ModelSpec['weights'] => ({
      w: { dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1)) },
    })
    expectCode(
      { ...plain, nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }], weights: w([5, 4])! },
      'shape_mismatch',
    )
    expectCode(
      { ...plain, nodes: [{ op: 'Add', inputs: ['x', 'w'], outputs: ['y'] }], weights: w([5])! },
      'shape_mismatch',
    )
    expectCode(
      { ...plain, nodes: [{ op: 'Gemm', inputs: ['x', 'w'], outputs: ['y'] }], weights: w([4])! },
      'shape_mismatch',
    )
    const image = { inputs: { x: ['N', 2, 4, 4] }, outputs: { y: ['N', 1, 2, 2] } } as const
    const conv = { op: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }
    expectCode({ ...image, nodes: [conv], weights: w([1, 3, 3, 3])! }, 'shape_mismatch', 'channels')
    expectCode({ ...image, nodes: [conv], weights: w([1, 2, 5, 5])! }, 'shape_mismatch', 'spans 5')
    expectCode(
      { ...image, nodes: [{ ...conv, attributes: { group: { i: 0 } } }], weights: w([1, 2, 3, 3])! },
      'shape_mismatch',
    )
    expectCode(
      { ...image, nodes: [{ ...conv, attributes: { kernel_shape: { ints: [2, 2] } } }], weights: w([1, 2, 3, 3])! },
      'shape_mismatch',
    )
    expectCode(
      { ...image, nodes: [{ ...conv, attributes: { strides: { ints: [0, 1] } } }], weights: w([1, 2, 3, 3])! },
      'attribute_unsupported',
    )
  })

  it('refuses operators with too few or too many inputs', () => {
    expectCode({ ...plain, nodes: [{ op: 'Relu', inputs: [], outputs: ['y'] }] }, 'graph_invalid', '0 inputs')
    expectCode({ ...plain, nodes: [{ op: 'Relu', inputs: ['x', 'x'], outputs: ['y'] }] }, 'graph_invalid', '2 inputs')
  })
})

describe('limits', () => {
  it('refuses what is larger than they say', () => {
    const file = model({ ...plain, weights: { w: { dims: [4], data: [1, 2, 3, 4] } } })
    expect(refusal(file, { bytes: 50 }).code).toBe('file_too_large')
    expect(refusal(file, { messages: 5 }).code).toBe('file_too_large')
    expect(refusal(file, { items: 2 }).code).toBe('file_too_large')
    expect(refusal(file, { depth: 2 }).code).toBe('nesting_too_deep')
    expect(refusal(file, { nodes: 0 }).code).toBe('model_too_large')
    expect(refusal(file, { rowElements: 7 }).code).toBe('model_too_large')
    const w = { dims: [4, 4], data: new Float32Array(16) }
    const product = model({ ...plain, nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }], weights: { w } })
    expect(refusal(product, { rowProducts: 15 }).code).toBe('model_too_large')
    expect(importOnnx(product, { rowProducts: 16 }).ok).toBe(true)
  })

  it('refuses shapes that a row has no memory for, although the file is small', () => {
    expectCode(
      { ...plain, inputs: { x: ['N', 60_000, 60_000] }, outputs: { y: ['N', 60_000, 60_000] } },
      'model_too_large',
    )
    const c = { dims: [4096, 1], data: new Float32Array(4096) }
    const d = { dims: [1, 4096], data: new Float32Array(4096) }
    const spec = {
      ...plain,
      nodes: [
        { op: 'Add', inputs: ['c', 'd'], outputs: ['e'] },
        { op: 'Add', inputs: ['x', 'e'], outputs: ['y'] },
      ],
      weights: { c, d },
    }
    expectCode(spec, 'attribute_unsupported', 'broadcasting')
  })

  it('has defaults for all of them', () => {
    expect(Object.values(DEFAULT_LIMITS).every(limit => Number.isSafeInteger(limit) && limit > 0)).toBe(true)
  })

  it('shortens hostile names in messages', () => {
    const name = 'n'.repeat(100_000)
    const found = refusal(model({ ...plain, nodes: [{ ...relu, op: name, name }] }))
    expect(found.message.length).toBeLessThan(2_000)
    expect(JSON.stringify(found.facts).length).toBeLessThan(2_000)
  })
})
