// The node behind a gateway as a backend of the OpenAI surface: it makes the unsigned requests of plain callers and hands on what comes
// back, checked for nothing but that it belongs to the request. spec/gateway.md, "Language models".

import { type Hex, toHex } from '../core/bytes/index.ts'
import { refuse, unwrap, WorldError } from '../core/errors/index.ts'
import { isFloatRoot, isUpstreamInterface, upstreamFrom } from '../core/float/index.ts'
import { decodeModelHead, toReals } from '../core/graph/index.ts'
import { encodeSampler } from '../core/language/index.ts'
import {
  type Disclosure,
  integersIn,
  makeRequest,
  type NamedTensor,
  type ReceiptBundle,
  receiptId,
  tensorOfBytes,
  tensorOfTokens,
  ZERO_HASH,
} from '../core/receipt/index.ts'
import { answerPolicy, type PolicyName } from '../core/verify/index.ts'
import type { CallContext, LanguageBackend, LanguageModel, NoteEvent, UpstreamInfo } from '../openai/index.ts'
import { languageModelOf, notLanguage } from '../openai/language.ts'
import type { ModelInfo } from './backend.ts'
import { findModel, listedModel } from './models.ts'
import type { Room } from './room.ts'

export function languageBackend(room: Omit<Room, 'openai'>): LanguageBackend {
  const { backend, settings, metrics, readers } = room
  const known = new Map<Hex, Promise<LanguageModel>>()
  /** References that were looked up: is the model one of an upstream server? */
  const upstreams = new Map<string, UpstreamInfo | null>()

  /** By model id, so that every name of a model shares one tokenizer; the one that was used longest ago makes room. */
  async function languageOf(info: ModelInfo): Promise<LanguageModel> {
    const { modelId } = info
    const found = known.get(modelId) ?? readLanguage(info)
    known.delete(modelId)
    known.set(modelId, found)
    for (const oldest of known.keys()) {
      if (known.size <= settings.limits.languages) break
      known.delete(oldest)
    }
    // A failure is not kept: the model may be there the next time.
    found.catch(() => known.get(modelId) === found && known.delete(modelId))
    const { names, registeredAt: created } = info
    return { ...(await found), names, created }
  }

  async function readLanguage(info: ModelInfo): Promise<LanguageModel> {
    const { modelId, names, registeredAt: created } = info
    const bytes = await backend.head(modelId)
    if (bytes === null) throw new WorldError('model_unavailable', `model ${modelId}: no node shows its tokenizer`)
    const head = unwrap(decodeModelHead(bytes))
    for (const [name, hash] of Object.entries(head.parts))
      if (toHex(hash) !== info[name as keyof typeof head.parts])
        refuse('peer_misbehaved', `model ${modelId}: its head has another ${name}`)
    return languageModelOf(head, { modelId, names, created })
  }

  const requestOf = (
    modelId: Hex,
    tensor: NamedTensor,
    disclosure: Disclosure,
    sampler?: { readonly bytes: Uint8Array; readonly seed: Hex },
  ) =>
    makeRequest({
      domain: backend.domain,
      modelId,
      input: [tensor],
      maxPrice: 0n,
      disclosure,
      delegates: [],
      deadline: BigInt(Math.floor(settings.now() / 1000) + settings.limits.deadlineSeconds),
      payer: null,
      ...(sampler === undefined ? {} : { sampler }),
      random: settings.random,
    })

  const optionsOf = ({ requestId, key, signal }: CallContext) => ({ requestId, signal, from: `gateway/${key}` })

  return {
    domain: backend.domain,
    // What passes through is not checked here: its caller does that, or nobody.
    checks: () => null,

    async resolve(reference) {
      const info = await findModel(room, reference)
      return info.tokenizerHash === ZERO_HASH ? notLanguage(info.modelId) : languageOf(info)
    },

    async upstream(reference) {
      const known = upstreams.get(reference)
      if (known !== undefined) return known
      const found = declaredIn(await findModel(room, reference))
      // What a reference means does not change; the one that was asked first makes room.
      upstreams.set(reference, found)
      for (const oldest of upstreams.keys()) {
        if (upstreams.size <= MAX_REFERENCES) break
        upstreams.delete(oldest)
      }
      return found
    },

    list: async () => (await backend.models()).map(info => listedModel(info)),

    async *generate(options, call) {
      const { modelId, prompt, sampler, seed, logprobs, disclosure } = options
      checkPolicy(options.policy, modelId)
      const bytes = encodeSampler(sampler)
      const made = requestOf(
        modelId,
        options.bytes ? tensorOfBytes(Uint8Array.from(prompt)) : tensorOfTokens(prompt),
        disclosure,
        { bytes, seed: toHex(seed) },
      )
      const { signed: request, input, requestHash } = made
      const ask = { request, input, sampler: bytes, ...(logprobs === undefined ? {} : { logprobs }) }
      const started = settings.now()
      let rows = 0
      try {
        for await (const event of backend.generate(ask, optionsOf(call))) {
          if (event.type === 'start') belongs(event, requestHash, modelId)
          if (event.type === 'end' && event.bundle !== null) {
            const { receipt } = event.bundle
            belongs(receipt, requestHash, modelId)
            rows = Number(receipt.tokensOut)
            yield note(readers.keep(receiptId(backend.domain, receipt), event.bundle))
          }
          yield event
        }
      } finally {
        metrics.inference(rows > 0, (settings.now() - started) / 1000, rows)
      }
    },

    async embed({ modelId, input: tokens, disclosure, policy }, call) {
      checkPolicy(policy, modelId)
      if (backend.embed === undefined) return refuse('parameter_unsupported', 'embeddings: this node makes none')
      const { signed, input, requestHash } = requestOf(modelId, tensorOfTokens(tokens), disclosure)
      const started = settings.now()
      let rows = 0
      try {
        const { id, bundle } = unwrap(await backend.embed(signed, input, optionsOf(call)))
        belongs(bundle.receipt, requestHash, modelId)
        const info = await findModel(room, modelId)
        rows = 1
        return { vector: vectorOf(info, bundle), bundle, reader: readers.keep(id, bundle) }
      } finally {
        metrics.inference(rows > 0, (settings.now() - started) / 1000, rows)
      }
    },
  }
}

