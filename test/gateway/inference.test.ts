// The Open Inference Protocol: metadata, JSON and binary tensors both ways, and requests that mean harm.

import { describe, expect, test } from 'vitest'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { toReals } from '../../src/core/graph/index.ts'
import { toIntegers } from '../../src/core/graph/interface.ts'
import { smallModel } from '../support/world.ts'
import { pairModel } from './backend.ts'
import { binary, json, makeFixture, PAIR, post, SMALL, SMALL_ROW } from './helpers.ts'

const infer = (model: string): string => `/v2/models/${model}/infer`

/** What the small model answers, through the reference interpreter. */
function answer(rows: readonly (readonly number[])[]): number[] {
  const model = smallModel()
  const input = toIntegers(model.ports.inputs[0]!, rows.flat(), rows.length)
  return [...toReals(model.ports.outputs[0]!, outputsOf(model, interpret(model, [input]))[0]!)]
}

describe('metadata and health', () => {
  test('server', async () => {
    const { ask } = makeFixture()
    for (const path of ['/v2', '/v2/']) {
      const response = await ask(path)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ name: 'assay', version: '0.1.0', extensions: ['binary_tensor_data'] })
    }
  })

  test('live and ready', async () => {
    const { ask, backend } = makeFixture()
    expect(await (await ask('/v2/health/live')).json()).toEqual({ live: true })
    expect((await ask('/v2/health/ready')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(200)
    backend.knobs.ready = false
    expect((await ask('/v2/health/ready')).status).toBe(503)
    expect((await ask('/readyz')).status).toBe(503)
    expect(await (await ask('/healthz')).json()).toEqual({ ok: true, node: backend.node })
  })

  test('model, by name with raw and escaped slashes, by id, by version', async () => {
    const { ask } = makeFixture()
    const { modelId } = ((await (await ask(`/v1/models/${SMALL}`)).json()) as { assay: { modelId: string } }).assay
    const expected = {
      platform: 'assay_exact',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 4] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 3] }],
    }
    for (const [path, name, versions] of [
      ['acme/small@1.0.0', 'acme/small@1.0.0', ['1.0.0']],
      ['acme%2Fsmall%401.0.0', 'acme/small@1.0.0', ['1.0.0']],
      ['acme/small/versions/1.0.0', 'acme/small', ['1.0.0']],
      ['acme%2Fsmall/versions/1.0.0', 'acme/small', ['1.0.0']],
      [modelId, modelId, ['1.0.0']],
    ] as const) {
      const response = await ask(`/v2/models/${path}`)
      expect(response.status, path).toBe(200)
      expect(await response.json()).toMatchObject({ ...expected, name, versions })
      expect(await (await ask(`/v2/models/${path}/ready`)).json()).toEqual({ name, ready: true })
    }
    const pair = (await (await ask(`/v2/models/${PAIR}`)).json()) as { inputs: unknown }
    expect(pair.inputs).toEqual([
      { name: 'image', datatype: 'FP32', shape: [-1, 1, 2, 2] },
      { name: 'wide', datatype: 'INT64', shape: [-1, 2, 3] },
    ])
  })

  test('a model that nobody hosts is not ready; one whose interface is unknown cannot be used', async () => {
    const { ask, backend } = makeFixture()
    backend.knobs.describe = info => ({ ...info, hosts: [] })
    expect((await ask(`/v2/models/${SMALL}/ready`)).status).toBe(503)
    backend.knobs.describe = info => ({ ...info, interface: null })
    expect((await ask(`/v2/models/${SMALL}`)).status).toBe(503)
    expect((await ask(infer(SMALL), json({ inputs: [SMALL_ROW] }))).status).toBe(503)
  })
})

