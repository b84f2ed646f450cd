// Who asked, by when, with which nonce, for how much: what is checked of every request before it is looked at more closely,
// whatever kind of model it is for. spec/node.md, "Executing". A nonce in work is taken until its request has ended.

import { getDeposit } from '../../contracts/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import {
  DISCLOSURE,
  hashRequest,
  type Request,
  type SignedRequest,
  signerOf,
  ZERO_ADDRESS,
} from '../../core/receipt/index.ts'
import type { NodeConfig } from '../config.ts'
import type { Context } from '../context.ts'
import { isRegistered } from '../registration.ts'

/** As the escrow: a deadline further away than this many seconds is refused. */
const MAX_DEADLINE = 30 * 86_400

export interface Admission {
  /** Checks a request and takes its nonce; refuses with the codes of spec/node.md. `leave` gives the nonce back. */
  enter(signed: SignedRequest): { readonly hash: Hex; readonly leave: () => void }
  /** What `units` (rows or tokens) cost, when the request pays it and an open deposit covers it. */
  price(request: Request, hash: Hex, units: number): Promise<bigint>
}

export function createAdmission(context: Context): Admission {
  const { chain, config, self, store, now } = context
  /** Nonces of requests in work. */
  const pending = new Set<string>()

  function check({ request, signature }: SignedRequest): Hex {
    if (!Object.values(DISCLOSURE).some(value => value === request.disclosure))
      refuse('request_malformed', `request: disclosure ${request.disclosure} is not known`)
    const hash = hashRequest(chain.domain, request)
    if (signature === null) {
      if (request.payer !== ZERO_ADDRESS)
        refuse('request_signature_required', 'request: it names a payer and is not signed')
    } else if (request.payer === ZERO_ADDRESS || signerOf(hash, signature) !== request.payer) {
      refuse('request_signature_invalid', 'request: not signed by its payer')
    }
    const seconds = BigInt(Math.floor(now() / 1000))
    if (request.deadline < seconds) refuse('deadline_passed', `request: its deadline ${request.deadline} is over`)
    if (request.deadline > seconds + BigInt(MAX_DEADLINE))
      refuse('deadline_too_far', `request: its deadline is more than ${MAX_DEADLINE} seconds away`)
    if (store.nonceUsed(request.payer, request.nonce) || pending.has(nonceOf(request)))
      refuse('nonce_replayed', 'request: a receipt was issued under its nonce before')
    return hash
  }

  return {
    enter(signed) {
      const hash = check(signed)
      const nonce = nonceOf(signed.request)
      pending.add(nonce)
      return { hash, leave: () => void pending.delete(nonce) }
    },
    async price(request, hash, units) {
      const price = priceOfRow(config, request.traceRoot) * BigInt(units)
      if (price > request.maxPrice) {
        const what = request.traceRoot ? 'rows with the root of their trace' : 'rows'
        refuse(
          'price_above_maximum',
          `request: ${units} ${what} cost ${price} here, it pays ${request.maxPrice} at most`,
        )
      }
      if (price === 0n) return price
      const deposit = await getDeposit(chain.contracts, hash)
      if (deposit === null || deposit.state !== 'open' || deposit.amount < price)
        return refuse('not_funded', 'request: the escrow holds no deposit for it', {
          hint: 'Fund the request, wait until it is included, and ask again.',
        })
      if (deposit.node !== null && deposit.node !== self)
        refuse('node_mismatch', `request: its deposit is for node ${deposit.node}`)
      if (deposit.refundAt * 1000 <= now())
        refuse('settlement_too_late', 'request: its deposit may be refunded already')
      return price
    },
  }
}

/** What a row, or a token, costs. A trace root takes the run once more, so a node that names no price for both asks twice as much. */
export const priceOfRow = (
  { pricePerRow, tracedPricePerRow }: Pick<NodeConfig, 'pricePerRow' | 'tracedPricePerRow'>,
  traced: boolean,
): bigint => (traced ? BigInt(tracedPricePerRow ?? 2n * BigInt(pricePerRow)) : BigInt(pricePerRow))

const nonceOf = ({ payer, nonce }: Request): string => `${payer}/${nonce}`

/** This node's operator; refuses where the registered keys are not the ones that it has. */
export function operatorOf(context: Context): Hex {
  const operator = context.chain.registry().nodes.get(context.self)?.operator
  if (operator === undefined || !isRegistered(context))
    return refuse('node_not_registered', 'this node is not registered with the keys that it has')
  return operator
}
