// What a gateway needs of this node: the interface `Backend` of src/gateway/backend.ts, which the CLI checks it against.
// Requests go to whichever executor hosts the model and has least to do, and on to the next one when it fails; every receipt
// that passes through is verified and kept, so that losing its executor loses nothing. spec/node.md, "Gateway".

import type { ReaderProof } from '../../client/reader.ts'
import type { TraceQuestion } from '../../core/audit/index.ts'
import { equal, fromBase64, type Hex, isHex, toHex, utf8 } from '../../core/bytes/index.ts'
import { sha256 } from '../../core/crypto/index.ts'
import {
  attempt,
  attemptAsync,
  type ErrorCode,
  type Refusal,
  RefusalError,
  type Result,
  refuse,
  unwrap,
  WorldError,
} from '../../core/errors/index.ts'
import {
  type AnyInterface,
  decodeAnyInterface,
  isFloatRoot,
  isUpstreamInterface,
  upstreamFrom,
} from '../../core/float/index.ts'
import { decodeModelHead, type Manifest, parseManifest } from '../../core/graph/index.ts'
import {
  type Inclusion,
  parseCheckpoint,
  parseHashes,
  parseInclusion,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '../../core/log/index.ts'
import {
  bundleFromJson,
  type Disclosed,
  type Domain,
  type GenerateAsk,
  hashRequest,
  hashVerdict,
  type ReceiptBundle,
  type ReplayVerdict,
  receiptId,
  type SignedRequest,
  type StreamEvent,
  signerOf,
} from '../../core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verify } from '../../core/verify/index.ts'
import { anchorsOf } from '../anchors.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import { encodeJson, parseCid, request, requestJson } from '../net/index.ts'
import type { Peer, Peers } from '../peers.ts'
import type { Queue } from '../queue.ts'
import type { Advising } from './advice.ts'
import type { Anchored, Anchoring } from './anchor.ts'
import { type Executing, storedFrom } from './execute.ts'
import type { Following } from './follow.ts'
import type { GenerateNote, GenerateOptions, Generating } from './generate.ts'
import type { Hosting } from './host.ts'
import type { NodeLog } from './log.ts'
import type { ReceiptReader, Receipts } from './receipts.ts'
import { createRelay } from './relay.ts'
import { askInfer } from './serveInfer.ts'
import { askLog } from './serveLog.ts'
import {
  HEAD_CAP,
  HEAD_PROTOCOL,
  MODEL_CAP,
  MODEL_PROTOCOL,
  RECEIPT_CAP,
  RECEIPT_PROTOCOL,
  VERDICT_CAP,
  VERDICT_PROTOCOL,
} from './serveReceipts.ts'
import type { Tracing } from './traces.ts'

export interface BackendModel {
  readonly modelId: Hex
  readonly graphRoot: Hex
  readonly weightsRoot: Hex
  readonly tokenizerHash: Hex
  readonly templateHash: Hex
  readonly interfaceHash: Hex
  readonly publisher: Hex
  readonly names: readonly string[]
  readonly cid: string
  readonly deprecated: string | null
  readonly registeredAt: number
  readonly interfaceBytes: Uint8Array | null
  readonly interface: AnyInterface | null
  readonly manifest: Manifest | null
  readonly hosts: readonly Hex[]
}

export interface BackendNode {
  readonly node: Hex
  readonly operator: Hex
  readonly peerId: string
  readonly roles: readonly string[]
  readonly endpoint: string
  readonly addresses: readonly string[]
  readonly stake: bigint
  readonly alive: boolean
}

export interface BackendReader extends ReceiptReader {
  readonly proof?: ReaderProof
}

export interface SignedVerdict {
  readonly verdict: ReplayVerdict
  readonly signature: Hex
}

export interface NodeBackend {
  readonly domain: Domain
  readonly node: Hex
  models(): Promise<readonly BackendModel[]>
  model(reference: string): Promise<BackendModel | null>
  nodes(): Promise<readonly BackendNode[]>
  infer(
    request: SignedRequest,
    input: Disclosed,
    options: { readonly requestId: string; readonly signal: AbortSignal },
  ): Promise<Result<{ id: Hex; bundle: ReceiptBundle }>>
  /** One answer of a language model as its events, from some executor; refusals before the start are thrown as RefusalError. */
  generate(ask: GenerateAsk, options: GenerateOptions): AsyncGenerator<StreamEvent | GenerateNote>
  /** The head of a language model's file, checked against the registration (spec/model.md); null where no host shows it. */
  head(modelId: Hex): Promise<Uint8Array | null>
  /** The output `hidden` of a language model at every position of the input, with its receipt. */
  embed(
    request: SignedRequest,
    input: Disclosed,
    options: GenerateOptions,
  ): Promise<Result<{ id: Hex; bundle: ReceiptBundle }>>
  /** Null where this node does not verify. */
  readonly follow: Pick<Following, 'open' | 'push'> | null
  receipt(id: Hex, reader: BackendReader | null, signal: AbortSignal): Promise<Result<ReceiptBundle>>
  receipts(options: {
    readonly limit: number
    readonly before?: number
  }): Promise<readonly { id: Hex; modelId: Hex; node: Hex; issuedAt: number }[]>
  receiptOf(requestHash: Hex): Promise<Hex | null>
  /** A piece of the advice on a receipt's run, from a byte on: spec/audit.md. */
  advice(id: Hex, reader: BackendReader | null, from: number, signal: AbortSignal): Promise<Result<Uint8Array>>
  /** What is asked of the trace of a receipt's run: spec/audit.md, "Traces". */
  trace(id: Hex, reader: BackendReader | null, ask: TraceQuestion, signal: AbortSignal): Promise<Result<Uint8Array>>
  checkpoint(node: Hex): Promise<Result<SignedCheckpoint>>
  inclusion(id: Hex): Promise<Result<Inclusion>>
  consistency(node: Hex, from: number, to: number): Promise<Result<readonly Hex[]>>
  anchored(id: Hex): Promise<Result<Anchored>>
  verdicts(id: Hex): Promise<readonly SignedVerdict[]>
  block(cid: string): Promise<Uint8Array | null>
  ready(): Promise<boolean>
}

export interface BackendParts {
  readonly guard: Guard
  readonly peers: Peers
  readonly nodeLog: NodeLog
  readonly anchoring: Anchoring
  readonly receipts: Receipts
  readonly hosting: Hosting
  /** Null where this node does not execute. */
  readonly executing: Executing | null
  readonly generating: Generating | null
  /** Null where this node does not verify. */
  readonly following: Following | null
  readonly advising: Advising
  readonly tracing: Tracing
  readonly queue: Queue
}

/** Refusals of one executor that another one need not share. */
const ELSEWHERE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'busy',
  'model_not_found',
  'log_behind',
  'key_live_elsewhere',
  'node_not_registered',
  'node_mismatch',
  'price_above_maximum',
  'memory_exceeded',
  'model_too_large',
  'engine_failed',
  'upstream_failed',
  'runtime_missing',
  'content_unavailable',
  'chain_unreachable',
  'peer_misbehaved',
  'body_too_large',
])
/** Rounds over all executors while every one of them is busy or cannot be reached. */
const ROUNDS = 3
const ROUND_PAUSE_MS = 250
const MAX_ASKED = 8
/** Heads of others' models that are kept, and the time that one may take to come. */
const MAX_HEADS = 8
const HEAD_MS = 30_000

