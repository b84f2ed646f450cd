// The entry for web pages: one call from texts to a verdict, with the engine that browsers have. spec/gateway.md, "Clients".
// It stands here and not in platform/web, which may know nothing but core.

import { wasm } from '../core/engine/wasm/index.ts'
import { attemptAsync, type Result, unwrap } from '../core/errors/index.ts'
import { parseBundle } from '../core/receipt/index.ts'
import { namedPolicy, type PolicyName } from '../core/verify/index.ts'
import { type ClientOptions, createClient } from './client.ts'
import { type Network, parseNetwork } from './network.ts'
import { type Verified, verifyReceipt as verifyWith } from './verifyReceipt.ts'

export interface WebOptions extends ClientOptions {
  /** Default `replayed`. */
  readonly policy?: PolicyName
  readonly waitMs?: number
  readonly signal?: AbortSignal
}

/** Verifies the text of a receipt against a network (or the text of its file) for the model that the receipt names. */
export function verifyReceipt(
  text: string,
  network: Network | string,
  options: WebOptions = {},
): Promise<Result<Verified>> {
  return attemptAsync(async () => {
    const { policy = 'replayed', waitMs = 0, signal, ...rest } = options
    const receipt = unwrap(parseBundle(text))
    const client = createClient(typeof network === 'string' ? unwrap(parseNetwork(network)) : network, rest)
    return unwrap(
      await verifyWith(client, {
        receipt,
        policy: unwrap(namedPolicy(policy, receipt.receipt.modelId)),
        engine: wasm,
        waitMs,
        ...(signal === undefined ? {} : { signal }),
      }),
    )
  })
}
