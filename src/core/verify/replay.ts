// Re-execution and other verifiers' verdicts: spec/verify.md, checks 7 and 8.

import { equal, toHex } from '../bytes/index.ts'
import { type ErrorCode, RefusalError } from '../errors/index.ts'
import { portRoot } from '../graph/index.ts'
import { hashVerdict, type ReceiptBundle, signerOf } from '../receipt/index.ts'
import type { Checks } from './checks.ts'
import type { Requirement } from './policy.ts'
import { MAX_CLOCK_SKEW, type Statement } from './statement.ts'
import type { Evidence, TrustAnchors } from './types.ts'

export type ReplayOutcome = 'equal' | 'different' | 'missing'

/** Runs the model again on the disclosed input, where model, input and output are at hand. */
export async function checkReplay(bundle: ReceiptBundle, evidence: Evidence, checks: Checks): Promise<ReplayOutcome> {
  const { replay } = evidence
  if (replay === null || bundle.input === null || bundle.output === null) return 'missing'
  const { model, run } = replay
  if (!checks.same('replay.model', toHex(model.identity.modelId), bundle.receipt.modelId, 'model_mismatch'))
    return 'different'
  const names = (shown: { tensors: readonly { name: string }[] }): string =>
    JSON.stringify(shown.tensors.map(({ name }) => name))
  const ports = (list: readonly { name: string }[]): string => JSON.stringify(list.map(({ name }) => name))
  const named = [
    checks.same('replay.inputNames', names(bundle.input), ports(model.ports.inputs), 'input_root_mismatch'),
    checks.same('replay.outputNames', names(bundle.output), ports(model.ports.outputs), 'output_root_mismatch'),
  ]
  try {
    const outputs = await run(bundle.input.tensors.map(({ tensor }) => tensor))
    const found = portRoot(bundle.output.tensors.map(({ tensor }) => tensor))
    const same = equal(portRoot(outputs), found)
    checks.add(
      'replay.output',
      same,
      'replay_mismatch',
      same ? 'the same bytes' : `the receipt has ${toHex(found)}, running the model gives ${toHex(portRoot(outputs))}`,
    )
    return same && named.every(Boolean) ? 'equal' : 'different'
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    checks.add('replay.output', false, error.code, error.message)
    return 'different'
  }
}

export interface VerdictCount {
  /** Operators, other than the executor's, one of whose verifiers found the answer right. */
  readonly positive: number
  readonly negative: number
}

/** Counts verdicts by operator. One that is not what it claims is named and fails. */
export function checkVerdicts(
  statement: Statement,
  evidence: Evidence,
  anchors: TrustAnchors,
  checks: Checks,
): VerdictCount {
  const positive = new Set<string>()
  const negative = new Set<string>()
  for (const { verdict, signature } of evidence.verdicts) {
    const record = anchors.nodes.find(({ node }) => node === verdict.verifier)
    const signer = signerOf(hashVerdict(anchors.domain, verdict), signature)
    const time = Number(verdict.timestamp)
    const valid = record?.keys.some(
      keys =>
        keys.receiptKey === signer &&
        time + MAX_CLOCK_SKEW / 1000 >= keys.validFrom &&
        (keys.validUntil === 0 || time <= keys.validUntil),
    )
    const ok = valid === true && verdict.receiptId === statement.id && time * 1000 <= anchors.now + MAX_CLOCK_SKEW
    checks.add(
      `verdict.${verdict.verifier}`,
      ok,
      'verdict_invalid',
      ok ? (verdict.ok ? 'found right' : 'found wrong') : 'not signed by a registered verifier for this receipt',
    )
    // The executor's own operator does not count as another pair of eyes.
    if (ok && record!.operator !== statement.record?.operator) (verdict.ok ? positive : negative).add(record!.operator)
  }
  return { positive: positive.size, negative: negative.size }
}

export interface Facts {
  readonly signature: boolean
  readonly replay: ReplayOutcome
  readonly verdicts: VerdictCount
}

/** `ok`, or the code of what is missing most. */
export function evaluate(requirement: Requirement, facts: Facts): ErrorCode | 'ok' {
  switch (requirement.kind) {
    case 'signature':
      return facts.signature ? 'ok' : 'signature_invalid'
    case 'replay':
      return facts.replay === 'equal' ? 'ok' : facts.replay === 'different' ? 'replay_mismatch' : 'replay_missing'
    case 'verdicts':
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

function choose(count: number, parts: readonly Requirement[], facts: Facts): ErrorCode | 'ok' {
  const codes = parts.map(part => evaluate(part, facts))
  if (codes.filter(code => code === 'ok').length >= count) return 'ok'
  // What somebody found wrong says more than what is not there.
  return (
    codes.find(code => code === 'replay_mismatch' || code === 'verdict_negative') ??
    codes.find(code => code !== 'ok') ??
    'policy_unavailable'
  )
}
