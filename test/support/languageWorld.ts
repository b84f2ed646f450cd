// The world of world.ts with a language model in it: generations, their receipts, and the streams that lead to them. The model of these
// tests is a hash: its next token follows from prompt, sampler, seed and place, and from nothing else, as an exact model's does.

import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { depthFor, merkleProof, merkleTree, rootFromProof, sha256 } from '../../src/core/crypto/index.ts'
import { modelIdOf } from '../../src/core/graph/index.ts'
import { commitFields } from '../../src/core/receipt/fields.ts'
import {
  createStreamSigner,
  decodeField,
  type FieldValues,
  hashTick,
  issueReceipt,
  makeRequest,
  partsOf,
  type Receipt,
  type ReceiptBundle,
  receiptId,
  type SignedFollow,
  type StartEvent,
  type StreamEvent,
  type StreamHead,
  type StreamTick,
  signDigest,
  signFollow,
  streamLeaf,
  type TickEvent,
  tensorOfTokens,
} from '../../src/core/receipt/index.ts'
import {
  type Generation,
  NO_EVIDENCE,
  type Regeneration,
  type StreamEvidence,
  type TrustAnchors,
} from '../../src/core/verify/index.ts'
import { type Actor, actor, DOMAIN, include, keyOf, makeWorld, seededRandom, smallModel, T0 } from './world.ts'

/** Checks that no receipt but a generation's can fail: test/verify/language.test.ts makes each of them fail. */
export const GENERATION_CHECKS = ['fields.generation', 'input.ids', 'output.ids', 'sampler.hash'] as const

const VOCABULARY = 40_000
const EOS = 7
export const PROMPT: readonly number[] = [1, 400, 32_768, 39_999]
export const SAMPLER = utf8('{"maxTokens":40}')
export const SEED: Hex = toHex(sha256(utf8('seed')))

/** The one right token at `index`, and the rule's limit: the 40th ends the answer. */
export function tokenAt({ prompt, sampler, seed }: Omit<Generation, 'output' | 'end'>, index: number): number {
  const text = JSON.stringify([prompt, toHex(sampler), seed, index])
  const draw = new DataView(sha256(utf8(text)).buffer).getUint32(0) % VOCABULARY
  return draw === EOS ? 8 : draw
}
export const ANSWER = 40

export async function regenerate(generation: Generation): Promise<Regeneration> {
  const { output, end } = generation
  for (let at = 0; at < output.length; at++) {
    const expected = at < ANSWER ? tokenAt(generation, at) : null
    if (output[at] !== expected) return { ok: false, at, expected }
  }
  const at = output.length
  if (end === 'rule' && at < ANSWER) return { ok: false, at, expected: tokenAt(generation, at) }
  if (end === 'truncated' && at === ANSWER) return { ok: false, at, expected: null }
  return { ok: true }
}

/** A graph as any, under a tokenizer: the id of a language model. */
export function languageModel(tokenizer = 'a tokenizer') {
  const model = smallModel()
  const { modelId: _, ...rest } = model.identity
  const parts = { ...rest, tokenizerHash: sha256(utf8(tokenizer)), templateHash: sha256(utf8('a template')) }
  return { ...model, identity: { modelId: modelIdOf(parts), ...parts } }
}

export type Issue = Parameters<typeof issueReceipt>[0]
export type Ask = Parameters<typeof makeRequest>[0]

export interface LanguageTwist {
  readonly ask?: (honest: Ask) => Ask
  readonly issue?: (honest: Issue) => Issue
  /** What the node streams and signs, from what is right. */
  readonly tokens?: (honest: readonly number[]) => readonly number[]
  readonly truncated?: boolean
}

export interface LanguageWorld {
  readonly model: ReturnType<typeof languageModel>
  readonly executor: Actor
  readonly others: readonly Actor[]
  readonly bundle: ReceiptBundle
  readonly id: Hex
  readonly requestHash: Hex
  readonly tokens: readonly number[]
  readonly start: StartEvent
  readonly anchors: TrustAnchors
  readonly evidence: StreamEvidence
}

