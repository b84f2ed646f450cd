// Statements of a node that contradict each other, taken to the contract that slashes for them: spec/dispute.md, "Faults outside a trace". A
// commitment first, the statements in a later block, so that nobody can copy them from a transaction that waits.

import {
  findKey,
  getNode,
  getNodeKeys,
  getParameters,
  isShown,
  type Misconduct,
  precommitMisconduct,
  proveMisconduct,
  type Sent,
  type SignedTraceRoot,
  type SigningContracts,
  type SoldRoot,
} from '../../contracts/index.ts'
import { type Hex, toHex } from '../../core/bytes/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { checkpointDigest, compareCheckpoints, type LogDomain, type SignedCheckpoint } from '../../core/log/index.ts'
import {
  hashTraceRoot,
  headSigner,
  type Receipt,
  receiptId,
  type SignedHead,
  signerOf,
  streamEquivocation,
  traceCommitmentOf,
} from '../../core/receipt/index.ts'

/** What a node has signed; two of a kind. */
export type Statements =
  | {
      readonly kind: 'checkpoints'
      readonly first: SignedCheckpoint
      readonly second: SignedCheckpoint
      /** Between two sizes, a prefix proof. */
      readonly prefix: readonly Hex[]
    }
  | { readonly kind: 'heads'; readonly first: SignedHead; readonly second: SignedHead }
  | { readonly kind: 'roots'; readonly first: SignedTraceRoot; readonly second: SoldRoot }
  | {
      readonly kind: 'receipts'
      readonly first: { readonly receipt: Receipt; readonly signature: Hex }
      readonly second: { readonly receipt: Receipt; readonly signature: Hex }
    }

export type MisconductMove =
  | { readonly kind: 'precommitted' | 'proved'; readonly sent: Sent }
  | { readonly kind: 'waiting' }
  /** Somebody has shown it, or there is no stake any more that could be lost. */
  | { readonly kind: 'over'; readonly shown: boolean }

export interface Reporter {
  readonly node: Hex
  turn(): Promise<MisconductMove>
}

/** Who signed a statement; null where it is nobody. */
function signersOf(domain: LogDomain, { kind, first, second }: Statements): readonly (Hex | null)[] {
  if (kind === 'checkpoints')
    return [first, second].map(one => signerOf(toHex(checkpointDigest(domain, one)), one.signature))
  if (kind === 'roots')
    return [
      signerOf(hashTraceRoot(domain, first), first.signature),
      signerOf(receiptId(domain, second.receipt), second.signature),
    ]
  if (kind === 'heads') return [first, second].map(one => headSigner(domain, one))
  return [first, second].map(({ receipt, signature }) => signerOf(receiptId(domain, receipt), signature))
}

/** Refuses (`not_equivocation`) statements that can stand beside each other. */
function checkContradiction(domain: LogDomain, found: Statements, receiptKeys: readonly Hex[]): void {
  const known = { domain, receiptKeys }
  let contradict: boolean
  if (found.kind === 'checkpoints') {
    const { first, second, prefix } = found
    contradict = unwrap(compareCheckpoints(first, second, prefix, known)).relation === 'fork'
  } else if (found.kind === 'roots') {
    const { node, receiptId: id, traceRoot } = found.first
    const { receipt, trace } = found.second
    const isSold = traceCommitmentOf(trace) === receipt.traceCommitment && traceRoot !== trace.root
    contradict = isSold && node === receipt.node && id === receiptId(domain, receipt)
  } else if (found.kind === 'heads') contradict = unwrap(streamEquivocation(found.first, found.second, known))
  else {
    const [a, b] = [found.first.receipt, found.second.receipt]
    contradict = a.node === b.node && a.requestHash === b.requestHash && receiptId(domain, a) !== receiptId(domain, b)
  }
  if (!contradict) refuse('not_equivocation', 'the two statements can stand beside each other')
}

/**
 * Who takes two statements to the chain, a move each turn. Refuses `not_equivocation`, `key_not_valid` where one is not signed by a key of the
 * node that counts now, `node_not_registered`.
 */
export async function createReporter(
  contracts: SigningContracts,
  domain: LogDomain,
  given: Statements,
  salt: Hex,
): Promise<Reporter> {
  // The smaller checkpoint first.
  const statements: Statements =
    given.kind === 'checkpoints' && given.first.size > given.second.size
      ? { ...given, first: given.second, second: given.first }
      : given
  const node = statements.kind === 'receipts' ? statements.first.receipt.node : statements.first.node
  const [keys, { mergeDelay }, { timestamp }] = await Promise.all([
    getNodeKeys(contracts, node),
    getParameters(contracts),
    contracts.client.getBlock(),
  ])
  if (keys.length === 0) refuse('node_not_registered', `${node} is no registered node`)
  checkContradiction(
    domain,
    statements,
    keys.map(({ receiptKey }) => receiptKey),
  )
  const [first, second] = signersOf(domain, statements).map(signer => {
    const at = signer === null ? null : findKey(keys, signer, Number(timestamp), mergeDelay)
    return at ?? refuse('key_not_valid', `${node}: a statement is not signed by a key of the node that counts now`)
  })
  const found = {
    ...statements,
    first: { ...statements.first, keyIndex: first },
    second: { ...statements.second, keyIndex: second },
  } as Misconduct
  let block: bigint | null = null

  return {
    node,
    async turn() {
      const shown = await isShown(contracts, found)
      if (shown || (await getNode(contracts, node))?.stake === 0n) return { kind: 'over', shown }
      if (block === null) {
        const made = await precommitMisconduct(contracts, found, salt)
        block = made.block
        if (made.sent !== null) return { kind: 'precommitted', sent: made.sent }
      }
      if ((await contracts.client.getBlockNumber({ cacheTime: 0 })) <= block) {
        // A proof counts from the next block on; a chain without traffic makes one for the proof itself.
        const pending = await contracts.client.getBlock({ blockTag: 'pending' }).catch(() => null)
        if (pending === null || (pending.number ?? 0n) <= block) return { kind: 'waiting' }
      }
      return { kind: 'proved', sent: await proveMisconduct(contracts, found, salt) }
    },
  }
}