describe('infer', () => {
  test('JSON in, JSON out, with the receipt in headers and parameters', async () => {
    const { ask, backend } = makeFixture()
    const response = await ask(infer(SMALL), json({ id: 'mine', inputs: [SMALL_ROW] }))
    expect(response.status).toBe(200)
    const body = (await response.json()) as Record<string, unknown>
    const receipt = response.headers.get('x-assay-receipt')!
    expect(body).toEqual({
      model_name: SMALL,
      id: 'mine',
      parameters: {
        assay: {
          receipt,
          modelId: response.headers.get('x-assay-model'),
          node: backend.node,
          price: '0',
          requestHash: backend.stored.get(receipt as `0x${string}`)!.receipt.requestHash,
          reader: response.headers.get('x-assay-reader'),
        },
      },
      outputs: [{ name: 'y', datatype: 'FP32', shape: [1, 3], data: answer([[1, 2, 3, 4]]) }],
    })
    expect(response.headers.get('x-assay-node')).toBe(backend.node)
    expect(response.headers.get('x-assay-price')).toBe('0')
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{24}$/)
    const { request } = backend.stored.get(receipt as `0x${string}`)!.request
    expect(request).toMatchObject({ disclosure: 2, payer: `0x${'00'.repeat(20)}`, maxPrice: 0n })
  })

  test('nested data, several rows, and disclosure as asked', async () => {
    const { ask, backend } = makeFixture()
    const rows = [
      [1, -2, 3.5, 100],
      [-128, 127, 500, -500],
    ]
    const input = { name: 'x', shape: [2, 4], datatype: 'FP64', data: rows }
    const response = await ask(infer(SMALL), json({ inputs: [input] }, { 'x-assay-disclosure': 'public' }))
    const body = (await response.json()) as { outputs: { data: number[]; shape: number[] }[] }
    expect(body.outputs[0]).toMatchObject({ shape: [2, 3], data: answer(rows) })
    const [bundle] = [...backend.stored.values()]
    expect(bundle!.request.request.disclosure).toBe(0)
    expect((await ask(infer(SMALL), json({ inputs: [SMALL_ROW] }, { 'x-assay-disclosure': 'all' }))).status).toBe(400)
  })

  test('binary in and out, byte by byte', async () => {
    const { ask } = makeFixture()
    // 1, 2, 3, 4 as float32, little-endian.
    const bytes = Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64)
    const request = {
      parameters: { binary_data_output: true },
      inputs: [{ name: 'x', shape: [1, 4], datatype: 'FP32', parameters: { binary_data_size: 16 } }],
    }
    const response = await ask(infer(SMALL), binary(request, bytes))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    const length = Number(response.headers.get('inference-header-content-length'))
    const body = new Uint8Array(await response.arrayBuffer())
    const head = JSON.parse(new TextDecoder().decode(body.subarray(0, length))) as { outputs: unknown[] }
    expect(head.outputs).toEqual([{ name: 'y', datatype: 'FP32', shape: [1, 3], parameters: { binary_data_size: 12 } }])
    // By hand: accumulators 5+1-4+9+16 = 27, -3+5-12+21-32 = -21 twice, 100+9+20-33+48 = 144 four times, then shifted by
    // two with rounding half up: 7, -10, 144; as reals a quarter of that: 1.75, -2.5, 36.
    expect([...body.subarray(length)]).toEqual([0, 0, 224, 63, 0, 0, 32, 192, 0, 0, 16, 66])
  })

  test('several inputs mixed, outputs chosen and each in its own form', async () => {
    const { ask } = makeFixture()
    const request = {
      inputs: [
        { name: 'wide', shape: [1, 2, 3], datatype: 'INT16', parameters: { binary_data_size: 12 } },
        { name: 'image', shape: [1, 1, 2, 2], datatype: 'FP32', data: [0.5, -0.25, 1, -1] },
      ],
      outputs: [{ name: 'turned', parameters: { binary_data: true } }, { name: 'flat' }],
    }
    const bytes = new Uint8Array(Int16Array.of(1, 2, 3, -4, -5, 3000).buffer)
    const response = await ask(infer(PAIR), binary(request, bytes))
    const length = Number(response.headers.get('inference-header-content-length'))
    const body = new Uint8Array(await response.arrayBuffer())
    const head = JSON.parse(new TextDecoder().decode(body.subarray(0, length))) as { outputs: unknown[] }
    expect(head.outputs).toEqual([
      { name: 'turned', datatype: 'FP32', shape: [1, 2, 3], parameters: { binary_data_size: 24 } },
      { name: 'flat', datatype: 'FP32', shape: [1, 4], data: [0.5, -0.25, 1, -1] },
    ])
    // 3000 saturates at 12 bits.
    expect([...new Float32Array(body.slice(length).buffer)]).toEqual([1, 2, 3, -4, -5, 2047])
  })

  test('pixels go through the conversion of the port', async () => {
    const { ask } = makeFixture()
    const wide = { name: 'wide', shape: [1, 2, 3], datatype: 'INT64', data: [0, 0, 0, 0, 0, 0] }
    const image = { name: 'image', shape: [1, 2, 2, 1], datatype: 'UINT8', parameters: { assay_pixels: true } }
    const send = (data: number[]) =>
      ask(infer(PAIR), json({ inputs: [{ ...image, data }, wide], outputs: [{ name: 'flat' }] }))
    const body = (await (await send([0, 255, 128, 1])).json()) as { outputs: { data: number[] }[] }
    // (p - 256 + 1) >> 1, at 2^-6.
    expect(body.outputs[0]!.data.map(value => value * 64)).toEqual([-128, 0, -64, -127])
    expect((await send([0, 255, 128, 256])).status).toBe(400)
    const given = json({ inputs: [{ ...image, datatype: 'FP32', data: [0, 0, 0, 0] }, wide] })
    expect(await (await ask(infer(PAIR), given)).json()).toMatchObject({ code: 'datatype_unsupported' })
    const small = { ...SMALL_ROW, datatype: 'UINT8', parameters: { assay_pixels: true } }
    expect((await ask(infer(SMALL), json({ inputs: [small] }))).status).toBe(400)
  })

  const halves = (...bits: number[]): Uint8Array => new Uint8Array(Uint16Array.from(bits).buffer)
  test.each([
    ['BOOL', Uint8Array.of(1, 0, 1, 0), [1, 0, 1, 0]],
    ['UINT8', Uint8Array.of(1, 2, 200, 4), [1, 2, 200, 4]],
    ['UINT16', new Uint8Array(Uint16Array.of(1, 2, 60000, 4).buffer), [1, 2, 60000, 4]],
    ['UINT32', new Uint8Array(Uint32Array.of(1, 2, 4e9, 4).buffer), [1, 2, 4e9, 4]],
    ['UINT64', new Uint8Array(BigUint64Array.of(1n, 2n, 2n ** 64n - 1n, 4n).buffer), [1, 2, 2 ** 64, 4]],
    ['INT8', new Uint8Array(Int8Array.of(1, -2, -128, 4).buffer), [1, -2, -128, 4]],
    ['INT16', new Uint8Array(Int16Array.of(1, -2, -3000, 4).buffer), [1, -2, -3000, 4]],
    ['INT32', new Uint8Array(Int32Array.of(1, -2, -(2 ** 31), 4).buffer), [1, -2, -(2 ** 31), 4]],
    ['INT64', new Uint8Array(BigInt64Array.of(1n, -2n, -(2n ** 63n), 4n).buffer), [1, -2, -(2 ** 63), 4]],
    ['FP32', new Uint8Array(Float32Array.of(1.5, -2, 0.25, 4).buffer), [1.5, -2, 0.25, 4]],
    ['FP64', new Uint8Array(Float64Array.of(1.5, -2, 0.1, 4).buffer), [1.5, -2, 0.1, 4]],
    // 1.5, -2, the smallest subnormal, 65504.
    ['FP16', halves(0x3e00, 0xc000, 1, 0x7bff), [1.5, -2, 2 ** -24, 65504]],
    // 1.5, -2, 3, 0.
    ['BF16', halves(0x3fc0, 0xc000, 0x4040, 0), [1.5, -2, 3, 0]],
  ])('datatype %s', async (datatype, bytes, values) => {
    const { ask } = makeFixture()
    const parameters = { binary_data_size: bytes.length }
    const given = binary({ inputs: [{ name: 'x', shape: [1, 4], datatype, parameters }] }, bytes)
    const response = await ask(infer(SMALL), given)
    expect(response.status).toBe(200)
    const body = (await response.json()) as { outputs: { data: number[] }[] }
    expect(body.outputs[0]!.data).toEqual(answer([values]))
    if (datatype === 'FP16' || datatype === 'BF16') {
      const inJson = json({ inputs: [{ name: 'x', shape: [1, 4], datatype, data: [1, 2, 3, 4] }] })
      expect(await (await ask(infer(SMALL), inJson)).json()).toMatchObject({ code: 'datatype_unsupported' })
    }
  })

  test('BOOL as true and false', async () => {
    const { ask } = makeFixture()
    const input = { name: 'x', shape: [1, 4], datatype: 'BOOL', data: [true, false, 1, 0] }
    const body = (await (await ask(infer(SMALL), json({ inputs: [input] }))).json()) as {
      outputs: { data: number[] }[]
    }
    expect(body.outputs[0]!.data).toEqual(answer([[1, 0, 1, 0]]))
  })
})

