// Generating: a request for tokens is checked in a fixed order, joins the model's batch, and is answered by a stream whose heads this
// node signs as it goes, and at its end by a receipt. spec/node.md, "Generating"; spec/stream.md. An answer that its asker leaves early
// is signed for as far as it went: its heads are out.

import { equal, fromHex, type Hex } from '../../core/bytes/index.ts'
import { sha256 } from '../../core/crypto/index.ts'
import { ERRORS, RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import { isReal } from '../../core/float/index.ts'
import { contextOf, type Identity, languagePorts } from '../../core/graph/index.ts'
import { decodeSampler, type Sampler } from '../../core/language/index.ts'
import {
  commitment,
  type Disclosed,
  type GenerateAsk,
  issueReceipt,
  MAX_STREAM_TOKENS,
  partsOf,
  type ReceiptBundle,
  type Request,
  rootOfTensors,
  type StartEvent,
  type StreamEvent,
  type StreamFinish,
  type TokenLogprobs,
  tensorOfBytes,
  tensorOfTokens,
  tokensOf,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../core/receipt/index.ts'
import type { GenerateAnswer } from '../../platform/node/engine/messages.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import type { Queue } from '../queue.ts'
import type { Sessions } from '../sessions.ts'
import type { NodeStreams } from '../streams.ts'
import { type Admission, operatorOf, priceOfRow } from './admission.ts'
import { storedFrom } from './execute.ts'
import type { Hosting } from './host.ts'
import type { NodeLog } from './log.ts'
import type { Roots } from './roots.ts'
import { isUpstream, MAX_UPSTREAM_PROMPT, type UpstreamAsk, type UpstreamModel, type Upstreams } from './upstream.ts'

/** What an answer that its deadline ends still takes to be signed and stored: a receipt after the deadline is none. */
const SIGNING_MS = 1_000

/** The trace of an answer is one pass over it: it takes no longer than generating it has. */
const TRACED = 2

export interface GenerateOptions {
  readonly requestId: string
  /** Whose share of the line it takes where nobody signed: a peer id, or `gateway/` and a hash of an API key. */
  readonly from: string
  readonly signal: AbortSignal
}

/** What a node tells beside a stream: under no signature. */
export interface GenerateNote {
  readonly type: 'note'
  /** Tokens of the prompt whose rows a prefix cache gave. */
  readonly cachedTokens: number
}

export interface Generating {
  /**
   * One answer as its events: start, chunks and ticks, a note, the end with its receipt. What is refused before the start is thrown as
   * RefusalError; afterwards only what the world does. Whoever leaves the loop ends the generation.
   */
  generate(ask: GenerateAsk, options: GenerateOptions): AsyncGenerator<StreamEvent | GenerateNote>
}

/** For demonstrations and tests of dishonest executors: another model's tokens under this model's name. No configuration sets it. */
export interface GenerateHook {
  /** The model that is run in place of `modelId`. */
  model?(modelId: Hex): Hex
  /** The prompt that the model gets in place of the request's. */
  prompt?(prompt: readonly number[]): readonly number[]
  /** Tokens that are sent in place of those that the model gave, the first of them at `index`. */
  tokens?(
    tokens: readonly number[],
    index: number,
    run: { readonly modelId: Hex; readonly requestHash: Hex },
  ): readonly number[]
}

export interface GenerateParts {
  readonly guard: Guard
  readonly nodeLog: NodeLog
  readonly hosting: Hosting
  readonly sessions: Sessions
  readonly queue: Queue
  readonly admission: Admission
  readonly roots: Roots
  readonly streams: NodeStreams
  readonly upstreams: Upstreams
  readonly hook?: GenerateHook
}

export function createGenerating(context: Context, parts: GenerateParts): Generating {
  const { chain, config, keys, self, metrics, now, random } = context
  const { guard, nodeLog, hosting, sessions, queue, admission, roots, streams, upstreams, hook } = parts

  function samplerOf({ samplerHash, seed }: Request, bytes: Uint8Array): Sampler {
    if (seed === ZERO_HASH || !equal(sha256(bytes), fromHex(samplerHash)))
      refuse('sampler_mismatch', 'request: the sampler is not the one that it commits to, or it has no seed')
    return decodeSampler(bytes)
  }

  function promptOf(request: Request, input: Disclosed, upstream: boolean): number[] {
    if (commitment(fromHex(input.salt), rootOfTensors(input.tensors)) !== request.inputCommitment)
      refuse('input_commitment_mismatch', 'request: the input is not the one that it commits to')
    const prompt = tokensOf(input.tensors)
    const tensor = input.tensors[0]?.tensor
    const bytes = tensor !== undefined && isReal(tensor)
    if (prompt === null || prompt.length === 0 || bytes !== upstream || (bytes && tensor.dtype !== 'uint8'))
      return refuse(
        'input_shape_mismatch',
        `request: the model takes "tokens" ${upstream ? 'uint8 [?]' : '[rows, 2] of 16 bits'}, at least one row`,
      )
    return prompt
  }

  /** The model's head, which loading it gives; refuses prompts that are not its own. */
  async function headOf(modelId: Hex, prompt: readonly number[], signal: AbortSignal): Promise<Answers> {
    const head = await sessions.head(modelId, signal)
    if (head.kind !== 'exact' || contextOf(head.graph) === null)
      return refuse('sampler_mismatch', `model ${modelId} is no language model: it takes no sampler and no seed`)
    const { vocabulary, context: most } = languagePorts(head)
    const strange = prompt.find(id => id >= vocabulary)
    if (strange !== undefined)
      refuse('input_shape_mismatch', `request: token ${strange} is not below the vocabulary of ${vocabulary}`)
    if (prompt.length >= most)
      refuse('context_length_exceeded', `request: ${prompt.length} tokens, the model has positions for ${most}`, {
        facts: { tokens: prompt.length, context: most },
      })
    return { identity: head.identity, most }
  }

  async function askUpstream(
    upstream: UpstreamModel,
    body: UpstreamAsk,
    signal: AbortSignal,
    on: { started(engine: string): void; tokens(tokens: readonly number[]): void },
  ): Promise<GenerateAnswer & { readonly engine: string }> {
    const { engine } = upstream
    on.started(engine)
    const finish = await upstream.generate(body, signal, bytes => on.tokens([...bytes]))
    return { finish, cachedTokens: 0, engine }
  }

  async function* generate(ask: GenerateAsk, options: GenerateOptions): AsyncGenerator<StreamEvent | GenerateNote> {
    const { request: signed, input } = ask
    const { request } = signed
    const { requestId, from } = options
    const { modelId } = request
    guard.check()
    const operator = operatorOf(context)
    if (!hosting.has(modelId)) refuse('model_not_found', `this node does not host ${modelId}`)
    const upstream = upstreams.find(modelId)
    if (upstream === null && isUpstream(hosting, modelId))
      refuse('model_not_found', `this node has no server for the upstream model ${modelId}`)
    const sampler = samplerOf(request, ask.sampler)
    const prompt = promptOf(request, input, upstream !== null)
    const body = upstream?.read(prompt, ask.sampler) ?? null
    if (body !== null && ask.logprobs !== undefined)
      refuse('parameter_unsupported', 'logprobs: of an upstream model the body asks for them')
    const { hash, leave } = admission.enter(signed)
    const stop = new AbortController()
    const onAbort = (): void => stop.abort(new RefusalError('interrupted', 'the asker went away'))
    const left = Number(request.deadline) * 1000 - now()
    const timer = setTimeout(
      () => stop.abort(new RefusalError('deadline_passed', 'request: its deadline passed while it ran')),
      Math.max(0, Math.min((left - SIGNING_MS) / (request.traceRoot ? TRACED : 1), config.execute.streamMs)),
    )
    if (options.signal.aborted) onAbort()
    else options.signal.addEventListener('abort', onAbort, { once: true })
    let release = (): void => {}
    let done = false
    let finishEarly = async (): Promise<void> => {}
    try {
      const { identity, most } = upstream === null ? await headOf(modelId, prompt, stop.signal) : answersOf(upstream)
      const room = Math.min(sampler.maxTokens, most - prompt.length)
      if (request.traceRoot && upstream !== null) refuse('trace_unavailable', 'request: an upstream model has no trace')
      if (request.traceRoot)
        await roots.check(modelId, prompt.length + room - 1, { sampler, tokens: room }, stop.signal)
      await admission.price(request, hash, prompt.length + room)
      if (streams.isOpen(hash)) refuse('nonce_replayed', 'request: it is being answered')
      const requester = request.payer === ZERO_ADDRESS ? from : request.payer
      const deadline = Number(request.deadline) * 1000
      const turn = await queue.enter({ requester, deadline, signal: stop.signal })
      const started = now()
      const ready: (StreamEvent | GenerateNote)[] = []
      let wake = (): void => {}
      const push = (event: StreamEvent | GenerateNote): void => {
        ready.push(event)
        wake()
      }
      const stream = streams.open(hash, modelId, push)
      const sent: number[] = []
      release = () => {
        stream.end()
        turn.end(now() - started)
      }

      /** Signs for what has been sent. It is in the log when this resolves. */
      const issue = async (engine: string, cachedTokens: number, truncated: boolean): Promise<ReceiptBundle> => {
        done = true
        const outputs = [upstream === null ? tensorOfTokens(sent) : tensorOfBytes(Uint8Array.from(sent))]
        const answered = {
          request: signed,
          input,
          output: { salt: input.salt, tensors: outputs },
          sampler: ask.sampler,
        }
        // Whoever went away gets his receipt as well, and with what he has paid for.
        const patience = AbortSignal.any([context.signal, AbortSignal.timeout(config.execute.runMs)])
        const traceRoot = request.traceRoot ? await roots.root(modelId, answered, patience) : null
        if (traceRoot !== null && now() > deadline)
          refuse('deadline_passed', 'request: its deadline passed while the trace was computed')
        return nodeLog.issue(previous => {
          const { bundle, id } = issueReceipt({
            domain: chain.domain,
            identity,
            engine,
            request: signed,
            input,
            outputs,
            traceRoot,
            sampler: ask.sampler,
            truncated,
            cacheUsed: cachedTokens > 0,
            node: self,
            operator,
            receiptKey: { address: keys.receipt.address, privateKey: keys.receipt.secret.reveal() },
            price: priceOfRow(config, request.traceRoot) * BigInt(prompt.length + sent.length),
            previous,
            issuedAt: BigInt(now()),
            evidence: upstream === null ? ['signature', 'replay'] : ['signature'],
            random,
          })
          metrics.count('infer_answered')
          metrics.count('infer_rows', prompt.length + sent.length)
          metrics.count('tokens_generated', sent.length)
          metrics.count('tokens_cached', cachedTokens)
          metrics.count('infer_milliseconds', now() - started)
          context.log('info', 'answered', { requestId, id, modelId, tokens: sent.length, truncated })
          return { receipt: storedFrom(id, bundle), value: bundle }
        })
      }
      let engineName = ''
      finishEarly = async () => {
        if (sent.length > 0 && engineName !== '') await issue(engineName, 0, true)
      }

      const on = {
        started: (engine: string): void => {
          engineName = engine
        },
        tokens: (tokens: readonly number[], logprobs?: readonly TokenLogprobs[]): void => {
          const given = hook?.tokens?.(tokens, sent.length, { modelId, requestHash: hash }) ?? tokens
          for (const token of given) sent.push(token)
          stream.append(given, logprobs)
        },
      }
      const job = {
        prompt: hook?.prompt?.(prompt) ?? prompt,
        sampler: ask.sampler,
        seed: fromHex(request.seed),
        key: requester,
        ...(ask.logprobs === undefined ? {} : { logprobs: ask.logprobs }),
      }
      const running =
        upstream === null || body === null
          ? sessions.generate(hook?.model?.(modelId) ?? modelId, job, stop.signal, on)
          : askUpstream(upstream, body, stop.signal, on)
      const run = running.then(
        value => ({ ok: true as const, value }),
        error => ({ ok: false as const, error }),
      )
      let ended: Awaited<typeof run> | undefined
      void run.then(result => {
        ended = result
        wake()
      })

      const start: StartEvent = {
        type: 'start',
        requestHash: hash,
        modelId,
        parts: partsOf(identity),
        node: self,
        receiptKey: keys.receipt.address,
        request: signed,
        input,
        sampler: ask.sampler,
      }
      // What a server refuses has no start: another executor may have one that takes it.
      while (upstream !== null && ready.length === 0 && ended === undefined)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      if (upstream !== null && sent.length === 0 && ended?.ok === false) throw ended.error
      yield start
      for (;;) {
        const event = ready.shift()
        if (event !== undefined) yield event
        else if (ended !== undefined) break
        else
          await new Promise<void>(resolve => {
            wake = resolve
          })
      }
      stream.end()
      yield* ready.splice(0)
      const result = ended
      let finish: StreamFinish = 'truncated'
      let cachedTokens = 0
      if (result.ok) {
        finish = result.value.finish
        cachedTokens = result.value.cachedTokens
        engineName = result.value.engine
      } else if (sent.length === 0 || options.signal.aborted || !(stop.signal.aborted || isWorld(result.error)))
        throw result.error
      else context.log('warn', 'a generation ended early', { requestId, modelId, error: result.error })
      yield { type: 'note', cachedTokens }
      const bundle = await issue(engineName, cachedTokens, finish === 'truncated')
      yield { type: 'end', finish, bundle }
    } finally {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      stop.abort(new RefusalError('interrupted', 'the asker went away'))
      try {
        release()
        if (!done) await finishEarly()
      } catch (error) {
        context.log('warn', 'an answer that was left early could not be signed for', { requestId, modelId, error })
      } finally {
        leave()
      }
    }
  }

  return {
    async *generate(ask, options) {
      const { requestId } = options
      const { modelId } = ask.request.request
      try {
        yield* generate(ask, options)
      } catch (error) {
        metrics.count('infer_refused')
        if (error instanceof WorldError) {
          // The world's words are for this node's log alone.
          context.log('warn', 'a generation failed', { requestId, modelId, error })
          throw new RefusalError(error.code, ERRORS[error.code].message)
        }
        const code = error instanceof RefusalError ? error.code : 'internal'
        context.log(code === 'internal' ? 'error' : 'info', 'refused', { requestId, code, modelId, error })
        throw error
      }
    },
  }
}

/** What a receipt says is answering, and how many tokens prompt and answer may have together. */
interface Answers {
  readonly identity: Identity
  readonly most: number
}

const answersOf = ({ model: { identity } }: UpstreamModel): Answers => ({
  identity,
  most: MAX_UPSTREAM_PROMPT + MAX_STREAM_TOKENS,
})

const isWorld = (error: unknown): boolean => error instanceof WorldError
