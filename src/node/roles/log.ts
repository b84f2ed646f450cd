// This node's own log: entries, checkpoints, proofs. spec/log.md; spec/node.md, "Log". One writer: everything that signs a
// statement about the log goes through here and asks the guard first. Cosignatures: cosign.ts; anchoring: anchor.ts.

import { fromHex, type Hex, toHex } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import {
  type Checkpoint,
  checkpointDigest,
  type Inclusion,
  LogTree,
  leafHash,
  type SignedCheckpoint,
  signCheckpoint,
} from '../../core/log/index.ts'
import { signerOf, ZERO_HASH } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Guard } from '../guard.ts'
import type { NewReceipt } from '../store/index.ts'

export interface NodeLog {
  size(): number
  /** Id of the last receipt, zero for none. */
  last(): Hex
  /** Stores a signed receipt, its nonce and its entry at once. Synced when it returns: then the receipt may leave. */
  append(receipt: NewReceipt): void
  /**
   * The same for receipts that come many at once: those of one moment share a sync, which is what costs. `make` is called in turn with
   * the id of the receipt before; what it gives is stored and synced when the promise resolves.
   */
  issue<T>(make: (previous: Hex) => { readonly receipt: NewReceipt; readonly value: T }): Promise<T>
  /** Signs a checkpoint if the log has grown since the last one. Null when there is nothing to sign, or nothing may be. */
  checkpoint(): SignedCheckpoint | null
  /** The newest signed checkpoint with the cosignatures that have come back, or null for an empty log. */
  newest(): SignedCheckpoint | null
  /** A signed checkpoint by size. */
  at(size: number): SignedCheckpoint | null
  /**
   * Where a receipt stands: in the smallest cosigned checkpoint that holds it, else the smallest anchored one, else the
   * newest. Refuses with inclusion_pending where none holds it yet, receipt_not_found where it is not in the log.
   */
  inclusion(id: Hex): Inclusion
  /** As `inclusion`, in the checkpoint of a size that was signed. */
  inclusionAt(id: Hex, size: number): Inclusion
  /** Refuses with consistency_invalid where the sizes are not those of this log. */
  consistency(from: number, to: number): Hex[]
  /** Is a checkpoint that this node once signed part of the log as it is on this disk? */
  compare(checkpoint: SignedCheckpoint): 'contained' | 'ahead' | 'different' | 'foreign'
}

