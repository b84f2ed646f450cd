// The operator's side of a node: the account that owns its stake. On a devnet the public test accounts serve, funded from the
// faucet; elsewhere the operator's key is in keys/ of another machine than the node's.

import { privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../../../client/network.ts'
import { getNode } from '../../../contracts/nodes.ts'
import { getParameters } from '../../../contracts/parameters.ts'
import { balanceOf } from '../../../contracts/token.ts'
import { lower, type SigningContracts } from '../../../contracts/types.ts'
import { type Hex, toHex } from '../../../core/bytes/index.ts'
import { type Context, usage } from './command.ts'
import { DEVNET_CHAIN_ID, devnetKey, fundOnDevnet, signingContracts } from './devnet.ts'
import { loadKey } from './keyring.ts'

/** The key that `--operator NAME` or `--devnet-operator N` names, or null. */
export function operatorKey({ flag, home }: Pick<Context, 'flag' | 'home'>, network: Network): Uint8Array | null {
  const development = flag('devnet-operator')
  if (development !== undefined) {
    if (network.chainId !== DEVNET_CHAIN_ID || !/^[1-9][0-9]?$/.test(development))
      usage('--devnet-operator: a number from 1 to 99, on a devnet only')
    return devnetKey(Number(development))
  }
  const name = flag('operator')
  if (name === undefined) return null
  return (loadKey(home, name) ?? usage(`--operator ${name}: no such key`, 'assay keys list')).privateKey
}

export const operatorContracts = (network: Network, key: Uint8Array): SigningContracts =>
  signingContracts(network, privateKeyToAccount(toHex(key)))

/** Gives a devnet's operator its stake, and the node's account gas, where they lack them. */
export async function provideOnDevnet(network: Network, node: Hex, key: Uint8Array): Promise<void> {
  const contracts = operatorContracts(network, key)
  const operator = lower(contracts.wallet.account.address)
  const { minStake } = await getParameters(contracts)
  const registered = await getNode(contracts, node)
  if (registered === null && (await balanceOf(contracts, operator)) < minStake)
    await fundOnDevnet(network, operator, minStake)
  if ((await contracts.client.getBalance({ address: node })) === 0n) await fundOnDevnet(network, node, 0n)
}
