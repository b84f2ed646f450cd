// Re-execution, audits and other verifiers' verdicts: spec/verify.md, checks 7 and 8.

import { equal, type Hex, isHex, toHex } from '../bytes/index.ts'
import { type ErrorCode, RefusalError } from '../errors/index.ts'
import { NONE as NO_PART, portRoot } from '../graph/index.ts'
import {
  hashVerdict,
  integersIn,
  type NamedIntTensor,
  type Receipt,
  type ReceiptBundle,
  type ReplayVerdict,
  signerOf,
  tokensOf,
  ZERO_HASH,
} from '../receipt/index.ts'
import type { Checks } from './checks.ts'
import type { Requirement } from './policy.ts'
import { MAX_CLOCK_SKEW, type Statement } from './statement.ts'
import type {
  Evidence,
  Generation,
  Regenerate,
  Regeneration,
  ReplayModel,
  SampledSteps,
  TrustAnchors,
} from './types.ts'

/** `inexact`: a float model's answer, of which a second run shows nothing. */
export type ReplayOutcome = 'equal' | 'different' | 'missing' | 'inexact'

/** Runs the model again on the disclosed input, where model, input and output are at hand; an audit stands in for a run. */
export async function checkReplay(
  bundle: ReceiptBundle,
  { float, generation, fields }: Statement,
  how: 'replay' | 'audit',
  evidence: Evidence,
  checks: Checks,
): Promise<ReplayOutcome> {
  const replay = evidence[how]
  if (float) return 'inexact'
  if (replay === null || bundle.input === null || bundle.output === null) return 'missing'
  const [input, output] = [integersIn(bundle.input.tensors), integersIn(bundle.output.tensors)]
  // Named already, by what they are instead.
  if (input === null || output === null) return 'different'
  if (generation && (replay.regenerate === undefined || bundle.sampler === null)) return 'missing'
  if (!checks.same(`${how}.model`, toHex(replay.model.identity.modelId), bundle.receipt.modelId, 'model_mismatch'))
    return 'different'
  const named = { how, checks } as const
  const equal = await refusable(`${how}.output`, checks, () =>
    generation
      ? regenerates(bundle, fields.truncated === 1n ? 'truncated' : 'rule', replay.regenerate!, named)
      : reruns(bundle, input, output, replay, named),
  )
  return equal ? 'equal' : 'different'
}

/** Where checks of a run are listed, and the word that their names begin with. */
export interface Named {
  readonly how: 'replay' | 'audit' | 'proof'
  readonly checks: Checks
}

/** An engine that refuses what it is given has not found the answer again: the check `name` fails. */
export async function refusable(name: string, checks: Checks, run: () => Promise<boolean>): Promise<boolean> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    checks.add(name, false, error.code, error.message)
    return false
  }
}

/** Looks at steps of the run's trace, where somebody has it. Null: nobody looked, or one of them is wrong. */
export async function checkSample(
  { float }: Statement,
  { sample }: Evidence,
  checks: Checks,
): Promise<SampledSteps | null> {
  if (float || sample === null) return null
  let found: SampledSteps | null = null
  await refusable('sample.steps', checks, async () => {
    found = await sample()
    if (found === null) return false
    return checks.add('sample.steps', true, 'audit_mismatch', `${found.samples} of ${found.steps} steps are right`)
  })
  return found
}

/** `zero`: the receipt commits to none. `hidden`: it does, and does not show it. `shown`: nobody has computed the run's again. */
export type TraceOutcome = 'zero' | 'hidden' | 'shown' | 'equal' | 'different'

