// A language model of scripts for tests of the OpenAI surface: what it says is a function of its prompt, and everything around that is
// real: requests, heads, ticks, receipts, the sampler's stops, lengths and grammars. Tokens are bytes, so that characters break anywhere.

import { type Hex, toHex, utf8 } from '../../../src/core/bytes/index.ts'
import { RefusalError, type Result } from '../../../src/core/errors/index.ts'
import type { Identity } from '../../../src/core/graph/index.ts'
import { matcherOf } from '../../../src/core/language/grammar/index.ts'
import { encodeSampler, type Sampler } from '../../../src/core/language/sampler/index.ts'
import type { Vocabulary } from '../../../src/core/language/types.ts'
import {
  createStreamSigner,
  type Disclosed,
  hashRequest,
  issueReceipt,
  makeRequest,
  partsOf,
  type ReceiptBundle,
  type SignedRequest,
  type StreamEvent,
  type StreamFinish,
  signDigest,
  type TokenLogprobs,
  tensorOfTokens,
} from '../../../src/core/receipt/index.ts'
import type { PolicyName, StreamLevel } from '../../../src/core/verify/index.ts'
import type { GenerateOptions, LanguageBackend, LanguageModel, NoteEvent } from '../../../src/openai/index.ts'
import { languageModel } from '../../support/languageWorld.ts'
import { actor, DOMAIN, seededRandom, T0 } from '../../support/world.ts'

export const NAME = 'acme/chat@1.0.0'
export const PLAIN = 'acme/plain@1.0.0'
export const HIDDEN = 6

const EOS = 256
export const BOS = 257
/** Control tokens of the template: none of them comes out of a text. */
const ROLE: Readonly<Record<string, number>> = { system: 258, user: 259, assistant: 260, tool: 261 }
export const VOCABULARY = 300

export const vocabulary: Vocabulary = {
  size: VOCABULARY,
  eos: [EOS],
  bytes: id => (id < 256 ? Uint8Array.of(id) : null),
}

const tokensOf = (text: string): number[] => [...utf8(text)]

const { identity } = languageModel('bytes')

/** The model that tests talk to: with a template that shows tools, or (`PLAIN`) with none. */
export function speakerModel(name: string, context = 4096): LanguageModel {
  return {
    modelId: toHex(identity.modelId),
    names: [name],
    created: 1_700_000_000,
    context,
    vocabulary: VOCABULARY,
    hidden: name === PLAIN ? null : HIDDEN,
    encode: text => [BOS, ...tokensOf(text)],
    bytes: vocabulary.bytes,
    decoder() {
      const decoder = new TextDecoder()
      return {
        push: id => (id < 256 ? decoder.decode(Uint8Array.of(id), { stream: true }) : ''),
        end: () => decoder.decode(),
      }
    },
    chat:
      name === PLAIN
        ? null
        : {
            tools: true,
            before: '',
            after: '',
            tokens(messages, { tools }) {
              const shown = tools.length === 0 ? [] : [ROLE['system']!, ...tokensOf(JSON.stringify(tools))]
              const said = messages.flatMap(({ role, content, tool_calls }) => [
                ROLE[role]!,
                ...tokensOf(tool_calls === undefined ? content : `${content}${JSON.stringify(tool_calls)}`),
              ])
              return [BOS, ...shown, ...said, ROLE['assistant']!]
            },
          },
  }
}

export interface Knobs {
  /** What is said to a prompt: text, or tokens. Choices of one answer are told apart by their seeds. */
  say: (prompt: string, options: { readonly seed: Hex; readonly sampler: Sampler }) => string | readonly number[]
  /** Tokens of one chunk. */
  chunk: number
  /** Runs before the start and before each chunk; `at`: tokens sent so far, -1 before the start. */
  before: (at: number, signal: AbortSignal) => Promise<void> | void
  cachedTokens: number
  /** Changes the events on their way. */
  twist: (events: AsyncIterable<StreamEvent | NoteEvent>) => AsyncIterable<StreamEvent | NoteEvent>
  level: StreamLevel | null
  reader: Hex | null
}

export const defaultKnobs = (): Knobs => ({
  say: () => 'Hello, world.',
  chunk: 4,
  before: () => {},
  cachedTokens: 0,
  twist: events => events,
  level: null,
  reader: null,
})

