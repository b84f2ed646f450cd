// Several gateways as one: the first that answers stays first, the others stand by. spec/gateway.md, "Clients".
// It knows nothing of what is asked; the caller says what may be asked twice.

import { WorldError } from '../core/errors/index.ts'
import { isTransient } from './http.ts'

export interface Gateways {
  /** Base URLs without a slash at the end, in the order in which they are tried next. */
  readonly urls: readonly string[]
  /**
   * Runs `work` with one gateway after another until one does it. Goes on after failures that another gateway may not have
   * (no answer, busy, an answer that is none); refusals end it. Those in `except` are passed over.
   */
  attempt<T>(work: (url: string) => Promise<T>, except?: ReadonlySet<string>): Promise<T>
}

export function makeGateways(urls: readonly string[]): Gateways {
  let order = [...new Set(urls.map(url => url.replace(/\/+$/, '')))]
  return {
    get urls() {
      return order
    },
    async attempt(work, except) {
      let last: unknown = new WorldError('gateway_unreachable', 'no gateway is known', {
        hint: 'Name one, or start a node with the role gateway.',
      })
      for (const url of order.filter(url => !except?.has(url))) {
        try {
          const result = await work(url)
          order = [url, ...order.filter(other => other !== url)]
          return result
        } catch (error) {
          if (!isTransient(error)) throw error
          last = error
          order = [...order.filter(other => other !== url), url]
        }
      }
      throw last
    },
  }
}
