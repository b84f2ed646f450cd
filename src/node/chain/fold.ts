// What the registries say, from their events in order: nodes with key histories, models, names, epochs, parameters.
// Pure: the same events give the same registry. spec/node.md, "The chain".

import {
  type DisputeRecord,
  type ModelVersion,
  type ParameterValues,
  type RegisteredModel,
  type Role,
  rolesFromBits,
  withEvent,
} from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import type { NodeRecord } from '../../core/verify/index.ts'
import type { StoredEvent } from '../store/index.ts'

export interface ChainNode extends NodeRecord {
  readonly peerId: string
  readonly roles: readonly Role[]
  readonly endpoint: string
  readonly addresses: readonly string[]
  readonly stake: bigint
  /** Unix seconds. */
  readonly exitedAt: number | null
}

export interface ChainEpoch {
  readonly root: Hex
  readonly count: number
  readonly by: Hex
  /** Unix seconds. */
  readonly anchoredAt: number
  readonly block: number
}

/** A copy of what the chain says at one block. */
export interface Registry {
  /** Exited ones included: their receipts outlive them. */
  readonly nodes: ReadonlyMap<Hex, ChainNode>
  readonly models: readonly RegisteredModel[]
  readonly versions: readonly ModelVersion[]
  readonly epochs: readonly ChainEpoch[]
  readonly parameters: ParameterValues
  /** Disputes by receipt, ended ones included. */
  readonly disputes: ReadonlyMap<Hex, DisputeRecord>
  /** Receipts that somebody looks for in a node's log, by their id. */
  readonly searches: ReadonlyMap<Hex, { readonly node: Hex; readonly by: Hex }>
}

interface Draft {
  nodes: Map<Hex, ChainNode>
  models: RegisteredModel[]
  versions: ModelVersion[]
  epochs: ChainEpoch[]
  parameters: Record<string, bigint>
  disputes: Map<Hex, DisputeRecord>
  searches: Map<Hex, { readonly node: Hex; readonly by: Hex }>
}

export interface Fold {
  add(event: StoredEvent): void
  registry(): Registry
}

type Args = Readonly<Record<string, unknown>>

export function createFold(): Fold {
  const draft: Draft = {
    ...{ nodes: new Map(), models: [], versions: [], epochs: [], parameters: {} },
    ...{ disputes: new Map(), searches: new Map() },
  }
  let current: Registry | undefined
  return {
    add(event) {
      current = undefined
      const args = JSON.parse(event.args) as Args
      if (event.contract === 'disputes') addDispute(draft, event.name, args)
      else APPLY[`${event.contract}.${event.name}`]?.(draft, args, event.time, event.block)
    },
    registry() {
      current ??= {
        nodes: new Map(draft.nodes),
        models: [...draft.models],
        versions: [...draft.versions],
        epochs: [...draft.epochs],
        parameters: parametersOf(draft.parameters),
        disputes: new Map(draft.disputes),
        searches: new Map(draft.searches),
      }
      return current
    },
  }
}

const hex = (value: unknown): Hex => value as Hex
const text = (value: unknown): string => String(value)

function change(draft: Draft, node: Hex, edit: (before: ChainNode) => Partial<ChainNode>): void {
  const before = draft.nodes.get(node)
  if (before !== undefined) draft.nodes.set(node, { ...before, ...edit(before) })
}

function addDispute(draft: Draft, name: string, args: Args): void {
  const id = args['receiptId']
  if (typeof id !== 'string') return
  const record = withEvent(draft.disputes.get(hex(id)) ?? null, { name, args })
  if (record !== null) draft.disputes.set(hex(id), record)
}

const endLast = (keys: NodeRecord['keys'], time: number): NodeRecord['keys'] =>
  keys.map((key, i) => (i === keys.length - 1 && key.validUntil === 0 ? { ...key, validUntil: time } : key))