export interface Asked {
  readonly prompt: readonly number[]
  readonly sampler: Sampler
  readonly request: SignedRequest
  readonly input: Disclosed
  readonly logprobs?: number
  readonly signal: AbortSignal
}

/** The tokens of a script as the sampler lets them out, and why they end. */
function spoken(script: readonly number[], sampler: Sampler): { tokens: number[]; finish: StreamFinish } {
  const matcher = sampler.grammar === null ? null : matcherOf(sampler.grammar, vocabulary)
  let state = matcher?.start
  const tokens: number[] = []
  let text = ''
  for (const id of [...script, EOS]) {
    if (tokens.length === sampler.maxTokens) return { tokens, finish: 'length' }
    if (matcher !== null && state !== undefined && id !== EOS) {
      const next = matcher.advance(state, Uint8Array.of(id))
      if (next === null) throw new Error(`the grammar has no ${JSON.stringify(String.fromCharCode(id))} after ${text}`)
      state = next
    }
    tokens.push(id)
    if (id === EOS && !sampler.ignoreEos) return { tokens, finish: 'eos' }
    text += id < 256 ? String.fromCharCode(id) : ''
    if (state?.complete === true) return { tokens, finish: 'grammar' }
    // Compared byte by byte, as a sampler does.
    if (sampler.stop.some(stop => text.includes(String.fromCharCode(...utf8(stop))))) return { tokens, finish: 'stop' }
  }
  return { tokens, finish: 'eos' }
}

/** Descends by a tenth from the token itself on: any numbers do, as long as they are not all the same. */
const logprobsOf = (id: number, top: number): TokenLogprobs => ({
  logprob: -0.25,
  top: Array.from({ length: top }, (_, i) => [(id + i) % 256, -0.25 - i / 10] as const),
})

export interface Speaker {
  readonly knobs: Knobs
  /** What was asked, in order. */
  readonly asked: Asked[]
  /** Generations in work now. */
  readonly working: () => number
  readonly executor: ReturnType<typeof actor>
  speak(asked: Asked): AsyncGenerator<StreamEvent | NoteEvent>
  hidden(request: SignedRequest, input: Disclosed): Result<{ id: Hex; bundle: ReceiptBundle }>
}

