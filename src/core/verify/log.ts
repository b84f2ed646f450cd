// Does the executor's log hold the receipt, did others cosign it, was it anchored: spec/verify.md, check 6.

import { fromHex } from '../bytes/index.ts'
import type { ErrorCode } from '../errors/index.ts'
import {
  compareCheckpoints,
  leafHash,
  type Note,
  verifyCheckpoint,
  verifyCosignatures,
  verifyEpoch,
  verifyInclusionIn,
} from '../log/index.ts'
import type { ReceiptBundle } from '../receipt/index.ts'
import type { Checks } from './checks.ts'
import type { Policy } from './policy.ts'
import { MAX_CLOCK_SKEW, type Statement } from './statement.ts'
import type { Evidence, NodeRecord, TrustAnchors } from './types.ts'

/** The checkpoint's note when both its signatures are by keys that were the node's at its time. */
function checkpointNote(bundle: ReceiptBundle, record: NodeRecord, anchors: TrustAnchors, checks: Checks): Note | null {
  const { checkpoint } = bundle.inclusion!
  const valid = record.keys.filter(
    keys =>
      checkpoint.timestamp + MAX_CLOCK_SKEW / 1000 >= keys.validFrom &&
      // A key's last checkpoint may follow its end by one merge delay: the log must be able to include what it promised.
      (keys.validUntil === 0 || checkpoint.timestamp <= keys.validUntil + anchors.mergeDelay),
  )
  let failure: { code: ErrorCode; message: string } = {
    code: 'checkpoint_key_mismatch',
    message: 'the node had no valid keys at the time of the checkpoint',
  }
  for (const keys of valid) {
    const verified = verifyCheckpoint(checkpoint, {
      domain: anchors.domain,
      node: record.node,
      receiptKey: keys.receiptKey,
      logKey: keys.logKey,
    })
    if (verified.ok) {
      checks.add(
        'log.checkpoint',
        true,
        'checkpoint_signature_invalid',
        `size ${checkpoint.size}, root ${checkpoint.root}`,
      )
      return verified.value
    }
    failure = verified
  }
  checks.add('log.checkpoint', false, failure.code, failure.message)
  return null
}

/**
 * Other nodes, of operators other than the executor's, by keys that were theirs when they cosigned; each operator once.
 * `made` is the checkpoint's time, Unix seconds.
 */
function checkCosigners(
  note: Note,
  made: number,
  record: NodeRecord,
  policy: Policy,
  anchors: TrustAnchors,
  checks: Checks,
): void {
  const operators = new Set<string>()
  const nodes: string[] = []
  for (const { node, operator, keys } of anchors.nodes) {
    if (operator === record.operator) continue
    for (const { logKey, validFrom, validUntil } of keys) {
      const found = verifyCosignatures(note, [{ node, logKey }])
      if (!found.ok) {
        checks.add('log.cosigners', false, found.code, found.message)
        return
      }
      const timely = found.value.some(
        ({ timestamp }) =>
          timestamp + MAX_CLOCK_SKEW / 1000 >= validFrom &&
          (validUntil === 0 || timestamp <= validUntil) &&
          // Nobody cosigns what does not exist yet: so says a key that has ended and is used on.
          timestamp + MAX_CLOCK_SKEW / 1000 >= made &&
          timestamp * 1000 <= anchors.now + MAX_CLOCK_SKEW,
      )
      if (!timely) continue
      operators.add(operator)
      nodes.push(node)
    }
  }
  const detail = `${operators.size} of ${policy.cosigners}: ${nodes.join(', ')}`
  checks.add('log.cosigners', operators.size >= policy.cosigners, 'cosigners_missing', detail)
}

