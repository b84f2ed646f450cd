// What verify() needs beside a run, gathered from gateways: inclusion, verdicts, an anchored epoch, consistency. Nothing here is
// trusted. It carries no engine, so that a page may have it (page/chain.ts).

import { type Result, WorldError } from '../core/errors/index.ts'
import { cosignersOf, type Inclusion } from '../core/log/index.ts'
import { type ReceiptBundle, receiptId } from '../core/receipt/index.ts'
import type { Evidence, Policy, Requirement } from '../core/verify/index.ts'
import type { Memory } from './anchors.ts'
import type { Client } from './client.ts'
import { fetchAnchored, fetchConsistencyBetween, fetchInclusion, fetchVerdicts, type IsSigned } from './receipts.ts'

export interface Gathering {
  readonly policy: Policy
  readonly memory?: Memory
  readonly signal?: AbortSignal
}

/** What the gateways have about the receipt now. Nothing here is trusted. */
export async function gather(
  client: Client,
  bundle: ReceiptBundle,
  { policy, memory, signal }: Gathering,
  isSigned: IsSigned,
  isAlone: boolean,
): Promise<{ bundle: ReceiptBundle; evidence: Pick<Evidence, 'verdicts' | 'epoch' | 'consistency'> }> {
  const id = receiptId(client.domain, bundle.receipt)
  const { node } = bundle.receipt
  const anchored =
    policy.stage === 'anchored' ? await optional(fetchAnchored(client, id, node, signal, isSigned)) : null
  const own = anchored?.inclusion ?? bundle.inclusion
  const other = own === null || isAlone ? await optional(fetchInclusion(client, id, node, signal, isSigned)) : null
  // What more cosigners are worth is for `verify` to say.
  const cosigned = ({ checkpoint }: Inclusion): number => cosignersOf(checkpoint).length
  const inclusion = own === null || (other !== null && cosigned(other) > cosigned(own)) ? other : own
  const verdicts = mentions(policy.require, 'verdicts') ? await optional(fetchVerdicts(client, id, signal)) : null
  const whole = { ...bundle, inclusion }
  const consistency = await proofs(client, whole, memory, signal)
  return { bundle: whole, evidence: { verdicts: verdicts ?? [], epoch: anchored?.epoch ?? null, consistency } }
}

const MAX_COMPARED = 8

/** Consistency proofs between the receipt's checkpoint and those of its node that were seen before. */
async function proofs(
  client: Client,
  { inclusion, receipt }: ReceiptBundle,
  memory: Memory | undefined,
  signal: AbortSignal | undefined,
): Promise<Evidence['consistency']> {
  if (inclusion === null) return []
  const { checkpoint } = inclusion
  const others = (memory?.checkpoints ?? []).filter(
    seen => seen.node === receipt.node && seen.size !== checkpoint.size && seen.size > 0,
  )
  const found = await Promise.all(
    others.slice(0, MAX_COMPARED).map(async seen => {
      const [first, second] = seen.size < checkpoint.size ? [seen, checkpoint] : [checkpoint, seen]
      const proof = await optional(fetchConsistencyBetween(client, receipt.node, first, second, signal))
      return proof === null ? [] : [{ from: first.size, to: second.size, proof }]
    }),
  )
  return found.flat()
}

/** Does any part of the requirement speak of this kind? */
export const mentions = (requirement: Requirement, kind: Requirement['kind']): boolean =>
  requirementsOf(requirement).some(part => part.kind === kind)

/** The requirement and all of its parts. */
export const requirementsOf = (requirement: Requirement): readonly Requirement[] => [
  requirement,
  ...('of' in requirement ? requirement.of.flatMap(requirementsOf) : []),
]

/** Material that one can do without: null where a gateway refuses it or none answers. */
export async function optional<T>(work: Promise<Result<T>>): Promise<T | null> {
  try {
    const result = await work
    return result.ok ? result.value : null
  } catch (error) {
    if (error instanceof WorldError && error.code !== 'interrupted') return null
    throw error
  }
}
