// The other registered nodes: who answers, what they host, how busy they are. Asks each at an interval, answers the same
// question, and keeps the claims of others on their keys. spec/wire.md, "Status"; spec/node.md, "Guard".
// What a peer says of itself is a hint for routing; nothing is believed because of it.

import type { Hex } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import type { ChainNode } from './chain/index.ts'
import { type Context, every } from './context.ts'
import { requestJson, serveJson } from './net/index.ts'
import {
  type Claim,
  type NodeStatus,
  STATUS_CAP,
  STATUS_PROTOCOL,
  signClaim,
  statusRequestSchema,
  statusSchema,
} from './status.ts'

export interface Peer {
  readonly node: Hex
  readonly peerId: string
  /** Its last answer, or null where it has not answered yet. */
  readonly status: NodeStatus | null
  /** Did it answer when it was asked last? */
  readonly alive: boolean
  /** Questions since this node started, answered or not. */
  readonly asked: number
}

export interface Peers {
  /** Registered nodes that have not exited, without this one. */
  all(): Peer[]
  alive(): Peer[]
  get(node: Hex): Peer | undefined
  /** The registered node behind an authenticated peer id. */
  byPeerId(peerId: string): ChainNode | undefined
  /** It failed us: not asked for work again until it answers. */
  suspect(node: Hex): void
  /** Asks everybody now. */
  poll(): Promise<void>
  /** Told of every answer. */
  onAnswer(listener: (node: Hex, status: NodeStatus) => void): void
  /** Ends this node's claim at all peers that can be reached, and stops. */
  stop(): Promise<void>
}

/** What this node says when it is asked. */
export type OwnStatus = () => Omit<NodeStatus, 'held'>

const AT_ONCE = 16

interface Entry extends Peer {
  status: NodeStatus | null
  alive: boolean
  asked: number
}

export async function startPeers(context: Context, own: OwnStatus): Promise<Peers> {
  const { chain, config, host, self, instance, keys, log, now } = context
  const entries = new Map<Hex, Entry>()
  const claims = new Map<Hex, { claim: Claim; at: number }>()
  const listeners = new Set<(node: Hex, status: NodeStatus) => void>()
  let byPeer = new Map<string, ChainNode>()

  /** Takes over what the registry says now. */
  function update(): void {
    const nodes = [...chain.registry().nodes.values()].filter(node => node.exitedAt === null)
    byPeer = new Map(nodes.map(node => [node.peerId, node]))
    const others = nodes.filter(({ node }) => node !== self)
    const current = new Set(others.map(({ node }) => node))
    for (const node of entries.keys()) if (!current.has(node)) entries.delete(node)
    for (const { node, peerId } of others) {
      if (entries.get(node)?.peerId !== peerId)
        entries.set(node, { node, peerId, status: null, alive: false, asked: 0 })
    }
    void host.addPeers(others.map(({ peerId, addresses }) => ({ id: peerId, addresses }))).catch(() => {})
  }
  update()
  chain.onChange(update)

  const claimNow = (): Claim =>
    signClaim(chain.domain, { node: self, instance, time: now() }, keys.receipt.secret.reveal())

  async function ask(entry: Entry, claim: Claim): Promise<void> {
    let status: NodeStatus | null = null
    try {
      const timeoutMs = config.times.ask
      const answer = await requestJson(host, entry.peerId, STATUS_PROTOCOL, { claim }, { cap: STATUS_CAP, timeoutMs })
      const parsed = answer.ok ? statusSchema.safeParse(answer.value) : null
      if (parsed?.success && parsed.data.node === entry.node) status = parsed.data
      else log('debug', 'a peer gave no status', { peer: entry.node, answer: answer.ok ? 'malformed' : answer.code })
    } catch (error) {
      log('debug', 'a peer does not answer', { peer: entry.node, error })
    }
    if (entry.alive !== (status !== null))
      log('info', status === null ? 'a node is gone' : 'a node answers', { peer: entry.node })
    entry.asked++
    entry.alive = status !== null
    if (status === null) return
    entry.status = status
    for (const listener of listeners) listener(entry.node, status)
  }

  const poll = async (): Promise<void> => {
    const claim = claimNow()
    const queue = [...entries.values()]
    const workers = Array.from({ length: Math.min(AT_ONCE, queue.length) }, async () => {
      for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await ask(entry, claim)
    })
    await Promise.all(workers)
  }

  const served = await serveJson(
    host,
    STATUS_PROTOCOL,
    { requestCap: 4096, answerCap: STATUS_CAP, timeoutMs: 5_000, maxConcurrent: 256, maxPerPeer: 8 },
    (value, { peer }) => {
      const parsed = statusRequestSchema.safeParse(value)
      if (!parsed.success) refuse('request_malformed', 'status: {claim?, release?} expected')
      const asker = byPeer.get(peer)
      let held: Claim | null = null
      for (const [kind, claim] of Object.entries(parsed.data)) {
        if (claim === undefined || asker === undefined || claim.node !== asker.node) continue
        // Whose it is, the connection says; whether its signature holds, the one who is shown it checks: guard.ts.
        const before = claims.get(claim.node)
        const mine = before === undefined || before.claim.instance === claim.instance
        const over = before === undefined || now() - before.at > config.times.claim
        if (kind === 'release') {
          if (mine) claims.delete(claim.node)
        } else if (mine || over) claims.set(claim.node, { claim, at: now() })
        else held = before.claim
      }
      return { ...own(), held }
    },
  )

  const loop = every(context, 'asking peers', config.times.status, poll)
  return {
    all: () => [...entries.values()],
    alive: () => [...entries.values()].filter(({ alive }) => alive),
    get: node => entries.get(node),
    byPeerId: peerId => byPeer.get(peerId),
    suspect(node) {
      const entry = entries.get(node)
      if (entry !== undefined) entry.alive = false
    },
    poll,
    onAnswer: listener => void listeners.add(listener),
    async stop() {
      await loop.ended()
      await served.stop()
      const release = claimNow()
      const targets = [...entries.values()].filter(({ alive }) => alive)
      const options = { cap: STATUS_CAP, timeoutMs: 500 }
      await Promise.allSettled(
        targets.map(({ peerId }) => requestJson(host, peerId, STATUS_PROTOCOL, { release }, options)),
      )
    },
  }
}
