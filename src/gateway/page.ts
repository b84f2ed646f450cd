// GET /verify: the page that verifies, as scripts/page.mjs has built it. spec/gateway.md, "A page that verifies". It is the same bytes for
// everybody, and what may run in it is said by the page itself; a header says it, too, with what only a header can.

import { toHex, utf8 } from '../core/bytes/index.ts'
import { sha256 } from '../core/crypto/index.ts'
import { refuse } from '../core/errors/index.ts'
import type { Call, Room } from './room.ts'

export interface Page {
  readonly html: string
  readonly tag: string
  /** Content policy. */
  readonly policy: string
}

/** Reads the page's own policy. Throws where it states none: such a page is none of ours. */
export function pageOf(html: string): Page {
  const policy = /<meta http-equiv="content-security-policy" content="(default-src 'none';[^"]+)"/.exec(html)?.[1]
  if (policy === undefined) throw new TypeError('page: states no content policy')
  return { html, tag: `"${toHex(sha256(utf8(html))).slice(2, 34)}"`, policy: `${policy}; frame-ancestors 'none'` }
}

/** Long enough to be of use, and short enough that a new version comes through. */
const SECONDS = 3600

export function getPage(c: Call, { settings }: Room): Response {
  const { html, tag, policy } = settings.page ?? refuse('route_not_found', 'this gateway serves no page')
  const headers = {
    'cache-control': `public, max-age=${SECONDS}`,
    etag: tag,
    'content-security-policy': policy,
  }
  if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
  return new Response(html, { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
}
