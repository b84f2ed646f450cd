// A backend in memory over the real core: reference engine, real receipts, a real log with cosigned checkpoints. One executor
// that runs everything itself; knobs make it slow, failing or lying. Listens nowhere.

import { mayRead } from '../../src/client/reader.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { type Refusal, RefusalError, type Result } from '../../src/core/errors/index.ts'
import { type ExactModel, encodeInterface, makeModel, type Op, portRoot } from '../../src/core/graph/index.ts'
import { decodeSampler } from '../../src/core/language/index.ts'
import {
  cosignCheckpoint,
  type EpochProof,
  type Inclusion,
  LogTree,
  leafHash,
  makeEpoch,
  proveEpoch,
  type SignedCheckpoint,
  signCheckpoint,
} from '../../src/core/log/index.ts'
import {
  CONTENT_FIELDS,
  commitment,
  type Domain,
  hashRequest,
  hashVerdict,
  issueReceipt,
  type Random,
  type ReceiptBundle,
  type ReplayVerdict,
  receiptId,
  signDigest,
  tokensOf,
  withhold,
} from '../../src/core/receipt/index.ts'
import type { Backend, ModelInfo, NodeInfo } from '../../src/gateway/backend.ts'
import { makeSpeaker, type Speaker } from '../openai/support/speaker.ts'
import { headOf } from '../support/byteLanguage.ts'
import { type Actor, integers } from '../support/world.ts'

/** Two inputs (an image with pixels, and a wide one in another axis order), two outputs. */
export function pairModel(): ExactModel {
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [2, 2, 1], bits: 8 },
    { kind: 'input', slot: 1, inputs: [], shape: [3, 2], bits: 12 },
    { kind: 'reshape', inputs: [0], shape: [4], bits: 8 },
    { kind: 'output', slot: 0, inputs: [2], shape: [4], bits: 8 },
    { kind: 'output', slot: 1, inputs: [1], shape: [3, 2], bits: 12 },
  ]
  return makeModel(
    { ops, weightBytes: 0 },
    new Uint8Array(0),
    {
      inputs: [
        {
          name: 'image',
          dtype: 'float32',
          shape: [1, 2, 2],
          perm: [1, 2, 0],
          bits: 8,
          exponent: 6,
          pixels: { channels: 1, mul: [1], add: [-256], shift: 1 },
        },
        { name: 'wide', dtype: 'int64', shape: [2, 3], perm: [1, 0], bits: 12, exponent: 0 },
      ],
      outputs: [
        { name: 'flat', dtype: 'float32', shape: [4], perm: [0], bits: 8, exponent: 6 },
        { name: 'turned', dtype: 'float32', shape: [2, 3], perm: [1, 0], bits: 12, exponent: 0 },
      ],
    },
    { description: 'two of each', evaluation: { metric: 'none', float: 1, exact: 1, samples: 1 }, labels: ['a', 'b'] },
  )
}

export interface Served {
  readonly model: ExactModel
  readonly names: readonly string[]
  readonly cid: string
}

export interface TestBackendOptions {
  readonly domain: Domain
  readonly executor: Actor
  readonly cosigners: readonly Actor[]
  readonly served: readonly Served[]
  readonly now: () => number
  readonly random: Random
  readonly blocks?: ReadonlyMap<string, Uint8Array>
  readonly nodes?: readonly NodeInfo[]
}

export interface Knobs {
  /** Runs before every inference. */
  before?: (signal: AbortSignal) => Promise<void>
  /** Changes what inference answers. */
  twist?: (bundle: ReceiptBundle) => ReceiptBundle
  /** What any call fails with. */
  fail?: unknown
  /** Entries are appended to the log at once. Default true. */
  logging?: boolean
  ready?: boolean
  /** Changes what models are said to be. */
  describe?: (info: ModelInfo) => ModelInfo
  verdicts?: boolean
  /** Changes the head of a model's file that is shown; null: none is. */
  head?: (head: Uint8Array) => Uint8Array | null
}

export interface TestBackend extends Backend {
  readonly knobs: Knobs
  readonly stored: Map<Hex, ReceiptBundle>
  readonly calls: string[]
  /** Speaks for the first language model that is served. */
  readonly speaker: Speaker
  /** Whose share of the line generations took. */
  readonly from: string[]
  /** Epochs "anchored" so far. */
  readonly epochs: { root: Hex; anchoredAt: number }[]
  /** Anchors the newest checkpoint. */
  anchorNow(): Hex
  /** Appends what `logging: false` has held back. */
  logAll(): void
}