export function makeLanguageWorld(twist: LanguageTwist = {}): LanguageWorld {
  const { anchors } = makeWorld()
  const model = languageModel()
  const [executor, others] = [actor('executor'), [actor('second'), actor('third')]]
  const ask: Ask = {
    domain: DOMAIN,
    modelId: toHex(model.identity.modelId),
    input: [tensorOfTokens(PROMPT)],
    maxPrice: 100n,
    disclosure: 'requester',
    delegates: [],
    deadline: BigInt(T0 / 1000 + 300),
    sampler: { bytes: SAMPLER, seed: SEED },
    payer: keyOf('payer'),
    random: seededRandom('language request'),
  }
  const request = makeRequest(twist.ask?.(ask) ?? ask)
  const right = Array.from({ length: ANSWER }, (_, at) => tokenAt({ prompt: PROMPT, sampler: SAMPLER, seed: SEED }, at))
  const tokens = twist.tokens?.(right) ?? right
  const issue: Issue = {
    domain: DOMAIN,
    identity: model.identity,
    engine: 'reference/1',
    request: request.signed,
    input: request.input,
    outputs: [tensorOfTokens(tokens)],
    node: executor.node,
    operator: executor.operator,
    receiptKey: executor.receiptKey,
    price: 7n,
    previous: `0x${'00'.repeat(32)}`,
    issuedAt: BigInt(T0 + 2_000),
    evidence: ['signature', 'replay'],
    sampler: SAMPLER,
    truncated: twist.truncated ?? false,
    random: seededRandom('language receipt'),
  }
  const issued = issueReceipt(twist.issue?.(issue) ?? issue)
  const { bundle } = include(issued.bundle, issued.id, executor, others)
  const start: StartEvent = {
    type: 'start',
    requestHash: request.requestHash,
    modelId: request.signed.request.modelId,
    parts: partsOf(model.identity),
    node: executor.node,
    receiptKey: executor.receiptKey.address,
    request: request.signed,
    input: request.input,
    sampler: SAMPLER,
  }
  return {
    ...{ model, executor, others, bundle, id: issued.id, requestHash: request.requestHash, tokens, start, anchors },
    evidence: {
      ...NO_EVIDENCE,
      replay: { model, run: async () => [], regenerate },
      follow: [],
    },
  }
}

/** The stream of a world's tokens, four a chunk and a tick each eight, beside two other streams of the node. */
export function streamOf({ start, tokens, bundle, executor }: LanguageWorld): StreamEvent[] {
  const signer = createStreamSigner({
    domain: DOMAIN,
    node: start.node,
    sign: digest => signDigest(digest, executor.receiptKey.privateKey),
  })
  const neighbours = [toHex(sha256(utf8('a'))), toHex(sha256(utf8('b')))]
  for (const hash of [neighbours[0]!, start.requestHash, neighbours[1]!]) signer.open(hash, start.modelId)
  const events: StreamEvent[] = [start]
  for (let at = 0; at < tokens.length; at += 4) {
    const now = T0 + 10 * at
    for (const hash of neighbours) signer.append(hash, [at], now)
    events.push(signer.append(start.requestHash, tokens.slice(at, at + 4), now))
    if (at % 8 !== 4) continue
    events.push(signer.tick(now + 5).find(({ requestHash }) => requestHash === start.requestHash)!.event)
  }
  events.push({ type: 'end', finish: bundle.fields.disclosed[14]!.value === '0x01' ? 'truncated' : 'length', bundle })
  return events
}

/** A tick over one head alone, signed by whom it pleases: a cheat recomputes everything after what it changes. */
export function tickBy(
  start: StartEvent,
  head: Pick<StreamHead, 'tokenCount' | 'head' | 'tick'>,
  change: {
    leaf?: Partial<StreamHead>
    tick?: Partial<StreamTick>
    key?: Uint8Array
    beside?: readonly Uint8Array[]
  } = {},
): TickEvent {
  const { requestHash, modelId, node } = start
  const leaf = streamLeaf({ requestHash, modelId, ...head, ...change.leaf })
  const tree = merkleTree([leaf, ...(change.beside ?? [])])
  const tick = { node, root: toHex(tree.root), streams: BigInt(tree.count), tick: head.tick, ...change.tick }
  const signature = signDigest(hashTick(DOMAIN, tick), change.key ?? actor('executor').receiptKey.privateKey)
  const proof = merkleProof(tree, [0])
  if (rootFromProof(depthFor(tree.count), [{ index: 0, hash: leaf }], proof) === null) throw new Error('no proof')
  return {
    type: 'tick',
    tick: Number(head.tick),
    tokenCount: Number(head.tokenCount),
    head: head.head,
    streams: tree.count,
    index: 0,
    proof: proof.map(toHex),
    signature,
  }
}

/** A verdict on `tokenCount` tokens by the node of that name. */
export const followBy = (
  name: string,
  { requestHash }: Pick<LanguageWorld, 'requestHash'>,
  head: Hex,
  tokenCount: number,
  change: { ok?: boolean; time?: number; key?: string } = {},
): SignedFollow =>
  signFollow(
    DOMAIN,
    {
      requestHash,
      head,
      tokenCount: BigInt(tokenCount),
      verifier: keyOf(`${name}/node`).address,
      ok: change.ok ?? true,
      timestamp: BigInt(change.time ?? T0 / 1000 + 3),
    },
    keyOf(`${change.key ?? name}/receipt`).privateKey,
  )

/** The world with fields of its receipt made anew, and struct, signature and log entry after them. */
export function refield(
  world: LanguageWorld,
  change: Partial<FieldValues>,
  struct: Partial<Receipt> = {},
): ReceiptBundle {
  const { bundle, executor, others } = world
  const values = Object.fromEntries(
    bundle.fields.disclosed.map(({ name, value }) => [name, decodeField(name, fromHex(value))]),
  ) as unknown as FieldValues
  const { root, fields } = commitFields({ ...values, ...change }, () => seededRandom('again')(16))
  const receipt = { ...bundle.receipt, fieldsRoot: root, ...struct }
  const id = receiptId(DOMAIN, receipt)
  const signature = signDigest(id, executor.receiptKey.privateKey)
  return include({ ...bundle, receipt, fields, signature }, id, executor, others).bundle
}
