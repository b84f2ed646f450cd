// verify(): one function for every kind of evidence, spec/verify.md. It has no optional key, root or policy: what is missing
// is a type error. It looks at nothing but its arguments, so a browser, a server and the CLI give the same verdict.

import type { ReceiptBundle } from '../receipt/index.ts'
import { Checks } from './checks.ts'
import { checkLog } from './log.ts'
import type { Policy } from './policy.ts'
import { checkProof } from './proof.ts'
import {
  caughtBy,
  checkReplay,
  checkSample,
  checkTrace,
  checkVerdicts,
  evaluate,
  type Facts,
  type Followers,
} from './replay.ts'
import { checkStatement } from './statement.ts'
import type { Assurance, Evidence, EvidenceKind, Guarantee, TrustAnchors, Verdict } from './types.ts'

/** Nothing beside the receipt itself. */
export const NO_EVIDENCE: Evidence = {
  replay: null,
  audit: null,
  proof: null,
  sample: null,
  trace: null,
  verdicts: [],
  epoch: null,
  consistency: [],
}

const NO_FOLLOWERS: Followers = { positive: [], negative: [] }

/**
 * Verifies a receipt. Makes every check that the material allows and lists all of them; the verdict is `ok` only when none
 * failed and the policy's requirement holds.
 */
export const verify = (
  bundle: ReceiptBundle,
  evidence: Evidence,
  policy: Policy,
  anchors: TrustAnchors,
): Promise<Verdict> => verifyFollowed(bundle, evidence, NO_FOLLOWERS, policy, anchors)

/** The same for a receipt at the end of a stream, with what its followers have said, which the caller has checked. */
export async function verifyFollowed(
  bundle: ReceiptBundle,
  evidence: Evidence,
  followers: Followers,
  policy: Policy,
  anchors: TrustAnchors,
): Promise<Verdict> {
  const checks = new Checks()
  const statement = checkStatement(bundle, policy, anchors, checks)
  const signature = checks.failed === undefined
  const notBefore = checkLog(bundle, statement, evidence, policy, anchors, checks)
  const replay = await checkReplay(bundle, statement, 'replay', evidence, checks)
  const outcome = await checkReplay(bundle, statement, 'audit', evidence, checks)
  const audit = { outcome, bits: evidence.audit?.bits ?? 0 }
  const proof = { outcome: await checkProof(bundle, statement, evidence, checks), bits: evidence.proof?.bits ?? 0 }
  const sample = await checkSample(statement, evidence, checks)
  const trace = await checkTrace(bundle, statement, evidence, checks)
  const verdicts = checkVerdicts(statement, evidence, followers, anchors, checks)
  const facts: Facts = { signature, replay, audit, proof, sample, trace, verdicts }
  const unmet = evaluate(policy.require, facts)
  checks.add('policy', unmet === 'ok', unmet === 'ok' ? 'policy_unavailable' : unmet, policy.name)

  const failed = checks.failed
  return {
    ok: failed === undefined,
    code: failed?.code ?? 'ok',
    checks: checks.list,
    assurance: assure(bundle, policy, facts, failed === undefined),
    ...(failed?.code === 'inclusion_pending' && notBefore !== undefined ? { notBefore } : {}),
  }
}

/** Bits of SHA-256's collisions and of secp256k1. */
const PRIMITIVE_BITS = 128

/** The share of wrong steps for which a sample is stated where the policy names none. */
const STATED_FRACTION = 0.01

/** The best that was found. */
function guaranteeOf({ replay, audit, proof, sample }: Facts, policy: Policy): Guarantee | null {
  if (replay === 'equal') return { kind: 'exact', bits: PRIMITIVE_BITS }
  if (audit.outcome === 'equal') return { kind: 'exact', bits: Math.min(PRIMITIVE_BITS, audit.bits) }
  if (proof.outcome === 'equal') return { kind: 'exact', bits: Math.min(PRIMITIVE_BITS, proof.bits) }
  if (sample === null) return null
  const fraction = policy.require.kind === 'sample' ? policy.require.fraction : STATED_FRACTION
  const { samples } = sample
  return { kind: 'statistical', samples, fraction, caught: caughtBy(samples, fraction) }
}

function assure(bundle: ReceiptBundle, policy: Policy, facts: Facts, ok: boolean): Assurance {
  const kinds: EvidenceKind[] = []
  if (facts.signature) kinds.push('signature')
  if (facts.replay === 'equal') kinds.push('replay')
  if (facts.audit.outcome === 'equal') kinds.push('audit')
  if (facts.proof.outcome === 'equal') kinds.push('proof')
  if (facts.sample !== null) kinds.push('sample')
  if (facts.trace === 'equal') kinds.push('trace')
  if (facts.verdicts.positive > 0 && facts.verdicts.negative === 0) kinds.push('verdict')
  const guarantee = guaranteeOf(facts, policy)
  const exact = guarantee?.kind === 'exact'
  const assumptions = ['SHA-256 and secp256k1 are not broken', 'the chain that the trust anchors were read from']
  if (facts.replay === 'inexact')
    assumptions.push(
      'the executing node and its engine: a float model gives other values elsewhere, so nobody can run it again',
    )
  else if (guarantee?.kind === 'statistical')
    assumptions.push(
      'the steps of the run that were not looked at: a cheat in few of them is caught with a small chance',
    )
  else if (!exact && facts.verdicts.positive > 0)
    assumptions.push('one of the verifiers that vouch for the answer is honest')
  else if (!exact) assumptions.push("the executing node: nobody has shown that the answer is the model's")
  if (bundle.request.signature === null)
    assumptions.push('whoever sent the request: it is unsigned, so a changed prompt cannot be shown')
  if (bundle.inclusion === null) assumptions.push('the log will include the receipt within the merge delay')
  else if (policy.stage !== 'anchored') assumptions.push('the log shows everyone the same history')
  if (facts.trace === 'hidden')
    assumptions.push('the trace root that was bought: the receipt commits to one, which was not shown to this verifier')
  else if (facts.trace === 'shown')
    assumptions.push("the trace root that was bought: nobody has shown that it is the run's")
  if (bundle.input === null || bundle.output === null)
    assumptions.push('input and output were not shown to this verifier')
  return {
    kinds,
    soundnessBits: ok ? (exact ? guarantee.bits : PRIMITIVE_BITS) : 0,
    guarantee,
    // Whoever runs or audits a model, or checks a proof against its weights, has loaded it, and derived its id from its bytes.
    weights: exact ? 'recomputed' : 'unverified',
    bounds: exact ? 'recomputed' : 'unverified',
    assumptions,
  }
}
