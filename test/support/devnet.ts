// A whole network in one call: a local chain, the contracts, and nodes in this process, registered and connected. Everything
// listens on loopback on any free port and is gone after `stop`. For tests of nodes, the gateway and the client.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type PublicClient,
  parseEther,
  numberToHex as toRpcNumber,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../../src/client/network.ts'
import {
  claimNamespace,
  DEVNET_PARAMETERS,
  deploy,
  namespaceHolder,
  type ParameterValues,
  publishVersion,
  registerModel,
  type SigningContracts,
  transfer,
} from '../../src/contracts/index.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { type ExactModel, encodeModel, type Identity } from '../../src/core/graph/index.ts'
import type { NodeConfigInput, Role } from '../../src/node/config.ts'
import { hasKeys, openKeys } from '../../src/node/keys.ts'
import { createLogger, type Logger } from '../../src/node/logger.ts'
import { createNode, type NodeDeps, type RunningNode } from '../../src/node/node.ts'
import { ANVIL_KEYS, type Anvil, startAnvil } from '../../src/platform/node/anvil.ts'
import { engineProgram } from './engineProgram.ts'

export interface DevnetOptions {
  readonly nodes: number
  /** By default every node has the roles host, execute, verify and gateway. */
  readonly roles?: (index: number) => readonly Role[]
  readonly config?: (index: number) => Partial<NodeConfigInput>
  readonly deps?: (index: number) => NodeDeps
  readonly parameters?: Partial<ParameterValues>
  /** Lines of the nodes' logs; by default dropped. */
  readonly log?: Logger
}

export interface DevnetNode {
  readonly index: number
  readonly directory: string
  readonly running: RunningNode
}

export interface Devnet {
  readonly anvil: Anvil
  readonly network: Network
  readonly directory: string
  /** Holds all tokens and gas. */
  readonly treasury: SigningContracts
  readonly nodes: readonly DevnetNode[]
  node(index: number): RunningNode
  /** Starts a node that is not running, in its old directory or another one. */
  start(
    index: number,
    options?: { directory?: string; config?: Partial<NodeConfigInput>; deps?: NodeDeps },
  ): Promise<RunningNode>
  stopNode(index: number): Promise<void>
  /** Registers a model under a name and gives its file to a node. */
  publish(model: ExactModel, name: string, on: number): Promise<{ modelId: Hex; cid: string }>
  /** The same for a file of either kind. */
  publishFile(identity: Identity, file: Uint8Array, name: string, on: number): Promise<{ modelId: Hex; cid: string }>
  /** A new account with gas and tokens. */
  account(tokens?: bigint): Promise<{ address: Hex; privateKey: Uint8Array; contracts: SigningContracts }>
  stop(): Promise<void>
}

/** Short times, so that tests need not wait. */
export const FAST = {
  checkpoint: 100,
  anchor: 400,
  status: 150,
  chain: 50,
  contact: 200,
  sample: 100,
  ask: 1_500,
  attempt: 3_000,
  claim: 900,
  alone: 4_000,
  stop: 3_000,
} as const

