// Anchors for judge() from the chain of a network file. Asks that chain, and of gateways only those that it is given.

import { unwrap } from '../../core/errors/index.ts'
import { verifyCheckpoint } from '../../core/log/index.ts'
import { fetchAnchors, fetchRecord } from '../anchors.ts'
import { createClient } from '../client.ts'
import { gather } from '../gather.ts'
import { parseNetwork } from '../network.ts'
import type { Anchoring } from './judge.ts'

/** Refuses `network_malformed` when it is called; `gateways` may have the receipt's inclusion where the bundle lacks it. */
export function anchoringOf(networkText: string, gateways: readonly string[]): Anchoring {
  return async (bundle, policy) => {
    const client = createClient(unwrap(parseNetwork(networkText)), { gateways })
    const { node } = bundle.receipt
    const record = await fetchRecord(client, node)
    const found = await gather(
      client,
      bundle,
      { policy },
      checkpoint =>
        record?.keys.some(keys => verifyCheckpoint(checkpoint, { domain: client.domain, node, ...keys }).ok) ?? false,
      false,
    )
    return { ...found, anchors: await fetchAnchors(client, found.bundle, found.evidence) }
  }
}