describe('requests that are refused', () => {
  const x = SMALL_ROW
  const four = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer)
  const inBinary = { name: 'x', shape: [1, 4], datatype: 'FP32', parameters: { binary_data_size: 16 } }
  const deep = (n: number): string => `${'['.repeat(n)}1${']'.repeat(n)}`
  const cases: Record<string, [RequestInit, string]> = {
    'no body': [{ method: 'POST' }, 'request_malformed'],
    'not JSON': [post('{'), 'request_malformed'],
    'not an object': [json([x]), 'request_malformed'],
    'not UTF-8': [post(Uint8Array.of(0x22, 0xff, 0x22)), 'request_malformed'],
    'two values': [post('{} {}'), 'request_malformed'],
    'deep nesting': [post(`{"inputs":${deep(100_000)}}`), 'nesting_too_deep'],
    'deep nesting in objects': [post('{"a":'.repeat(65)), 'nesting_too_deep'],
    'nesting hidden after a string': [post(`{"a":"\\"","inputs":${deep(100)}}`), 'nesting_too_deep'],
    'no inputs': [json({}), 'request_malformed'],
    'empty inputs': [json({ inputs: [] }), 'request_malformed'],
    'too many inputs': [json({ inputs: new Array(300).fill(x) }), 'request_malformed'],
    'unknown input': [json({ inputs: [{ ...x, name: 'z' }] }), 'input_shape_mismatch'],
    'an input too many': [json({ inputs: [x, { ...x, name: 'z' }] }), 'input_shape_mismatch'],
    'an input twice': [json({ inputs: [x, x] }), 'request_malformed'],
    'name from the prototype': [json({ inputs: [{ ...x, name: '__proto__' }] }), 'input_shape_mismatch'],
    'datatype from the prototype': [json({ inputs: [{ ...x, datatype: 'constructor' }] }), 'datatype_unsupported'],
    'unknown datatype': [json({ inputs: [{ ...x, datatype: 'FP8' }] }), 'datatype_unsupported'],
    BYTES: [json({ inputs: [{ ...x, datatype: 'BYTES', data: ['a', 'b', 'c', 'd'] }] }), 'datatype_unsupported'],
    'no datatype': [json({ inputs: [{ name: 'x', shape: [1, 4], data: [1, 2, 3, 4] }] }), 'datatype_unsupported'],
    'no shape': [json({ inputs: [{ name: 'x', datatype: 'FP32', data: [1, 2, 3, 4] }] }), 'request_malformed'],
    'shape of nothing': [json({ inputs: [{ ...x, shape: [] }] }), 'request_malformed'],
    'negative dimension': [json({ inputs: [{ ...x, shape: [-1, 4] }] }), 'input_shape_mismatch'],
    'zero rows': [json({ inputs: [{ ...x, shape: [0, 4], data: [] }] }), 'input_shape_mismatch'],
    'fractional dimension': [json({ inputs: [{ ...x, shape: [1.5, 4] }] }), 'input_shape_mismatch'],
    'huge dimension': [json({ inputs: [{ ...x, shape: [2 ** 53 - 1, 4] }] }), 'input_shape_mismatch'],
    'a product that would overflow': [
      json({ inputs: [{ ...x, shape: [2 ** 32, 2 ** 32, 4] }] }),
      'input_shape_mismatch',
    ],
    'wrong shape': [json({ inputs: [{ ...x, shape: [2, 2] }] }), 'input_shape_mismatch'],
    'rank without rows': [json({ inputs: [{ ...x, shape: [4] }] }), 'input_shape_mismatch'],
    'too few values': [json({ inputs: [{ ...x, data: [1, 2, 3] }] }), 'input_shape_mismatch'],
    'too many values': [json({ inputs: [{ ...x, data: [1, 2, 3, 4, 5] }] }), 'input_shape_mismatch'],
    'uneven nesting': [
      json({
        inputs: [
          {
            ...x,
            shape: [2, 4],
            data: [
              [1, 2, 3, 4],
              [1, 2, 3],
            ],
          },
        ],
      }),
      'input_shape_mismatch',
    ],
    'nesting of another rank': [json({ inputs: [{ ...x, data: [[1, 2, 3, [4]]] }] }), 'request_malformed'],
    'text among values': [json({ inputs: [{ ...x, data: [1, 2, 3, '4'] }] }), 'request_malformed'],
    'null among values': [json({ inputs: [{ ...x, data: [1, 2, 3, null] }] }), 'request_malformed'],
    'infinity in JSON': [
      post(`{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[1,2,3,1e999]}]}`),
      'input_not_finite',
    ],
    'NaN in binary': [
      binary({ inputs: [inBinary] }, new Uint8Array(Float32Array.of(1, 2, Number.NaN, 4).buffer)),
      'input_not_finite',
    ],
    'fraction of INT8': [json({ inputs: [{ ...x, datatype: 'INT8', data: [1, 2, 3, 4.5] }] }), 'request_malformed'],
    'range of INT8': [json({ inputs: [{ ...x, datatype: 'INT8', data: [1, 2, 3, 128] }] }), 'request_malformed'],
    'BOOL of 2': [
      binary(
        { inputs: [{ ...inBinary, datatype: 'BOOL', parameters: { binary_data_size: 4 } }] },
        Uint8Array.of(1, 0, 2, 0),
      ),
      'request_malformed',
    ],
    'header length zero': [
      binary({ inputs: [inBinary] }, four, { 'inference-header-content-length': '0' }),
      'request_malformed',
    ],
    'header length negative': [
      binary({ inputs: [inBinary] }, four, { 'inference-header-content-length': '-5' }),
      'request_malformed',
    ],
    'header length not a number': [
      binary({ inputs: [inBinary] }, four, { 'inference-header-content-length': '0x10' }),
      'request_malformed',
    ],
    'header length over the body': [
      binary({ inputs: [inBinary] }, four, { 'inference-header-content-length': '99999' }),
      'request_malformed',
    ],
    'header length huge': [
      binary({ inputs: [inBinary] }, four, { 'inference-header-content-length': '9'.repeat(400) }),
      'request_malformed',
    ],
    'header length short by one': [
      binary({ inputs: [inBinary] }, four, {
        'inference-header-content-length': String(JSON.stringify({ inputs: [inBinary] }).length - 1),
      }),
      'request_malformed',
    ],
    'binary data without the header': [post(JSON.stringify({ inputs: [inBinary] })), 'request_malformed'],
    'binary data missing': [binary({ inputs: [inBinary] }, four.subarray(0, 15)), 'request_malformed'],
    'binary data left over': [binary({ inputs: [inBinary] }, new Uint8Array(17)), 'request_malformed'],
    'binary size of another shape': [
      binary({ inputs: [{ ...inBinary, parameters: { binary_data_size: 15 } }] }, four),
      'input_shape_mismatch',
    ],
    'binary size negative': [
      binary({ inputs: [{ ...inBinary, parameters: { binary_data_size: -16 } }] }, four),
      'input_shape_mismatch',
    ],
    'binary size as text': [
      binary({ inputs: [{ ...inBinary, parameters: { binary_data_size: '16' } }] }, four),
      'input_shape_mismatch',
    ],
    'binary size huge': [
      binary({ inputs: [{ ...inBinary, shape: [2 ** 40, 4], parameters: { binary_data_size: 2 ** 44 } }] }, four),
      'input_shape_mismatch',
    ],
    'data beside binary data': [binary({ inputs: [{ ...inBinary, data: [1, 2, 3, 4] }] }, four), 'request_malformed'],
    'shared memory': [
      json({ inputs: [{ ...x, parameters: { shared_memory_region: 'triton_python_backend_shm' } }] }),
      'request_malformed',
    ],
    'unknown output': [json({ inputs: [x], outputs: [{ name: 'z' }] }), 'request_malformed'],
    'an output twice': [json({ inputs: [x], outputs: [{ name: 'y' }, { name: 'y' }] }), 'request_malformed'],
    'output to shared memory': [
      json({ inputs: [x], outputs: [{ name: 'y', parameters: { shared_memory_region: 'a' } }] }),
      'request_malformed',
    ],
    classification: [
      json({ inputs: [x], outputs: [{ name: 'y', parameters: { classification: 3 } }] }),
      'request_malformed',
    ],
    'parameters that are none': [json({ inputs: [{ ...x, parameters: 5 }] }), 'request_malformed'],
    'binary_data_output that is none': [
      json({ inputs: [x], parameters: { binary_data_output: 'yes' } }),
      'request_malformed',
    ],
    'an id of the wrong kind': [json({ id: 5, inputs: [x] }), 'request_malformed'],
    compressed: [json({ inputs: [x] }, { 'content-encoding': 'gzip' }), 'media_type_unsupported'],
  }
  test.each(Object.entries(cases))('%s', async (_, [init, code]) => {
    const { ask, backend } = makeFixture()
    const response = await ask(infer(SMALL), init)
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject({ code, error: expect.any(String), requestId: response.headers.get('x-request-id') })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(backend.calls).not.toContain('infer')
  })

  test('inputs of different numbers of rows', async () => {
    const { ask } = makeFixture()
    const image = { name: 'image', shape: [2, 1, 2, 2], datatype: 'FP32', data: [0, 0, 0, 0, 0, 0, 0, 0] }
    const wide = { name: 'wide', shape: [1, 2, 3], datatype: 'INT64', data: [0, 0, 0, 0, 0, 0] }
    const response = await ask(infer(PAIR), json({ inputs: [image, wide] }))
    expect(await response.json()).toMatchObject({ code: 'input_shape_mismatch' })
  })

  test('rows whose receipt would be too large', async () => {
    const { ask, backend } = makeFixture()
    const rows = 400_000
    const parameters = { binary_data_size: rows * 4 }
    const given = binary(
      { inputs: [{ name: 'x', shape: [rows, 4], datatype: 'INT8', parameters }] },
      new Uint8Array(rows * 4),
    )
    const response = await ask(infer(SMALL), given)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'body_too_large' })
    expect(backend.calls).not.toContain('infer')
  })

  test('an answer for another request, or without the outputs of the model, is not passed on', async () => {
    const { ask, backend } = makeFixture()
    backend.knobs.twist = bundle => ({ ...bundle, receipt: { ...bundle.receipt, requestHash: `0x${'11'.repeat(32)}` } })
    expect(await (await ask(infer(SMALL), json({ inputs: [SMALL_ROW] }))).json()).toMatchObject({
      code: 'peer_misbehaved',
    })
    backend.knobs.twist = bundle => ({ ...bundle, output: null })
    expect((await ask(infer(SMALL), json({ inputs: [SMALL_ROW] }))).status).toBe(502)
  })

  test('the pair model is what the tests above take it for', () => {
    expect(pairModel().ports.inputs.map(({ name }) => name)).toEqual(['image', 'wide'])
  })
})
