// verify(), verifyStream() and what they take and give: spec/verify.md, spec/stream.md.
export {
  AUDIT_BITS,
  answerPolicy,
  type LogStage,
  namedPolicy,
  POLICY_NAMES,
  type Policy,
  type PolicyName,
  PROOF_BITS,
  type Requirement,
  withTraceRoot,
} from './policy.ts'
export { caughtBy, verdictHolds } from './replay.ts'
export { type StreamEvidence, type StreamLevel, type StreamVerdict, verifyStream } from './stream.ts'
export {
  createStreamCheck,
  type Followed,
  followedBy,
  type StreamCheck,
  type StreamCheckOptions,
  type StreamProgress,
} from './streamCheck.ts'
export type {
  Assurance,
  Check,
  Evidence,
  EvidenceKind,
  Generation,
  Guarantee,
  NodeKeys,
  NodeRecord,
  Regenerate,
  Regeneration,
  Rerun,
  SampledSteps,
  TrustAnchors,
  Verdict,
} from './types.ts'
export { NO_EVIDENCE, verify } from './verify.ts'