export function openLog(context: Context, guard: Guard): NodeLog {
  const { store, keys, self, chain, now, metrics } = context
  let count = store.leaves.count()
  const tree = new LogTree({
    get size() {
      return count
    },
    leafHash(index) {
      const hash = store.leaves.hash(index)
      if (hash === null) throw new RangeError(`index: ${index} of ${count} leaves`)
      return hash
    },
    // The row stands in the database by then, in one transaction with its receipt.
    append: () => void count++,
  })
  const own = (): ReturnType<typeof store.checkpoints.last> => store.checkpoints.last()
  const parse = (stored: { json: string } | null): SignedCheckpoint | null =>
    stored === null ? null : (JSON.parse(stored.json) as SignedCheckpoint)

  // The disk against itself: what was signed must still be what is there.
  const before = own()
  if (before !== null && (before.size > count || toHex(tree.root(before.size)) !== before.root)) {
    guard.seal('log_behind', `the log of ${count} entries is not the one whose checkpoint of ${before.size} was signed`)
  }

  interface Waiting {
    readonly make: (previous: Hex) => { readonly receipt: NewReceipt; readonly value: unknown }
    readonly resolve: (value: unknown) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []

  function issueWaiting(): void {
    const batch = waiting
    waiting = []
    const hashes: Uint8Array[] = []
    const settle: (() => void)[] = []
    try {
      guard.check()
      store.issueAll(insert => {
        let previous = store.leaves.last() ?? ZERO_HASH
        for (const { make, resolve, reject } of batch) {
          try {
            const { receipt, value } = make(previous)
            const hash = leafHash(fromHex(receipt.id))
            insert(receipt, count + hashes.length, hash)
            hashes.push(hash)
            previous = receipt.id
            settle.push(() => resolve(value))
          } catch (error) {
            settle.push(() => reject(error))
          }
        }
      })
    } catch (error) {
      // Nothing of it is on the disk.
      for (const { reject } of batch) reject(error)
      return
    }
    for (const hash of hashes) tree.append(hash)
    for (const tell of settle) tell()
  }

  const inclusionIn = (index: number, checkpoint: SignedCheckpoint): Inclusion => ({
    index,
    proof: tree.inclusionProof(index, checkpoint.size).map(toHex),
    checkpoint,
  })
  const indexOf = (id: Hex): number =>
    store.leaves.indexOf(id) ?? refuse('receipt_not_found', `log: no entry for ${id}`)

  return {
    size: () => count,
    last: () => store.leaves.last() ?? ZERO_HASH,
    append(receipt) {
      guard.check()
      const hash = leafHash(fromHex(receipt.id))
      store.issue(receipt, count, hash)
      tree.append(hash)
    },
    issue<T>(make: (previous: Hex) => { readonly receipt: NewReceipt; readonly value: T }): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(issueWaiting)
        waiting.push({ make, resolve: resolve as (value: unknown) => void, reject })
      })
    },
    checkpoint() {
      if (count === 0 || own()?.size === count || guard.state() !== 'open') return null
      const checkpoint = { node: self, size: count, root: toHex(tree.root()), timestamp: Math.floor(now() / 1000) }
      const secrets = { receiptKey: keys.receipt.secret.reveal(), logKey: keys.log.secret.reveal() }
      const signed = signCheckpoint(chain.domain, checkpoint, secrets)
      store.checkpoints.add({ ...checkpoint, json: JSON.stringify(signed) })
      metrics.count('checkpoints_signed')
      return signed
    },
    newest: () => parse(own()),
    at: size => parse(store.checkpoints.at(size)),
    inclusion(id) {
      const index = indexOf(id)
      const anchored = store.epochs.covering(index + 1)[0]?.ownSize ?? null
      const best =
        store.checkpoints.from(index + 1, 1) ?? (anchored === null ? null : store.checkpoints.at(anchored)) ?? own()
      if (best === null || best.size <= index)
        refuse('inclusion_pending', `log: entry ${index} is not under a checkpoint yet`)
      return inclusionIn(index, parse(best)!)
    },
    inclusionAt(id, size) {
      const index = indexOf(id)
      const checkpoint = parse(store.checkpoints.at(size))
      if (checkpoint === null || size <= index)
        return refuse('inclusion_invalid', `log: no checkpoint of ${size} entries holds entry ${index}`)
      return inclusionIn(index, checkpoint)
    },
    consistency(from, to) {
      if (from > to || to > count) refuse('consistency_invalid', `log: sizes ${from} and ${to} of ${count} entries`)
      return tree.consistencyProof(from, to).map(toHex)
    },
    compare(checkpoint: SignedCheckpoint) {
      if (!signedByUs(checkpoint)) return 'foreign'
      if (checkpoint.size > count) return 'ahead'
      return toHex(tree.root(checkpoint.size)) === checkpoint.root ? 'contained' : 'different'
    },
  }

  /** By any receipt key that this node has had: an old checkpoint stays binding after a rotation. */
  function signedByUs(checkpoint: Checkpoint & { signature: Hex }): boolean {
    if (checkpoint.node !== self) return false
    const signer = signerOf(toHex(checkpointDigest(chain.domain, checkpoint)), checkpoint.signature)
    const history = chain.registry().nodes.get(self)?.keys ?? []
    return signer === keys.receipt.address || history.some(({ receiptKey }) => receiptKey === signer)
  }
}
