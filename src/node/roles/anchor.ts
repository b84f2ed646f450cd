// Anchoring epochs on chain, and keeping what is under them. spec/log.md, "Epoch root"; spec/node.md, "Anchoring".
// Any node may post. Nodes take turns by rank: the first in the list of accounts posts when an interval has passed since the
// last epoch, the next one half an interval later when it has not, and so on. An anchor timestamps; nothing rests on who posts.

import { anchor, type SigningContracts } from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import {
  cosignersOf,
  type EpochEntry,
  type EpochProof,
  type Inclusion,
  makeEpoch,
  proveEpoch,
} from '../../core/log/index.ts'
import type { Context } from '../context.ts'
import type { NodeLog } from './log.ts'

/** A receipt under a checkpoint that an anchored epoch shows. */
export interface Anchored {
  readonly inclusion: Inclusion
  readonly epoch: EpochProof
}

export interface Anchoring {
  /** One look: posts if it is this node's turn and something is new; then fetches the entries of epochs it does not know. */
  turn(alive: readonly { readonly node: Hex; readonly peerId: string }[]): Promise<void>
  entries(root: Hex): readonly EpochEntry[]
  /** The smallest anchored checkpoint of this node that holds a receipt, a cosigned one where there is one. Refuses with log_not_anchored, receipt_not_found. */
  anchored(id: Hex): Anchored
}

export type AskEpoch = (peerId: string, root: Hex) => Promise<unknown>

/** Nodes that one epoch covers: what an answer of /assay/log/1 can carry. */
const MAX_ENTRIES = 1_500
/** Epochs looked at for entries that are not here yet. */
const RECENT = 16

export function createAnchoring(
  context: Context,
  nodeLog: NodeLog,
  signer: SigningContracts,
  ask: AskEpoch,
): Anchoring {
  const { chain, config, store, self, log, metrics, now } = context
  /** What was posted last and has not been seen on chain yet. */
  let pending: { root: Hex; at: number } | null = null
  const startedAt = now()

  function rank(): number {
    const accounts = [...chain.registry().nodes.values()].filter(({ exitedAt }) => exitedAt === null)
    return accounts
      .map(({ node }) => node)
      .sort()
      .indexOf(self)
  }

  /** The newest checkpoints known: our own and those that we cosigned. */
  function newest(): EpochEntry[] {
    const active = chain.registry().nodes
    const own = nodeLog.newest()
    const others = store.cosigned
      .all()
      .filter(({ node }) => active.get(node)?.exitedAt === null)
      .slice(0, MAX_ENTRIES)
    return [...(own === null ? [] : [own]), ...others].map(({ node, size, root }) => ({ node, size, root }))
  }

  async function post(): Promise<void> {
    const place = rank()
    if (place < 0) return
    const { epochs } = chain.registry()
    const last = epochs.at(-1)
    const since = now() - Math.max((last?.anchoredAt ?? 0) * 1000, pending?.at ?? 0, startedAt - config.times.anchor)
    if (since < config.times.anchor * (1 + place / 2)) return
    const entries = newest()
    if (entries.length === 0) return
    const epoch = makeEpoch(entries)
    if (epochs.some(({ root }) => root === epoch.root)) return
    keep(epoch.root, epoch.entries, null)
    pending = { root: epoch.root, at: now() }
    await anchor(signer, [{ root: epoch.root, count: entries.length }])
    metrics.count('epochs_anchored')
    log('info', 'anchored an epoch', { root: epoch.root, checkpoints: entries.length })
  }

  function keep(root: Hex, entries: readonly EpochEntry[], anchoredAt: number | null): void {
    // Anyone may post anything under our name: only what we signed counts.
    const own = entries.find(({ node }) => node === self)
    const ownSize = own !== undefined && nodeLog.at(own.size)?.root === own.root ? own.size : null
    store.epochs.put({ root, anchoredAt, ownSize, entries: JSON.stringify(entries) })
  }

  async function learn(alive: readonly { readonly node: Hex; readonly peerId: string }[]): Promise<void> {
    for (const { root, anchoredAt, by } of chain.registry().epochs.slice(-RECENT)) {
      const known = store.epochs.get(root)
      if (known !== null) {
        if (known.anchoredAt === null) store.epochs.put({ ...known, anchoredAt })
        continue
      }
      // Whoever posted it first; then the others, who may have learnt it.
      const order = [...alive].sort((a, b) => Number(b.node === by) - Number(a.node === by))
      for (const { peerId } of order.slice(0, 4)) {
        try {
          const entries = entriesFrom(await ask(peerId, root))
          if (makeEpoch(entries).root !== root) continue
          keep(root, entries, anchoredAt)
          break
        } catch (error) {
          log('debug', 'a peer did not show an epoch', { root, error })
        }
      }
    }
  }

  return {
    async turn(alive) {
      try {
        await post()
      } catch (error) {
        // Somebody else's turn comes; ours again after an interval.
        log('warn', 'could not anchor', { error })
      }
      await learn(alive)
    },
    entries(root) {
      const epoch = store.epochs.get(root)
      if (epoch === null) refuse('log_not_anchored', `no epoch ${root} is known here`)
      return JSON.parse(epoch.entries) as EpochEntry[]
    },
    anchored(id) {
      const index = store.leaves.indexOf(id) ?? refuse('receipt_not_found', `log: no entry for ${id}`)
      const covering = store.epochs.covering(index + 1, RECENT)
      // A checkpoint can be anchored before anybody has cosigned it, and be passed by a larger one then: of little use.
      const cosigned = (size: number | null): boolean => size !== null && cosignersOf(nodeLog.at(size)!).length > 0
      const epoch = covering.find(({ ownSize }) => cosigned(ownSize)) ?? covering[0]
      if (epoch === undefined || epoch.ownSize === null)
        return refuse('log_not_anchored', `no anchored checkpoint holds entry ${index} yet`)
      const proof = proveEpoch(makeEpoch(JSON.parse(epoch.entries) as EpochEntry[]), self)
      return { inclusion: nodeLog.inclusionAt(id, epoch.ownSize), epoch: proof! }
    },
  }
}

/** A peer's answer; `makeEpoch` checks the entries themselves, and its root that they are the ones. */
function entriesFrom(answer: unknown): EpochEntry[] {
  const { entries } = (typeof answer === 'object' && answer !== null ? answer : {}) as { entries?: unknown }
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > MAX_ENTRIES)
    return refuse('peer_misbehaved', 'epoch: no list of entries')
  return entries.map(entry => {
    const { node, size, root } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>
    return { node, size, root } as EpochEntry
  })
}
