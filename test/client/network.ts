// A real network for the client's tests: contracts on an anvil, three registered nodes of three operators, a published model
// whose file is in blocks, and two gateways on loopback in front of one executor. Everything is closed by `stop`.

import { importBytes } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import type { CID } from 'multiformats/cid'
import { type Client, type ClientOptions, createClient, type Network } from '../../src/client/index.ts'
import {
  anchor,
  claimNamespace,
  nodeConsentDigest,
  publishVersion,
  type Role,
  registerModel,
  registerNode,
  transfer,
} from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { type ExactModel, encodeModel } from '../../src/core/graph/index.ts'
import { signDigest } from '../../src/core/receipt/index.ts'
import { createGateway, type GatewayOptions } from '../../src/gateway/index.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { addressOf, startNetwork, type TestNetwork, TOKENS } from '../contracts/network.ts'
import { makeTestBackend, pairModel, type TestBackend } from '../gateway/backend.ts'
import { actor, keyOf, seededRandom, smallModel } from '../support/world.ts'

export const SMALL = 'acme/small@1.0.0'
export const PAIR = 'acme/pair@1.0.0'

export interface ClientWorld {
  readonly chain: TestNetwork
  readonly network: Network
  readonly backend: TestBackend
  readonly executor: Actor
  readonly others: readonly Actor[]
  readonly small: ExactModel
  readonly smallId: Hex
  readonly pairId: Hex
  /** Of the small model's file. */
  readonly cid: string
  readonly blocks: Map<string, Uint8Array>
  /** Gateways of the executor and of the second node, both in front of the executor. */
  readonly urls: readonly [string, string]
  /** Registered as a gateway, but nobody listens there. */
  readonly deadUrl: string
  client(options?: ClientOptions): Client
  /** Anchors the log's newest checkpoint on the chain. */
  anchorLog(): Promise<Hex>
  stop(): Promise<void>
}

/** The file in blocks of 64 bytes, so that even a small one has several levels. */
async function toBlocks(file: Uint8Array, blocks: Map<string, Uint8Array>): Promise<string> {
  const { cid } = await importBytes(
    file,
    {
      put: async (link: CID, bytes: Uint8Array) => {
        blocks.set(link.toString(), bytes)
        return link
      },
    } as never,
    { cidVersion: 1, rawLeaves: true, chunker: fixedSize({ chunkSize: 64 }) },
  )
  return cid.toString()
}

async function register(
  chain: TestNetwork,
  who: Actor,
  operator: Operator,
  endpoint: string,
  roles: Role[],
): Promise<void> {
  const name = who.operator
  const consent = {
    node: who.node,
    operator: name,
    receiptKey: who.receiptKey.address,
    logKey: who.logKey.publicKey,
    peerId: '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp',
    index: 0,
  }
  const digest = nodeConsentDigest(chain.domain, consent)
  const stake = 2_000n * TOKENS
  await transfer(chain.as('deployer'), name, stake)
  await registerNode(chain.as(operator), {
    ...consent,
    roles,
    endpoint,
    addresses: [],
    stake,
    nodeSignature: signDigest(digest, who.nodeKey),
    keySignature: signDigest(digest, who.receiptKey.privateKey),
  })
}

type Operator = 'operator' | 'stranger' | 'publisher'
type Actor = ReturnType<typeof actorOf>

const actorOf = (name: string, operator: Operator) => ({
  ...actor(name),
  operator: addressOf(operator),
  nodeKey: keyOf(`${name}/node`).privateKey,
})

export async function startClientWorld(): Promise<ClientWorld> {
  const chain = await startNetwork()
  const servers: HttpServer[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(server => server.close(50)))
    await chain.stop()
  }
  try {
    const executor = actorOf('executor', 'operator')
    const second = actorOf('second', 'stranger')
    const third = actorOf('third', 'publisher')
    const small = smallModel()
    const pair = pairModel()
    const blocks = new Map<string, Uint8Array>()
    const cid = await toBlocks(encodeModel(small), blocks)
    const pairCid = await toBlocks(encodeModel(pair), blocks)
    const { addresses } = chain
    const network: Network = {
      format: 'assay-network/1',
      name: 'test',
      chainId: chain.anvil.chainId,
      rpc: [chain.anvil.url],
      contracts: addresses,
      deploymentBlock: Number(chain.deployment.deploymentBlock),
      bootstrap: [],
      finality: 'latest',
    }
    const backend = makeTestBackend({
      domain: chain.domain,
      executor,
      cosigners: [second, third],
      served: [
        { model: small, names: [SMALL], cid },
        { model: pair, names: [PAIR], cid: pairCid },
      ],
      now: Date.now,
      random: seededRandom('client backend'),
      blocks,
    })
    const options: GatewayOptions = { version: '0.1.0', network }
    for (const node of [executor.node, second.node]) {
      const { fetch } = createGateway({ ...backend, node }, options)
      servers.push(await serveHttp({ fetch, port: 0 }))
    }
    const gone = await serveHttp({ fetch: () => new Response(), port: 0 })
    await gone.close()
    const urls = servers.map(({ url }) => url) as [string, string]
    await register(chain, executor, 'operator', urls[0], ['executor', 'gateway'])
    await register(chain, second, 'stranger', urls[1], ['gateway', 'verifier'])
    await register(chain, third, 'publisher', gone.url, ['gateway', 'verifier'])
    const publisher = chain.as('publisher')
    await claimNamespace(publisher, 'acme')
    for (const [name, model, file] of [
      ['small', small, cid],
      ['pair', pair, pairCid],
    ] as const) {
      const { modelId, ...parts } = model.identity
      const hex = Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, toHex(value)]))
      await registerModel(publisher, {
        modelId: toHex(modelId),
        ...(hex as Record<keyof typeof parts, Hex>),
        royaltyBps: 0,
        cid: file,
        manifestCid: 'bafymanifest',
      })
      await publishVersion(publisher, 'acme', name, '1.0.0', toHex(modelId))
    }
    return {
      chain,
      network,
      backend,
      executor,
      others: [second, third],
      small,
      smallId: toHex(small.identity.modelId),
      pairId: toHex(pair.identity.modelId),
      cid,
      blocks,
      urls,
      deadUrl: gone.url,
      client: (more = {}) => createClient(network, more),
      async anchorLog() {
        const root = backend.anchorNow()
        await anchor(chain.as('stranger'), [{ root, count: 1 }])
        return root
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
