// A node's newest checkpoint from a gateway, believed only with the signatures of the node's registered keys.

import { type Client, exchangeOf } from '../../../client/client.ts'
import { exchangeJson } from '../../../client/http.ts'
import { getNodeKeys } from '../../../contracts/nodes.ts'
import type { Hex } from '../../../core/bytes/index.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { parseCheckpoint, type SignedCheckpoint, verifyCheckpoint } from '../../../core/log/index.ts'

const LIMITS = { timeoutMs: 15_000, maxBytes: 256 << 10 }

/** Refuses a checkpoint that none of the node's registered keys signed. */
export async function checkCheckpoint(client: Client, checkpoint: SignedCheckpoint): Promise<void> {
  const { node } = checkpoint
  const keys = await getNodeKeys(client.contracts, node)
  if (keys.length === 0) refuse('node_unknown', `${node} is not in the registry`)
  const results = keys.map(({ receiptKey, logKey }) =>
    verifyCheckpoint(checkpoint, { domain: client.domain, node, receiptKey, logKey }),
  )
  if (!results.some(({ ok }) => ok)) unwrap(results[0]!)
}

export async function fetchCheckpoint(client: Client, node: Hex, signal: AbortSignal): Promise<SignedCheckpoint> {
  const gateways = await client.gateways(signal)
  const json = await gateways.attempt(url =>
    exchangeJson(`${url}/log/${node}/checkpoint`, exchangeOf(client, LIMITS, signal)),
  )
  const checkpoint = unwrap(parseCheckpoint(json))
  if (checkpoint.node !== node)
    refuse('checkpoint_key_mismatch', `the gateway shows a checkpoint of ${checkpoint.node}, not of ${node}`)
  await checkCheckpoint(client, checkpoint)
  return checkpoint
}
