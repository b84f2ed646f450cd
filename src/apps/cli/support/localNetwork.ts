// The local network of `up`: chain, contracts, three nodes as processes of their own. Starts them in order, stops them in
// the reverse order; nothing stays behind.

import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Network } from '../../../client/network.ts'
import { WorldError } from '../../../core/errors/index.ts'
import { openKeys } from '../../../node/keys.ts'
import type { Anvil } from '../../../platform/node/anvil.ts'
import { devnetKey, saveNetwork, startDevnet } from './devnet.ts'
import type { Home } from './home.ts'
import { type NodeSettings, nodeDirectory, saveNode } from './nodes.ts'
import { provideOnDevnet } from './operator.ts'
import { requireFree } from './ports.ts'
import { type Child, startChild } from './processes.ts'

export interface Ports {
  readonly chain: number
  readonly gateway: number
  readonly peer: number
}

interface Member {
  readonly name: string
  readonly roles: NodeSettings['roles']
}

/** Two nodes host and run models, the third verifies; each has a gateway, so that any of them may fail. */
const MEMBERS: readonly Member[] = [
  { name: 'alpha', roles: ['host', 'execute', 'verify', 'gateway', 'relay'] },
  { name: 'beta', roles: ['host', 'execute', 'verify', 'gateway'] },
  { name: 'gamma', roles: ['verify', 'gateway'] },
]

/** Milliseconds: a network on one machine need not be patient. */
const TIMES: NonNullable<NodeSettings['times']> = {
  checkpoint: 300,
  anchor: 2_000,
  status: 500,
  chain: 250,
  sample: 500,
  claim: 4_000,
}
const START_MS = 30_000

/** A program of the bundle: entries and chunks lie in one directory. */
export const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

export interface LocalNode {
  readonly name: string
  readonly node: string
  readonly endpoint: string
  readonly child: Child
}

export interface LocalNetwork {
  readonly network: Network
  readonly networkFile: string
  readonly chain: Anvil
  readonly nodes: readonly LocalNode[]
  stop(): Promise<void>
}

/** Settings of a node on this machine. */
export function localSettings(roles: NodeSettings['roles'], gatewayPort: number, peerPort: number): NodeSettings {
  return {
    roles,
    gatewayPort,
    endpoint: `http://127.0.0.1:${gatewayPort}`,
    peers: { listen: [`/ip4/127.0.0.1/tcp/${peerPort}`], reach: 'private' },
    verify: { share: 1 },
    times: TIMES,
  }
}

export async function startLocalNetwork(
  home: Home,
  ports: Ports,
  signal: AbortSignal,
  report: (phase: string) => void,
): Promise<LocalNetwork> {
  await requireFree([
    { port: ports.chain, what: 'the chain' },
    ...MEMBERS.flatMap(({ name }, i) => [
      { port: ports.gateway + i, what: `gateway of ${name}` },
      { port: ports.peer + i, what: `peers of ${name}` },
    ]),
  ])
  report('chain')
  const devnet = await startDevnet(home, ports.chain, signal)
  const children: Child[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(child => child.stop()))
    await devnet.chain.stop()
  }
  try {
    // Another deployment means other registries: what nodes of an earlier one know is of no use.
    if (devnet.fresh) rmSync(home.at('nodes'), { recursive: true, force: true })
    report('nodes')
    const keys = await Promise.all(MEMBERS.map(({ name }) => openKeys(`${nodeDirectory(home, name)}/keys`)))
    const network: Network = {
      ...devnet.network,
      bootstrap: [`/ip4/127.0.0.1/tcp/${ports.peer}/p2p/${keys[0]!.peer.id}`],
    }
    const networkFile = saveNetwork(home, network)
    // From one process, one after another: the faucet's account counts its transactions.
    for (const [i, { account }] of keys.entries()) await provideOnDevnet(network, account.address, devnetKey(i + 1))
    const started = await Promise.allSettled(
      MEMBERS.map(async ({ name, roles }, i) => {
        saveNode(home, name, localSettings(roles, ports.gateway + i, ports.peer + i))
        const child = await startChild(
          name,
          program('assay.mjs'),
          ['node', 'run', name, '--managed', '--home', home.path, '--devnet-operator', String(i + 1)],
          {
            log: home.at('logs', `${name}.log`),
            env: { ASSAY_NETWORK: 'devnet' },
            timeout: START_MS,
            signal,
          },
        )
        children.push(child)
        return { name, node: String(child.ready['node']), endpoint: String(child.ready['endpoint']), child }
      }),
    )
    const failed = started.find(result => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    const nodes = started.map(result => (result as PromiseFulfilledResult<LocalNode>).value)
    await untilReady(nodes, signal)
    return { network, networkFile, chain: devnet.chain, nodes, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Until every gateway says that it can serve. */
async function untilReady(nodes: readonly LocalNode[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + START_MS
  for (const { name, endpoint } of nodes) {
    for (;;) {
      signal.throwIfAborted()
      const ready = await fetch(`${endpoint}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (ready) break
      if (Date.now() > deadline)
        throw new WorldError('timeout', `${name} was not ready in time`, { hint: `See its log.` })
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