/** `of`: the identity that receipts name; `width`: of the output `hidden`. */
export function makeSpeaker(now: () => number = () => T0, of: Identity = identity, width = HIDDEN): Speaker {
  const knobs = defaultKnobs()
  const executor = actor('executor')
  const random = seededRandom('speaker')
  const asked: Asked[] = []
  let working = 0

  async function* speak(ask: Asked): AsyncGenerator<StreamEvent | NoteEvent> {
    const { prompt, sampler, request, input, signal } = ask
    asked.push(ask)
    working++
    try {
      await knobs.before(-1, signal)
      const requestHash = hashRequest(DOMAIN, request.request)
      const { modelId, seed } = request.request
      const signer = createStreamSigner({
        domain: DOMAIN,
        node: executor.node,
        sign: digest => signDigest(digest, executor.receiptKey.privateKey),
      })
      signer.open(requestHash, modelId)
      const bytes = encodeSampler(sampler)
      yield {
        type: 'start',
        ...{ requestHash, modelId, request, input, sampler: bytes },
        parts: partsOf(of),
        node: executor.node,
        receiptKey: executor.receiptKey.address,
      }
      const said = knobs.say(String.fromCharCode(...prompt.filter(id => id < 256)), { seed, sampler })
      const { tokens, finish } = spoken(typeof said === 'string' ? tokensOf(said) : said, sampler)
      for (let at = 0; at < tokens.length; at += knobs.chunk) {
        await knobs.before(at, signal)
        if (signal.aborted) throw new RefusalError('interrupted', 'aborted')
        const part = tokens.slice(at, at + knobs.chunk)
        const { logprobs } = ask
        const shown = logprobs === undefined ? undefined : part.map(id => logprobsOf(id, logprobs))
        yield signer.append(requestHash, part, now() + at, shown)
        if (at % (2 * knobs.chunk) === 0) for (const { event } of signer.tick(now() + at + 1)) yield event
      }
      const { bundle } = issueReceipt({
        ...{ domain: DOMAIN, identity: of, engine: 'script/1', request, input, random },
        outputs: [tensorOfTokens(tokens)],
        node: executor.node,
        operator: executor.operator,
        receiptKey: executor.receiptKey,
        price: 0n,
        previous: `0x${'00'.repeat(32)}`,
        issuedAt: BigInt(now() + tokens.length + 2),
        evidence: ['signature', 'replay'],
        sampler: bytes,
        cacheUsed: knobs.cachedTokens > 0,
      })
      if (knobs.cachedTokens > 0) yield { type: 'note', cachedTokens: knobs.cachedTokens }
      if (knobs.reader !== null) yield { type: 'note', reader: knobs.reader }
      yield { type: 'end', finish, bundle }
    } finally {
      working--
    }
  }

  return {
    knobs,
    asked,
    executor,
    working: () => working,
    async *speak(ask) {
      yield* knobs.twist(speak(ask))
    },
    hidden(request, input) {
      const { rows } = input.tensors[0]!.tensor as { rows: number }
      // At every token, as a node gives it: the last one is the embedding.
      const data = Int16Array.from({ length: width * rows }, (_, k) => {
        const [row, i] = [Math.floor(k / width) + 1, k % width]
        return (i + 1) * row * (i % 2 === 0 ? 1 : -1)
      })
      const { bundle, id } = issueReceipt({
        ...{ domain: DOMAIN, identity: of, engine: 'script/1', request, input, random },
        outputs: [{ name: 'hidden', tensor: { shape: [width], bits: 16, rows, data } }],
        node: executor.node,
        operator: executor.operator,
        receiptKey: executor.receiptKey,
        price: 0n,
        previous: `0x${'00'.repeat(32)}`,
        issuedAt: BigInt(now()),
        evidence: ['signature', 'replay'],
      })
      return { ok: true, value: { id, bundle } }
    },
  }
}

/** The speaker as a backend of the surface. */
export function speakerBackend(speaker: Speaker, context?: number): LanguageBackend {
  const random = seededRandom('backend')
  const models = [speakerModel(NAME, context), speakerModel(PLAIN, context)]
  const requestOf = (
    options: Pick<GenerateOptions, 'modelId' | 'disclosure'>,
    tokens: readonly number[],
    sampler?: { bytes: Uint8Array; seed: Hex },
  ) =>
    makeRequest({
      domain: DOMAIN,
      modelId: options.modelId,
      input: [tensorOfTokens(tokens)],
      maxPrice: 0n,
      disclosure: options.disclosure,
      delegates: [],
      deadline: BigInt(T0 / 1000 + 300),
      payer: null,
      ...(sampler === undefined ? {} : { sampler }),
      random,
    })
  return {
    domain: DOMAIN,
    checks: (_policy: PolicyName) => speaker.knobs.level,
    async resolve(reference) {
      const found = models.find(({ modelId, names }) => names.includes(reference) || modelId === reference)
      if (found === undefined)
        throw new RefusalError('model_not_found', `model ${JSON.stringify(reference)}: not known`)
      return found
    },
    list: async () =>
      models.map(({ names, modelId, created }) => ({
        id: names[0]!,
        object: 'model',
        created,
        owned_by: 'acme',
        assay: { modelId },
      })),
    generate(options, { signal }) {
      const { prompt, sampler, seed, logprobs } = options
      const { signed, input } = requestOf(options, prompt, { bytes: encodeSampler(sampler), seed: toHex(seed) })
      return speaker.speak({
        ...{ prompt, sampler, request: signed, input, signal },
        ...(logprobs === undefined ? {} : { logprobs }),
      })
    },
    async embed(options) {
      const { signed, input } = requestOf(options, options.input)
      const found = speaker.hidden(signed, input)
      if (!found.ok) throw new RefusalError(found.code, found.message)
      const { tensor } = found.value.bundle.output!.tensors[0]!
      return {
        vector: Float64Array.from((tensor as { data: Int16Array }).data.slice(-HIDDEN)),
        bundle: found.value.bundle,
      }
    },
  }
}
