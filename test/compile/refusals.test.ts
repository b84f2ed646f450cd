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
          { op: 'Gelu', inputs: ['x'], outputs: ['g'], name: 'act/0' },
          { op: 'Fused', inputs: ['g'], outputs: ['y'], domain: 'com.example' },
        ],
        domains: { 'com.example': 1 },
      },
      'operator_unsupported',
      '"act/0"',
      'Gelu (domain ai.onnx)',
      'Fused (domain com.example)',
    )
    expect(found.facts).toMatchObject({ operator: 'Gelu', domain: 'ai.onnx', node: 'act/0' })
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

  it.each(['If', 'Loop', 'Scan'])('refuses %s with its subgraph', op => {
    const inner = bytes(1, node(relu))
    expectCode({ ...plain, nodes: [{ ...relu, op, attributes: { body: { g: inner } } }] }, 'operator_unsupported', op)
  })

  it('refuses model functions, which could redefine what an operator means', () => {
    const fn = bytes(25, concat(text(1, 'Relu'), text(10, '')))
    expectCode({ ...plain, modelExtra: [fn] }, 'operator_unsupported', 'function "Relu"')
  })

  it('leaves out what no output needs, unsupported or not', () => {
    const spec = { ...plain, nodes: [relu, { op: 'Shape', inputs: ['x'], outputs: ['s'] }] }
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

  it('refuses a softmax that is not the last step', () => {
    expectCode(
      {
        ...plain,
        nodes: [
          { op: 'Softmax', inputs: ['x'], outputs: ['s'], attributes: { axis: { i: 0 } } },
          { ...relu, inputs: ['s'] },
        ],
      },
      'attribute_unsupported',
      'leading axis',
    )
  })

  it('refuses a product of two computed values, and constants where values belong', () => {
    expectCode(
      { ...plain, nodes: [{ op: 'MatMul', inputs: ['x', 'x'], outputs: ['y'] }] },
      'attribute_unsupported',
      'two computed values',
    )
    const w = { dims: [4, 4], data: new Float32Array(16) }
    expectCode(
      { ...plain, nodes: [{ op: 'MatMul', inputs: ['w', 'x'], outputs: ['y'] }], weights: { w } },
      'attribute_unsupported',
      'input 0 is a constant',
    )
  })

  it('refuses three spatial axes and padding as wide as the window', () => {
    const w = { dims: [1, 1, 1, 1, 1], data: [1] }
    const spec = { nodes: [{ op: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }], weights: { w } }
    expectCode(
      { ...spec, inputs: { x: ['N', 1, 2, 2, 2] }, outputs: { y: ['N', 1, 2, 2, 2] } },
      'attribute_unsupported',
      '3 spatial axes',
    )
    expectCode(
      {
        nodes: [{ op: 'Conv', inputs: ['x', 'w'], outputs: ['y'], attributes: { pads: { ints: [1, 0, 0, 0] } } }],
        weights: { w: { dims: [1, 1, 1, 1], data: [1] } },
        inputs: { x: ['N', 1, 2, 2] },
        outputs: { y: ['N', 1, 3, 2] },
      },
      'attribute_unsupported',
      'padding as wide as the window',
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
  it.each([1, 6, 23, 1000])('refuses %d', opset => {
    const found = expectCode({ ...plain, opset }, 'opset_unsupported', String(opset))
    expect(found.facts).toMatchObject({ opset, least: OPSETS.least, most: OPSETS.most })
  })

  it.each([7, 11, 13, 18, 22])('takes %d', opset => {
    expect(importOnnx(model({ ...plain, opset })).ok).toBe(true)
  })

  it('refuses two opsets, and none', () => {
    expectCode({ ...plain, modelExtra: [bytes(8, int(2, 13))] }, 'opset_unsupported')
    expect(refusal(concat(int(1, 8), bytes(7, bytes(1, node(relu))))).code).toBe('opset_unsupported')
  })
})

describe('rows', () => {
  const mixing: [string, ModelSpec['nodes'][number], ModelSpec['weights']?, (number | string)?][] = [
    ['Transpose', { op: 'Transpose', inputs: ['x'], outputs: ['y'], attributes: { perm: { ints: [1, 0, 2] } } }],
    ['Transpose by default', { op: 'Transpose', inputs: ['x'], outputs: ['y'] }],
    ['Concat', { op: 'Concat', inputs: ['x', 'x'], outputs: ['y'], attributes: { axis: { i: 0 } } }],
    ['Concat by negative axis', { op: 'Concat', inputs: ['x', 'x'], outputs: ['y'], attributes: { axis: { i: -3 } } }],
    ['Flatten', { op: 'Flatten', inputs: ['x'], outputs: ['y'], attributes: { axis: { i: 0 } } }],
    ['Flatten at 2', { op: 'Flatten', inputs: ['x'], outputs: ['y'], attributes: { axis: { i: 2 } } }],
    ['Reshape', { op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] }, { s: { dims: [2], data: [-1, 4], type: 7 } }],
    [
      'Reshape to one row',
      { op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] },
      { s: { dims: [2], data: [1, -1], type: 7 } },
    ],
    [
      'Reshape of a fixed batch',
      { op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] },
      { s: { dims: [2], data: [4, 6], type: 7 } },
      2,
    ],
    ['Squeeze without axes', { op: 'Squeeze', inputs: ['x'], outputs: ['y'] }],
    ['Squeeze', { op: 'Squeeze', inputs: ['x', 'a'], outputs: ['y'] }, { a: { dims: [1], data: [0], type: 7 } }, 1],
    ['Unsqueeze', { op: 'Unsqueeze', inputs: ['x', 'a'], outputs: ['y'] }, { a: { dims: [1], data: [0], type: 7 } }],
    ['Softmax', { op: 'Softmax', inputs: ['x'], outputs: ['y'], attributes: { axis: { i: 0 } } }],
    [
      'Add of a constant per row',
      { op: 'Add', inputs: ['x', 'c'], outputs: ['y'] },
      { c: { dims: [2, 1, 1], data: [1, 2] } },
      2,
    ],
  ]
  it.each(mixing)('refuses %s that mixes them', (_name, entry, weights, batch = 'N') => {
    const spec = { nodes: [entry], inputs: { x: [batch, 3, 4] }, outputs: { y: [] }, weights: weights ?? {} }
    expectCode({ ...spec, outputs: {}, extra: [bytes(12, text(1, 'y'))] }, 'attribute_unsupported')
  })

  it('refuses biases of Gemm that differ by row, and transA', () => {
    const w = { dims: [4, 4], data: new Float32Array(16) }
    const spec = { ...plain, inputs: { x: [2, 4] }, outputs: { y: [2, 4] } }
    const gemm = { op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] }
    expectCode(
      { ...spec, nodes: [gemm], weights: { w, b: { dims: [2, 4], data: new Float32Array(8) } } },
      'attribute_unsupported',
      'differ by row',
    )
    expectCode(
      {
        ...spec,
        nodes: [{ ...gemm, attributes: { transA: { i: 1 } } }],
        weights: { w, b: { dims: [4], data: [1, 1, 1, 1] } },
      },
      'attribute_unsupported',
      'transA',
    )
  })

  it('refuses inputs without a leading axis, of unknown shape, of other types, and open axes', () => {
    expectCode({ ...plain, inputs: { x: [4] } }, 'attribute_unsupported', 'leading axis')
    expectCode(
      { ...plain, inputs: {}, extra: [bytes(11, text(1, 'x'))] },
      'attribute_unsupported',
      'not a dense tensor',
    )
    expectCode({ ...plain, inputs: { x: ['N', 'M'] } }, 'attribute_unsupported', 'axis 1 has no fixed length')
    expectCode(
      { ...plain, inputs: {}, extra: [bytes(11, valueInfo('x', ['N', 4], 7))] },
      'attribute_unsupported',
      'element type 7',
    )
    expectCode({ ...plain, inputs: { x: [2, 4], z: [3, 4] } }, 'shape_mismatch', 'leading axes')
  })

  it('refuses outputs that do not depend on inputs', () => {
    expectCode(
      { ...plain, outputs: { w: [1, 2] }, weights: { w: { dims: [1, 2], data: [1, 2] } } },
      'attribute_unsupported',
      '"w"',
    )
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
    expectCode({ ...plain, outputs: { y: ['N', 5] } }, 'shape_mismatch', '[?, 5]', '[?, 4]')
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
    expectCode(
      { ...image, nodes: [{ ...conv, attributes: { pads: { ints: [-1, 0, 0, 0] } } }], weights: w([1, 2, 3, 3])! },
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
