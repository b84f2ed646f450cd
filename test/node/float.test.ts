// A float model on a running network: published by name, hosted by nodes that check what they fetch, run through onnxruntime in a
// process of its own, answered over the Open Inference Protocol and to a client that checks, verified for what it is.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client/client.ts'
import { run } from '../../src/client/infer.ts'
import { resolveModel } from '../../src/client/models.ts'
import { verifyReceipt } from '../../src/client/verifyReceipt.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { encodeFloatModel, makeFloatModel, realTensor, realValues } from '../../src/core/float/index.ts'
import {
  type Disclosed,
  decodeField,
  type NamedTensor,
  type ReceiptBundle,
  realsIn,
} from '../../src/core/receipt/index.ts'
import { namedPolicy } from '../../src/core/verify/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { onnxFile, packed } from '../float/support.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { requestOf, send, value } from './helpers.ts'

const model = packed(onnxFile())
const modelId = toHex(model.identity.modelId)
const NAME = 'test/classifier@1'
const ROWS = [1, 2, 3, 4, -1, 0, 0.5, 2]
const input: NamedTensor[] = [{ name: 'x', tensor: realTensor('float32', [2, 4], ROWS, 'x') }]

const fieldOf = (bundle: ReceiptBundle, name: string): string => {
  const field = bundle.fields.disclosed.find(entry => entry.name === name)!
  return String(decodeField(field.name, fromHex(field.value)))
}

