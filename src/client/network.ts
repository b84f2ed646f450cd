// A network is one file: spec/network.md. Everything that a client, a node or verify() must know to trust a network.

import type { Addresses } from '../contracts/types.ts'
import { type Hex, toHex, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { attempt, type Result, refuse } from '../core/errors/index.ts'

export type { Addresses }

/** Which blocks count: the chain's `finalized` tag, a number of confirmations, or the newest (development chains only). */
export type Finality = 'finalized' | 'latest' | { readonly confirmations: number }

export interface Network {
  readonly format: 'assay-network/1'
  readonly name: string
  readonly chainId: number
  /** HTTP URLs of the chain's RPC, tried in order. */
  readonly rpc: readonly string[]
  readonly contracts: Addresses
  /** Block of the deployment: nothing before it is read. */
  readonly deploymentBlock: number
  /** Multiaddresses with peer ids. */
  readonly bootstrap: readonly string[]
  readonly finality: Finality
}

const CONTRACTS: readonly (keyof Addresses)[] = [
  'token',
  'parameters',
  'models',
  'nodes',
  'escrow',
  'anchor',
  'timelock',
  'slasher',
  'disputes',
  'misconduct',
]

/** Reads a network file strictly. */
export const parseNetwork = (text: string): Result<Network> =>
  attempt(() => {
    const bad = (reason: string): never => refuse('network_malformed', `network file: ${reason}`)
    let value: unknown
    try {
      value = JSON.parse(text.length > 1 << 20 ? '' : text)
    } catch {
      bad('not JSON, or larger than 1 MiB')
    }
    if (typeof value !== 'object' || value === null) return bad('not an object')
    const json = value as Record<string, unknown>
    if (json['format'] !== 'assay-network/1') bad('format is not assay-network/1')
    const { name, chainId, rpc, contracts, deploymentBlock, bootstrap, finality } = json
    const strings = (list: unknown, what: string): string[] =>
      Array.isArray(list) && list.length <= 64 && list.every(item => typeof item === 'string' && item.length <= 512)
        ? list
        : bad(`${what} is not a list of strings`)
    if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9.-]{0,62}$/.test(name)) return bad('name')
    if (typeof chainId !== 'number' || !Number.isSafeInteger(chainId) || chainId < 1) return bad('chainId')
    if (typeof deploymentBlock !== 'number' || !Number.isSafeInteger(deploymentBlock) || deploymentBlock < 0)
      return bad('deploymentBlock')
    if (typeof contracts !== 'object' || contracts === null) return bad('contracts')
    const entries = CONTRACTS.map(key => {
      const address = (contracts as Record<string, unknown>)[key]
      if (typeof address !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(address))
        return bad(`contracts.${key} is not an address`)
      return [key, address.toLowerCase()]
    })
    const urls = strings(rpc, 'rpc')
    if (urls.length === 0 || urls.some(url => !/^https?:\/\//.test(url))) bad('rpc needs at least one http(s) URL')
    return {
      format: 'assay-network/1',
      name,
      chainId,
      rpc: urls,
      contracts: Object.fromEntries(entries) as unknown as Addresses,
      deploymentBlock,
      bootstrap: strings(bootstrap, 'bootstrap'),
      finality: parseFinality(finality, bad),
    }
  })

function parseFinality(value: unknown, bad: (reason: string) => never): Finality {
  if (value === 'finalized' || value === 'latest') return value
  if (typeof value === 'object' && value !== null) {
    const { confirmations } = value as Record<string, unknown>
    if (
      typeof confirmations === 'number' &&
      Number.isInteger(confirmations) &&
      confirmations >= 0 &&
      confirmations <= 10_000
    )
      return { confirmations }
  }
  return bad('finality is not "finalized", "latest" or {"confirmations": n}')
}

/** What makes two network files the same network: chain, contracts, deployment block. RPC URLs and peers may differ. */
export function fingerprint(network: Network): Hex {
  const { chainId, contracts, deploymentBlock } = network
  return toHex(sha256(utf8(JSON.stringify([chainId, deploymentBlock, ...CONTRACTS.map(key => contracts[key])]))))
}
