// A client of one network: what every call of this room needs. spec/gateway.md, "Clients". Calls are functions over it
// (run, verifyReceipt, fetchModel, ...); it holds no key and remembers nothing but which gateways answered.

import type { Contracts } from '../contracts/types.ts'
import type { Domain, Random } from '../core/receipt/index.ts'
import { checkChain, domainOf, readingContracts } from './chain.ts'
import { type DiscoverOptions, discoverGateways } from './discover.ts'
import { type Gateways, makeGateways } from './gateways.ts'
import type { Exchange, Fetch } from './http.ts'
import type { Network } from './network.ts'

export interface ClientOptions {
  /** URLs of gateways to use. Left out: found in the node registry at the first need. Empty: none is asked. */
  readonly gateways?: readonly string[]
  readonly fetch?: Fetch
  /** Unix milliseconds. */
  readonly now?: () => number
  readonly random?: Random
  /** See DiscoverOptions. */
  readonly resolve?: DiscoverOptions['resolve']
}

export interface Client {
  readonly network: Network
  readonly domain: Domain
  readonly contracts: Contracts
  readonly fetch: Fetch
  readonly now: () => number
  readonly random: Random
  /** The gateways, found once. Throws `gateway_unreachable` where there are none. */
  gateways(signal?: AbortSignal): Promise<Gateways>
  /** Refuses a chain that is not the network's; asks once. */
  checkChain(): Promise<void>
}

const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init)
const platformRandom: Random = length => globalThis.crypto.getRandomValues(new Uint8Array(length))

export function createClient(network: Network, options: ClientOptions = {}): Client {
  const { fetch = platformFetch, now = Date.now, random = platformRandom, resolve } = options
  const contracts = readingContracts(network)
  let gateways = options.gateways === undefined ? undefined : Promise.resolve(makeGateways(options.gateways))
  let checked: Promise<void> | undefined
  /** A failure is not remembered. */
  const once = <T>(promise: Promise<T>, forget: () => void): Promise<T> => {
    promise.catch(forget)
    return promise
  }
  const client: Client = {
    network,
    domain: domainOf(network),
    contracts,
    fetch,
    now,
    random,
    checkChain: () => {
      checked ??= once(checkChain(network, contracts), () => {
        checked = undefined
      })
      return checked
    },
    gateways: signal => {
      const found = async (): Promise<Gateways> => {
        await client.checkChain()
        return discoverGateways({
          network,
          contracts,
          random,
          fetch,
          ...(signal === undefined ? {} : { signal }),
          ...(resolve === undefined ? {} : { resolve }),
        })
      }
      gateways ??= once(found(), () => {
        gateways = undefined
      })
      return gateways
    },
  }
  return client
}

/** What a call needs that asks gateways alone: a page that knows no network has as much. */
export type Asking = Pick<Client, 'fetch' | 'gateways'>

/** How a call talks to a gateway. */
export const exchangeOf = (
  client: Pick<Client, 'fetch'>,
  limits: { readonly timeoutMs: number; readonly maxBytes: number },
  signal: AbortSignal | undefined,
): Exchange => ({ fetch: client.fetch, ...limits, ...(signal === undefined ? {} : { signal }) })
