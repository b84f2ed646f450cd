// What runs in Chromium for stream.test.ts: verifyingFetch on a live stream, and on one that something on the way has changed.

import { verifyingFetch } from '../../src/client/language/verifyingFetch.ts'
import { parseNetwork } from '../../src/client/network.ts'
import { unwrap } from '../../src/core/errors/index.ts'

export interface Seen {
  readonly text: string
  readonly replayed: number
  /** The error that the stream ended with, as its reader was told. */
  readonly error: string | null
}

async function read(response: Response): Promise<{ text: string; error: string | null }> {
  let text = ''
  let error: string | null = null
  for (const line of (await response.text()).split('\n')) {
    if (!line.startsWith('data: {')) continue
    const chunk = JSON.parse(line.slice('data: '.length))
    if (chunk.error !== undefined) error = chunk.error.code
    else text += chunk.choices[0]?.delta.content ?? ''
  }
  return { text, error }
}

export async function main(given: {
  readonly network: string
  readonly gateway: string
  readonly model: string
}): Promise<Seen[]> {
  const network = unwrap(parseNetwork(given.network))
  /** One token of the stream becomes another one. */
  const bent: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!String(input).endsWith('/assay/v1/generate')) return response
    const lines = (await response.text()).split('\n')
    const at = lines.findIndex(line => line.includes('"type":"chunk","before":2,'))
    lines[at] = lines[at]!.replace(/"tokens":\[\d+/, '"tokens":[7')
    return new Response(lines.join('\n'), { headers: { 'content-type': 'application/x-ndjson' } })
  }
  const seen: Seen[] = []
  for (const through of [fetch.bind(globalThis), bent]) {
    let replayed = 0
    const verifying = verifyingFetch({ network, fetch: through, onProgress: found => (replayed = found.replayed) })
    const response = await verifying(`${given.gateway}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ model: given.model, stream: true, max_tokens: 24, ignore_eos: true, seed: 3 },
        messages: [{ role: 'user', content: 'What news?' }],
      }),
    })
    seen.push({ ...(await read(response)), replayed })
  }
  return seen
}
