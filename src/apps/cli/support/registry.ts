// The registries of a network as commands read them, at the network's finality.

import { createPublicClient, fallback, http, type PublicClient } from 'viem'
import type { Network } from '../../../client/network.ts'
import type { Contracts } from '../../../contracts/types.ts'
import { refuse, WorldError } from '../../../core/errors/index.ts'

/** Contracts to read; refuses an RPC that serves another chain. */
export async function openContracts(network: Network): Promise<Contracts> {
  const client = createPublicClient({
    transport: fallback(network.rpc.map(url => http(url, { timeout: 10_000, retryCount: 1 }))),
    pollingInterval: 50,
  }) as PublicClient
  let chainId: number
  try {
    chainId = await client.getChainId()
  } catch (error) {
    throw new WorldError('chain_unreachable', `no answer from ${network.rpc.join(', ')}`, {
      cause: error,
      hint:
        network.name === 'devnet'
          ? 'Is the devnet running? Start it with `assay up`.'
          : 'Check the RPC URLs of the network file.',
    })
  }
  if (chainId !== network.chainId) {
    refuse('network_mismatch', `${network.rpc[0]} serves chain ${chainId}, the network is on ${network.chainId}`, {
      hint: 'Check rpc and chainId in the network file.',
    })
  }
  return { client, addresses: network.contracts }
}
