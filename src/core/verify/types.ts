// What verify() takes and gives: spec/verify.md. All plain data, so that every place gives the same verdict.

import type { Hex } from '../bytes/index.ts'
import type { ErrorCode } from '../errors/index.ts'
import type { ExactModel, IntTensor } from '../graph/index.ts'
import type { EpochProof, SignedCheckpoint } from '../log/index.ts'
import type { Domain, ReplayVerdict } from '../receipt/index.ts'

/** One period of a node's keys, from the node registry. Times in Unix seconds; `validUntil` 0: still valid. */
export interface NodeKeys {
  readonly receiptKey: Hex
  /** Ed25519, 32 bytes. */
  readonly logKey: Hex
  readonly validFrom: number
  readonly validUntil: number
}

export interface NodeRecord {
  readonly node: Hex
  readonly operator: Hex
  readonly keys: readonly NodeKeys[]
}

/** What the relying party believes without evidence: read from the chain that it trusts, and its own clock. */
export interface TrustAnchors {
  readonly domain: Domain
  /** Unix milliseconds. */
  readonly now: number
  /** Maximum merge delay, seconds. */
  readonly mergeDelay: number
  readonly nodes: readonly NodeRecord[]
  /** Epoch roots anchored on chain, with their times in Unix seconds. */
  readonly epochs: readonly { readonly root: Hex; readonly anchoredAt: number }[]
  /** Checkpoints of nodes that the relying party has seen before, from anyone. */
  readonly checkpoints: readonly SignedCheckpoint[]
  /** Receipts already accepted, by payer and nonce: another one under the same pair is a replay. */
  readonly accepted: readonly { readonly payer: Hex; readonly nonce: Hex; readonly receiptId: Hex }[]
}

/** What a replay must know of the model beside running it. Whoever gives it has derived it from the model's bytes. */
export type ReplayModel = Pick<ExactModel, 'identity' | 'graph' | 'ports'>

/** Runs the model on inputs in slot order: an engine's session, given as an argument. */
export type Rerun = (inputs: readonly IntTensor[]) => Promise<readonly IntTensor[]>

/** What a generation is made of, every part of it checked against what the request and the receipt commit to. */
export interface Generation {
  /** Token ids. */
  readonly prompt: readonly number[]
  /** Canonical bytes. */
  readonly sampler: Uint8Array
  /** 32 bytes. */
  readonly seed: Hex
  readonly output: readonly number[]
  /** Said of its end: it is the rule's; it comes before the rule's; or nothing, because this is the beginning of an answer. */
  readonly end: 'rule' | 'truncated' | 'open'
}

/**
 * What running it again gives: the same, or another token at index `at` of the output. There `expected` is what the model gives, or
 * null where the answer had ended before; `at` is the output's length where only what is said of the end is wrong.
 */
export type Regeneration =
  | { readonly ok: true }
  | { readonly ok: false; readonly at: number; readonly expected: number | null }

/** Computes the generation again from the model: core/language, given as an argument. */
export type Regenerate = (generation: Generation) => Promise<Regeneration>

/** What a check of some of a trace's steps says: spec/audit.md, "Sampled audit". */
export interface SampledSteps {
  /** Steps that were drawn, each by itself, and found right. */
  readonly samples: number
  /** Steps that the trace has. */
  readonly steps: number
}

/** How sure a verdict on the run is: but for a chance of 2^-bits, or a cheat in the share `fraction` of the steps caught with `caught`. */
export type Guarantee =
  | { readonly kind: 'exact'; readonly bits: number }
  | { readonly kind: 'statistical'; readonly samples: number; readonly fraction: number; readonly caught: number }

/** What is put before the verifier beside the receipt. Nothing here is trusted. */
export interface Evidence {
  /**
   * The model and a way to run it, or null where the verifier does not hold the model. `run` gives the outputs for inputs, `regenerate`
   * checks a generation: a language model's replay has it, and may have both.
   */
  readonly replay: { readonly model: ReplayModel; readonly run: Rerun; readonly regenerate?: Regenerate } | null
  /**
   * As `replay`, by an audit: what `run` and `regenerate` give is right but for a chance of 2^-bits, and they refuse (`audit_mismatch`,
   * `advice_malformed`) what the executor says of its run and is not so. core/audit, given as an argument.
   */
  readonly audit: (NonNullable<Evidence['replay']> & { readonly bits: number }) | null
  /**
   * A proof of the run, and the model that it is about, whose weights this verifier holds. `check` refuses (`proof_invalid`,
   * `proof_malformed`, `proof_unsupported`) what it does not show but for a chance of 2^-bits. core/proof, given as an argument.
   */
  readonly proof: {
    readonly model: ReplayModel
    readonly bits: number
    readonly check: (inputs: readonly IntTensor[], outputs: readonly IntTensor[]) => Promise<void>
  } | null
  /** Checks steps of the run's trace, drawn by this verifier; refuses a wrong one (`audit_mismatch`), null where nobody opens any. */
  readonly sample: (() => Promise<SampledSteps | null>) | null
  /** Computes the root of the run's trace from input, model and what the receipt answers; null where it is not shown. Null: nobody does. */
  readonly trace: (() => Promise<Uint8Array | null>) | null
  readonly verdicts: readonly { readonly verdict: ReplayVerdict; readonly signature: Hex }[]
  /** Shows the receipt's checkpoint in an anchored epoch. */
  readonly epoch: EpochProof | null
  /** Consistency proofs between checkpoints of the executor's log. */
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: readonly Hex[] }[]
}

export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly code: ErrorCode | 'ok'
  readonly detail: string
}

export type EvidenceKind = 'signature' | 'replay' | 'audit' | 'proof' | 'sample' | 'trace' | 'verdict'

export interface Assurance {
  /** Evidence that held. */
  readonly kinds: readonly EvidenceKind[]
  /** Bits of the weakest primitive that the verdict rests on; 0 where nothing held. */
  readonly soundnessBits: number
  /** Of the run: null where only signatures, or others' verdicts, speak for it. */
  readonly guarantee: Guarantee | null
  /** Did the verifier recompute the weights' root from the weights themselves? */
  readonly weights: 'recomputed' | 'unverified'
  /** Did the verifier recompute the static bounds? */
  readonly bounds: 'recomputed' | 'unverified'
  /** What is left to trust, in words. */
  readonly assumptions: readonly string[]
}

export interface Verdict {
  readonly ok: boolean
  /** `ok`, or the code of the first check that failed. */
  readonly code: ErrorCode | 'ok'
  readonly checks: readonly Check[]
  readonly assurance: Assurance
  /** With `inclusion_pending`: ask again at this time, Unix milliseconds. */
  readonly notBefore?: number
}
