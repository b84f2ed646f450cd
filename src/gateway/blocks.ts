// GET /ipfs/{cid}?format=raw: one block, in the form of IPFS's trustless gateways. spec/gateway.md, "Blocks".
// It walks no paths and renders nothing: who asks checks the hash.

import { refuse } from '../core/errors/index.ts'
import type { Call, Room } from './room.ts'

const RAW = 'application/vnd.ipld.raw'

export async function getBlock(c: Call, { backend }: Room): Promise<Response> {
  const cid = c.req.param('cid') ?? ''
  if (!/^[A-Za-z0-9]{8,128}$/.test(cid)) return refuse('request_malformed', 'cid: not one')
  const format = c.req.query('format')
  if (format === undefined ? !(c.req.header('accept') ?? '').includes(RAW) : format !== 'raw')
    return refuse('media_type_unsupported', `only raw blocks are served: ?format=raw, or Accept: ${RAW}`)
  const tag = `"${cid}.raw"`
  const headers = {
    'cache-control': 'public, max-age=29030400, immutable',
    etag: tag,
    'x-ipfs-path': `/ipfs/${cid}`,
  }
  if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
  const block = await backend.block(cid)
  if (block === null) return refuse('block_not_found', `block ${cid}: not held here`)
  return new Response(block as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, 'content-type': RAW, 'content-disposition': `attachment; filename="${cid}.bin"` },
  })
}