/** Is the trace root that the receipt commits to the one of its run? That it opens the commitment is checked before. */
export async function checkTrace(
  { receipt, trace: shown }: ReceiptBundle,
  { float }: Statement,
  { trace }: Evidence,
  checks: Checks,
): Promise<TraceOutcome> {
  if (receipt.traceCommitment === ZERO_HASH) return 'zero'
  if (shown === null) return 'hidden'
  if (float || trace === null) return 'shown'
  let outcome: TraceOutcome = 'different'
  await refusable('trace.root', checks, async () => {
    const root = await trace()
    if (root === null) {
      outcome = 'shown'
      return true
    }
    const same = checks.same('trace.root', shown.root, toHex(root), 'trace_root_mismatch')
    if (same) outcome = 'equal'
    return same
  })
  return outcome
}

/** Chance that one of `samples` steps is wrong where the share `fraction` of all is: 1 - (1 - fraction)^samples. */
export const caughtBy = (samples: number, fraction: number): number => -Math.expm1(samples * Math.log1p(-fraction))

const MISMATCH = { replay: 'replay_mismatch', audit: 'audit_mismatch' } as const

/** Are inputs and outputs those of the model's ports? Gives the slots of the outputs that are shown; null: they are not. */
export function fitsModel(
  { tokensIn }: Receipt,
  input: readonly NamedIntTensor[],
  output: readonly NamedIntTensor[],
  model: ReplayModel,
  { how, checks }: Named,
): readonly number[] | null {
  const names = (list: readonly { name: string }[]): string => JSON.stringify(list.map(({ name }) => name))
  const { inputs, outputs } = model.ports
  // A language model's embeddings need no logits, which would not fit into a receipt: any of its outputs, in their order, may be shown.
  const some = !equal(model.identity.tokenizerHash, NO_PART)
  const kept = outputs.flatMap(({ name }, slot) => (!some || output.some(shown => shown.name === name) ? [slot] : []))
  // Roots bind bytes and rows alone. What the bytes are read as is the model's to say; and a run is as large as what is shown.
  const types = (tensors: readonly { shape: readonly number[]; bits: number; rows: number | bigint }[]): string =>
    JSON.stringify(tensors.map(({ shape, bits, rows }) => [bits, String(rows), ...shape]))
  const typesOf = (shown: readonly NamedIntTensor[]): string => types(shown.map(({ tensor }) => tensor))
  const ofKind = (kind: 'input' | 'output') => model.graph.ops.filter(op => op.kind === kind)
  const expected = (ops: readonly { shape: readonly number[]; bits: number }[]): string =>
    types(ops.map(({ shape, bits }) => ({ shape, bits, rows: tokensIn })))
  const keptPorts = kept.map(slot => outputs[slot]!)
  const keptOps = kept.map(slot => ofKind('output')[slot]!)
  const fitting = [
    checks.same(`${how}.inputNames`, names(input), names(inputs), 'input_root_mismatch'),
    checks.same(`${how}.outputNames`, names(output), names(keptPorts), 'output_root_mismatch'),
    checks.same(`${how}.inputTypes`, typesOf(input), expected(ofKind('input')), 'input_root_mismatch'),
    checks.same(`${how}.outputTypes`, typesOf(output), expected(keptOps), 'output_root_mismatch'),
  ]
  return fitting.every(Boolean) ? kept : null
}

/** Output tensors of a run: the model's own, to the byte. */
async function reruns(
  { receipt }: ReceiptBundle,
  input: readonly NamedIntTensor[],
  output: readonly NamedIntTensor[],
  { model, run }: NonNullable<Evidence['replay']>,
  named: Named & { readonly how: 'replay' | 'audit' },
): Promise<boolean> {
  const { how, checks } = named
  const kept = fitsModel(receipt, input, output, model, named)
  if (kept === null) return false
  const again = await run(input.map(({ tensor }) => tensor))
  const root = portRoot(kept.map(slot => again[slot]!))
  const found = portRoot(output.map(({ tensor }) => tensor))
  const same = equal(root, found)
  return checks.add(
    `${how}.output`,
    same,
    MISMATCH[how],
    same ? 'the same bytes' : `the receipt has ${toHex(found)}, running the model gives ${toHex(root)}`,
  )
}

