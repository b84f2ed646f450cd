// What a caller says of a call outside its body, in headers: spec/openai.md, "Headers". One reading for every face of the surface.

import { toHex, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { refuse } from '../core/errors/index.ts'
import { DISCLOSURE, type Disclosure } from '../core/receipt/index.ts'
import { POLICY_NAMES, type PolicyName } from '../core/verify/index.ts'
import type { CallContext } from './backend.ts'

export interface Call extends CallContext {
  /** The parsed body. */
  readonly body: unknown
  readonly disclosure: Disclosure
  readonly policy: PolicyName
}

const isDisclosure = (value: string): value is Disclosure => Object.hasOwn(DISCLOSURE, value)

/** `x-assay-disclosure`, `requester` where it is left out. */
export function disclosureFrom(headers: Headers): Disclosure {
  const given = headers.get('x-assay-disclosure') ?? 'requester'
  return isDisclosure(given)
    ? given
    : refuse('request_malformed', `x-assay-disclosure: one of ${Object.keys(DISCLOSURE).join(', ')}`)
}

/** `x-assay-policy`, `fallback` where it is left out. */
export function policyFrom(headers: Headers, fallback: PolicyName): PolicyName {
  const given = headers.get('x-assay-policy') ?? fallback
  return (
    POLICY_NAMES.find(name => name === given) ??
    refuse('request_malformed', `x-assay-policy: one of ${POLICY_NAMES.join(', ')}`)
  )
}

/** Whose share of a fair queue a call uses: a hash of the API key, so that the key itself goes no further. */
export function keyFrom(headers: Headers): string {
  const given = /^Bearer +(\S{1,4096})$/i.exec(headers.get('authorization') ?? '')?.[1]
  return given === undefined ? '' : toHex(sha256(utf8(given)).subarray(0, 16))
}
