// Trust anchors from the network's chain, at the blocks that its finality rule lets count: spec/verify.md, "Trust anchors".
// Only what one receipt touches is read: its node, the nodes that cosigned or gave verdicts, the epoch that is claimed.

import { anchoredAt } from '../contracts/anchor.ts'
import { getNode, getNodeKeys } from '../contracts/nodes.ts'
import { getParameters } from '../contracts/parameters.ts'
import type { ReadOptions } from '../contracts/types.ts'
import { type Hex, isHex } from '../core/bytes/index.ts'
import { cosignerName, parseNote } from '../core/log/index.ts'
import type { ReceiptBundle } from '../core/receipt/index.ts'
import type { Evidence, NodeRecord, TrustAnchors } from '../core/verify/index.ts'
import { finalBlock } from './chain.ts'
import type { Client } from './client.ts'

/** What the relying party knows itself. */
export interface Memory {
  /** Checkpoints seen before, from anyone. */
  readonly checkpoints?: TrustAnchors['checkpoints']
  /** Receipts accepted before. */
  readonly accepted?: TrustAnchors['accepted']
}

/** Nodes whose records are read for one receipt: a note can name as many cosigners as fit into it. */
const MAX_NODES = 64

/** What one receipt touches. */
export const fetchAnchors = (
  client: Client,
  bundle: ReceiptBundle,
  evidence: Pick<Evidence, 'verdicts' | 'epoch'>,
  memory: Memory = {},
): Promise<TrustAnchors> => fetchAnchorsOf(client, nodesOf(bundle, evidence), evidence.epoch, memory)

/** Anchors for given nodes, of whom no more than 64 are looked up, and for an epoch that is claimed. */
export async function fetchAnchorsOf(
  client: Client,
  nodes: readonly Hex[],
  epoch: Evidence['epoch'],
  memory: Memory = {},
): Promise<TrustAnchors> {
  await client.checkChain()
  const { contracts, network } = client
  const at: ReadOptions = { blockNumber: await finalBlock(contracts, network.finality) }
  const [parameters, time, ...records] = await Promise.all([
    getParameters(contracts, at),
    epoch === null ? null : anchoredAt(contracts, epoch.root, at),
    ...[...new Set(nodes)].slice(0, MAX_NODES).map(node => readRecord(client, node, at)),
  ])
  return {
    domain: client.domain,
    now: client.now(),
    mergeDelay: parameters.mergeDelay,
    nodes: records.filter(record => record !== null),
    epochs: epoch === null || time === null ? [] : [{ root: epoch.root, anchoredAt: time }],
    checkpoints: memory.checkpoints ?? [],
    accepted: memory.accepted ?? [],
  }
}

/** The executor first, then cosigners and verifiers. */
export function nodesOf(bundle: ReceiptBundle, { verdicts }: Pick<Evidence, 'verdicts'>): Hex[] {
  const note = bundle.inclusion === null ? null : parseNote(bundle.inclusion.checkpoint.note)
  const prefix = cosignerName('0x')
  const cosigners = (note?.ok ? note.value.signatures : [])
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name }) => `0x${name.slice(prefix.length)}`)
    .filter((node): node is Hex => isHex(node, 20))
  return [bundle.receipt.node, ...cosigners, ...verdicts.map(({ verdict }) => verdict.verifier)]
}

/** A node as the chain has it at the network's finality. */
export async function fetchRecord(client: Client, node: Hex): Promise<NodeRecord | null> {
  await client.checkChain()
  const blockNumber = await finalBlock(client.contracts, client.network.finality)
  return readRecord(client, node, { blockNumber })
}

/** A node's operator and the whole history of its keys, exited or not; null where it was never registered. */
async function readRecord({ contracts }: Client, node: Hex, at: ReadOptions): Promise<NodeRecord | null> {
  const [found, keys] = await Promise.all([getNode(contracts, node, at), getNodeKeys(contracts, node, at)])
  if (found === null) return null
  return { node, operator: found.operator, keys: keys.map(key => ({ ...key, validUntil: key.validUntil ?? 0 })) }
}