/** Output tokens of a generation: those that the model, the sampler and the seed give, and the end that the rule gives. */
async function regenerates(
  bundle: ReceiptBundle,
  end: Generation['end'],
  regenerate: Regenerate,
  { how, checks }: Named & { readonly how: 'replay' | 'audit' },
): Promise<boolean> {
  const [prompt, output] = [tokensOf(bundle.input!.tensors), tokensOf(bundle.output!.tensors)]
  // Named already.
  if (prompt === null || output === null) return false
  const { seed } = bundle.request.request
  const found = await regenerate({ prompt, sampler: bundle.sampler!, seed, output, end })
  return checks.add(`${how}.output`, found.ok, MISMATCH[how], replayDetail(found, output))
}

/** What a replay found, in words: the first token that differs. */
export function replayDetail(found: Regeneration, output: readonly number[]): string {
  if (found.ok) return 'the same tokens'
  const { at, expected } = found
  if (expected === null)
    return at < output.length
      ? `token ${at}: the answer ends before it`
      : `token ${at}: the answer ends before it by its rule, and the receipt says that it was cut off`
  return at >= output.length
    ? `token ${at}: the answer goes on with ${expected}, and the receipt ends`
    : `token ${at}: ${output[at]}, running the model gives ${expected}`
}

export interface VerdictCount {
  /** Operators, other than the executor's, one of whose verifiers found the answer right. */
  readonly positive: number
  readonly negative: number
}

/** Is this a verdict on the receipt, made after it, by a key that was a registered verifier's at that time? Never throws. */
export function verdictHolds(
  verdict: ReplayVerdict,
  signature: Hex,
  { id, issuedAt }: { readonly id: Hex; readonly issuedAt: bigint | undefined },
  anchors: Pick<TrustAnchors, 'domain' | 'now' | 'nodes'>,
): boolean {
  const { verifier, receiptId, timestamp, ok } = verdict
  const formed = isHex(verifier, 20) && isHex(receiptId, 32) && isHex(signature, 65) && typeof ok === 'boolean'
  if (!formed || typeof timestamp !== 'bigint' || timestamp < 0n || timestamp >= 1n << 64n) return false
  const time = Number(timestamp)
  const skew = MAX_CLOCK_SKEW / 1000
  // Before its receipt nobody can have replayed it: so says a key that has ended and is used on.
  const timely = time * 1000 <= anchors.now + MAX_CLOCK_SKEW && time + 1 + skew >= Number(issuedAt ?? 0n) / 1000
  if (receiptId !== id || !timely) return false
  const signer = signerOf(hashVerdict(anchors.domain, verdict), signature)
  const keys = anchors.nodes.find(({ node }) => node === verifier)?.keys ?? []
  return keys.some(
    ({ receiptKey, validFrom, validUntil }) =>
      receiptKey === signer && time + skew >= validFrom && (validUntil === 0 || time <= validUntil),
  )
}

/** Operators whose followers vouch for every token and the end of the stream that led to a receipt, or found other tokens. */
export interface Followers {
  readonly positive: readonly Hex[]
  readonly negative: readonly Hex[]
}

/** Counts verdicts by operator. One that is not what it claims is named and fails. */
export function checkVerdicts(
  statement: Statement,
  evidence: Evidence,
  followers: Followers,
  anchors: TrustAnchors,
  checks: Checks,
): VerdictCount {
  const positive = new Set<string>()
  const negative = new Set<string>()
  for (const { verdict, signature } of evidence.verdicts) {
    const record = anchors.nodes.find(({ node }) => node === verdict.verifier)
    const ok = verdictHolds(verdict, signature, { id: statement.id, issuedAt: statement.fields.issuedAt }, anchors)
    checks.add(
      `verdict.${verdict.verifier}`,
      ok,
      'verdict_invalid',
      ok ? (verdict.ok ? 'found right' : 'found wrong') : 'not signed by a registered verifier for this receipt',
    )
    // Nor does anybody's word on a float model's answer: he cannot have found its bytes again.
    if (statement.float) continue
    // The executor's own operator does not count as another pair of eyes.
    if (ok && record!.operator !== statement.record?.operator) (verdict.ok ? positive : negative).add(record!.operator)
  }
  if (!statement.float) {
    for (const operator of followers.positive) positive.add(operator)
    for (const operator of followers.negative) negative.add(operator)
  }
  return { positive: positive.size, negative: negative.size }
}

