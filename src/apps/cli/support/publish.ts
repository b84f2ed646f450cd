// Publishing: registration, name, and copies on hosts. Doing it again changes nothing that stands already.

import { privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../../../client/network.ts'
import {
  claimNamespace,
  getModel,
  namespaceHolder,
  publishVersion,
  registerModel,
  resolveVersion,
} from '../../../contracts/models.ts'
import { getNodes } from '../../../contracts/nodes.ts'
import type { SigningContracts } from '../../../contracts/types.ts'
import { type Hex, toHex } from '../../../core/bytes/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import type { Identity } from '../../../core/graph/index.ts'
import { DEVNET_CHAIN_ID, fundOnDevnet, signingContracts } from './devnet.ts'
import type { Home } from './home.ts'
import type { PayerKey } from './keyring.ts'
import { keepFile } from './models.ts'
import { openContracts } from './registry.ts'
import { type Replication, withFile } from './replicate.ts'

/** `owner/name@version`. */
export const REFERENCE = /^([a-z0-9._-]{1,64})\/([a-z0-9._-]{1,64})@([a-z0-9._-]{1,64})$/

export interface Publication {
  readonly home: Home
  readonly network: Network
  readonly identity: Identity
  /** The model's file, of either kind. */
  readonly file: Uint8Array
  readonly key: PayerKey
  readonly name: string | undefined
  readonly copies: number
  readonly royaltyBps: number
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

export interface Published extends Replication {
  readonly modelId: Hex
  readonly name: string | null
  readonly publisher: Hex
}

const DEVNET_TOKENS = 10n ** 21n

/** Claims the owner's namespace if it is free, and binds the name to the model; refuses what means something else. */
async function bindName(contracts: SigningContracts, reference: string, modelId: Hex, key: PayerKey): Promise<void> {
  const [, owner, title, version] = REFERENCE.exec(reference) as unknown as [string, string, string, string]
  const holder = await namespaceHolder(contracts, owner)
  if (holder === null) await claimNamespace(contracts, owner)
  else if (holder !== key.address) {
    refuse('name_taken', `${owner}/ belongs to ${holder}`, {
      hint: 'Publish under another owner, or with the key that holds it.',
    })
  }
  const bound = await resolveVersion(contracts, reference)
  if (bound === null) await publishVersion(contracts, owner, title, version, modelId)
  else if (bound.modelId !== modelId)
    refuse('name_taken', `${reference} is ${bound.modelId}; versions are immutable`, { hint: 'Choose a new version.' })
}

export async function publishModel({
  home,
  network,
  identity,
  file,
  key,
  name,
  copies,
  royaltyBps,
  signal,
  progress,
}: Publication): Promise<Published> {
  const modelId = toHex(identity.modelId)
  const reading = await openContracts(network)
  if (network.chainId === DEVNET_CHAIN_ID && (await reading.client.getBalance({ address: key.address })) === 0n) {
    progress(`funding ${key.address} from the devnet's faucet`)
    await fundOnDevnet(network, key.address, DEVNET_TOKENS)
  }
  const contracts = signingContracts(network, privateKeyToAccount(toHex(key.privateKey)))
  const { graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash } = identity
  return await withFile(network, file, signal, async (cid, replicate) => {
    if ((await getModel(contracts, key.address, modelId)) === null) {
      progress('registering the model')
      await registerModel(contracts, {
        modelId,
        graphRoot: toHex(graphRoot),
        weightsRoot: toHex(weightsRoot),
        tokenizerHash: toHex(tokenizerHash),
        templateHash: toHex(templateHash),
        interfaceHash: toHex(interfaceHash),
        royaltyBps,
        cid,
        manifestCid: '',
      })
    }
    if (name !== undefined) await bindName(contracts, name, modelId, key)
    const hosts = (await getNodes(contracts)).filter(
      ({ roles, exitedAt }) => exitedAt === null && roles.includes('host'),
    )
    const replication = await replicate(modelId, hosts, copies, progress)
    keepFile(home, modelId, file)
    for (const failure of replication.failures) progress(`${failure.node}: ${failure.code}: ${failure.message}`)
    return { modelId, name: name ?? null, publisher: key.address, ...replication }
  })
}
