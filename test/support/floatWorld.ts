// The world of world.ts with a float model in it: the same nodes, keys and log, and a receipt that rests on a signature.

import { toHex, utf8 } from '../../src/core/bytes/index.ts'
import { type FloatModel, makeFloatModel, type RealInterface, realTensor } from '../../src/core/float/index.ts'
import { issueReceipt, makeRequest, type NamedTensor, type ReceiptBundle } from '../../src/core/receipt/index.ts'
import { actor, DOMAIN, include, keyOf, makeWorld, seededRandom, T0, type World } from './world.ts'

export const FLOAT_PORTS: RealInterface = {
  inputs: [{ name: 'x', dtype: 'float32', shape: [0, 4] }],
  outputs: [
    { name: 'y', dtype: 'float32', shape: [0, 3] },
    { name: 'count', dtype: 'int64', shape: [] },
  ],
}
export const FLOAT_ENGINE = 'onnxruntime/1.30.0/cpu'

/** A file that stands for an ONNX one where nothing is run. */
export const floatModel = (content = 'a model'): FloatModel =>
  makeFloatModel('onnx', [utf8(content)], FLOAT_PORTS, { name: 'float' })

export const FLOAT_INPUT: readonly NamedTensor[] = [
  { name: 'x', tensor: realTensor('float32', [2, 4], [1, -2.5, 0.1, 4, 5, 6, Number.NaN, -0], 'x') },
]
export const FLOAT_OUTPUT: readonly NamedTensor[] = [
  { name: 'y', tensor: realTensor('float32', [2, 3], [0.1, 0.2, 0.7, 1, Number.POSITIVE_INFINITY, 0], 'y') },
  { name: 'count', tensor: realTensor('int64', [], [2n ** 60n], 'count') },
]

export type Issue = Parameters<typeof issueReceipt>[0]

export interface FloatWorld extends Omit<World, 'model'> {
  readonly model: FloatModel
  readonly bundle: ReceiptBundle
}

export function makeFloatWorld(twist: (honest: Issue) => Issue = honest => honest): FloatWorld {
  const { anchors, evidence } = makeWorld()
  const model = floatModel()
  const executor = actor('executor')
  const others = [actor('second'), actor('third')]
  const payer = keyOf('payer')
  const request = makeRequest({
    domain: DOMAIN,
    modelId: toHex(model.identity.modelId),
    input: FLOAT_INPUT,
    maxPrice: 100n,
    disclosure: 'requester',
    delegates: [],
    deadline: BigInt(T0 / 1000 + 300),
    payer,
    random: seededRandom('float request'),
  })
  const issued = issueReceipt(
    twist({
      domain: DOMAIN,
      identity: model.identity,
      engine: FLOAT_ENGINE,
      request: request.signed,
      input: request.input,
      outputs: FLOAT_OUTPUT,
      node: executor.node,
      operator: executor.operator,
      receiptKey: executor.receiptKey,
      price: 7n,
      previous: `0x${'00'.repeat(32)}`,
      issuedAt: BigInt(T0),
      evidence: ['signature'],
      random: seededRandom('float receipt'),
    }),
  )
  const { bundle, leaves } = include(issued.bundle, issued.id, executor, others)
  const { epoch } = makeWorld()
  return {
    ...{ model, executor, others, payer, bundle, id: issued.id, leaves, epoch, anchors },
    evidence: { ...evidence, replay: null, epoch: null },
  }
}
