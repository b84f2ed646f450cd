// Whatever a replay finds, an audit finds: a verdict by replays beside the one by audits that do the same work.

import { expect } from 'vitest'
import type { ReceiptBundle } from '../../src/core/receipt/index.ts'
import {
  AUDIT_BITS,
  type Evidence,
  type Policy,
  type Requirement,
  type TrustAnchors,
  type Verdict,
  verify,
} from '../../src/core/verify/index.ts'

const CODES: Readonly<Record<string, string>> = { replay_mismatch: 'audit_mismatch', replay_missing: 'audit_missing' }

const audits = (requirement: Requirement): Requirement => {
  if (requirement.kind === 'replay') return { kind: 'audit', bits: AUDIT_BITS }
  return 'of' in requirement ? { ...requirement, of: requirement.of.map(audits) } : requirement
}

const named = (name: string): string => name.replace(/^replay\./, 'audit.')
const coded = (code: string): string => CODES[code] ?? code

/** Gives the verdict when an audit stands in for the replay, after comparing it with `verdict`, check by check. */
export async function judgeByAudit(
  bundle: ReceiptBundle,
  evidence: Evidence,
  policy: Policy,
  anchors: TrustAnchors,
  verdict: Verdict,
): Promise<Verdict> {
  const { replay } = evidence
  const audit = replay === null ? null : { ...replay, bits: AUDIT_BITS }
  const require = audits(policy.require)
  const found = await verify(bundle, { ...evidence, replay: null, audit }, { ...policy, require }, anchors)
  const { assurance } = verdict
  const { guarantee } = assurance
  const isExact = guarantee?.kind === 'exact'
  expect(found).toEqual({
    ...verdict,
    code: coded(verdict.code),
    checks: verdict.checks.map(check => ({ ...check, name: named(check.name), code: coded(check.code) })),
    assurance: {
      ...assurance,
      kinds: assurance.kinds.map(kind => (kind === 'replay' ? 'audit' : kind)),
      soundnessBits: verdict.ok && isExact ? AUDIT_BITS : assurance.soundnessBits,
      guarantee: isExact ? { kind: 'exact', bits: AUDIT_BITS } : guarantee,
    },
  })
  return found
}
