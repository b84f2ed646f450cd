// Float models by themselves: identity, file, interface, tensors; what an ONNX file may hold; and the engine that runs them.

import { describe, expect, test } from 'vitest'
import { concat, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { describeOnnx } from '../../src/core/compile/onnx/describe.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { attempt, unwrap } from '../../src/core/errors/index.ts'
import {
  decodeAnyInterface,
  decodeAnyModel,
  decodeFloatModel,
  encodeFloatModel,
  encodeRealInterface,
  FLOAT_WEIGHTS,
  floatName,
  interfaceBytesOf,
  isFloatIdentity,
  makeFloatModel,
  REAL_TYPES,
  type RealInterface,
  type RealType,
  realTensor,
  realValues,
} from '../../src/core/float/index.ts'
import { encodeInterface, encodeModel, modelIdOf } from '../../src/core/graph/index.ts'
import { loadFloatModel } from '../../src/platform/node/float.ts'
import { bytes, int, tensor, text } from '../compile/support/onnx.ts'
import { FLOAT_PORTS, floatModel } from '../support/floatWorld.ts'
import { smallModel } from '../support/world.ts'
import { classifier, nested, onnxFile, packed } from './support.ts'

const code = (result: { ok: boolean; code?: string }): string => (result.ok ? 'ok' : (result.code ?? ''))

describe('identity', () => {
  test('is the hash of kind and content, in the form of every model id', () => {
    const file = utf8('a model')
    const { identity } = floatModel()
    const domain = concat(utf8('assay/float/1'), Uint8Array.of(0, 1, 0, 1), sha256(file))
    expect(toHex(identity.graphRoot)).toBe(toHex(sha256(domain)))
    expect(floatName(identity)).toBe(`float:${toHex(sha256(domain))}`)
    expect(toHex(identity.interfaceHash)).toBe(toHex(sha256(encodeRealInterface(FLOAT_PORTS))))
    expect(toHex(identity.modelId)).toBe(toHex(modelIdOf(identity)))
    expect(isFloatIdentity(identity)).toBe(true)
    expect(isFloatIdentity(smallModel().identity)).toBe(false)
    expect(toHex(identity.weightsRoot)).toBe(toHex(FLOAT_WEIGHTS))
  })

  test('changes with the content and with the interface, not with the manifest', () => {
    const id = (model: ReturnType<typeof floatModel>): string => toHex(model.identity.modelId)
    const one = floatModel()
    expect(id(floatModel('another'))).not.toBe(id(one))
    const ports: RealInterface = { ...FLOAT_PORTS, outputs: FLOAT_PORTS.outputs.slice(0, 1) }
    expect(id(makeFloatModel('onnx', one.files, ports, {}))).not.toBe(id(one))
    expect(id(makeFloatModel('onnx', one.files, FLOAT_PORTS, { name: 'else' }))).toBe(id(one))
    expect(id(makeFloatModel('onnx', [...one.files, ...one.files], FLOAT_PORTS, {}))).not.toBe(id(one))
  })
})

describe('file and interface', () => {
  test('are read back as they were written', () => {
    const model = packed(onnxFile())
    const file = encodeFloatModel(model)
    expect(unwrap(decodeFloatModel(file))).toEqual(model)
    expect(unwrap(decodeAnyModel(file))).toEqual({ kind: 'float', model })
    expect(unwrap(decodeAnyModel(encodeModel(smallModel()))).kind).toBe('exact')
    expect(decodeAnyInterface(interfaceBytesOf({ kind: 'float', model }))).toEqual({
      kind: 'float',
      ports: model.ports,
    })
    expect(decodeAnyInterface(encodeInterface(smallModel().ports)).kind).toBe('exact')
  })

  test('every truncation and every changed byte before the content is refused or another model', () => {
    const model = packed(onnxFile())
    const file = encodeFloatModel(model)
    for (let length = 0; length < file.length; length += 3)
      expect(decodeFloatModel(file.subarray(0, length)).ok).toBe(false)
    const head = file.length - model.files[0]!.length
    for (let at = 0; at < file.length; at++) {
      const changed = Uint8Array.from(file)
      changed[at] = changed[at]! ^ 0x40
      const found = decodeAnyModel(changed)
      // The manifest is no part of the identity.
      const same = found.ok && toHex(found.value.model.identity.modelId) === toHex(model.identity.modelId)
      if (same) expect(at).toBeLessThan(head)
    }
    expect(decodeFloatModel(concat(file, Uint8Array.of(0))).ok).toBe(false)
  })

  test('hostile declarations are refused before anything is allocated', () => {
    const file = encodeFloatModel(floatModel())
    const view = (at: number, value: number): Uint8Array => {
      const changed = Uint8Array.from(file)
      new DataView(changed.buffer).setUint32(at, value)
      return changed
    }
    expect(code(decodeFloatModel(view(12, 2 ** 31)))).toBe('file_too_large')
    expect(code(decodeFloatModel(view(16, 2 ** 31)))).toBe('file_too_large')
    expect(code(decodeFloatModel(view(20, 1)))).toBe('model_malformed')
    expect(code(decodeFloatModel(view(8, 0x00020001)))).toBe('model_malformed')
    expect(code(decodeFloatModel(view(8, 0x0001ffff)))).toBe('model_malformed')
    expect(code(decodeFloatModel(view(28, 2 ** 31)))).toBe('file_truncated')
  })

  test.each<[string, RealInterface]>([
    ['no inputs', { ...FLOAT_PORTS, inputs: [] }],
    ['a name twice', { ...FLOAT_PORTS, inputs: [FLOAT_PORTS.inputs[0]!, FLOAT_PORTS.inputs[0]!] }],
    ['no name', { ...FLOAT_PORTS, inputs: [{ name: '', dtype: 'float32', shape: [1] }] }],
    ['nine axes', { ...FLOAT_PORTS, inputs: [{ name: 'x', dtype: 'float32', shape: Array(9).fill(1) }] }],
    ['a negative axis', { ...FLOAT_PORTS, inputs: [{ name: 'x', dtype: 'float32', shape: [-1] }] }],
  ])('an interface with %s', (_, ports) => {
    expect(code(attempt(() => makeFloatModel('onnx', [utf8('x')], ports, {})))).toBe('model_malformed')
  })
})

describe('tensors', () => {
  const VALUES: { readonly [T in RealType]: (number | bigint)[] } = {
    float32: [0.5, -0, Number.NaN, Number.POSITIVE_INFINITY],
    float64: [0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY],
    uint8: [0, 255, 1, 2],
    int8: [-128, 127, 0, 1],
    uint16: [0, 65_535, 1, 2],
    int16: [-32_768, 32_767, 0, 1],
    int32: [-(2 ** 31), 2 ** 31 - 1, 0, 1],
    int64: [-(2n ** 63n), 2n ** 63n - 1n, 0n, 1n],
    bool: [0, 1, 1, 0],
  }
  test.each(Object.entries(VALUES) as [RealType, (number | bigint)[]][])(
    '%s: values to bytes and back',
    (dtype, values) => {
      const made = realTensor(dtype, [2, 2], values, 'x')
      expect(made.bytes.length).toBe(4 * REAL_TYPES[dtype].bytes)
      expect(realValues(made)).toEqual(values)
    },
  )

  test.each<[RealType, number | bigint]>([
    ['uint8', 256],
    ['int8', -129],
    ['uint16', -1],
    ['int32', 2 ** 31],
    ['int64', 2n ** 63n],
    ['int32', 0.5],
    ['int64', Number.NaN],
    ['bool', 2],
  ])('%s does not hold %s', (dtype, value) => {
    expect(code(attempt(() => realTensor(dtype, [1], [value], 'x')))).toBe('input_invalid')
  })

  test('as many values as the shape says', () => {
    expect(code(attempt(() => realTensor('int8', [2, 2], [1, 2, 3], 'x')))).toBe('input_shape_mismatch')
    expect(realTensor('int8', [], [7], 'x').bytes).toEqual(Uint8Array.of(7))
    expect(realTensor('int8', [0, 3], [], 'x').bytes.length).toBe(0)
  })
})

describe('what an ONNX file may hold', () => {
  test('its ports, with open axes as they are', () => {
    expect(unwrap(describeOnnx(onnxFile()))).toEqual({
      inputs: [{ name: 'x', dtype: 'float32', shape: [0, 4] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [0, 3] }],
    })
  })

  const external = concat(int(14, 1), bytes(13, concat(text(1, 'location'), text(2, '/etc/passwd'))))
  const weight = (extra: Uint8Array): Uint8Array => tensor('v', { dims: [1], data: [1] }, extra)
  const constant = (t: Uint8Array) => ({ op: 'Constant', inputs: [], outputs: ['k'], attributes: { value: { t } } })
  const cases: [string, Uint8Array, string][] = [
    [
      'weights in another file',
      onnxFile({ ...classifier, extra: [bytes(5, weight(external))] }),
      'external_data_refused',
    ],
    [
      'a location alone',
      onnxFile({ ...classifier, extra: [bytes(5, weight(external.subarray(2)))] }),
      'external_data_refused',
    ],
    ['a segment', onnxFile({ ...classifier, extra: [bytes(5, weight(bytes(3, int(1, 1))))] }), 'external_data_refused'],
    [
      'a constant in another file',
      onnxFile({ ...classifier, nodes: [...classifier.nodes, constant(weight(external))] }),
      'external_data_refused',
    ],
    [
      'the same in a branch',
      onnxFile(nested({ ...classifier, nodes: [constant(weight(external))] })),
      'external_data_refused',
    ],
    [
      'a custom operator',
      onnxFile({ ...classifier, nodes: [{ op: 'Own', domain: 'my.ops', inputs: ['x'], outputs: ['y'] }] }),
      'operator_unsupported',
    ],
    [
      'the same in a branch',
      onnxFile(nested({ ...classifier, nodes: [{ op: 'Own', domain: 'my.ops', inputs: [], outputs: ['y'] }] })),
      'operator_unsupported',
    ],
    [
      'a context that names a file',
      onnxFile({ ...classifier, nodes: [{ op: 'EPContext', domain: 'com.microsoft', inputs: ['x'], outputs: ['y'] }] }),
      'operator_unsupported',
    ],
    ['functions', onnxFile({ ...classifier, modelExtra: [bytes(25, text(1, 'f'))] }), 'operator_unsupported'],
    [
      'training information',
      onnxFile({ ...classifier, modelExtra: [bytes(20, new Uint8Array())] }),
      'attribute_unsupported',
    ],
    [
      'sparse weights',
      onnxFile({ ...classifier, extra: [bytes(15, bytes(1, weight(new Uint8Array())))] }),
      'attribute_unsupported',
    ],
    ['no output', onnxFile({ ...classifier, outputs: {} }), 'graph_invalid'],
    ['nothing', new Uint8Array(), 'file_truncated'],
    ['no ONNX', utf8('{"a": 1}'), 'file_malformed'],
    [
      'the runtime’s own format',
      concat(Uint8Array.of(1, 2, 3, 4), utf8('ORTM'), new Uint8Array(64)),
      'format_unsupported',
    ],
  ]
  test.each(cases)('refused: %s', (_, file, expected) => {
    expect(code(describeOnnx(file))).toBe(expected)
  })

  test('every truncation is refused', () => {
    const file = onnxFile()
    const whole = unwrap(describeOnnx(file))
    for (let length = 0; length < file.length; length++) {
      const found = describeOnnx(file.subarray(0, length))
      // The opset stands last: a file without it has the same ports, and is the runtime's to refuse.
      if (found.ok) expect(found.value).toEqual(whole)
    }
  })
})

describe('the float engine', () => {
  const input = realTensor('float32', [2, 4], [1, 2, 3, 4, -1, 0, 0.5, 2], 'x')

  test('runs the model as it is, and says by what', async () => {
    const session = await loadFloatModel(packed(onnxFile()))
    expect(session.engine).toMatch(/^onnxruntime\/\d+\.\d+\.\d+\/cpu$/)
    const [y] = await session.run([input])
    expect(y).toMatchObject({ dtype: 'float32', shape: [2, 3] })
    const values = realValues(y!).map(Number)
    expect(values.slice(0, 3).reduce((sum, value) => sum + value)).toBeCloseTo(1, 5)
    expect(Math.max(...values.slice(0, 3))).toBeCloseTo(values[0]!, 6)
    await session.close()
  })

  test('refuses what the model does not take, and an interface that is not the file’s', async () => {
    const model = packed(onnxFile())
    const session = await loadFloatModel(model)
    for (const bad of [
      [],
      [input, input],
      [realTensor('float32', [1, 5], [1, 2, 3, 4, 5], 'x')],
      [realTensor('int32', [1, 4], [1, 2, 3, 4], 'x')],
    ])
      await expect(session.run(bad)).rejects.toMatchObject({ code: 'input_shape_mismatch' })
    await session.close()
    const ports = { ...model.ports, outputs: [{ ...model.ports.outputs[0]!, shape: [0, 4] }] }
    await expect(loadFloatModel(makeFloatModel('onnx', model.files, ports, {}))).rejects.toMatchObject({
      code: 'model_malformed',
    })
    const hostile = onnxFile({ ...classifier, nodes: [{ op: 'Own', domain: 'my.ops', inputs: ['x'], outputs: ['y'] }] })
    await expect(loadFloatModel(makeFloatModel('onnx', [hostile], model.ports, {}))).rejects.toMatchObject({
      code: 'operator_unsupported',
    })
  })

  test('says so where the runtime cannot load or run the model, or is not there', async () => {
    const unknown = onnxFile({ ...classifier, nodes: [{ op: 'NoSuchOperator', inputs: ['x'], outputs: ['y'] }] })
    await expect(loadFloatModel(packed(unknown))).rejects.toMatchObject({ code: 'runtime_failed' })
    const reshaping = onnxFile({
      ...classifier,
      nodes: [{ op: 'Reshape', inputs: ['x', 'shape'], outputs: ['y'] }],
      weights: { shape: { dims: [2], data: [5, 3], type: 7 } },
    })
    const session = await loadFloatModel(packed(reshaping))
    await expect(session.run([input])).rejects.toMatchObject({ code: 'runtime_failed' })
    await session.close()
  })
})