export function createBackend(context: Context, parts: BackendParts): NodeBackend {
  const { chain, config, host, self, store, log, metrics, now } = context
  const {
    guard,
    peers,
    nodeLog,
    anchoring,
    receipts,
    hosting,
    executing,
    generating,
    following,
    advising,
    tracing,
    queue,
  } = parts
  const askOptions = { timeoutMs: config.times.ask }

  // ---- Models

  const hostsOf = (modelId: Hex): Hex[] => [
    ...(hosting.has(modelId) ? [self] : []),
    ...peers
      .alive()
      .filter(({ status }) => status?.models.includes(modelId))
      .map(({ node }) => node),
  ]

  /** Interface and manifest of a model: ours, or what a host says, checked against the registration. */
  async function infoOf(
    modelId: Hex,
    interfaceHash: Hex,
  ): Promise<{ interfaceBytes: Uint8Array; manifest: string } | null> {
    const known = hosting.info(modelId)
    if (known !== null) return known
    for (const node of hostsOf(modelId).slice(0, MAX_ASKED)) {
      const peer = peers.get(node)
      if (peer === undefined) continue
      try {
        const answer = unwrap(
          await requestJson(host, peer.peerId, MODEL_PROTOCOL, { modelId }, { cap: MODEL_CAP, ...askOptions }),
        )
        const { interface: base64, manifest } = answer as Record<string, unknown>
        const bytes = typeof base64 === 'string' ? fromBase64(base64) : null
        if (bytes === null || typeof manifest !== 'string' || toHex(sha256(bytes)) !== interfaceHash) continue
        decodeAnyInterface(bytes)
        parseManifest(utf8(manifest))
        store.models.putInfo(modelId, bytes, manifest)
        return { interfaceBytes: bytes, manifest }
      } catch (error) {
        log('debug', 'a host did not show a model', { modelId, peer: node, error })
      }
    }
    return null
  }

  /** The first registration of each model stands for it; names of all publishers lead to it. */
  function registrations() {
    const { models: registered, versions } = chain.registry()
    const first = new Map(registered.toReversed().map(model => [model.modelId, model]))
    return [...new Set(registered.map(({ modelId }) => modelId))].map(modelId => ({
      ...first.get(modelId)!,
      names: versions.filter(version => version.modelId === modelId).map(({ name }) => name),
    }))
  }

  async function describe(model: ReturnType<typeof registrations>[number]): Promise<BackendModel> {
    const { modelId, graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash } = model
    const info = await infoOf(modelId, interfaceHash)
    return {
      modelId,
      graphRoot,
      weightsRoot,
      tokenizerHash,
      templateHash,
      interfaceHash,
      publisher: model.publisher,
      names: model.names,
      cid: model.cid,
      deprecated: model.deprecatedAt === null ? null : model.deprecation,
      registeredAt: model.registeredAt,
      interfaceBytes: info?.interfaceBytes ?? null,
      interface: info === null ? null : decodeAnyInterface(info.interfaceBytes),
      manifest: info === null ? null : (JSON.parse(info.manifest) as Manifest),
      hosts: hostsOf(modelId),
    }
  }

  const models = (): Promise<BackendModel[]> => Promise.all(registrations().map(describe))

  async function model(reference: string): Promise<BackendModel | null> {
    // Only its own hosts are asked: what others have registered, and claim to host, must not delay it.
    const find = async (): Promise<BackendModel | null> => {
      const found = registrations().find(({ modelId, names }) => modelId === reference || names.includes(reference))
      return found === undefined ? null : describe(found)
    }
    const found = await find()
    if (found !== null) return found
    // Registered a moment ago, perhaps; but whoever asks for nonsense shall not make us ask the chain each time.
    if (now() - chain.readAt() < config.times.chain) return null
    await chain.catchUp().catch(() => {})
    return find()
  }

  // ---- Inference

  type Executor = { readonly node: Hex; readonly load: number; readonly peer: Peer | null }

  function executorsOf(modelId: Hex): Executor[] {
    const own: Executor[] =
      executing !== null && hosting.has(modelId) && guard.state() === 'open'
        ? [{ node: self, load: queue.active(), peer: null }]
        : []
    const others = peers
      .alive()
      .filter(({ status }) => status?.signing && status.roles.includes('execute') && status.models.includes(modelId))
      .map(peer => ({ node: peer.node, load: peer.status!.load.active, peer }))
    return [...own, ...others].sort((a, b) => a.load - b.load)
  }

  /** A receipt that a peer gave for our request: right in every respect that needs no model, or refused. */
  async function check(request: SignedRequest, node: Hex, answer: { id: Hex; bundle: ReceiptBundle }): Promise<void> {
    const { id, bundle } = answer
    const wrong = (why: string): never => refuse('peer_misbehaved', `executor ${node}: ${why}`)
    if (receiptId(chain.domain, bundle.receipt) !== id) wrong('the id is not the receipt’s')
    if (bundle.receipt.node !== node) wrong('the receipt is another node’s')
    if (hashRequest(chain.domain, bundle.request.request) !== hashRequest(chain.domain, request.request))
      wrong('the receipt answers another request')
    if (bundle.input === null || bundle.output === null) wrong('the receipt comes without input or output')
    const policy = unwrap(namedPolicy('signed', request.request.modelId))
    const verdict = await verify({ ...bundle, inclusion: null }, NO_EVIDENCE, policy, anchorsOf(chain, now()))
    if (!verdict.ok) wrong(`the receipt does not verify: ${verdict.code}`)
  }

  async function runOn(
    executor: Executor,
    request: SignedRequest,
    input: Disclosed,
    { requestId, from = 'gateway', signal }: { requestId: string; from?: string; signal: AbortSignal },
  ): Promise<{ id: Hex; bundle: ReceiptBundle }> {
    if (executor.peer === null) return unwrap(await executing!.execute(request, input, { requestId, from, signal }))
    const ask = { request, input, requestId: requestId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64) || '_' }
    const answer = await askInfer(context, executor.peer.peerId, ask, { timeoutMs: config.times.attempt, signal })
    await check(request, executor.node, answer)
    store.relay(storedFrom(answer.id, answer.bundle))
    return answer
  }

  async function infer(
    request: SignedRequest,
    input: Disclosed,
    options: { readonly requestId: string; readonly from?: string; readonly signal: AbortSignal },
  ): Promise<{ id: Hex; bundle: ReceiptBundle }> {
    const { modelId } = request.request
    const { requestId, signal } = options
    let last: Refusal | null = null
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) {
        await new Promise(resolve => setTimeout(resolve, ROUND_PAUSE_MS * round))
        await peers.poll()
      }
      for (const executor of executorsOf(modelId)) {
        if (signal.aborted) refuse('interrupted', 'the caller went away')
        const { node } = executor
        try {
          const answer = await runOn(executor, request, input, options)
          metrics.count('relay_answered')
          log('info', 'an executor answered', { requestId, executor: node, id: answer.id })
          return answer
        } catch (error) {
          if (signal.aborted) refuse('interrupted', 'the caller went away')
          if (error instanceof RefusalError) {
            if (!ELSEWHERE.has(error.code) && error.code !== 'internal') throw error
            last = error.toRefusal()
          } else if (error instanceof WorldError) last = { ok: false, code: error.code, message: error.message }
          else throw error
          metrics.count('relay_failovers')
          log('warn', 'an executor failed; trying the next one', { requestId, executor: node, code: last.code, error })
          if (error instanceof WorldError) peers.suspect(node)
        }
      }
      // What every executor refuses for its own reasons does not get better by waiting.
      if (last !== null && ['price_above_maximum', 'node_mismatch', 'body_too_large'].includes(last.code)) break
    }
    metrics.count('relay_failed')
    if (last !== null) {
      const { code, message, facts } = last
      const told = ELSEWHERE.has(code) && code !== 'peer_misbehaved' ? code : 'model_unavailable'
      throw new RefusalError(told, message, facts === undefined ? {} : { facts })
    }
    const registered = chain.registry().models.some(entry => entry.modelId === modelId)
    if (!registered) refuse('model_not_found', `no registration of model ${modelId}`)
    return refuse('model_unavailable', `no node that hosts ${modelId} answers`)
  }

  /** An upstream model's declared operator answers for it, and nobody else: who may, of those who say they do. */
  function isOperators(modelId: Hex): (executor: Executor) => boolean {
    const { models, nodes } = chain.registry()
    const registered = models.find(entry => entry.modelId === modelId)
    const upstream = isFloatRoot(registered?.weightsRoot) && isUpstreamInterface(registered?.interfaceHash)
    const info = upstream ? hosting.info(modelId) : null
    if (registered === undefined || info === null) return () => !upstream
    const declared = upstreamFrom(JSON.parse(info.manifest) as Manifest, registered.graphRoot)
    return ({ node }) => declared !== null && nodes.get(node)?.operator === declared.operator
  }

  const relay = createRelay(context, {
    generating,
    peers,
    executors: modelId =>
      executorsOf(modelId)
        .filter(isOperators(modelId))
        .map(({ node, peer }) => ({ node, peerId: peer?.peerId ?? null })),
    elsewhere: code => ELSEWHERE.has(code) || code === 'internal',
    async keep(request, node, bundle) {
      const id = receiptId(chain.domain, bundle.receipt)
      await check(request, node, { id, bundle })
      store.relay(storedFrom(id, bundle))
    },
  })

  /** Heads of models that are not here, as their hosts show them: a few, in the order of last use. */
  const heads = new Map<Hex, Uint8Array>()

  async function head(modelId: Hex): Promise<Uint8Array | null> {
    const known = (await hosting.head(modelId)) ?? heads.get(modelId) ?? null
    if (known !== null) return known
    const registered = registrations().find(model => model.modelId === modelId)
    if (registered === undefined) return null
    for (const node of hostsOf(modelId).slice(0, MAX_ASKED)) {
      const peer = peers.get(node)
      if (peer === undefined) continue
      try {
        const options = { cap: HEAD_CAP, timeoutMs: HEAD_MS }
        const bytes = unwrap(await request(host, peer.peerId, HEAD_PROTOCOL, encodeJson({ modelId }), options))
        const { parts: shown } = unwrap(decodeModelHead(bytes))
        const right = (Object.keys(shown) as (keyof typeof shown)[]).every(
          name => toHex(shown[name]) === registered[name],
        )
        if (!right) refuse('peer_misbehaved', 'the head is another model’s')
        heads.set(modelId, bytes)
        for (const old of heads.keys()) {
          if (heads.size <= MAX_HEADS) break
          heads.delete(old)
        }
        return bytes
      } catch (error) {
        log('debug', 'a host did not show the head of a model', { modelId, peer: node, error })
      }
    }
    return null
  }

  // ---- Receipts

  async function receipt(id: Hex, reader: BackendReader | null, signal: AbortSignal): Promise<ReceiptBundle> {
    const stored = store.receipts.get(id)
    if (stored !== null && !stored.own && stored.inclusion === null) {
      const inclusion = await receipts.complete(stored)
      if (inclusion !== null) return receipts.show({ ...receipts.whole(id)!, inclusion }, reader)
    }
    if (stored !== null) return receipts.show(receipts.whole(id)!, reader)
    const proof = proofOf(reader)
    const askers = peers.alive().slice(0, MAX_ASKED * 4)
    const asked = await Promise.allSettled(
      askers.map(async ({ peerId }) => {
        const options = { cap: RECEIPT_CAP, ...askOptions, signal }
        const answer = unwrap(await requestJson(host, peerId, RECEIPT_PROTOCOL, { id, ...proof }, options))
        const bundle = unwrap(bundleFromJson(answer))
        if (receiptId(chain.domain, bundle.receipt) !== id) refuse('peer_misbehaved', 'another receipt was shown')
        return bundle
      }),
    )
    const found = asked.filter(result => result.status === 'fulfilled').map(({ value }) => value)
    // The one that shows most.
    const rank = (bundle: ReceiptBundle): number =>
      Number(bundle.output !== null) * 2 + Number(bundle.inclusion !== null)
    const best = found.sort((a, b) => rank(b) - rank(a))[0]
    return best === undefined
      ? refuse('receipt_not_found', `no node that answers holds receipt ${id}`)
      : receipts.show(best, reader)
  }

  async function advice(id: Hex, reader: BackendReader | null, from: number, signal: AbortSignal): Promise<Uint8Array> {
    const shown = await receipt(id, reader, signal)
    const { node } = shown.receipt
    if (node === self) return advising.piece(id, shown, from)
    return advising.fetch({ id, from, ...proofOf(reader) }, node, signal)
  }

  async function trace(
    id: Hex,
    reader: BackendReader | null,
    ask: TraceQuestion,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const shown = await receipt(id, reader, signal)
    const { node } = shown.receipt
    if (node === self) return tracing.answer(id, shown, ask)
    return tracing.fetch({ id, ask, ...proofOf(reader) }, node, signal)
  }

  /** Also of a request that went through another gateway, which may be gone by now. */
  async function receiptOf(requestHash: Hex): Promise<Hex | null> {
    const known = store.receipts.byRequest(requestHash)
    if (known !== null) return known
    const asked = await Promise.allSettled(
      peers
        .alive()
        .slice(0, MAX_ASKED * 4)
        .map(async ({ peerId }) => {
          const options = { cap: 1024, ...askOptions }
          const answer = unwrap(await requestJson(host, peerId, RECEIPT_PROTOCOL, { request: requestHash }, options))
          const { id } = (answer ?? {}) as { id?: unknown }
          return isHex(id, 32) ? id : refuse('receipt_not_found', 'it holds none')
        }),
    )
    for (const result of asked) {
      if (result.status !== 'fulfilled') continue
      // Its word, until the receipt itself says so.
      const shown = await attemptAsync(() => receipt(result.value, null, AbortSignal.timeout(config.times.ask)))
      if (shown.ok && shown.value.receipt.requestHash === requestHash) return result.value
    }
    return null
  }

  // ---- Logs

  const reach = (node: Hex): Peer => {
    const peer = peers.get(node) ?? refuse('node_unknown', `no node ${node} is registered`)
    if (!peer.alive) throw new WorldError('peer_unreachable', `node ${node} does not answer`)
    return peer
  }

  async function checkpoint(node: Hex): Promise<SignedCheckpoint> {
    const none = (): never => refuse('inclusion_pending', `the log of ${node} has no checkpoint yet`)
    if (node === self) return nodeLog.newest() ?? none()
    if (chain.registry().nodes.get(node) === undefined) refuse('node_unknown', `no node ${node} is registered`)
    const seen = store.cosigned.get(node)
    const known = seen === null ? null : (JSON.parse(seen.json) as SignedCheckpoint)
    try {
      const answer = await askLog(context, reach(node).peerId, { op: 'checkpoint' })
      if (answer !== null) {
        const shown = unwrap(parseCheckpoint(answer))
        signed(node, shown)
        if (shown.size >= (known?.size ?? 0)) return shown
      }
    } catch (error) {
      log('debug', 'a node does not show its checkpoint', { peer: node, error })
    }
    return known ?? none()
  }

  function signed(node: Hex, shown: SignedCheckpoint): void {
    const keys = chain.registry().nodes.get(node)?.keys ?? []
    const results = keys.map(key => verifyCheckpoint(shown, { domain: chain.domain, node, ...key }))
    const good = results.find(({ ok }) => ok) ?? results.at(-1)
    if (good === undefined) refuse('node_unknown', `no node ${node} is registered`)
    unwrap(good)
  }

  async function inclusion(id: Hex): Promise<Inclusion> {
    const stored = store.receipts.get(id)
    if (stored === null) {
      const shown = await receipt(id, null, context.signal)
      return shown.inclusion ?? refuse('inclusion_pending', `receipt ${id} is not under a checkpoint yet`)
    }
    if (stored.own) return nodeLog.inclusion(id)
    if (stored.inclusion !== null) return parseInclusion(JSON.parse(stored.inclusion))
    return (
      (await receipts.complete(stored)) ?? refuse('inclusion_pending', `receipt ${id} is not under a checkpoint yet`)
    )
  }

  async function consistency(node: Hex, from: number, to: number): Promise<readonly Hex[]> {
    if (node === self) return nodeLog.consistency(from, to)
    const answer = await askLog(context, reach(node).peerId, { op: 'consistency', from, to })
    return parseHashes((answer as { proof?: unknown } | null)?.proof, 64, 'consistency proof')
  }

  async function anchored(id: Hex): Promise<Anchored> {
    const stored = store.receipts.get(id) ?? refuse('receipt_not_found', `receipt ${id} is not held here`)
    if (stored.own) return anchoring.anchored(id)
    if (stored.anchored !== null) return JSON.parse(stored.anchored) as Anchored
    return (
      (await receipts.completeAnchored(stored)) ??
      refuse('log_not_anchored', `no anchored checkpoint that holds receipt ${id} can be shown now`)
    )
  }

  // ---- Verdicts

  /** A verdict as a peer shows it, when it is a registered verifier's. */
  function verdictFrom(id: Hex, value: unknown): SignedVerdict | null {
    const { receiptId: of, verifier, ok, timestamp, signature } = (value ?? {}) as Record<string, unknown>
    if (of !== id || !isHex(verifier, 20) || typeof ok !== 'boolean' || !isHex(signature, 65)) return null
    if (!Number.isSafeInteger(timestamp) || (timestamp as number) < 0) return null
    const verdict = { receiptId: id, verifier, ok, timestamp: BigInt(timestamp as number) }
    const signer = signerOf(hashVerdict(chain.domain, verdict), signature)
    const keys = chain.registry().nodes.get(verifier)?.keys ?? []
    return keys.some(({ receiptKey }) => receiptKey === signer) ? { verdict, signature } : null
  }

  async function verdicts(id: Hex): Promise<SignedVerdict[]> {
    const verifiers = peers.alive().filter(({ status }) => status?.roles.includes('verify'))
    await Promise.allSettled(
      verifiers.slice(0, MAX_ASKED * 4).map(async ({ peerId }) => {
        const options = { cap: VERDICT_CAP, ...askOptions }
        const answer = unwrap(await requestJson(host, peerId, VERDICT_PROTOCOL, { receipt: id }, options))
        const list = (answer as { verdicts?: unknown } | null)?.verdicts
        for (const entry of Array.isArray(list) ? list.slice(0, 64) : []) {
          const found = verdictFrom(id, entry)
          if (found === null) continue
          const { verdict, signature } = found
          store.verdicts.put({ ...verdict, timestamp: Number(verdict.timestamp), signature })
        }
      }),
    )
    return store.verdicts.of(id).map(({ receiptId: of, verifier, ok, timestamp, signature }) => ({
      verdict: { receiptId: of, verifier, ok, timestamp: BigInt(timestamp) },
      signature,
    }))
  }

  // ---- The rest

  const asResult = <T>(f: () => Promise<T>): Promise<Result<T>> =>
    attemptAsync(async () => {
      try {
        return await f()
      } catch (error) {
        if (error instanceof WorldError) throw new RefusalError(error.code, error.message)
        throw error
      }
    })

  return {
    domain: chain.domain,
    node: self,
    models,
    model,
    async nodes() {
      const nodes = [...chain.registry().nodes.values()].filter(({ exitedAt }) => exitedAt === null)
      return nodes.map(({ node, operator, peerId, roles, endpoint, addresses, stake }) => {
        const alive = node === self || peers.get(node)?.alive === true
        return { node, operator, peerId, roles, endpoint, addresses, stake, alive }
      })
    },
    infer: (request, input, options) => asResult(() => infer(request, input, options)),
    generate: relay,
    head,
    follow: following,
    embed: (request, input, options) => asResult(() => infer(request, input, options)),
    receipt: (id, reader, signal) => asResult(() => receipt(id, reader, signal)),
    async receipts({ limit, before = Number.MAX_SAFE_INTEGER }) {
      const newest = store.receipts.newest(before, Math.min(limit, 1000))
      return newest.map(({ id, modelId, node, issuedAt }) => ({ id, modelId, node, issuedAt }))
    },
    receiptOf,
    advice: (id, reader, from, signal) => asResult(() => advice(id, reader, from, signal)),
    trace: (id, reader, ask, signal) => asResult(() => trace(id, reader, ask, signal)),
    checkpoint: node => asResult(() => checkpoint(node)),
    inclusion: id => asResult(() => inclusion(id)),
    consistency: (node, from, to) => asResult(() => consistency(node, from, to)),
    anchored: id => asResult(() => anchored(id)),
    verdicts,
    async block(text) {
      const cid = attempt(() => parseCid(text))
      if (!cid.ok) return null
      const bytes = await hosting.blocks.store.get(cid.value)
      return bytes !== undefined && equal(sha256(bytes), cid.value.multihash.digest) ? bytes : null
    },
    async ready() {
      if (chain.readAt() === 0 && chain.registry().nodes.size === 0) return false
      const own = executing !== null && guard.state() === 'open'
      return own || peers.alive().some(({ status }) => status?.roles.includes('execute'))
    },
  }
}

/** What a peer is told of who reads. */
function proofOf(reader: BackendReader | null) {
  if (reader?.proof === undefined) return {}
  const { proof, delegates } = reader
  return { reader: { ...proof, ...(delegates === undefined ? {} : { delegates: [...delegates] }) } }
}