/** Against every other checkpoint of this node that the relying party has seen. */
function checkForks(
  bundle: ReceiptBundle,
  record: NodeRecord,
  evidence: Evidence,
  anchors: TrustAnchors,
  checks: Checks,
): void {
  const { checkpoint } = bundle.inclusion!
  for (const other of anchors.checkpoints.filter(seen => seen.node === record.node)) {
    const [from, to] = checkpoint.size <= other.size ? [checkpoint.size, other.size] : [other.size, checkpoint.size]
    const proof = evidence.consistency.find(entry => entry.from === from && entry.to === to)?.proof ?? null
    const compared = compareCheckpoints(checkpoint, other, proof, {
      domain: anchors.domain,
      receiptKeys: record.keys.map(({ receiptKey }) => receiptKey),
    })
    const name = `log.consistency.${other.size}`
    if (!compared.ok) checks.add(name, false, compared.code, compared.message)
    else if (compared.value.relation === 'fork')
      checks.add(name, false, 'log_fork', `two histories: size ${from} and size ${to}`)
    else
      checks.add(
        name,
        compared.value.relation === 'consistent',
        'consistency_invalid',
        `${compared.value.relation}: size ${from} and size ${to}`,
      )
  }
}

/** Time at which an epoch with the checkpoint was anchored, Unix seconds, or null. */
function anchoredAt(bundle: ReceiptBundle, evidence: Evidence, anchors: TrustAnchors): number | null {
  if (evidence.epoch === null || !verifyEpoch(bundle.inclusion!.checkpoint, evidence.epoch).ok) return null
  return anchors.epochs.find(({ root }) => root === evidence.epoch!.root)?.anchoredAt ?? null
}

/** Returns the time to ask again, Unix milliseconds, when the merge delay is not over yet. */
export function checkLog(
  bundle: ReceiptBundle,
  statement: Statement,
  evidence: Evidence,
  policy: Policy,
  anchors: TrustAnchors,
  checks: Checks,
): number | undefined {
  const { record, keys } = statement
  const due = Number(statement.fields.issuedAt ?? 0n) + anchors.mergeDelay * 1000
  if (bundle.inclusion === null) {
    const pending = anchors.now <= due
    if (!pending)
      checks.add(
        'log.included',
        false,
        'receipt_not_logged',
        `no inclusion is shown, and the merge delay ended at ${due}`,
      )
    else if (policy.stage === 'promised')
      checks.add('log.included', true, 'receipt_not_logged', `promised until ${due}`)
    else checks.add('log.included', false, 'inclusion_pending', `not included yet; promised until ${due}`)
    return pending && policy.stage !== 'promised' ? due : undefined
  }
  if (record === undefined) return undefined
  const { index, proof, checkpoint } = bundle.inclusion
  const note = checkpointNote(bundle, record, anchors, checks)
  // Between the receipt's issue and now: a checkpoint that is dated back would take cosigners of the past along.
  const [issued, made] = [Number(statement.fields.issuedAt ?? 0n), checkpoint.timestamp * 1000]
  checks.add(
    'log.time',
    made + 1000 + MAX_CLOCK_SKEW >= issued && made <= anchors.now + MAX_CLOCK_SKEW,
    'checkpoint_mismatch',
    `checkpoint of ${checkpoint.timestamp} s, receipt of ${issued} ms`,
  )
  const included = verifyInclusionIn(checkpoint, index, leafHash(fromHex(statement.id)), proof)
  checks.add(
    'log.included',
    included.ok,
    'inclusion_invalid',
    included.ok ? `entry ${index} of ${checkpoint.size}` : included.message,
  )
  if (note !== null && policy.stage !== 'promised')
    checkCosigners(note, checkpoint.timestamp, record, policy, anchors, checks)
  checkForks(bundle, record, evidence, anchors, checks)

  const anchored = anchoredAt(bundle, evidence, anchors)
  if (policy.stage === 'anchored') {
    checks.add(
      'log.anchored',
      anchored !== null,
      'log_not_anchored',
      anchored === null ? 'no anchored epoch shows the checkpoint' : `anchored at ${anchored}`,
    )
  }
  // An ended key could be used later to sign into the past; what was anchored in time cannot have been.
  if (keys !== undefined && keys.validUntil !== 0) {
    const limit = keys.validUntil + anchors.mergeDelay
    checks.add(
      'node.keyEnded',
      anchored !== null && anchored <= limit,
      'node_key_invalid',
      `the key ended at ${keys.validUntil}; anchored at ${anchored ?? 'no known time'}, at most ${limit}`,
    )
  }
  return undefined
}
