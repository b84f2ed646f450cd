// Generations of a network's gateways, checked while they come: every event against the stream's rules, every token by a replay where the
// policy asks for one, the receipt at the end by verify(). spec/gateway.md, "Verifying clients". What a gateway says of text is never
// used: prompts become tokens, and tokens text, on this side.

import { type Hex, toHex } from '../../core/bytes/index.ts'
import { refuse, unwrap, WorldError } from '../../core/errors/index.ts'
import { isUpstreamInterface, upstreamFrom } from '../../core/float/index.ts'
import { toReals } from '../../core/graph/index.ts'
import type { LanguageSession } from '../../core/language/index.ts'
import { encodeSampler } from '../../core/language/sampler/index.ts'
import {
  bundleFromJson,
  type Disclosure,
  type GenerateAsk,
  integersIn,
  MAX_CHUNK_TOKENS,
  MAX_FOLLOW_LAG,
  makeRequest,
  type NamedTensor,
  type ReceiptBundle,
  requestToJson,
  type StartEvent,
  type StreamEvent,
  tensorOfBytes,
  tensorOfTokens,
  tensorsToJson,
} from '../../core/receipt/index.ts'
import {
  answerPolicy,
  createStreamCheck,
  followedBy,
  NO_EVIDENCE,
  type NodeRecord,
  namedPolicy,
  type PolicyName,
  type StreamLevel,
  verify,
  withTraceRoot,
} from '../../core/verify/index.ts'
import type { CallContext, LanguageBackend, ListedModel, NoteEvent, UpstreamInfo } from '../../openai/index.ts'
import { fetchAnchors, fetchRecord } from '../anchors.ts'
import { type Client, exchangeOf } from '../client.ts'
import { exchangeJson } from '../http.ts'
import { resolveModel } from '../models.ts'
import { openEvents } from './events.ts'
import { type Follower, ownFollower, remoteFollower } from './follower.ts'
import { type ResolvedLanguage, resolveLanguage } from './resolve.ts'

/** A model that is ready to run in this program, by the id that was derived from its bytes. */
export type LoadLanguage = (modelId: Hex, signal: AbortSignal) => Promise<LanguageSession>

export interface VerifyingOptions {
  readonly client: Client
  /**
   * Who replays under a policy that asks for it: `own`, this program by `load`; `verifier`, a node of another operator, who then reads
   * prompt and answer (disclosure `verifiers` or `public` is needed, or `disclosure_required`).
   */
  readonly replay: 'own' | 'verifier'
  /** For `own`. */
  readonly load?: LoadLanguage
  /** Null: unsigned requests, for which there is no refund. */
  readonly payer?: { readonly address: Hex; readonly privateKey: Uint8Array } | null
  readonly maxPrice?: bigint
  /** Buys the trace root with every answer, as `run` does. */
  readonly traceRoot?: boolean
  readonly deadlineSeconds?: number
  /** Hears how far a stream has been checked. */
  readonly onProgress?: (progress: StreamChecked) => void
}

export interface StreamChecked {
  readonly requestHash: Hex
  /** Tokens so far; of these, signed by the node; of these, replayed. */
  readonly tokens: number
  readonly signed: number
  readonly replayed: number
}

/** Tokens that are given to a replay at once, where as many wait. */
const BATCH = 16
const LIMITS = { timeoutMs: 120_000, maxBytes: 8 << 20 }