const MAX_REFERENCES = 1024

/** The declaration of an upstream model, which its manifest repeats and its graph root is made of; null: it is none. */
function declaredIn({ modelId, weightsRoot, interfaceHash, graphRoot, manifest }: ModelInfo): UpstreamInfo | null {
  if (!isFloatRoot(weightsRoot) || !isUpstreamInterface(interfaceHash)) return null
  const declared = upstreamFrom(manifest, graphRoot)
  if (declared === null)
    throw new WorldError('model_unavailable', `model ${modelId}: no node has shown what is declared yet`)
  return { modelId, declared }
}

const note = (reader: Hex): NoteEvent => ({ type: 'note', reader })

function belongs(given: { requestHash: Hex; modelId: Hex }, requestHash: Hex, modelId: Hex): void {
  if (given.requestHash !== requestHash || given.modelId !== modelId)
    refuse('peer_misbehaved', 'what came back is for another request')
}

/** A caller who means to verify by evidence that nobody makes is told before anything runs. */
function checkPolicy(policy: PolicyName, modelId: Hex): void {
  unwrap(answerPolicy(policy, modelId))
}

/** The last row of `hidden` as reals: the receipt shows it at every token. */
function vectorOf({ interface: ports }: ModelInfo, { output, receipt }: ReceiptBundle): Float64Array {
  const port = ports?.kind === 'exact' ? ports.ports.outputs.find(({ name }) => name === 'hidden') : undefined
  const tensors: readonly NamedTensor[] = output?.tensors ?? []
  const found = integersIn(tensors)
  const tensor = found?.[0]?.tensor
  const rows = Number(receipt.tokensIn)
  if (port === undefined || found?.length !== 1 || tensor?.rows !== rows || tensor.shape.join() !== port.shape.join())
    return refuse('peer_misbehaved', 'the answer is not the output `hidden` at every token')
  const last = tensor.data.subarray(tensor.data.length - tensor.data.length / rows)
  return Float64Array.from(toReals(port, { ...tensor, rows: 1, data: last }))
}
