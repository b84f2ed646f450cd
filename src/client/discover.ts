// Gateways from the on-chain node registry: allowed addresses only, those that answer, in a random order. spec/gateway.md,
// "Clients". A registry entry is a stranger's word: it decides where requests go, never whether an answer is believed.

import { getNodes } from '../contracts/nodes.ts'
import type { Contracts } from '../contracts/types.ts'
import { type Hex, toHex } from '../core/bytes/index.ts'
import { RefusalError, WorldError } from '../core/errors/index.ts'
import type { Random } from '../core/receipt/index.ts'
import { finalBlock } from './chain.ts'
import { checkEndpoint, isDevnet, isPublicAddress } from './endpoints.ts'
import { type Gateways, makeGateways } from './gateways.ts'
import { exchangeJson, type Fetch } from './http.ts'
import type { Network } from './network.ts'

export interface DiscoverOptions {
  readonly network: Network
  readonly contracts: Contracts
  readonly random: Random
  readonly fetch: Fetch
  readonly signal?: AbortSignal
  /** Looks a host name up, where the platform can: names of private addresses are then left out as well. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** Milliseconds that a gateway has to answer. */
  readonly timeoutMs?: number
}

/** Most gateways that are asked whether they live. */
const MAX_CANDIDATES = 16

interface Candidate {
  readonly node: Hex
  readonly url: string
}

/** Finds gateways that answer now. Throws `gateway_unreachable` where there are none. */
export async function discoverGateways(options: DiscoverOptions): Promise<Gateways> {
  const { network, contracts, random } = options
  const blockNumber = await finalBlock(contracts, network.finality)
  const nodes = await getNodes(contracts, { blockNumber })
  const candidates = nodes
    .filter(({ roles, endpoint }) => roles.includes('gateway') && endpoint !== '')
    .flatMap(({ node, endpoint }) => allowed(node, endpoint, network))
  const shuffled = candidates
    .map(candidate => ({ candidate, key: toHex(random(16)) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map(({ candidate }) => candidate)
  const alive = await Promise.all(shuffled.map(candidate => answers(candidate, options)))
  const urls = shuffled.filter((_, i) => alive[i]).map(({ url }) => url)
  if (urls.length === 0)
    throw new WorldError(
      'gateway_unreachable',
      `none of the ${candidates.length} gateways in the registry of ${network.name} answers`,
      { hint: 'Name a gateway yourself, or start a node.' },
    )
  return makeGateways(urls)
}

function allowed(node: Hex, endpoint: string, network: Network): Candidate[] {
  try {
    return [{ node, url: checkEndpoint(endpoint, network) }]
  } catch (error) {
    if (error instanceof RefusalError) return []
    throw error
  }
}

/** Does a gateway answer there, for the node that registered it? */
async function answers({ node, url }: Candidate, options: DiscoverOptions): Promise<boolean> {
  const { fetch, network, resolve, signal, timeoutMs = 3_000 } = options
  try {
    if (resolve !== undefined && !isDevnet(network)) {
      const addresses = await resolve(new URL(url).hostname)
      if (addresses.length === 0 || !addresses.every(isPublicAddress)) return false
    }
    const exchange = { fetch, timeoutMs, maxBytes: 4096, ...(signal === undefined ? {} : { signal }) }
    const health = (await exchangeJson(`${url}/healthz`, exchange)) as Record<string, unknown> | null
    return health?.['ok'] === true && health['node'] === node
  } catch (error) {
    if (error instanceof WorldError && error.code === 'interrupted') throw error
    return false
  }
}