export function verifyingBackend(options: VerifyingOptions): LanguageBackend {
  const { client } = options
  const known = new Map<string, Promise<ResolvedLanguage>>()

  function resolved(reference: string, signal: AbortSignal): Promise<ResolvedLanguage> {
    const found = known.get(reference) ?? resolveLanguage(client, reference, signal)
    known.set(reference, found)
    // A failure is not kept; nor are more than a few.
    found.catch(() => known.delete(reference))
    for (const oldest of known.keys()) {
      if (known.size <= 8) break
      known.delete(oldest)
    }
    return found
  }

  /** Of models that were asked for under a reference, a few. */
  const declared = new Map<string, UpstreamInfo | null>()

  async function upstream(reference: string, signal: AbortSignal): Promise<UpstreamInfo | null> {
    const found = declared.get(reference)
    if (found !== undefined) return found
    const { kind, modelId, identity, manifest } = unwrap(await resolveModel(client, reference, signal))
    let info: UpstreamInfo | null = null
    if (kind === 'float' && isUpstreamInterface(toHex(identity.interfaceHash))) {
      const shown = upstreamFrom(manifest, toHex(identity.graphRoot))
      if (shown === null)
        return refuse('model_parts_mismatch', `model ${modelId}: the gateway shows another declaration`)
      info = { modelId, declared: shown }
    }
    declared.set(reference, info)
    for (const oldest of declared.keys()) {
      if (declared.size <= 64) break
      declared.delete(oldest)
    }
    return info
  }

  const askOf = (
    modelId: Hex,
    tensor: NamedTensor,
    disclosure: Disclosure,
    sampler?: { readonly bytes: Uint8Array; readonly seed: Hex },
  ) =>
    makeRequest({
      domain: client.domain,
      modelId,
      input: [tensor],
      maxPrice: options.maxPrice ?? 0n,
      disclosure,
      delegates: [],
      traceRoot: options.traceRoot ?? false,
      deadline: BigInt(Math.floor(client.now() / 1000) + (options.deadlineSeconds ?? 300)),
      payer: options.payer ?? null,
      ...(sampler === undefined ? {} : { sampler }),
      random: client.random,
    })

  const authorized = ({ key }: CallContext) => (key === '' ? {} : { authorization: `Bearer ${key}` })

  /** The receipt holds by itself; replays and the log are other checks. */
  async function checkReceipt(bundle: ReceiptBundle, modelId: Hex): Promise<void> {
    const anchors = await fetchAnchors(client, bundle, NO_EVIDENCE)
    const signed = unwrap(namedPolicy('signed', modelId))
    const policy = bundle.request.request.traceRoot ? withTraceRoot(signed, false) : signed
    const verdict = await verify(bundle, NO_EVIDENCE, policy, anchors)
    const failed = verdict.checks.find(({ ok }) => !ok)
    if (failed !== undefined && failed.code !== 'ok')
      refuse(failed.code, `the receipt fails the check ${failed.name}: ${failed.detail}`)
  }

  /** Whoever begins to answer: the first gateway that does. */
  async function begin(
    ask: GenerateAsk,
    context: CallContext,
  ): Promise<{ first: StartEvent; events: AsyncGenerator<StreamEvent | NoteEvent> }> {
    const gateways = await client.gateways(context.signal)
    return gateways.attempt(async url => {
      const events = openEvents(client, url, ask, { signal: context.signal, ...authorized(context) })
      const { value, done } = await events.next()
      if (done || value.type !== 'start') {
        await events.return(undefined)
        return refuse('peer_misbehaved', `${new URL(url).host}: the stream does not begin with its start`)
      }
      return { first: value, events }
    })
  }

  async function followerFor(
    ask: GenerateAsk,
    prompt: readonly number[],
    executor: NodeRecord,
    policy: PolicyName,
    disclosure: Disclosure,
    signal: AbortSignal,
  ): Promise<Follower | null> {
    if (policy === 'signed') return null
    if (options.replay === 'own') {
      if (options.load === undefined) throw new TypeError('load: needed for own replays')
      return ownFollower(await options.load(ask.request.request.modelId, signal), ask, prompt)
    }
    if (disclosure === 'requester')
      refuse('disclosure_required', 'a verifier that replays reads prompt and answer', {
        hint: 'Allow it with the disclosure `verifiers`, or replay yourself.',
      })
    return remoteFollower(client, ask, executor, signal)
  }

  return {
    domain: client.domain,
    checks: policy => LEVELS[policy] ?? null,
    resolve: async (reference, signal) => (await resolved(reference, signal)).language,

    upstream,

    async list(signal) {
      const gateways = await client.gateways(signal)
      return gateways.attempt(async url => {
        const answer = await exchangeJson(`${url}/v1/models`, exchangeOf(client, LIMITS, signal))
        const { data } = (answer ?? {}) as { data?: unknown }
        return Array.isArray(data) ? (data as ListedModel[]) : refuse('peer_misbehaved', 'the gateway lists no models')
      })
    },

    async *generate(given, context) {
      const { modelId, prompt, policy, disclosure } = given
      unwrap(answerPolicy(policy, modelId))
      const bytes = encodeSampler(given.sampler)
      const tensor = given.bytes ? tensorOfBytes(Uint8Array.from(prompt)) : tensorOfTokens(prompt)
      const { signed, input, requestHash } = askOf(modelId, tensor, disclosure, { bytes, seed: toHex(given.seed) })
      const { logprobs } = given
      const ask: GenerateAsk = {
        request: signed,
        input,
        sampler: bytes,
        ...(logprobs === undefined ? {} : { logprobs }),
      }
      if (policy === 'audited' && options.replay === 'verifier')
        refuse('audit_missing', "another verifier's word is no audit", {
          hint: 'Replay yourself, ask for the policy `replayed`, or audit the receipt afterwards.',
        })
      if (policy !== 'signed' && options.replay === 'verifier' && disclosure === 'requester')
        refuse('disclosure_required', 'a verifier that replays reads prompt and answer', {
          hint: 'Allow it with the disclosure `verifiers`, or replay yourself.',
        })
      const { first, events } = await begin(ask, context)
      let follower: Follower | null = null
      try {
        const record = await fetchRecord(client, first.node)
        if (record === null) return refuse('node_unknown', `node ${first.node} is not registered`)
        const operator = given.bytes ? (await upstream(modelId, context.signal))?.declared.operator : record.operator
        if (record.operator !== operator)
          refuse('operator_mismatch', `node ${first.node} is of ${record.operator}, the model is ${operator}'s`)
        follower = await followerFor(ask, prompt, record, policy, disclosure, context.signal)
        const verifier = follower?.verifier ?? null
        const second = verifier === null ? null : await fetchRecord(client, verifier)
        const nodes = [record, ...(second === null ? [] : [second])]
        const check = createStreamCheck({
          anchors: { domain: client.domain, nodes },
          request: requestHash,
          model: modelId,
          negative: 'refuse',
        })
        const replay = follower === null ? null : startReplay(follower)
        const tell = (): void =>
          options.onProgress?.({
            requestHash,
            tokens: check.progress.tokens.length,
            signed: check.progress.signed,
            replayed: replay?.done ?? 0,
          })
        const accept = (event: StreamEvent): void => void unwrap(check.accept(event, client.now()))
        accept(first)
        yield first
        for await (const event of events) {
          if (event.type === 'note') {
            yield event
            continue
          }
          accept(event)
          if (event.type === 'chunk') replay?.add(event.tokens)
          if (event.type === 'end') {
            if (event.bundle === null) return refuse('stream_receipt_missing', 'the stream ends without a receipt')
            await checkReceipt(event.bundle, modelId)
            for (const verdict of (await replay?.finish(event.finish === 'truncated')) ?? []) {
              accept(verdict)
              yield verdict
            }
            // A follower that says less than it was asked has followed nothing.
            const followed = followedBy(check.progress, 1)
            if (verifier !== null && !(followed.end && followed.tokens === check.progress.tokens.length))
              refuse(
                'verdicts_missing',
                `the verifier speaks of ${followed.tokens} tokens, and of the end: ${followed.end}`,
              )
            tell()
            yield event
            continue
          }
          // Nothing gets further ahead of its replay than a follower may lag.
          for (const verdict of (await replay?.within(MAX_FOLLOW_LAG)) ?? []) {
            accept(verdict)
            yield verdict
          }
          if (verifier !== null && check.progress.tokens.length - followedBy(check.progress, 1).tokens > MAX_FOLLOW_LAG)
            refuse(
              'verdicts_missing',
              'the verifier falls behind the stream: its verdicts speak of fewer tokens than it was given',
            )
          tell()
          yield event
        }
        if (check.progress.end === null) throw new WorldError('gateway_unreachable', 'the stream breaks off')
      } finally {
        follower?.close()
        await events.return(undefined)
      }
    },

    async embed({ modelId, input: tokens, disclosure, policy }, context) {
      unwrap(answerPolicy(policy, modelId))
      const { signed, input, requestHash } = askOf(modelId, tensorOfTokens(tokens), disclosure)
      const gateways = await client.gateways(context.signal)
      const body = JSON.stringify({
        ...requestToJson(signed),
        input: { salt: input.salt, tensors: tensorsToJson(input.tensors) },
      })
      const bundle = await gateways.attempt(async url => {
        const headers = { 'content-type': 'application/json', ...authorized(context) }
        const exchange = { ...exchangeOf(client, LIMITS, context.signal), headers, body }
        return unwrap(bundleFromJson(await exchangeJson(`${url}/assay/v1/infer`, exchange)))
      })
      if (bundle.receipt.requestHash !== requestHash)
        refuse('request_hash_mismatch', 'the answer is a receipt for another request')
      await checkReceipt({ ...bundle, input }, modelId)
      const { model } = await resolved(modelId, context.signal)
      const port = model.ports.outputs.find(({ name }) => name === 'hidden')
      const shown = bundle.output === null ? null : integersIn(bundle.output.tensors)
      const tensor = shown?.length === 1 ? shown[0]!.tensor : undefined
      if (port === undefined || tensor === undefined || tensor.rows !== tokens.length)
        return refuse('output_root_mismatch', 'the answer is not the output `hidden` at every token')
      if (policy !== 'signed') await replayEmbedding(modelId, tokens, tensor.data, context.signal)
      const width = tensor.data.length / tensor.rows
      const last = { ...tensor, rows: 1, data: tensor.data.slice(-width) }
      return { vector: Float64Array.from(toReals(port, last)), bundle }
    },
  }

  /** Embeddings are replayed here or not at all: no follower vouches for them. */
  async function replayEmbedding(
    modelId: Hex,
    tokens: readonly number[],
    data: ArrayLike<number>,
    signal: AbortSignal,
  ): Promise<void> {
    if (options.load === undefined)
      return refuse('policy_unavailable', 'embeddings are replayed by whoever has the model', {
        hint: 'Ask for the policy `signed`, or load the model.',
      })
    const { session } = await options.load(modelId, signal)
    const { model } = await resolved(modelId, signal)
    const slot = model.ports.outputs.findIndex(({ name }) => name === 'hidden')
    const again = (await session.run([tensorOfTokens(tokens).tensor]))[slot]!
    const same = again.data.length === data.length && again.data.every((value, i) => value === data[i])
    if (!same) refuse('replay_mismatch', 'running the model gives another output `hidden`')
  }
}

