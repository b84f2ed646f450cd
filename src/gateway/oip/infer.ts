// POST /v2/models/{m}/infer: an unsigned request made for a plain caller, run, and answered with its receipt's id.
// spec/gateway.md, "Infer". A caller who wants a refund for a changed prompt signs his own: native.ts.

import { realsOf } from '../../client/realTensors.ts'
import { integersOf } from '../../client/tensors.ts'
import { refuse } from '../../core/errors/index.ts'
import type { AnyInterface } from '../../core/float/index.ts'
import {
  DISCLOSURE,
  type Disclosure,
  makeRequest,
  type NamedTensor,
  type ReceiptBundle,
} from '../../core/receipt/index.ts'
import { POLICY_NAMES } from '../../core/verify/index.ts'
import { readBody } from '../body.ts'
import { findUsable, type UsableModel } from '../models.ts'
import type { Call, Room } from '../room.ts'
import { type Run, runRequest } from '../run.ts'
import { answerReals, convertReals } from './reals.ts'
import { type InferRequest, parseInferRequest } from './request.ts'
import { type AnsweredTensor, answerIntegers, convertInputs, selectOutputs, writeAnswer } from './tensors.ts'

const isDisclosure = (value: string): value is Disclosure => Object.hasOwn(DISCLOSURE, value)

export async function infer(c: Call, room: Room, reference: string, version: string | null): Promise<Response> {
  const { settings } = room
  const disclosure = c.req.header('x-assay-disclosure') ?? 'requester'
  if (!isDisclosure(disclosure))
    return refuse('request_malformed', `x-assay-disclosure: one of ${Object.keys(DISCLOSURE).join(', ')}`)
  const model = await findUsable(room, version === null ? reference : `${reference}@${version}`)
  checkPolicy(c.req.header('x-assay-policy') ?? 'signed', model)
  const body = await readBody(c.req.raw, settings.limits)
  room.metrics.bodyBytes(body.length)
  const asked = parseInferRequest(body, c.req.header('inference-header-content-length') ?? null, settings.limits)
  const wanted = selectOutputs(model.interface.ports.outputs, asked)
  const { signed, input, requestHash } = makeRequest({
    domain: room.backend.domain,
    modelId: model.modelId,
    input: inputsOf(model.interface, asked),
    maxPrice: 0n,
    disclosure,
    delegates: [],
    deadline: BigInt(Math.floor(settings.now() / 1000) + settings.limits.deadlineSeconds),
    payer: null,
    random: settings.random,
  })
  const run = await runRequest(c, room, signed, input)
  const { receipt } = run.bundle
  if (receipt.requestHash !== requestHash || receipt.modelId !== model.modelId)
    refuse('peer_misbehaved', 'the receipt that came back is for another request')
  const head = {
    model_name: reference,
    ...(version === null ? {} : { model_version: version }),
    ...(asked.id === null ? {} : { id: asked.id }),
    parameters: { assay: facts(run) },
  }
  const { headers, body: answer } = writeAnswer(head, outputsOf(model.interface, run.bundle), wanted)
  return new Response(answer as Uint8Array<ArrayBuffer>, { headers: { ...headers, ...run.headers } })
}

const facts = ({ id, bundle: { receipt }, reader }: Run): Record<string, unknown> => ({
  receipt: id,
  modelId: receipt.modelId,
  node: receipt.node,
  price: String(receipt.price),
  requestHash: receipt.requestHash,
  ...(reader === null ? {} : { reader }),
})

/** A caller who means to verify more than a signature is told before anything runs. */
function checkPolicy(policy: string, { modelId, interface: { kind } }: UsableModel): void {
  if (!(POLICY_NAMES as readonly string[]).includes(policy))
    refuse('request_malformed', `x-assay-policy: one of ${POLICY_NAMES.join(', ')}`)
  if (kind === 'float' && policy !== 'signed')
    refuse('model_not_exact', `model ${modelId}: no float model meets the policy ${policy}`, {
      hint: 'Ask for the policy signed, or for a model that has been compiled.',
    })
}

const inputsOf = (model: AnyInterface, asked: InferRequest): readonly NamedTensor[] =>
  model.kind === 'float' ? convertReals(model.ports, asked) : convertInputs(model.ports, asked)

/** The outputs of a bundle, once they are what the model's ports say. */
function outputsOf(model: AnyInterface, { output, receipt }: ReceiptBundle): readonly AnsweredTensor[] {
  if (model.kind === 'float') {
    const tensors = realsOf(model.ports.outputs, output)
    if (tensors !== null) return answerReals(tensors)
  } else {
    const tensors = integersOf(model.ports.outputs, output, Number(receipt.tokensOut))
    if (tensors !== null) return answerIntegers(model.ports, tensors)
  }
  return refuse('peer_misbehaved', 'the answer does not have the outputs of the model')
}
