// POST /v2/models/{m}/infer: an unsigned request made for a plain caller, run, and answered with its receipt's id.
// spec/gateway.md, "Infer". A caller who wants a refund for a changed prompt signs his own: native.ts.

import { fitsPorts } from '../../client/tensors.ts'
import { refuse } from '../../core/errors/index.ts'
import type { ModelInterface } from '../../core/graph/index.ts'
import {
  DISCLOSURE,
  type Disclosure,
  makeRequest,
  type NamedTensor,
  type ReceiptBundle,
} from '../../core/receipt/index.ts'
import { readBody } from '../body.ts'
import { findUsable } from '../models.ts'
import type { Call, Room } from '../room.ts'
import { type Run, runRequest } from '../run.ts'
import { parseInferRequest } from './request.ts'
import { convertInputs, selectOutputs, writeAnswer } from './tensors.ts'

const isDisclosure = (value: string): value is Disclosure => Object.hasOwn(DISCLOSURE, value)

export async function infer(c: Call, room: Room, reference: string, version: string | null): Promise<Response> {
  const { settings } = room
  const disclosure = c.req.header('x-assay-disclosure') ?? 'requester'
  if (!isDisclosure(disclosure))
    return refuse('request_malformed', `x-assay-disclosure: one of ${Object.keys(DISCLOSURE).join(', ')}`)
  const model = await findUsable(room, version === null ? reference : `${reference}@${version}`)
  const body = await readBody(c.req.raw, settings.limits)
  room.metrics.bodyBytes(body.length)
  const asked = parseInferRequest(body, c.req.header('inference-header-content-length') ?? null, settings.limits)
  const wanted = selectOutputs(model.ports, asked)
  const { signed, input, requestHash } = makeRequest({
    domain: room.backend.domain,
    modelId: model.modelId,
    input: convertInputs(model.ports, asked),
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
  const { headers, body: answer } = writeAnswer(head, model.ports, outputsOf(model.ports, run.bundle), wanted)
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

/** The outputs of a bundle, once they are what the model's ports say. */
function outputsOf(ports: ModelInterface, { output, receipt }: ReceiptBundle): readonly NamedTensor[] {
  if (fitsPorts(ports.outputs, output, Number(receipt.tokensOut))) return output.tensors
  return refuse('peer_misbehaved', 'the answer does not have the outputs of the model')
}
