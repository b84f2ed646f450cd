// The node registry: spec/contracts.md, section "Node registry". Writing is for the operator's wallet, except `setContact`,
// which the node's own may do as well.

import type { ContractFunctionReturnType } from 'viem'
import { type Hex, toHex, utf8 } from '../core/bytes/index.ts'
import { digest, eip712Domain, sha256, structHash } from '../core/crypto/index.ts'
import type { Domain } from '../core/receipt/index.ts'
import { onChain } from './failures.ts'
import { nodeRegistryAbi } from './generated/node-registry.ts'
import { allPages, PAGE } from './pages.ts'
import { type Role, rolesFromBits, rolesToBits } from './roles.ts'
import { send } from './send.ts'
import { spend } from './token.ts'
import { type Contracts, lower, type ReadOptions, type Sent, type SigningContracts } from './types.ts'

/** Keys of a node and when they count. Seconds; `validUntil` is null until further notice. */
export interface NodeKeys {
  readonly receiptKey: Hex
  readonly logKey: Hex
  readonly validFrom: number
  readonly validUntil: number | null
}

export interface NodeContact {
  readonly roles: readonly Role[]
  /** HTTP URL of its gateway, or empty. */
  readonly endpoint: string
  /** libp2p multiaddresses. */
  readonly addresses: readonly string[]
}

export interface RegisteredNode extends NodeContact {
  readonly node: Hex
  readonly operator: Hex
  readonly stake: bigint
  readonly peerId: string
  readonly registeredAt: number
  readonly exitedAt: number | null
  readonly withdrawableAt: number | null
  /** The newest keys, and their place in the validity history. */
  readonly keys: NodeKeys
  readonly keyIndex: number
}

/** What the node's account and the receipt key consent to with one signature each. */
export interface NodeConsent {
  readonly node: Hex
  readonly operator: Hex
  readonly receiptKey: Hex
  readonly logKey: Hex
  readonly peerId: string
  /** 0 for a registration; for a rotation the number of keys so far. */
  readonly index: number
}

export interface Registration extends Omit<NodeConsent, 'operator' | 'index'>, NodeContact {
  readonly stake: bigint
  readonly nodeSignature: Hex
  readonly keySignature: Hex
}

export interface Rotation extends Omit<NodeConsent, 'operator' | 'index'> {
  readonly keySignature: Hex
}

const NODE_KEY_TYPE =
  'NodeKey(address node,address operator,address receiptKey,bytes32 logKey,bytes32 peerIdHash,uint32 index)'

/** The digest that `nodeSignature` and `keySignature` sign (`signDigest` of core/receipt). */
export function nodeConsentDigest(domain: Domain, consent: NodeConsent): Hex {
  const { node, operator, receiptKey, logKey, peerId, index } = consent
  const peerIdHash = toHex(sha256(utf8(peerId)))
  const hash = structHash(NODE_KEY_TYPE, [node, operator, receiptKey, logKey, peerIdHash, index])
  return toHex(digest(eip712Domain(domain), hash))
}

/** Registers a node with the wallet's account as its operator, who stakes. */
export const registerNode = (contracts: SigningContracts, registration: Registration): Promise<Sent> => {
  const { node, receiptKey, logKey, peerId, stake, nodeSignature, keySignature } = registration
  const { roles, endpoint, addresses } = registration
  const contact = { roles: rolesToBits(roles), peerId, endpoint, addresses }
  return spend(contracts, contracts.addresses.nodes, stake, {
    ...registry(contracts),
    functionName: 'register',
    args: [node, receiptKey, logKey, contact, stake, nodeSignature, keySignature],
  })
}

export const rotateKeys = (contracts: SigningContracts, rotation: Rotation): Promise<Sent> => {
  const { node, receiptKey, logKey, peerId, keySignature } = rotation
  const args = [node, receiptKey, logKey, peerId, keySignature] as const
  return send(contracts, { ...registry(contracts), functionName: 'rotateKeys', args })
}