export async function startDevnet(options: DevnetOptions): Promise<Devnet> {
  const directory = mkdtempSync(join(tmpdir(), 'assay-devnet-'))
  const anvil = await startAnvil()
  const running = new Map<number, DevnetNode>()
  const log = options.log ?? createLogger({ level: 'error', sink: () => {} })
  try {
    const chain = defineChain({
      id: anvil.chainId,
      name: 'devnet',
      nativeCurrency: { name: 'gas', symbol: 'GAS', decimals: 18 },
      rpcUrls: { default: { http: [anvil.url] } },
    })
    const transport = http(anvil.url)
    const client = createPublicClient({ chain, transport, pollingInterval: 20 }) as PublicClient
    const walletOf = (key: Hex) => createWalletClient({ chain, transport, account: privateKeyToAccount(key) })
    const treasuryWallet = walletOf(ANVIL_KEYS[0])
    const parameters = { ...DEVNET_PARAMETERS, ...options.parameters }
    const { addresses, deploymentBlock } = await deploy({ client, wallet: treasuryWallet }, { parameters })
    const treasury: SigningContracts = { client, addresses, wallet: treasuryWallet }

    const gas = async (to: Hex): Promise<void> => {
      await client.request({ method: 'anvil_setBalance', params: [to, toRpcNumber(parseEther('10'))] } as never)
    }
    const account: Devnet['account'] = async (tokens = 0n) => {
      const key = generatePrivateKey()
      const wallet = walletOf(key)
      const address = wallet.account.address.toLowerCase() as Hex
      await gas(address)
      if (tokens > 0n) await transfer(treasury, address, tokens)
      return { address, privateKey: fromHex(key), contracts: { client, addresses, wallet } }
    }
    const base: Network = {
      format: 'assay-network/1',
      name: 'devnet',
      chainId: anvil.chainId,
      rpc: [anvil.url],
      contracts: addresses,
      deploymentBlock: Number(deploymentBlock),
      bootstrap: [],
      finality: 'latest',
    }

    const operators = new Map<number, Uint8Array>()
    const start: Devnet['start'] = async (index, again = {}) => {
      const home = again.directory ?? join(directory, `node-${index}`)
      const others = [...running.values()].flatMap(node => node.running.addresses().slice(0, 1))
      if (!operators.has(index)) operators.set(index, (await account(parameters.minStake)).privateKey)
      if (!hasKeys(join(home, 'keys'))) await gas((await makeKeys(home)).account)
      const config: NodeConfigInput = {
        directory: home,
        network: { ...base, bootstrap: others.slice(0, 2) },
        roles: [...(options.roles?.(index) ?? ['host', 'execute', 'verify', 'gateway'])],
        times: FAST,
        ...options.config?.(index),
        ...again.config,
      }
      const deps: NodeDeps = {
        log: log.with({ index }),
        operatorKey: operators.get(index)!,
        engineProgram: await engineProgram(),
        ...options.deps?.(index),
        ...again.deps,
      }
      const node = await createNode(config, deps)
      if (again.directory === undefined) running.set(index, { index, directory: home, running: node })
      return node
    }
    // The first is everybody's bootstrap peer.
    if (options.nodes > 0) await start(0)
    await Promise.all(Array.from({ length: Math.max(0, options.nodes - 1) }, (_, i) => start(i + 1)))
    await Promise.all([...running.values()].map(({ running: node }) => node.guard.opened))

    const devnet: Devnet = {
      anvil,
      directory,
      network: base,
      treasury,
      get nodes() {
        return [...running.values()].sort((a, b) => a.index - b.index)
      },
      node: index => running.get(index)!.running,
      start,
      async stopNode(index) {
        const node = running.get(index)
        running.delete(index)
        await node?.running.stop()
      },
      publish: (model, name, on) => devnet.publishFile(model.identity, encodeModel(model), name, on),
      async publishFile(identity, file, name, on) {
        const { modelId, cid } = await devnet.node(on).hosting.add(file)
        const parts = {
          graphRoot: toHex(identity.graphRoot),
          weightsRoot: toHex(identity.weightsRoot),
          tokenizerHash: toHex(identity.tokenizerHash),
          templateHash: toHex(identity.templateHash),
          interfaceHash: toHex(identity.interfaceHash),
        }
        await registerModel(treasury, { modelId, ...parts, royaltyBps: 0, cid, manifestCid: '' })
        const [, owner, title, version] = /^([^/]+)\/([^@]+)@(.+)$/.exec(name)!
        if ((await namespaceHolder(treasury, owner!)) === null) await claimNamespace(treasury, owner!)
        await publishVersion(treasury, owner!, title!, version!, modelId)
        await Promise.all(devnet.nodes.map(({ running: node }) => node.chain.catchUp()))
        return { modelId, cid }
      },
      account,
      async stop() {
        await Promise.all([...running.keys()].map(devnet.stopNode))
        await anvil.stop()
        rmSync(directory, { recursive: true, force: true })
      },
    }
    return devnet
  } catch (error) {
    await Promise.allSettled([...running.values()].map(({ running: node }) => node.stop()))
    await anvil.stop()
    rmSync(directory, { recursive: true, force: true })
    throw error
  }
}

/** Keys of a node that has not started yet, so that its account can be given gas. */
async function makeKeys(home: string): Promise<{ account: Hex }> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const keys = await openKeys(join(home, 'keys'))
  return { account: keys.account.address }
}

/** Waits until `probe` gives something else than null, undefined or false. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  what: string,
  timeoutMs = 10_000,
): Promise<NonNullable<T>> {
  const until = Date.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value !== null && value !== undefined && value !== false) return value as NonNullable<T>
    if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs} ms`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}
