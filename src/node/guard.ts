// Never sign what would be punished: a node signs nothing until its peers confirm that its log is whole and that nobody else
// signs with its keys, and stops for good when one of them shows otherwise. spec/node.md, "Guard".
// Peers are believed only where they show this node's own signature; their silence alone does not stop it for ever.

import type { Hex } from '../core/bytes/index.ts'
import { type ErrorCode, RefusalError, WorldError } from '../core/errors/index.ts'
import { parseCheckpoint, type SignedCheckpoint } from '../core/log/index.ts'
import type { Context } from './context.ts'
import type { Peers } from './peers.ts'
import { type Claim, claimSigner, type NodeStatus } from './status.ts'

export type GuardState = 'checking' | 'open' | 'sealed'

export interface Guard {
  state(): GuardState
  /** Why it is sealed. */
  reason(): { readonly code: ErrorCode; readonly message: string } | null
  /** Throws where nothing may be signed: `busy` while checking, the reason when sealed. */
  check(): void
  seal(code: 'log_behind' | 'key_live_elsewhere', message: string): void
  /** Resolves when it opens; rejects with a WorldError when it is sealed, or the node stops first. */
  readonly opened: Promise<void>
  /** Told once, also when it has happened before. */
  onSealed(listener: (code: ErrorCode) => void): void
  /** Begins the checks. `known` asks a peer for the largest checkpoint of this node that it has seen. */
  start(peers: Peers, known: AskKnown, compare: Compare): void
}

export type AskKnown = (node: Hex) => Promise<unknown>
export type Compare = (checkpoint: SignedCheckpoint) => 'contained' | 'ahead' | 'different' | 'foreign'

export function createGuard(context: Omit<Context, 'host'>): Guard {
  const { chain, config, self, instance, keys, log, now, signal } = context
  let state: GuardState = 'checking'
  let reason: { code: ErrorCode; message: string } | null = null
  let settle: { open: () => void; fail: (error: Error) => void }
  const sealed = new Set<(code: ErrorCode) => void>()
  const opened = new Promise<void>((resolve, reject) => {
    settle = { open: resolve, fail: reject }
  })
  opened.catch(() => {})
  signal.addEventListener('abort', () => settle.fail(new WorldError('interrupted', 'The node stops')), { once: true })

  function seal(code: 'log_behind' | 'key_live_elsewhere', message: string): void {
    if (state === 'sealed') return
    state = 'sealed'
    reason = { code, message }
    log('error', 'this node signs nothing any more', { code, reason: message })
    const hint =
      code === 'log_behind'
        ? 'Restore the newest data directory. Do not start over with these keys: rotate them, or exit.'
        : 'Stop the other process that uses these keys. If there should be none, rotate them.'
    settle.fail(new WorldError(code, message, { hint }))
    for (const listener of sealed) listener(code)
  }

  function open(): void {
    if (state !== 'checking') return
    state = 'open'
    settle.open()
  }

  return {
    state: () => state,
    reason: () => reason,
    check() {
      if (state === 'open') return
      if (reason !== null) throw new RefusalError(reason.code, `this node does not sign: ${reason.message}`)
      throw new RefusalError('busy', 'this node is still checking its log with its peers')
    },
    seal,
    opened,
    onSealed(listener) {
      if (reason === null) sealed.add(listener)
      else listener(reason.code)
    },
    start(peers, known, compare) {
      const startedAt = now()
      /** Instances of peers with which the log has been compared, and of those in work. */
      const cleared = new Map<Hex, Hex>()
      const asking = new Set<Hex>()
      /** Peers that say that another process holds the keys, with its claim. */
      const held = new Map<Hex, Claim>()
      /** The first claim seen of each foreign instance: one that is later renewed is alive, whatever the clocks say. */
      const first = new Map<Hex, number>()

      const onClaim = (peer: Hex, claim: Claim | null): void => {
        const foreign =
          claim !== null &&
          claim.instance !== instance &&
          claim.node === self &&
          claimSigner(chain.domain, claim) === keys.receipt.address
        if (!foreign) {
          held.delete(peer)
          return
        }
        held.set(peer, claim)
        const seen = first.get(claim.instance)
        if (seen === undefined) first.set(claim.instance, claim.time)
        const renewed = seen !== undefined && claim.time > seen
        if (renewed || (state === 'open' && claim.time > startedAt))
          seal('key_live_elsewhere', 'another process signs with the keys of this node')
      }

      const compareWith = async (peer: Hex, peerInstance: Hex): Promise<void> => {
        if (cleared.get(peer) === peerInstance || asking.has(peer)) return
        asking.add(peer)
        try {
          const answer = await known(peer)
          if (answer !== null) {
            const checkpoint = parseCheckpoint(answer)
            const relation = checkpoint.ok ? compare(checkpoint.value) : 'foreign'
            if (checkpoint.ok && (relation === 'ahead' || relation === 'different')) {
              const { size } = checkpoint.value
              seal('log_behind', `a peer holds a checkpoint of this node of ${size} entries that is not of this log`)
            }
          }
          cleared.set(peer, peerInstance)
        } catch (error) {
          log('debug', 'a peer could not be asked for our checkpoint', { peer, error })
        } finally {
          asking.delete(peer)
        }
        decide()
      }

      const decide = (): void => {
        if (state !== 'checking') return
        const others = peers.all()
        const waited = now() - startedAt
        // A claim that is not renewed runs out at the peers; one that is has sealed us by then.
        if (held.size > 0 && waited < 3 * config.times.claim) return
        const allAsked = others.every(({ asked }) => asked > 0)
        const allCleared = others.every(({ node, alive, status }) => !alive || cleared.get(node) === status?.instance)
        if (others.length === 0 || (allAsked && allCleared && cleared.size > 0)) {
          log('info', 'the guard is open', { peers: cleared.size, waited })
          open()
        } else if (waited > config.times.alone) {
          log('warn', 'no peer confirms the log: going on without', { registered: others.length, waited })
          open()
        }
      }

      peers.onAnswer((peer: Hex, status: NodeStatus) => {
        onClaim(peer, status.held)
        void compareWith(peer, status.instance)
        decide()
      })
      const timer = setInterval(() => {
        decide()
        if (state !== 'checking') clearInterval(timer)
      }, 100)
      signal.addEventListener('abort', () => clearInterval(timer), { once: true })
      decide()
    },
  }
}