describe('a float model on a network', () => {
  let devnet: Devnet
  let http: HttpServer

  beforeAll(async () => {
    devnet = await startDevnet({ nodes: 2, config: () => ({ verify: { share: 1 } }) })
    await devnet.publishFile(model.identity, encodeFloatModel(model), NAME, 0)
    // The other node fetches it block by block, and finds the registered id in the bytes.
    await eventually(() => devnet.node(1).hosting.has(modelId), 'the second node hosts it')
    const gateway = createGateway(devnet.node(1).backend, { version: '0', network: devnet.network })
    http = await serveHttp({ fetch: gateway.fetch, port: 0 })
  })
  afterAll(async () => {
    await http?.close(100)
    await devnet?.stop()
  })

  const node = (index = 0) => devnet.node(index)
  const domain = () => node().chain.domain
  const client = () => createClient(devnet.network, { gateways: [http.url] })
  const infer = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${http.url}/v2/models/${NAME}/infer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const ask = async (tensors: readonly NamedTensor[] = input): Promise<{ id: Hex; bundle: ReceiptBundle }> => {
    const { signed, input: disclosed } = requestOf(domain(), { modelId, input: tensors })
    return value(await send(node(), signed, disclosed, 60_000))
  }
  const outputs = ({ output }: { output: Disclosed | null }): number[] =>
    realValues(realsIn(output!.tensors)![0]!.tensor).map(Number)

  it('answers by either node, with a receipt that says engine, version and provider', async () => {
    for (const index of [0, 1]) {
      const { signed, input: disclosed } = requestOf(domain(), { modelId, input })
      const { bundle } = value(await send(node(index), signed, disclosed, 60_000))
      expect(fieldOf(bundle, 'engine')).toMatch(/^onnxruntime\/\d+\.\d+\.\d+\/cpu$/)
      expect(fieldOf(bundle, 'evidence')).toBe('signature')
      expect([fieldOf(bundle, 'rows'), bundle.receipt.tokensIn, bundle.receipt.tokensOut]).toEqual(['2', 2n, 2n])
      const scores = outputs(bundle)
      expect(scores.slice(0, 3).reduce((sum, score) => sum + score)).toBeCloseTo(1, 5)
    }
    expect(node().metrics.read()['sessions']).toBe(1)
  })

  it('is not replayed by verifiers, who say nothing about it', async () => {
    const { id } = await ask()
    await eventually(async () => (await node(1).backend.inclusion(id)).ok, 'inclusion')
    await eventually(() => node(1).metrics.read()['replays_waiting'] === 0, 'nothing waits for a replay')
    expect(await node(1).backend.verdicts(id)).toEqual([])
    const { replays_failed, replays_mismatch } = node(1).metrics.read()
    expect([replays_failed, replays_mismatch]).toEqual([0, 0])
  })

  it('verifies as signed and included, and never as replayed', async () => {
    const { id, bundle } = await ask()
    await eventually(async () => (await node(1).backend.inclusion(id)).ok, 'inclusion')
    const judge = async (name: 'signed' | 'replayed') => {
      const policy = namedPolicy(name, modelId, 'included')
      if (!policy.ok) throw new Error(policy.message)
      const options = { receipt: bundle, policy: policy.value, engine: null, waitMs: 10_000, pollMs: 100 }
      return value(await verifyReceipt(client(), options)).verdict
    }
    expect(await judge('signed')).toMatchObject({ ok: true, assurance: { kinds: ['signature'] } })
    expect(await judge('replayed')).toMatchObject({ ok: false, code: 'model_not_exact' })
  })

  it('is listed and described as what it is', async () => {
    const listed = await (await fetch(`${http.url}/v1/models/${NAME}`)).json()
    expect(listed).toMatchObject({
      assay: { modelId, kind: 'float', floatId: expect.stringMatching(/^float:0x[0-9a-f]{64}$/) },
    })
    expect(await (await fetch(`${http.url}/v2/models/${NAME}`)).json()).toMatchObject({
      platform: 'assay_float',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 4] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 3] }],
      parameters: { assay: { kind: 'float' } },
    })
    expect(value(await resolveModel(client(), NAME))).toMatchObject({ kind: 'float', modelId, ports: model.ports })
  })

  it('speaks the Open Inference Protocol, in JSON and in binary', async () => {
    const x = { name: 'x', datatype: 'FP32', shape: [2, 4], data: ROWS }
    const answered = await infer({ inputs: [x] })
    expect(answered.status).toBe(200)
    const body = (await answered.json()) as { outputs: { data: number[]; shape: number[]; datatype: string }[] }
    expect(body.outputs).toMatchObject([{ name: 'y', datatype: 'FP32', shape: [2, 3] }])
    expect(answered.headers.get('x-assay-receipt')).toMatch(/^0x[0-9a-f]{64}$/)
    const binary = await infer({ inputs: [x], parameters: { binary_data_output: true } })
    const bytes = new Uint8Array(await binary.arrayBuffer())
    const head = Number(binary.headers.get('inference-header-content-length'))
    const values = new Float32Array(bytes.slice(head).buffer)
    expect(Array.from(values)).toEqual(body.outputs[0]!.data.map(Math.fround))
    const bad = { ...x, shape: [4, 2] }
    expect(await (await infer({ inputs: [bad] })).json()).toMatchObject({ code: 'input_shape_mismatch' })
    expect((await infer({ inputs: [{ ...x, datatype: 'UINT8', data: ROWS.map(() => 1) }] })).status).toBe(200)
    expect((await infer({ inputs: [x], outputs: [{ name: 'z' }] })).status).toBe(400)
  })

  it('does not resolve where an exact policy is asked', async () => {
    const x = { name: 'x', datatype: 'FP32', shape: [2, 4], data: ROWS }
    const size = node(0).nodeLog.size() + node(1).nodeLog.size()
    const refused = await infer({ inputs: [x] }, { 'x-assay-policy': 'replayed' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ code: 'model_not_exact' })
    expect((await infer({ inputs: [x] }, { 'x-assay-policy': 'nonsense' })).status).toBe(400)
    const asked = { model: NAME, inputs: { x: ROWS }, payer: null } as const
    for (const policy of ['replayed', 'audited', 'proved'] as const)
      expect(await run(client(), { ...asked, policy })).toMatchObject({ ok: false, code: 'model_not_exact' })
    expect(node(0).nodeLog.size() + node(1).nodeLog.size()).toBe(size)
    expect((await infer({ inputs: [x] }, { 'x-assay-policy': 'signed' })).status).toBe(200)
    const result = value(await run(client(), { ...asked, policy: 'signed' }))
    expect(result.outputs).toMatchObject([{ name: 'y', rows: 2, shape: [3] }])
    expect(result.verdict.ok).toBe(true)
  })

  it('refuses inputs that are not the model’s: other types, shapes, names, integers of an exact model', async () => {
    const cases: NamedTensor[][] = [
      [{ name: 'z', tensor: input[0]!.tensor }],
      [{ name: 'x', tensor: realTensor('float64', [1, 4], [1, 2, 3, 4], 'x') }],
      [{ name: 'x', tensor: realTensor('float32', [4], [1, 2, 3, 4], 'x') }],
      [{ name: 'x', tensor: realTensor('float32', [0, 4], [], 'x') }],
      [{ name: 'x', tensor: { shape: [4], bits: 8, rows: 1, data: Int8Array.of(1, 2, 3, 4) } }],
      [...input, ...input],
    ]
    for (const tensors of cases) {
      const { signed, input: disclosed } = requestOf(domain(), { modelId, input: tensors })
      expect(await send(node(), signed, disclosed)).toMatchObject({ ok: false, code: 'input_shape_mismatch' })
    }
  })

  it('sells no root of a trace that there is not', async () => {
    const { signed, input: disclosed } = requestOf(domain(), { modelId, input, traceRoot: true })
    expect(await send(node(), signed, disclosed)).toMatchObject({ ok: false, code: 'trace_unavailable' })
  })

  it('a node that runs none passes it on', async () => {
    await devnet.stopNode(1)
    await devnet.start(1, { config: { execute: { float: false } } })
    await node(1).guard.opened
    const own = await node(1).backend.model(NAME)
    expect(own?.hosts).toContain(node(1).account)
    await eventually(
      () =>
        node(1)
          .peers()
          .some(({ alive }) => alive),
      'the other node is seen',
    )
    const { signed, input: disclosed } = requestOf(domain(), { modelId, input })
    const { bundle } = value(await send(node(1), signed, disclosed, 60_000))
    expect(bundle.receipt.node).toBe(node(0).account)
  })

  it('a model whose file reaches outside, or has other ports, is hosted and never run', async () => {
    const own = onnxFile({
      nodes: [{ op: 'Own', domain: 'my.ops', inputs: ['x'], outputs: ['y'] }],
      inputs: { x: ['N', 4] },
      outputs: { y: ['N', 3] },
    })
    const hostile = makeFloatModel('onnx', [own], model.ports, { name: 'hostile' })
    await devnet.publishFile(hostile.identity, encodeFloatModel(hostile), 'test/hostile@1', 0)
    const size = node().nodeLog.size()
    const { signed, input: disclosed } = requestOf(domain(), { modelId: toHex(hostile.identity.modelId), input })
    expect(await send(node(), signed, disclosed, 30_000)).toMatchObject({ ok: false, code: 'operator_unsupported' })
    expect(node().nodeLog.size()).toBe(size)
  })
})