/** Names of events are those of the contracts; what is not here is of no interest to a node. */
const APPLY: Readonly<Record<string, (draft: Draft, args: Args, time: number, block: number) => void>> = {
  'nodes.NodeRegistered': (draft, { node, operator, stake }) => {
    draft.nodes.set(hex(node), {
      node: hex(node),
      operator: hex(operator),
      stake: BigInt(text(stake)),
      keys: [],
      peerId: '',
      roles: [],
      endpoint: '',
      addresses: [],
      exitedAt: null,
    })
  },
  'nodes.KeysChanged': (draft, { node, receiptKey, logKey, peerId, validFrom }) =>
    change(draft, hex(node), ({ keys }) => ({
      peerId: text(peerId),
      keys: [
        ...endLast(keys, Number(validFrom)),
        { receiptKey: hex(receiptKey), logKey: hex(logKey), validFrom: Number(validFrom), validUntil: 0 },
      ],
    })),
  'nodes.ContactChanged': (draft, { node, roles, endpoint, addresses }) =>
    change(draft, hex(node), () => ({
      roles: rolesFromBits(Number(roles)),
      endpoint: text(endpoint),
      addresses: (addresses as unknown[]).map(text),
    })),
  'nodes.StakeAdded': (draft, { node, amount }) =>
    change(draft, hex(node), ({ stake }) => ({ stake: stake + BigInt(text(amount)) })),
  'nodes.StakeWithdrawn': (draft, { node }) => change(draft, hex(node), () => ({ stake: 0n })),
  'nodes.Slashed': (draft, { node, amount }) =>
    change(draft, hex(node), ({ stake }) => ({ stake: stake - BigInt(text(amount)) })),
  'nodes.ExitStarted': (draft, { node }, time) =>
    change(draft, hex(node), ({ keys }) => ({ exitedAt: time, keys: endLast(keys, time) })),

  'models.ModelRegistered': (draft, { publisher, modelId, parts, royaltyBps, cid, manifestCid }, time) => {
    draft.models.push({
      ...(parts as Omit<RegisteredModel, 'modelId'>),
      publisher: hex(publisher),
      modelId: hex(modelId),
      royaltyBps: Number(royaltyBps),
      cid: text(cid),
      manifestCid: text(manifestCid),
      registeredAt: time,
      deprecatedAt: null,
      deprecation: '',
    })
  },
  'models.ModelDeprecated': (draft, { publisher, modelId, reason }, time) => {
    draft.models = draft.models.map(model =>
      model.publisher === publisher && model.modelId === modelId
        ? { ...model, deprecatedAt: model.deprecatedAt ?? time, deprecation: text(reason) }
        : model,
    )
  },
  'models.VersionPublished': (draft, { versionName, publisher, modelId }, time) => {
    draft.versions.push({
      name: text(versionName),
      publisher: hex(publisher),
      modelId: hex(modelId),
      publishedAt: time,
    })
  },

  'anchor.Anchored': (draft, { root, by, count, timestamp }, _time, block) => {
    draft.epochs.push({ root: hex(root), by: hex(by), count: Number(count), anchoredAt: Number(timestamp), block })
  },

  'misconduct.InclusionDemanded': (draft, { receiptId, node, by }) => {
    draft.searches.set(hex(receiptId), { node: hex(node), by: hex(by) })
  },
  'misconduct.InclusionShown': (draft, { receiptId }) => void draft.searches.delete(hex(receiptId)),
  'misconduct.ExclusionShown': (draft, { receiptId }) => void draft.searches.delete(hex(receiptId)),

  'parameters.ParameterChanged': (draft, { name, value }) => {
    draft.parameters[asciiOf(hex(name))] = BigInt(text(value))
  },
}

/** The text in a bytes32 that is left-aligned ASCII. */
function asciiOf(word: Hex): string {
  const bytes = word.slice(2).match(/../g) ?? []
  return bytes
    .map(byte => Number.parseInt(byte, 16))
    .filter(byte => byte !== 0)
    .map(byte => String.fromCharCode(byte))
    .join('')
}

function parametersOf(values: Readonly<Record<string, bigint>>): ParameterValues {
  const of = (name: keyof ParameterValues): bigint => values[name] ?? 0n
  return {
    treasury: `0x${of('treasury').toString(16).padStart(40, '0')}`,
    minStake: of('minStake'),
    mergeDelay: Number(of('mergeDelay')),
    challengePeriod: Number(of('challengePeriod')),
    unbondingDelay: Number(of('unbondingDelay')),
    settlementTimeout: Number(of('settlementTimeout')),
    protocolFeeBps: Number(of('protocolFeeBps')),
    maxRoyaltyBps: Number(of('maxRoyaltyBps')),
    responseWindow: Number(of('responseWindow')),
    bountyBps: Number(of('bountyBps')),
    challengeDeposit: of('challengeDeposit'),
    demandDeposit: of('demandDeposit'),
    auditBps: Number(of('auditBps')),
  }
}
