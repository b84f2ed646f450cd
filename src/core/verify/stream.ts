// verifyStream(): a saved stream, whole or cut off, in; a verdict out: spec/stream.md, "Verdict on a stream". As verify() it looks at
// nothing but its arguments. What is only signed is never called replayed, and what is cut off is never called complete.

import { type Hex, toHex } from '../bytes/index.ts'
import type { ErrorCode } from '../errors/index.ts'
import {
  headOf,
  headsAfter,
  type ReceiptBundle,
  type SignedFollow,
  type StartEvent,
  type StreamEvent,
  tokensOf,
} from '../receipt/index.ts'
import { Checks } from './checks.ts'
import type { Policy, Requirement } from './policy.ts'
import { evaluate, type Facts, type ReplayOutcome, refusable, replayDetail } from './replay.ts'
import { createStreamCheck, type StreamProgress } from './streamCheck.ts'
import type { Check, Evidence, TrustAnchors, Verdict } from './types.ts'
import { verifyFollowed } from './verify.ts'

/** `chained`: signed by the node, and no more. `replayed`: computed again by the verifier or a follower. `audited`: of later versions. */
export type StreamLevel = 'chained' | 'replayed' | 'audited'

/** What is put before the verifier beside the stream. */
export interface StreamEvidence extends Evidence {
  /** Followers' verdicts that are not among the events. */
  readonly follow: readonly SignedFollow[]
}

export interface StreamVerdict {
  readonly ok: boolean
  /** `ok`, or the code of the first check that failed. */
  readonly code: ErrorCode | 'ok'
  readonly checks: readonly Check[]
  /** Does the stream have its end and its receipt? One that has not is the beginning of an answer. */
  readonly complete: boolean
  /** What holds for the tokens that are `covered`. Null where none are. */
  readonly level: StreamLevel | null
  /** Tokens from the first one on: that have come, that the node signed, that were computed again. */
  readonly tokens: { readonly received: number; readonly signed: number; readonly replayed: number }
  /** Tokens for which the policy holds; 0 where the stream is refused. */
  readonly covered: number
  /** verify() on the receipt of a complete stream. */
  readonly receipt: Verdict | null
  /** What is left to trust, in words. */
  readonly assumptions: readonly string[]
}

/** Verifies a saved stream. A stream that was cut off holds for the tokens that its last tick signs, as far as the policy is met for them. */
export async function verifyStream(
  events: readonly StreamEvent[],
  evidence: StreamEvidence,
  policy: Policy,
  anchors: TrustAnchors,
): Promise<StreamVerdict> {
  const checks = new Checks()
  const stream = createStreamCheck({ anchors, request: 'any', model: policy.model, negative: 'note' })
  const { progress } = stream
  readEvents(events, stream.accept, anchors, checks)
  for (const follow of checks.failed === undefined ? evidence.follow : []) {
    const taken = stream.accept({ type: 'verdict', ...follow }, anchors.now)
    checks.add(
      'stream.follow',
      taken.ok,
      taken.ok ? 'verdict_invalid' : taken.code,
      taken.ok ? 'counted' : taken.message,
    )
  }
  if (checks.failed !== undefined) return refusal(checks, progress)
  return progress.end === null
    ? verifyPrefix(progress, evidence, policy, checks)
    : verifyWhole(progress, progress.end.bundle!, evidence, policy, anchors, checks)
}

function readEvents(
  events: readonly StreamEvent[],
  accept: ReturnType<typeof createStreamCheck>['accept'],
  anchors: TrustAnchors,
  checks: Checks,
): void {
  let received: readonly number[] = []
  for (const [i, event] of events.entries()) {
    const taken = accept(event, anchors.now)
    if (taken.ok) {
      received = taken.value.tokens
      continue
    }
    const reordered = taken.code === 'stream_chunk_missing' && comesLater(events, i, received)
    const code = reordered ? 'stream_chunk_reordered' : taken.code
    checks.add(`stream.${event.type}`, false, code, `event ${i}: ${taken.message}`)
    return
  }
  checks.add('stream.begun', events.length > 0, 'stream_event_unexpected', `${events.length} events`)
}

/** Does a chunk that should have come before event `at` come after it? */
function comesLater(events: readonly StreamEvent[], at: number, received: readonly number[]): boolean {
  const event = events[at]!
  const chunks = events.slice(at).filter(later => later.type === 'chunk')
  if (event.type === 'tick') return chunks.some(({ head }) => head === event.head)
  const { requestHash, modelId } = events.find(({ type }) => type === 'start') as StartEvent
  const head = headOf(requestHash, modelId, received)
  // A head binds the places of its tokens.
  return chunks.some(chunk => headsAfter(head, chunk.before, chunk.tokens).at(-1) === chunk.head)
}