/** While an answer comes, it is replayed or it is not: an audit is of a whole one. */
const LEVELS: Partial<Record<PolicyName, StreamLevel>> = {
  signed: 'chained',
  replayed: 'replayed',
  audited: 'replayed',
}

type VerdictEvent = Extract<StreamEvent, { type: 'verdict' }>

/** Tokens go to the follower in the order of their coming, a batch at a time; what it says waits here until it is taken. */
function startReplay(follower: Follower) {
  const waiting: number[] = []
  const verdicts: VerdictEvent[] = []
  let total = 0
  let done = 0
  let failed: unknown
  let over = false
  let work: Promise<void> | null = null

  async function run(): Promise<void> {
    while (waiting.length > 0 && failed === undefined) {
      const batch = waiting.splice(0, MAX_CHUNK_TOKENS)
      try {
        const word = await follower.push(batch)
        done += batch.length
        if (word === null) continue
        verdicts.push({ type: 'verdict', ...word })
        if (!word.verdict.ok) {
          // A follower that has found other tokens says no more: what it has said ends the stream.
          over = true
          waiting.length = 0
        }
      } catch (error) {
        failed = error
      }
    }
    work = null
  }
  const start = (): void => {
    work ??= run()
  }
  const take = (): VerdictEvent[] => {
    if (failed !== undefined) throw failed
    return verdicts.splice(0)
  }
  const until = async (lag: number): Promise<VerdictEvent[]> => {
    while (failed === undefined && !over && total - done > lag) {
      start()
      await work
    }
    return take()
  }

  return {
    get done() {
      return done
    },
    add(tokens: readonly number[]): void {
      waiting.push(...tokens)
      total += tokens.length
      if (waiting.length >= BATCH) start()
    },
    within: until,
    async finish(truncated: boolean): Promise<VerdictEvent[]> {
      const before = await until(0)
      if (over) return before
      const word = await follower.push([], { truncated })
      return [...before, ...(word === null ? [] : [{ type: 'verdict', ...word } as const])]
    },
  }
}
