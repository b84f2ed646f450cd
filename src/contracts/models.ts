// The model registry: spec/contracts.md, section "Model registry". Registrations belong to a publisher; names point to them.

import type { ContractFunctionReturnType } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { onChain } from './failures.ts'
import { modelRegistryAbi } from './generated/model-registry.ts'
import { allPages, PAGE } from './pages.ts'
import { send } from './send.ts'
import { type Contracts, lower, type ReadOptions, type Sent, type SigningContracts } from './types.ts'

/** What a modelId is the hash of; 32 zero bytes where the model has none. */
export interface ModelParts {
  readonly graphRoot: Hex
  readonly weightsRoot: Hex
  readonly tokenizerHash: Hex
  readonly templateHash: Hex
  readonly interfaceHash: Hex
}

export interface ModelRegistration extends ModelParts {
  readonly modelId: Hex
  /** Ten-thousandths of a settled price. */
  readonly royaltyBps: number
  /** Where the model file is found. */
  readonly cid: string
  readonly manifestCid: string
}

export interface RegisteredModel extends ModelRegistration {
  readonly publisher: Hex
  readonly registeredAt: number
  readonly deprecatedAt: number | null
  /** Why, once it is deprecated. */
  readonly deprecation: string
}

/** What a name stands for. */
export interface ModelVersion {
  /** `owner/name@version`. */
  readonly name: string
  readonly publisher: Hex
  readonly modelId: Hex
  readonly publishedAt: number
}

/** Registers a model with the wallet's account as its publisher. */
export const registerModel = (contracts: SigningContracts, registration: ModelRegistration): Promise<Sent> => {
  const { modelId, royaltyBps, cid, manifestCid, ...parts } = registration
  const args = [modelId, parts, royaltyBps, cid, manifestCid] as const
  return send(contracts, { ...registry(contracts), functionName: 'register', args })
}

/** Warns against one of the wallet's own registrations. */
export const deprecateModel = (contracts: SigningContracts, modelId: Hex, reason: string): Promise<Sent> =>
  send(contracts, { ...registry(contracts), functionName: 'deprecate', args: [modelId, reason] })

export const claimNamespace = (contracts: SigningContracts, namespace: string): Promise<Sent> =>
  send(contracts, { ...registry(contracts), functionName: 'claimNamespace', args: [namespace] })

export const transferNamespace = (contracts: SigningContracts, namespace: string, to: Hex): Promise<Sent> =>
  send(contracts, { ...registry(contracts), functionName: 'transferNamespace', args: [namespace, to] })

/** Names one of the wallet's own registrations `owner/name@version`, for ever. */
export const publishVersion = (
  contracts: SigningContracts,
  owner: string,
  name: string,
  version: string,
  modelId: Hex,
): Promise<Sent> =>
  send(contracts, {
    ...registry(contracts),
    functionName: 'publishVersion',
    args: [owner, name, version, modelId],
  })

/** One publisher's registration, or null. */
export async function getModel(
  contracts: Contracts,
  publisher: Hex,
  modelId: Hex,
  at: ReadOptions = {},
): Promise<RegisteredModel | null> {
  const call = { ...registry(contracts), functionName: 'getModel', args: [publisher, modelId], ...at } as const
  const registration = await onChain(() => contracts.client.readContract(call))
  return registration.registeredAt === 0 ? null : modelFrom({ publisher, modelId, registration })
}

/** What `owner/name@version` stands for, or null. */
export async function resolveVersion(
  contracts: Contracts,
  name: string,
  at: ReadOptions = {},
): Promise<ModelVersion | null> {
  const call = { ...registry(contracts), functionName: 'resolve', args: [name], ...at } as const
  const found = await onChain(() => contracts.client.readContract(call))
  return found.publishedAt === 0 ? null : { ...found, name, publisher: lower(found.publisher) }
}

/** Who holds a namespace, or null. */
export async function namespaceHolder(contracts: Contracts, namespace: string): Promise<Hex | null> {
  const call = { ...registry(contracts), functionName: 'namespaceHolder', args: [namespace] } as const
  const holder = lower(await onChain(() => contracts.client.readContract(call)))
  return /^0x0+$/.test(holder) ? null : holder
}

/** All registrations in the order in which they were made. */
export const getModels = (contracts: Contracts, at: ReadOptions = {}): Promise<RegisteredModel[]> =>
  allPages(contracts, at, async (offset, blockNumber) => {
    const args = [offset, PAGE] as const
    const call = { ...registry(contracts), functionName: 'listModels', args, blockNumber } as const
    return (await contracts.client.readContract(call)).map(modelFrom)
  })

/** All names in the order in which they were published. */
export const getVersions = (contracts: Contracts, at: ReadOptions = {}): Promise<ModelVersion[]> =>
  allPages(contracts, at, async (offset, blockNumber) => {
    const args = [offset, PAGE] as const
    const call = { ...registry(contracts), functionName: 'listVersions', args, blockNumber } as const
    const [names, versions] = await contracts.client.readContract(call)
    return versions.map((version, i) => ({ ...version, name: names[i]!, publisher: lower(version.publisher) }))
  })

/** Who has registered a model, in order. */
export const getPublishers = (contracts: Contracts, modelId: Hex, at: ReadOptions = {}): Promise<Hex[]> =>
  allPages(contracts, at, async (offset, blockNumber) => {
    const args = [modelId, offset, PAGE] as const
    const call = { ...registry(contracts), functionName: 'listPublishers', args, blockNumber } as const
    return (await contracts.client.readContract(call)).map(lower)
  })

type RawModel = ContractFunctionReturnType<typeof modelRegistryAbi, 'view', 'listModels'>[number]

const modelFrom = ({ publisher, modelId, registration }: RawModel): RegisteredModel => {
  const { parts, deprecatedAt, ...rest } = registration
  return { ...parts, ...rest, publisher: lower(publisher), modelId, deprecatedAt: deprecatedAt || null }
}

const registry = ({ addresses }: Contracts) => ({ address: addresses.models, abi: modelRegistryAbi }) as const
