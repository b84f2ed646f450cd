// POST /v1/embeddings: the model's last hidden state at the end of each input, of length 1. spec/openai.md, "Embeddings". Each input is a
// request of its own with a receipt of its own, which binds the integers that the reals are made of.

import { toBase64 } from '../core/bytes/index.ts'
import { bundleToJson, receiptId } from '../core/receipt/index.ts'
import type { Embedded } from './backend.ts'
import type { Call } from './call.ts'
import { paramsOf } from './params.ts'
import { promptsOf } from './prompts.ts'
import { jsonResponse } from './respond.ts'
import type { Service } from './service.ts'

/** Length 1, in float32: sums in float64, in order. A vector of zeros stays one. */
export function normalized(vector: ArrayLike<number>): Float32Array {
  let sum = 0
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!
  const length = Math.sqrt(sum) || 1
  return Float32Array.from(vector, value => value / length)
}

/** Little-endian float32 in base64, as OpenAI's clients ask for unless told otherwise. */
function base64Of(vector: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * vector.length))
  vector.forEach((value, i) => {
    view.setFloat32(4 * i, value, true)
  })
  return toBase64(new Uint8Array(view.buffer))
}

export async function embeddings(service: Service, call: Call): Promise<Response> {
  const { backend, limits } = service
  const params = paramsOf(call.body)
  const name = params.required('model')
  const model = await backend.resolve(name, call.signal)
  const given = params.take('input') ?? params.invalid('input', 'missing')
  const inputs = promptsOf(given, 'input', model, limits, limits.embeddings)
  const format = params.text('encoding_format') ?? 'float'
  if (format !== 'float' && format !== 'base64') params.invalid('encoding_format', 'not float or base64')
  if (model.hidden === null) return params.unsupported('model', 'it has no output `hidden`, and makes no embeddings')
  params.refuseUnless('dimensions', [model.hidden], `the model's vectors have ${model.hidden}, and are not cut`)
  params.note('user')
  params.end()

  const ended = new AbortController()
  const context = { ...call, signal: AbortSignal.any([call.signal, ended.signal]) }
  const { disclosure, policy } = call
  const embed = (input: readonly number[]): Promise<Embedded> =>
    backend.embed({ modelId: model.modelId, input, disclosure, policy }, context)
  let found: Embedded[]
  try {
    found = await Promise.all(inputs.map(embed))
  } finally {
    ended.abort()
  }

  const tokens = inputs.reduce((sum, { length }) => sum + length, 0)
  const choices = found.map(({ bundle, reader }, choice) => ({
    choice,
    receipt: receiptId(backend.domain, bundle.receipt),
    node: bundle.receipt.node,
    price: String(bundle.receipt.price),
    requestHash: bundle.receipt.requestHash,
    ...(reader === undefined ? {} : { reader }),
    bundle: bundleToJson(bundle),
  }))
  return jsonResponse(
    {
      object: 'list',
      data: found.map(({ vector }, index) => {
        const unit = normalized(vector)
        return { object: 'embedding', index, embedding: format === 'float' ? [...unit] : base64Of(unit) }
      }),
      model: name,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      assay: {
        modelId: model.modelId,
        policy,
        disclosure,
        checked: backend.checks(policy),
        ...(params.noted.length === 0 ? {} : { withoutEffect: params.noted }),
        receipt: choices[0]!.receipt,
        node: choices[0]!.node,
        choices,
      },
    },
    {
      'x-assay-receipt': choices.map(({ receipt }) => receipt).join(', '),
      'x-assay-model': model.modelId,
      'x-assay-node': [...new Set(choices.map(({ node }) => node))].join(', '),
      'x-assay-price': String(found.reduce((sum, { bundle }) => sum + bundle.receipt.price, 0n)),
    },
  )
}