/** A stream that was cut off: its last tick is a receipt for the tokens before it. */
async function verifyPrefix(
  progress: StreamProgress,
  evidence: StreamEvidence,
  policy: Policy,
  checks: Checks,
): Promise<StreamVerdict> {
  const { signed, followed, rejected } = progress
  checks.add('stream.signed', signed > 0, 'stream_tick_missing', `${signed} tokens under a tick`)
  const replay = await replayPrefix(progress, evidence, checks)
  const operators = [...followed.values()].map(({ tokens }) => tokens).sort((a, b) => b - a)
  const verdicts = { positive: operators.length, negative: rejected.size }
  // Audits, proofs and traces are of a whole answer.
  const audit = { outcome: replay === 'inexact' ? replay : 'missing', bits: 0 } as const
  const facts: Facts = { signature: signed > 0, replay, audit, proof: audit, sample: null, trace: 'zero', verdicts }
  const unmet = evaluate(policy.require, facts)
  checks.add('policy', unmet === 'ok', unmet === 'ok' ? 'policy_unavailable' : unmet, policy.name)
  const own = replay === 'equal' ? signed : 0
  const covered = Math.min(signed, coverage(policy.require, { signed, own, operators }))
  const replayed = Math.max(own, rejected.size > 0 ? 0 : Math.min(signed, operators[0] ?? 0))
  checks.add(
    'stream.covered',
    unmet !== 'ok' || covered > 0,
    'verdicts_missing',
    `${covered} of ${signed} signed tokens`,
  )
  return verdictOf(checks, progress, { covered, replayed, receipt: null })
}

/** Tokens for which a requirement holds. Followers come at different times: two of them vouch for what both have reached. */
function coverage(
  requirement: Requirement,
  facts: { readonly signed: number; readonly own: number; readonly operators: readonly number[] },
): number {
  const parts = (of: readonly Requirement[]): number[] => of.map(part => coverage(part, facts)).sort((a, b) => b - a)
  const reached = (list: readonly number[], count: number): number =>
    count < 1 ? facts.signed : (list[count - 1] ?? 0)
  switch (requirement.kind) {
    case 'signature':
      return facts.signed
    case 'replay':
      return facts.own
    case 'audit':
    case 'proof':
    case 'sample':
    case 'trace':
      return 0
    case 'verdicts':
      return reached(facts.operators, requirement.atLeast)
    case 'all':
      return reached(parts(requirement.of), requirement.of.length)
    case 'any':
      return reached(parts(requirement.of), 1)
    case 'atLeast':
      return reached(parts(requirement.of), requirement.count)
  }
}

/** The verifier's own replay of the signed tokens, where prompt and sampler are shown. */
async function replayPrefix(
  { start, tokens, signed, float }: StreamProgress,
  { replay }: Evidence,
  checks: Checks,
): Promise<ReplayOutcome> {
  if (float) return 'inexact'
  const { input, sampler, modelId, request } = start!
  if (replay?.regenerate === undefined || input === null || sampler === null || signed === 0) return 'missing'
  if (!checks.same('replay.model', toHex(replay.model.identity.modelId), modelId, 'model_mismatch')) return 'different'
  const prompt = tokensOf(input.tensors)!
  const output = tokens.slice(0, signed)
  const { regenerate } = replay
  const equal = await refusable('replay.output', checks, async () => {
    const found = await regenerate({ prompt, sampler, seed: request.request.seed, output, end: 'open' })
    return checks.add('replay.output', found.ok, 'replay_mismatch', replayDetail(found, output))
  })
  return equal ? 'equal' : 'different'
}

/** A stream with its receipt: what verify() says of the receipt, which followers to the very end vouch for as well. */
async function verifyWhole(
  progress: StreamProgress,
  bundle: ReceiptBundle,
  evidence: StreamEvidence,
  policy: Policy,
  anchors: TrustAnchors,
  checks: Checks,
): Promise<StreamVerdict> {
  const { start, followed, rejected, finalHead, tokens } = progress
  const operators: Hex[] = [...followed]
    .filter(([, { ends }]) => ends.includes(finalHead!))
    .map(([operator]) => operator)
  const shown = { ...bundle, input: bundle.input ?? start!.input, sampler: bundle.sampler ?? start!.sampler }
  const receipt = await verifyFollowed(
    shown,
    evidence,
    { positive: operators, negative: [...rejected] },
    policy,
    anchors,
  )
  for (const check of receipt.checks) checks.list.push({ ...check, name: `receipt: ${check.name}` })
  const again = receipt.assurance.kinds.some(kind => kind === 'replay' || kind === 'verdict')
  return verdictOf(checks, progress, { covered: tokens.length, replayed: again ? tokens.length : 0, receipt })
}

const counts = ({ tokens, signed }: StreamProgress, replayed: number): StreamVerdict['tokens'] => ({
  received: tokens.length,
  signed,
  replayed,
})

const refusal = (checks: Checks, progress: StreamProgress): StreamVerdict => ({
  ok: false,
  code: checks.failed!.code,
  checks: checks.list,
  complete: false,
  level: null,
  tokens: counts(progress, 0),
  covered: 0,
  receipt: null,
  assumptions: [],
})

function verdictOf(
  checks: Checks,
  progress: StreamProgress,
  found: { readonly covered: number; readonly replayed: number; readonly receipt: Verdict | null },
): StreamVerdict {
  const { failed } = checks
  const ok = failed === undefined
  const covered = ok ? found.covered : 0
  const { receipt, replayed } = found
  const level = covered === 0 ? null : replayed >= covered ? 'replayed' : 'chained'
  const assumptions = receipt?.assurance.assumptions ?? prefixAssumptions(level)
  return {
    ok,
    code: failed?.code ?? 'ok',
    checks: checks.list,
    complete: progress.end !== null,
    level,
    tokens: counts(progress, replayed),
    covered,
    receipt,
    assumptions,
  }
}

const prefixAssumptions = (level: StreamLevel | null): readonly string[] => [
  'SHA-256 and secp256k1 are not broken',
  'the chain that the trust anchors were read from',
  level === 'replayed'
    ? 'the verifier who computed the tokens again, where it was not you'
    : "the executing node: nobody has shown that the tokens are the model's",
  'the beginning of an answer is in no log: nobody but its holder knows of it',
]
