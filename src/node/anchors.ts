// Trust anchors for verify(), from the registries as this node has read them. spec/verify.md.

import type { TrustAnchors } from '../core/verify/index.ts'
import type { Chain } from './chain/index.ts'

export function anchorsOf(chain: Chain, now: number): TrustAnchors {
  const { nodes, epochs, parameters } = chain.registry()
  return {
    domain: chain.domain,
    now,
    mergeDelay: parameters.mergeDelay,
    nodes: [...nodes.values()],
    epochs,
    checkpoints: [],
    accepted: [],
  }
}