export function makeTestBackend(options: TestBackendOptions): TestBackend {
  const { domain, executor, cosigners, served, now, random } = options
  const knobs: Knobs = {}
  const stored = new Map<Hex, ReceiptBundle>()
  const byRequest = new Map<Hex, Hex>()
  const nonces = new Map<string, Hex>()
  const order: Hex[] = []
  const tree = new LogTree()
  const indexes = new Map<Hex, number>()
  const calls: string[] = []
  const epochs: { root: Hex; anchoredAt: number; proof: EpochProof; checkpoint: SignedCheckpoint }[] = []
  const called = (name: string): void => {
    calls.push(name)
    if (knobs.fail !== undefined) throw knobs.fail
  }
  const refusal = (code: Refusal['code'], message: string): Refusal => new RefusalError(code, message).toRefusal()

  const info = ({ model, names, cid }: Served): ModelInfo => {
    const { identity } = model
    const plain: ModelInfo = {
      modelId: toHex(identity.modelId),
      graphRoot: toHex(identity.graphRoot),
      weightsRoot: toHex(identity.weightsRoot),
      tokenizerHash: toHex(identity.tokenizerHash),
      templateHash: toHex(identity.templateHash),
      interfaceHash: toHex(identity.interfaceHash),
      publisher: executor.operator,
      names,
      cid,
      deprecated: null,
      registeredAt: 1_700_000_000,
      interfaceBytes: encodeInterface(model.ports),
      interface: { kind: 'exact', ports: model.ports },
      manifest: model.manifest,
      hosts: [executor.node],
    }
    return knobs.describe?.(plain) ?? plain
  }

  const checkpointNow = (): SignedCheckpoint => {
    const timestamp = Math.floor(now() / 1000)
    const checkpoint = { node: executor.node, size: tree.size, root: toHex(tree.root()), timestamp }
    const signed = signCheckpoint(domain, checkpoint, {
      receiptKey: executor.receiptKey.privateKey,
      logKey: executor.logKey.seed,
    })
    return cosigners.reduce(
      (note, other) => cosignCheckpoint(note, { node: other.node, seed: other.logKey.seed }, timestamp),
      signed,
    )
  }

  const inclusionOf = (id: Hex, checkpoint = checkpointNow()): Inclusion | null => {
    const index = indexes.get(id)
    if (index === undefined || index >= checkpoint.size) return null
    return { index, proof: tree.inclusionProof(index, checkpoint.size).map(toHex), checkpoint }
  }

  const talking = served.find(({ model }) => model.language !== null)?.model
  const width = talking?.ports.outputs.find(({ name }) => name === 'hidden')?.shape[0]
  const speaker = makeSpeaker(now, talking?.identity, width)
  const from: string[] = []
  const keep = (id: Hex, bundle: ReceiptBundle): void => {
    stored.set(id, bundle)
    order.unshift(id)
    if (knobs.logging !== false) indexes.set(id, tree.append(leafHash(fromHex(id))))
  }

  return {
    domain,
    node: executor.node,
    knobs,
    stored,
    calls,
    speaker,
    from,
    follow: null,
    async *generate({ request, input, sampler, logprobs }, options) {
      called('generate')
      from.push(options.from)
      const asked = { request, input, sampler: decodeSampler(sampler), prompt: tokensOf(input.tensors)! }
      const more = logprobs === undefined ? {} : { logprobs }
      for await (const event of speaker.speak({ ...asked, ...more, signal: options.signal })) {
        if (event.type === 'note') {
          if (event.cachedTokens !== undefined) yield { type: 'note', cachedTokens: event.cachedTokens }
          continue
        }
        if (event.type === 'end' && event.bundle !== null) keep(receiptId(domain, event.bundle.receipt), event.bundle)
        yield event
      }
    },
    async head(modelId) {
      called('head')
      const found = served.find(({ model }) => toHex(model.identity.modelId) === modelId)?.model
      if (found === undefined || found.language === null) return null
      return knobs.head === undefined ? headOf(found) : knobs.head(headOf(found))
    },
    async embed(request, input) {
      called('embed')
      const found = speaker.hidden(request, input)
      if (found.ok) keep(found.value.id, found.value.bundle)
      return found
    },
    epochs,
    anchorNow() {
      const checkpoint = checkpointNow()
      const epoch = makeEpoch([checkpoint])
      const proof = proveEpoch(epoch, executor.node)!
      epochs.push({ root: epoch.root, anchoredAt: Math.floor(now() / 1000), proof, checkpoint })
      return epoch.root
    },
    logAll() {
      for (const id of [...order].reverse()) if (!indexes.has(id)) indexes.set(id, tree.append(leafHash(fromHex(id))))
    },
    async models() {
      called('models')
      return served.map(info)
    },
    async model(reference) {
      called(`model ${reference}`)
      const found = served.find(
        ({ model, names }) => toHex(model.identity.modelId) === reference || names.includes(reference),
      )
      return found === undefined ? null : info(found)
    },
    async nodes() {
      called('nodes')
      return options.nodes ?? []
    },
    async infer(signed, input, { signal }) {
      called('infer')
      await knobs.before?.(signal)
      if (signal.aborted) return refusal('interrupted', 'aborted')
      const { request } = signed
      const found = served.find(({ model }) => toHex(model.identity.modelId) === request.modelId)
      if (found === undefined) return refusal('model_not_found', `model ${request.modelId} is not hosted`)
      const tensors = integers(input.tensors)
      if (commitment(fromHex(input.salt), portRoot(tensors)) !== request.inputCommitment)
        return refusal('input_commitment_mismatch', 'the input is not the one committed to')
      const key = `${request.payer}/${request.nonce}`
      if (nonces.has(key)) return refusal('nonce_replayed', `nonce ${request.nonce} was used`)
      const outputs = outputsOf(found.model, interpret(found.model, tensors))
      const issued = issueReceipt({
        domain,
        identity: found.model.identity,
        engine: 'reference/1',
        request: signed,
        input,
        outputs: outputs.map((tensor, i) => ({ name: found.model.ports.outputs[i]!.name, tensor })),
        node: executor.node,
        operator: executor.operator,
        receiptKey: executor.receiptKey,
        price: 0n,
        previous: `0x${'00'.repeat(32)}`,
        issuedAt: BigInt(now()),
        evidence: ['signature', 'replay'],
        random,
      })
      nonces.set(key, issued.id)
      keep(issued.id, issued.bundle)
      byRequest.set(hashRequest(domain, request), issued.id)
      return { ok: true, value: { id: issued.id, bundle: knobs.twist?.(issued.bundle) ?? issued.bundle } }
    },
    async receipt(id, reader): Promise<Result<ReceiptBundle>> {
      called(`receipt ${reader?.address ?? 'nobody'}`)
      const bundle = stored.get(id)
      if (bundle === undefined) return refusal('receipt_not_found', `receipt ${id} is not known`)
      const whole = { ...bundle, inclusion: inclusionOf(id) }
      if (mayRead(bundle.request.request, reader)) return { ok: true, value: whole }
      return {
        ok: true,
        value: { ...whole, input: null, output: null, fields: withhold(whole.fields, CONTENT_FIELDS) },
      }
    },
    async receipts({ limit }) {
      called('receipts')
      return order.slice(0, limit).map(id => {
        const { receipt } = stored.get(id)!
        return { id, modelId: receipt.modelId, node: receipt.node, issuedAt: now() }
      })
    },
    async receiptOf(requestHash) {
      called('receiptOf')
      return byRequest.get(requestHash) ?? null
    },
    async checkpoint(node) {
      called('checkpoint')
      return node === executor.node ? { ok: true, value: checkpointNow() } : refusal('node_unknown', 'not known')
    },
    async inclusion(id) {
      called('inclusion')
      if (!stored.has(id)) return refusal('receipt_not_found', `receipt ${id} is not known`)
      const inclusion = inclusionOf(id)
      return inclusion === null ? refusal('inclusion_pending', 'not in the log yet') : { ok: true, value: inclusion }
    },
    async anchored(id) {
      called('anchored')
      const epoch = epochs.find(({ checkpoint }) => inclusionOf(id, checkpoint) !== null)
      if (epoch === undefined) return refusal('log_not_anchored', 'not anchored yet')
      return { ok: true, value: { inclusion: inclusionOf(id, epoch.checkpoint)!, epoch: epoch.proof } }
    },
    async consistency(_node, from, to) {
      called('consistency')
      if (to > tree.size) return refusal('checkpoint_stale', 'larger than the log')
      return { ok: true, value: tree.consistencyProof(from, to).map(toHex) }
    },
    async verdicts(id) {
      called('verdicts')
      if (knobs.verdicts !== true) return []
      return cosigners.map(({ node, receiptKey }) => {
        const timestamp = BigInt(Math.floor(now() / 1000))
        const verdict: ReplayVerdict = { receiptId: id, verifier: node, ok: true, timestamp }
        return { verdict, signature: signDigest(hashVerdict(domain, verdict), receiptKey.privateKey) }
      })
    },
    async block(cid) {
      called('block')
      return options.blocks?.get(cid) ?? null
    },
    async ready() {
      called('ready')
      return knobs.ready ?? true
    },
  }
}
