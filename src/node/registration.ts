// Registering a node on chain, and keeping what the registry says of it true. spec/node.md, "Registration".
// The operator's account owns the stake. A node is only given its key on a development network; elsewhere the operator
// registers from a machine of its own, and the node finds itself registered.

import {
  type Role as ChainRole,
  getNode,
  nodeConsentDigest,
  type RegisteredNode,
  registerNode,
  rotateKeys,
  type SigningContracts,
  setContact,
} from '../contracts/index.ts'
import { refuse, WorldError } from '../core/errors/index.ts'
import { signDigest } from '../core/receipt/index.ts'
import type { Role } from './config.ts'
import type { Context } from './context.ts'
import { pause } from './net/frames.ts'

const CHAIN_ROLES: Readonly<Record<Role, ChainRole>> = {
  execute: 'executor',
  host: 'host',
  verify: 'verifier',
  gateway: 'gateway',
  relay: 'relay',
}

/** Addresses that the registry takes at most. */
const MAX_ADDRESSES = 8
/** Until a transaction counts by the network's finality rule. */
const SEEN_MS = 250

/** Every node cosigns. */
export const chainRoles = (roles: readonly Role[]): ChainRole[] => [...roles.map(role => CHAIN_ROLES[role]), 'cosigner']

/** Registers this node if it is not, and rotates its keys if the registry has others. `operator` null: it is done elsewhere. */
export async function ensureRegistered(context: Context, operator: SigningContracts | null): Promise<void> {
  const { chain, keys, self, log } = context
  const found = await getNode(chain.contracts, self)
  if (found !== null && found.exitedAt !== null) refuse('node_exited', `node ${self} has exited; start with new keys`)
  if (found !== null && isCurrent(found, context)) return
  if (operator === null)
    throw new WorldError('registration_missing', `node ${self} is not registered with the keys that it has`, {
      hint: 'Register it, or rotate its keys, from the operator’s account',
    })
  const consent = {
    node: self,
    operator: operator.wallet.account.address.toLowerCase() as typeof self,
    receiptKey: keys.receipt.address,
    logKey: keys.log.publicKey,
    peerId: keys.peer.id,
    index: found === null ? 0 : found.keyIndex + 1,
  }
  const digest = nodeConsentDigest(chain.domain, consent)
  const keySignature = signDigest(digest, keys.receipt.secret.reveal())
  if (found === null) {
    const nodeSignature = signDigest(digest, keys.account.secret.reveal())
    const stake = chain.registry().parameters.minStake
    await registerNode(operator, { ...consent, ...contactOf(context), stake, nodeSignature, keySignature })
    log('info', 'registered', { node: self, stake })
  } else {
    await rotateKeys(operator, { ...consent, keySignature })
    log('info', 'rotated keys', { node: self, index: consent.index })
  }
  while (chain.registry().nodes.get(self)?.keys.at(-1)?.receiptKey !== keys.receipt.address) {
    await chain.catchUp()
    await pause(SEEN_MS, context.signal)
  }
}

/** As far as the chain has been read: is it registered, with the keys that it has? */
export function isRegistered({ chain, keys, self }: Context): boolean {
  const node = chain.registry().nodes.get(self)
  const last = node?.keys.at(-1)
  if (node === undefined || last === undefined || node.exitedAt !== null) return false
  return last.receiptKey === keys.receipt.address && last.logKey === keys.log.publicKey && node.peerId === keys.peer.id
}

const isCurrent = ({ keys: registered, peerId }: RegisteredNode, { keys }: Context): boolean =>
  registered.receiptKey === keys.receipt.address && registered.logKey === keys.log.publicKey && peerId === keys.peer.id

const contactOf = ({ config, host }: Context) => ({
  roles: chainRoles(config.roles),
  endpoint: config.endpoint,
  addresses: host.addresses().slice(0, MAX_ADDRESSES),
})

const same = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())

/** After a change of contact another one waits this long: addresses that come and go shall not eat the account's gas. */
const CONTACT_MS = 60_000

/** Keeps the registry true about where this node is reached. Changes cost the node's account gas. Call it now and then. */
export function contactKeeper(context: Context, signer: SigningContracts): () => Promise<void> {
  const { chain, self, log, now } = context
  let changedAt = Number.NEGATIVE_INFINITY
  let wanted = ''
  return async () => {
    const contact = contactOf(context)
    const known = chain.registry().nodes.get(self)
    // A node that is reached nowhere yet (no place at a relay) says nothing.
    if (known === undefined || known.exitedAt !== null || contact.addresses.length === 0) return
    const { roles, addresses, endpoint } = known
    if (same(roles, contact.roles) && same(addresses, contact.addresses) && endpoint === contact.endpoint) return
    // Twice the same wish, or the first: it is not a passing state.
    const wish = JSON.stringify(contact)
    const settled = wanted === '' || wanted === wish
    wanted = wish
    if (!settled || now() - changedAt < CONTACT_MS) return
    changedAt = now()
    await setContact(signer, self, contact)
    log('info', 'updated contact', { addresses: contact.addresses, endpoint: contact.endpoint })
    await chain.catchUp()
  }
}