export const setContact = (contracts: SigningContracts, node: Hex, contact: NodeContact): Promise<Sent> => {
  const args = [node, rolesToBits(contact.roles), contact.endpoint, contact.addresses] as const
  return send(contracts, { ...registry(contracts), functionName: 'setContact', args })
}

export const addStake = (contracts: SigningContracts, node: Hex, amount: bigint): Promise<Sent> =>
  spend(contracts, contracts.addresses.nodes, amount, {
    ...registry(contracts),
    functionName: 'addStake',
    args: [node, amount],
  })

/** Ends a node. Its keys end at once, its stake is free after the unbonding delay. */
export const exitNode = (contracts: SigningContracts, node: Hex): Promise<Sent> =>
  send(contracts, { ...registry(contracts), functionName: 'exit', args: [node] })

/** Returns an exited node's stake to its operator. */
export const withdrawStake = (contracts: SigningContracts, node: Hex): Promise<Sent> =>
  send(contracts, { ...registry(contracts), functionName: 'withdraw', args: [node] })

/** A node, exited or not, or null where the account was never registered. */
export async function getNode(contracts: Contracts, node: Hex, at: ReadOptions = {}): Promise<RegisteredNode | null> {
  const call = { ...registry(contracts), functionName: 'getNode', args: [node], ...at } as const
  const found = await onChain(() => contracts.client.readContract(call))
  return found.record.registeredAt === 0 ? null : nodeFrom(found)
}

/** The validity history of a node's keys, oldest first; empty where the account was never registered. */
export async function getNodeKeys(contracts: Contracts, node: Hex, at: ReadOptions = {}): Promise<NodeKeys[]> {
  const call = { ...registry(contracts), functionName: 'getKeys', args: [node], ...at } as const
  return (await onChain(() => contracts.client.readContract(call))).map(keysFrom)
}

/** All nodes that have not exited. */
export const getNodes = (contracts: Contracts, at: ReadOptions = {}): Promise<RegisteredNode[]> =>
  allPages(contracts, at, async (offset, blockNumber) => {
    const args = [offset, PAGE] as const
    const call = { ...registry(contracts), functionName: 'listNodes', args, blockNumber } as const
    return (await contracts.client.readContract(call)).map(nodeFrom)
  })

/**
 * Place in the history of the keys with which `receiptKey` could sign what was anchored at `anchoredAt`, the newest first;
 * null where there are none. A key counts for one merge delay after its end, since that is how late an entry may appear.
 */
export function findKey(
  history: readonly NodeKeys[],
  receiptKey: Hex,
  anchoredAt: number,
  mergeDelay: number,
): number | null {
  for (let i = history.length - 1; i >= 0; i--) {
    const { receiptKey: key, validFrom, validUntil } = history[i]!
    if (key !== receiptKey || anchoredAt < validFrom) continue
    if (validUntil === null || anchoredAt <= validUntil + mergeDelay) return i
  }
  return null
}

type RawNode = ContractFunctionReturnType<typeof nodeRegistryAbi, 'view', 'getNode'>

function nodeFrom({ node, record, key, keyIndex }: RawNode): RegisteredNode {
  const { contact } = record
  return {
    node: lower(node),
    operator: lower(record.operator),
    stake: record.stake,
    registeredAt: record.registeredAt,
    exitedAt: record.exitedAt || null,
    withdrawableAt: record.withdrawableAt || null,
    roles: rolesFromBits(contact.roles),
    peerId: contact.peerId,
    endpoint: contact.endpoint,
    addresses: contact.addresses,
    keys: keysFrom(key),
    keyIndex,
  }
}

const keysFrom = ({ receiptKey, logKey, validFrom, validUntil }: RawNode['key']): NodeKeys => ({
  receiptKey: lower(receiptKey),
  logKey,
  validFrom,
  validUntil: validUntil || null,
})

const registry = ({ addresses }: Contracts) => ({ address: addresses.nodes, abi: nodeRegistryAbi }) as const