export interface Facts {
  readonly signature: boolean
  readonly replay: ReplayOutcome
  /** Its bits are those that the audit has, whatever it found. */
  readonly audit: { readonly outcome: ReplayOutcome; readonly bits: number }
  readonly proof: { readonly outcome: ReplayOutcome; readonly bits: number }
  readonly sample: SampledSteps | null
  readonly trace: TraceOutcome
  readonly verdicts: VerdictCount
}

const REPLAY_CODES: Readonly<Record<ReplayOutcome, ErrorCode | 'ok'>> = {
  equal: 'ok',
  different: 'replay_mismatch',
  missing: 'replay_missing',
  inexact: 'model_not_exact',
}

const AUDIT_CODES: Readonly<Record<ReplayOutcome, ErrorCode | 'ok'>> = {
  ...REPLAY_CODES,
  different: 'audit_mismatch',
  missing: 'audit_missing',
}

/** `ok`, or the code of what is missing most. */
export function evaluate(requirement: Requirement, facts: Facts): ErrorCode | 'ok' {
  switch (requirement.kind) {
    case 'signature':
      return facts.signature ? 'ok' : 'signature_invalid'
    case 'replay':
      return REPLAY_CODES[facts.replay]
    case 'audit': {
      const { outcome, bits } = facts.audit
      return outcome === 'equal' && bits < requirement.bits ? 'audit_missing' : AUDIT_CODES[outcome]
    }
    case 'proof': {
      const { outcome, bits } = facts.proof
      if (outcome === 'inexact') return 'model_not_exact'
      return outcome === 'equal' && bits >= requirement.bits ? 'ok' : 'proof_missing'
    }
    case 'sample': {
      if (facts.replay === 'inexact') return 'model_not_exact'
      const { sample } = facts
      return sample !== null && caughtBy(sample.samples, requirement.fraction) >= requirement.caught
        ? 'ok'
        : 'audit_missing'
    }
    case 'trace':
      if (facts.replay === 'inexact') return 'model_not_exact'
      if (facts.trace === 'different') return 'trace_root_mismatch'
      return facts.trace === 'equal' || (facts.trace === 'shown' && !requirement.recomputed)
        ? 'ok'
        : 'trace_root_missing'
    case 'verdicts':
      if (facts.replay === 'inexact') return 'model_not_exact'
      // Verifiers that disagree are not outvoted: somebody is lying, and only a replay tells who.
      if (facts.verdicts.negative > 0) return 'verdict_negative'
      return facts.verdicts.positive >= requirement.atLeast ? 'ok' : 'verdicts_missing'
    case 'all':
      return requirement.of.map(part => evaluate(part, facts)).find(code => code !== 'ok') ?? 'ok'
    case 'any':
      return choose(1, requirement.of, facts)
    case 'atLeast':
      return choose(requirement.count, requirement.of, facts)
  }
}

const SPEAKING: ReadonlySet<ErrorCode | 'ok'> = new Set([
  'replay_mismatch',
  'audit_mismatch',
  'trace_root_mismatch',
  'verdict_negative',
])

function choose(count: number, parts: readonly Requirement[], facts: Facts): ErrorCode | 'ok' {
  const codes = parts.map(part => evaluate(part, facts))
  if (codes.filter(code => code === 'ok').length >= count) return 'ok'
  // What somebody found wrong says more than what is not there.
  return codes.find(code => SPEAKING.has(code)) ?? codes.find(code => code !== 'ok') ?? 'policy_unavailable'
}
