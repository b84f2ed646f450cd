// Policies are plain data: spec/verify.md, "Policies". Named ones come first; every requirement is evaluated by `verify`.

import type { Hex } from '../bytes/index.ts'
import type { Result } from '../errors/index.ts'

/** How far the log must have come: spec/log.md. */
export type LogStage = 'promised' | 'included' | 'anchored'

export type Requirement =
  | { readonly kind: 'signature' }
  /** The verifier re-runs the model itself. */
  | { readonly kind: 'replay' }
  /** The verifier checks the run for less than running it: exact but for a chance of 2^-bits (spec/audit.md). */
  | { readonly kind: 'audit'; readonly bits: number }
  /** A succinct proof of the run that holds but for a chance of 2^-bits (spec/proof.md). */
  | { readonly kind: 'proof'; readonly bits: number }
  /** Sampled steps of the run's trace: a trace of whose steps the share `fraction` is wrong is caught with the probability `caught`. */
  | { readonly kind: 'sample'; readonly fraction: number; readonly caught: number }
  /** A trace root that the request has bought and that is shown; `recomputed`: the verifier has found it again. */
  | { readonly kind: 'trace'; readonly recomputed: boolean }
  /** Signed verdicts of registered verifiers with distinct operators, none of them the executor's. */
  | { readonly kind: 'verdicts'; readonly atLeast: number }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'atLeast'; readonly count: number; readonly of: readonly Requirement[] }

export interface Policy {
  readonly name: string
  /** The model the relying party means, or `any` where it only reads what is claimed. */
  readonly model: Hex | 'any'
  readonly stage: LogStage
  /** Distinct other nodes that must have cosigned the checkpoint; counted from stage `included` on. */
  readonly cosigners: number
  readonly require: Requirement
}

export const POLICY_NAMES = ['signed', 'replayed', 'audited', 'proved', 'attested'] as const
export type PolicyName = (typeof POLICY_NAMES)[number]

/** Bits that the policy `audited` asks for: those of an audit with a fresh challenge. */
export const AUDIT_BITS = 60

/** Bits that the policy `proved` asks for. */
export const PROOF_BITS = 100

/** The same policy, and a trace root that was bought; `recomputed`: the run's own. */
export const withTraceRoot = (policy: Policy, recomputed: boolean): Policy => ({
  ...policy,
  require: { kind: 'all', of: [policy.require, { kind: 'trace', recomputed }] },
})

/**
 * A named policy for a model. `attested` needs evidence that this version does not make: it is refused
 * (`policy_unavailable`), never weakened.
 */
export function namedPolicy(name: PolicyName, model: Hex | 'any', stage?: LogStage): Result<Policy> {
  if (name === 'signed') {
    return {
      ok: true,
      value: { name, model, stage: stage ?? 'promised', cosigners: 0, require: { kind: 'signature' } },
    }
  }
  if (name === 'replayed') {
    const require: Requirement = { kind: 'any', of: [{ kind: 'replay' }, { kind: 'verdicts', atLeast: 1 }] }
    return { ok: true, value: { name, model, stage: stage ?? 'included', cosigners: 1, require } }
  }
  if (name === 'audited') {
    // Whichever costs the verifier less: a replay says at least as much.
    const require: Requirement = { kind: 'any', of: [{ kind: 'audit', bits: AUDIT_BITS }, { kind: 'replay' }] }
    return { ok: true, value: { name, model, stage: stage ?? 'included', cosigners: 1, require } }
  }
  if (name === 'proved') {
    const require: Requirement = { kind: 'proof', bits: PROOF_BITS }
    return { ok: true, value: { name, model, stage: stage ?? 'included', cosigners: 1, require } }
  }
  return unavailable(name, 'Use signed, replayed, audited or proved.')
}

/** The same for an answer that is yet to come: nodes give no proofs with it, so `proved` is refused, too. */
export const answerPolicy = (name: PolicyName, model: Hex | 'any'): Result<Policy> =>
  name === 'proved'
    ? unavailable(name, 'Use signed, replayed or audited; assay prove makes a proof of an answer that you hold.')
    : namedPolicy(name, model)

const unavailable = (name: PolicyName, hint: string): Result<Policy> => ({
  ok: false,
  code: 'policy_unavailable',
  message: `policy ${name}: no node of this version makes the evidence that it needs`,
  hint,
})
