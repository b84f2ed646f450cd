// Reading the network's chain: a viem client over all of its RPC URLs, and which of its blocks count. spec/network.md.
// It holds no key and sends no transaction.

import { createPublicClient, fallback, http, type PublicClient } from 'viem'
import { onChain } from '../contracts/failures.ts'
import type { Contracts } from '../contracts/types.ts'
import { refuse } from '../core/errors/index.ts'
import type { Domain } from '../core/receipt/index.ts'
import type { Finality, Network } from './network.ts'

/** The EIP-712 domain of a network's requests and receipts. */
export const domainOf = ({ chainId, contracts }: Network): Domain => ({ chainId, verifyingContract: contracts.escrow })

/** The contracts of a network to read from. URLs are tried in order, the next one where one fails. Asks nothing yet. */
export function readingContracts(network: Network): Contracts {
  const transports = network.rpc.map(url => http(url, { batch: true, timeout: 10_000, retryCount: 1, retryDelay: 100 }))
  const client: PublicClient = createPublicClient({ transport: fallback(transports, { retryCount: 0 }) })
  return { client, addresses: network.contracts }
}

/** Refuses (`network_mismatch`) a chain that is not the one that the network file names. */
export async function checkChain(network: Network, { client }: Contracts): Promise<void> {
  const found = await onChain(() => client.getChainId())
  if (found !== network.chainId)
    refuse('network_mismatch', `the RPC serves chain ${found}, the network file says ${network.chainId}`, {
      hint: 'Check rpc and chainId in the network file.',
    })
}

/** The newest block that counts under the network's finality rule. */
export async function finalBlock({ client }: Contracts, finality: Finality): Promise<bigint> {
  return onChain(async () => {
    if (finality === 'finalized') return (await client.getBlock({ blockTag: 'finalized' })).number
    const newest = await client.getBlockNumber({ cacheTime: 0 })
    if (finality === 'latest') return newest
    const final = newest - BigInt(finality.confirmations)
    return final < 0n ? 0n : final
  })
}
