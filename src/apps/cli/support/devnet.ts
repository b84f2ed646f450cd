// The local chain of `up`: anvil with its state under ASSAY_HOME/chain, contracts deployed once, network.json written.
// Accounts are anvil's public test accounts: worthless anywhere else, and the chain listens on loopback only.

import { mkdirSync } from 'node:fs'
import { type Account, createPublicClient, createWalletClient, defineChain, http, parseEther } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { type Network, parseNetwork } from '../../../client/network.ts'
import { deploy } from '../../../contracts/deploy.ts'
import { DEVNET_PARAMETERS } from '../../../contracts/parameters.ts'
import { transfer } from '../../../contracts/token.ts'
import { lower, type SigningContracts, type Wallet } from '../../../contracts/types.ts'
import { receiptOf } from '../../../contracts/wait.ts'
import type { Hex } from '../../../core/bytes/index.ts'
import { WorldError } from '../../../core/errors/index.ts'
import { type Anvil, startAnvil } from '../../../platform/node/anvil.ts'
import type { Home } from './home.ts'

export const DEVNET_CHAIN_ID = 31337
/** anvil's public test mnemonic. */
const MNEMONIC = 'test test test test test test test test test test test junk'
const POLL = 25

/** Account 0 deploys and is the faucet; accounts 1 and up are the operators of the devnet's nodes. */
export const devnetAccount = (index: number): Account => mnemonicToAccount(MNEMONIC, { addressIndex: index })

/** Private key of a devnet account, for processes that must sign as it. */
export function devnetKey(index: number): Uint8Array {
  const { privateKey } = mnemonicToAccount(MNEMONIC, { addressIndex: index }).getHdKey()
  if (privateKey === null) throw new TypeError('devnet account without a private key')
  return privateKey
}

/** Contracts of a network with an account that signs. */
export function signingContracts(
  network: Pick<Network, 'chainId' | 'rpc' | 'contracts'>,
  account: Account,
): SigningContracts {
  const chain = defineChain({
    id: network.chainId,
    name: 'assay',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [...network.rpc] } },
  })
  const transport = http(network.rpc[0], { retryCount: 2, timeout: 15_000 })
  const wallet = createWalletClient({ chain, transport, account, pollingInterval: POLL }) as Wallet
  const client = createPublicClient({ chain, transport, pollingInterval: POLL })
  return { client, wallet, addresses: network.contracts }
}

export interface Devnet {
  readonly network: Network
  readonly chain: Anvil
  /** The contracts were deployed now, not found in the chain's state. */
  readonly fresh: boolean
}

/** Starts the chain on `port` and deploys, or finds what an earlier run deployed. */
export async function startDevnet(home: Home, port: number, signal: AbortSignal): Promise<Devnet> {
  mkdirSync(home.at('chain'), { recursive: true, mode: 0o700 })
  const chain = await startAnvil({
    port,
    chainId: DEVNET_CHAIN_ID,
    stateFile: home.at('chain', 'state.json'),
    stateInterval: 5,
    signal,
  })
  try {
    const known = await knownNetwork(home, chain)
    if (known !== null) return { network: known, chain, fresh: false }
    const base = { chainId: DEVNET_CHAIN_ID, rpc: [chain.url] }
    const contracts = signingContracts({ ...base, contracts: {} as Network['contracts'] }, devnetAccount(0))
    const { addresses, deploymentBlock } = await deploy(contracts, { parameters: DEVNET_PARAMETERS, timelockDelay: 60 })
    const network: Network = {
      format: 'assay-network/1',
      name: 'devnet',
      ...base,
      contracts: addresses,
      deploymentBlock: Number(deploymentBlock),
      bootstrap: [],
      // A development chain makes no blocks of its own and is never reorganised: the newest block is as final as any.
      finality: 'latest',
    }
    return { network, chain, fresh: true }
  } catch (error) {
    await chain.stop()
    throw error
  }
}

/** The network of an earlier run, when the chain's state still has its contracts. */
async function knownNetwork(home: Home, chain: Anvil): Promise<Network | null> {
  const text = home.read('network.json')
  if (text === null) return null
  const parsed = parseNetwork(text)
  if (!parsed.ok)
    throw new WorldError(parsed.code, `${home.at('network.json')}: ${parsed.message}`, {
      hint: 'Remove the file to start a new devnet.',
    })
  const network = { ...parsed.value, rpc: [chain.url] }
  const { client } = signingContracts(network, devnetAccount(0))
  const code = await client.getCode({ address: network.contracts.escrow })
  return code === undefined || code === '0x' ? null : network
}

export const saveNetwork = (home: Home, network: Network): string =>
  home.write('network.json', `${JSON.stringify(network, null, 2)}\n`)

/** Gives an account of the devnet gas and tokens from the faucet. */
export async function fundOnDevnet(network: Network, account: Hex, tokens: bigint): Promise<void> {
  const faucet = signingContracts(network, devnetAccount(0))
  const hash = await faucet.wallet.sendTransaction({ to: account, value: parseEther('10') })
  await receiptOf(faucet.client, hash)
  if (tokens > 0n) await transfer(faucet, lower(account), tokens)
}
