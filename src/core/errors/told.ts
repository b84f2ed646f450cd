// What of an error may be told to a stranger: spec/gateway.md, "Errors". The code, the words of a refusal, a hint. What is not:
// causes, stacks, addresses, paths.

import { ERRORS, type ErrorCode } from './generated.ts'
import { type Facts, type Refusal, RefusalError, WorldError } from './index.ts'

const MAX_TEXT = 500

/** Text for a stranger: no control characters, bounded. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_TEXT)

export interface Told {
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
  readonly facts?: Facts
}

/**
 * What may be told of anything that was thrown. Only refusals are written for strangers; of everything else, the world's
 * failures included, the table's sentence is all that leaves.
 */
export function tell(error: unknown): Told {
  if (error instanceof RefusalError) return tellRefusal(error.toRefusal())
  const code = error instanceof WorldError ? error.code : 'internal'
  return { code, message: ERRORS[code].message }
}

/** A refusal that is already data. One whose code is the world's, as a peer may send it, tells no more than its code. */
export function tellRefusal({ code, message, hint, facts }: Refusal): Told {
  const kept = facts === undefined ? {} : { facts }
  if (ERRORS[code].kind === 'world') return { code, message: ERRORS[code].message, ...kept }
  return { code, message: plain(message), ...(hint === undefined ? {} : { hint: plain(hint) }), ...kept }
}
