// Paying for a request: its deposit in the escrow, from the payer's account. On a devnet the faucet fills an empty account.

import { privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../../../client/network.ts'
import { fund } from '../../../contracts/escrow.ts'
import { balanceOf } from '../../../contracts/token.ts'
import type { SigningContracts } from '../../../contracts/types.ts'
import { toHex } from '../../../core/bytes/index.ts'
import { WorldError } from '../../../core/errors/index.ts'
import type { Request } from '../../../core/receipt/index.ts'
import { DEVNET_CHAIN_ID, fundOnDevnet, signingContracts } from './devnet.ts'
import type { PayerKey } from './keyring.ts'

export async function fundRequest(
  network: Network,
  key: PayerKey,
  request: Request,
  progress: (text: string) => void,
): Promise<void> {
  const contracts = await fundedContracts(network, key, request.maxPrice, progress)
  progress(`putting ${request.maxPrice} into the escrow`)
  await fund(contracts, { request })
}

/** Contracts with an account that has gas and so many tokens; a devnet's faucet sees to it, elsewhere its owner. */
export async function fundedContracts(
  network: Network,
  key: PayerKey,
  amount: bigint,
  progress: (text: string) => void,
): Promise<SigningContracts> {
  const contracts = signingContracts(network, privateKeyToAccount(toHex(key.privateKey)))
  const [gas, tokens] = await Promise.all([
    contracts.client.getBalance({ address: key.address }),
    balanceOf(contracts, key.address),
  ])
  if (gas === 0n || tokens < amount) {
    if (network.chainId !== DEVNET_CHAIN_ID) {
      throw new WorldError('not_funded', `${key.address} has ${tokens} of ${amount} and ${gas} wei of gas`, {
        hint: 'Send tokens and gas to the account.',
      })
    }
    progress(`funding ${key.address} from the devnet's faucet`)
    await fundOnDevnet(network, key.address, amount)
  }
  return contracts
}
