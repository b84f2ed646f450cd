// A whole network on an anvil of its own, with the participants that the contract tests need.

import { createPublicClient, createWalletClient, http, type PublicClient } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import {
  type AnchoredCheckpoint,
  anchor,
  BUCKET,
  bucketOf,
  type Contracts,
  type Deployment,
  type DeployOptions,
  deploy,
  domainOf,
  getDeposit,
  type ModelParts,
  mature,
  type NodeConsent,
  nodeConsentDigest,
  type Registration,
  registerModel,
  registerNode,
  type Settlement,
  type SigningContracts,
  transfer,
  type Wallet,
} from '../../src/contracts/index.ts'
import { fromHex, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256, sha256Concat } from '../../src/core/crypto/index.ts'
import { checkpointDigest, inclusionProof, leafHash, makeEpoch, proveEpoch, rootOf } from '../../src/core/log/index.ts'
import {
  type Domain,
  hashRequest,
  type Receipt,
  type Request,
  receiptId,
  signDigest,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '../../src/core/receipt/index.ts'
import { ANVIL_KEYS, type Anvil, type AnvilOptions, startAnvil } from '../../src/platform/node/anvil.ts'

export const TOKENS = 10n ** 18n
export const hash = (text: string): Hex => toHex(sha256(utf8(text)))

/** A private key that follows from its name. Funded with gas by `startNetwork` where it is named in `PEOPLE`. */
export const keyOf = (name: string): Hex => hash(`key of ${name}`)
export const accountOf = (name: string): PrivateKeyAccount => privateKeyToAccount(keyOf(name))
export const addressOf = (name: string): Hex => accountOf(name).address.toLowerCase() as Hex

const PEOPLE = ['operator', 'publisher', 'payer', 'node', 'other node', 'stranger'] as const

export interface TestNetwork extends Contracts {
  readonly anvil: Anvil
  readonly deployment: Deployment
  readonly domain: Domain
  /** With the wallet of a person, or of the deployer, who proposes to the timelock and holds the tokens. */
  as(name: (typeof PEOPLE)[number] | 'deployer'): SigningContracts
  /** Seconds of the newest block. */
  now(): Promise<number>
  /** Lets time pass and mines a block. */
  wait(seconds: number): Promise<void>
  rpc(method: string, ...params: unknown[]): Promise<unknown>
  stop(): Promise<void>
}

export async function startNetwork(options: DeployOptions = {}, chain: AnvilOptions = {}): Promise<TestNetwork> {
  const anvil = await startAnvil(chain)
  const transport = http(anvil.url, { retryCount: 0 })
  const client: PublicClient = createPublicClient({ chain: foundry, transport, pollingInterval: 20, cacheTime: 0 })
  const walletOf = (account: PrivateKeyAccount): Wallet =>
    createWalletClient({ account, chain: foundry, transport, pollingInterval: 20, cacheTime: 0 })
  const rpc = (method: string, ...params: unknown[]): Promise<unknown> =>
    client.request({ method, params } as never) as Promise<unknown>
  const deployer = walletOf(privateKeyToAccount(ANVIL_KEYS[0]))
  const wallets = new Map<string, Wallet>([['deployer', deployer]])
  for (const name of PEOPLE) {
    wallets.set(name, walletOf(accountOf(name)))
    await rpc('anvil_setBalance', addressOf(name), `0x${(10n ** 20n).toString(16)}`)
  }
  const deployment = await deploy({ client, wallet: deployer }, options)
  const { addresses } = deployment
  return {
    anvil,
    deployment,
    client,
    addresses,
    domain: domainOf(anvil.chainId, addresses),
    as: name => ({ client, addresses, wallet: wallets.get(name)! }),
    now: async () => Number((await client.getBlock()).timestamp),
    wait: async seconds => {
      await rpc('evm_increaseTime', seconds)
      await rpc('evm_mine')
    },
    rpc,
    stop: () => anvil.stop(),
  }
}

/** Time passes until what was settled for a request is credit of these accounts. */
export async function ripen(network: TestNetwork, requestHash: Hex, accounts: readonly Hex[]): Promise<void> {
  const bucket = bucketOf((await getDeposit(network, requestHash))!.maturesAt)
  await network.wait(Math.max(0, bucket * BUCKET - (await network.now())))
  for (const account of accounts) await mature(network.as('stranger'), account, [bucket])
}

export const PARTS = {
  graphRoot: hash('graph'),
  weightsRoot: hash('weights'),
  tokenizerHash: ZERO_HASH,
  templateHash: ZERO_HASH,
  interfaceHash: hash('interface'),
}
export const modelIdOf = (parts: ModelParts): Hex => {
  const { graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash } = parts
  const hashes = [graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash]
  return toHex(sha256Concat(utf8('assay/model/1'), ...hashes.map(fromHex)))
}
export const MODEL_ID = modelIdOf(PARTS)

export const publishModel = (network: TestNetwork, royaltyBps = 1_000) =>
  registerModel(network.as('publisher'), {
    modelId: MODEL_ID,
    ...PARTS,
    royaltyBps,
    cid: 'bafymodel',
    manifestCid: 'bafym',
  })

/** A registration that `operator` may send, signed by both keys. */
export function registrationOf(network: TestNetwork, node = 'node', operator = 'operator'): Registration {
  const consent = consentOf(node, operator, `${node}'s receipt key`, 0)
  const digest = nodeConsentDigest(network.domain, consent)
  return {
    ...consent,
    roles: ['executor', 'gateway'],
    endpoint: 'http://127.0.0.1:4100',
    addresses: ['/ip4/127.0.0.1/tcp/4110'],
    stake: 2_000n * TOKENS,
    nodeSignature: signDigest(digest, fromHex(keyOf(node))),
    keySignature: signDigest(digest, fromHex(keyOf(`${node}'s receipt key`))),
  }
}

export const consentOf = (node: string, operator: string, receiptKey: string, index: number): NodeConsent => ({
  node: addressOf(node),
  operator: addressOf(operator),
  receiptKey: addressOf(receiptKey),
  logKey: hash(`log key of ${receiptKey}`),
  peerId: '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp',
  index,
})

/** Gives the operator its stake and registers a node. */
export async function registerTestNode(network: TestNetwork, node = 'node'): Promise<Registration> {
  const registration = registrationOf(network, node)
  await transfer(network.as('deployer'), addressOf('operator'), registration.stake)
  await registerNode(network.as('operator'), registration)
  return registration
}

let requests = 0

export const requestFor = async (network: TestNetwork, changes: Partial<Request> = {}): Promise<Request> => ({
  modelId: MODEL_ID,
  inputCommitment: hash('input'),
  samplerHash: ZERO_HASH,
  seed: ZERO_HASH,
  maxPrice: 10n * TOKENS,
  disclosure: 2,
  traceRoot: false,
  delegatesHash: ZERO_HASH,
  nonce: hash(`nonce ${requests++}`),
  deadline: BigInt((await network.now()) + 600),
  payer: addressOf('payer'),
  ...changes,
})

/** The receipt that an honest node gives. */
export const answerTo = (network: TestNetwork, request: Request, changes: Partial<Receipt> = {}): Receipt => ({
  fieldsRoot: hash('fields'),
  requestHash: hashRequest(network.domain, request),
  modelId: request.modelId,
  node: addressOf('node'),
  payer: request.payer,
  price: 8n * TOKENS,
  tokensIn: 1n,
  tokensOut: 1n,
  inputCommitment: request.inputCommitment,
  outputCommitment: hash('output'),
  traceCommitment: ZERO_HASH,
  previous: ZERO_HASH,
  disclosure: request.disclosure,
  nonce: request.nonce,
  deadline: request.deadline,
  ...changes,
})

/** One log, one checkpoint, one anchored epoch over answers to requests: what a batch is made of. */
export async function settlementsOf(
  network: TestNetwork,
  answers: readonly (readonly [Request, Receipt])[],
  { signer = "node's receipt key", strangers = 5, anchored = true, domain = network.domain } = {},
): Promise<Settlement[]> {
  const key = fromHex(keyOf(signer))
  const ids = answers.map(([, receipt]) => receiptId(domain, receipt))
  const leaves = Array.from({ length: strangers }, (_, i) => leafHash(sha256(utf8(`stranger ${i} of ${ids[0]}`))))
  const first = leaves.length
  leaves.push(...ids.map(id => leafHash(fromHex(id))))
  const size = leaves.length
  const node = answers[0]![1].node
  const state = { node, size, root: toHex(rootOf(leaves)), timestamp: await network.now() }
  const others = ['a', 'b'].map(name => ({ node: addressOf(name), size: 7, root: hash(`root ${name}`) }))
  const epoch = makeEpoch([...others, state])
  if (anchored) await anchor(network.as('stranger'), [{ root: epoch.root, count: 3 }])
  const checkpoint: AnchoredCheckpoint = {
    ...state,
    signature: signDigest(toHex(checkpointDigest(domain, state)), key),
    epoch: proveEpoch(epoch, node)!,
    keyIndex: 0,
  }
  return answers.map(([request, receipt], i) => ({
    request,
    receipt,
    signature: signDigest(ids[i]!, key),
    keyIndex: 0,
    index: first + i,
    proof: inclusionProof(leaves, first + i).map(toHex),
    checkpoint,
  }))
}

export { ZERO_ADDRESS, ZERO_HASH }
