// Which network a command means: devnet, a pinned name, a file or a URL (spec/network.md). A foreign network shows its
// fingerprint and is pinned at first use; what does not match its pin later is refused.

import { existsSync } from 'node:fs'
import { fingerprint, type Network, parseNetwork } from '../../../client/network.ts'
import { RefusalError, unwrap, WorldError } from '../../../core/errors/index.ts'
import type { Context } from './command.ts'
import { type Home, readUserFile } from './home.ts'

const MAX_BYTES = 1 << 20

function pin(home: Home, network: Network, progress: (text: string) => void): Network {
  const name = `networks/${network.name}.json`
  const text = home.read(name)
  const print = fingerprint(network)
  if (text === null) {
    home.write(name, `${JSON.stringify(network, null, 2)}\n`)
    progress(`network ${network.name} is pinned with fingerprint ${print}`)
    return network
  }
  const pinned = unwrap(parseNetwork(text))
  const known = fingerprint(pinned)
  if (known !== print) {
    throw new RefusalError('network_mismatch', `network ${network.name}: fingerprint ${print}, pinned is ${known}`, {
      hint: `If the network really is another one now, remove ${home.at(name)}.`,
    })
  }
  // The pinned file counts, not what came now: its RPC URLs and finality decide whose chain is believed.
  return pinned
}

async function download(url: string, signal: AbortSignal): Promise<string> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]), redirect: 'error' })
  } catch (error) {
    throw new WorldError('peer_unreachable', `${url}: no answer`, {
      cause: error,
      hint: 'Check the address and that the gateway runs.',
    })
  }
  if (!response.ok || response.body === null)
    throw new WorldError('peer_unreachable', `${url}: HTTP status ${response.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > MAX_BYTES) throw new RefusalError('file_too_large', `${url}: more than ${MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The network that `--network` (or its variable, or config.json) names. */
export async function resolveNetwork({
  home,
  settings,
  signal,
  progress,
}: Pick<Context, 'home' | 'settings' | 'signal' | 'progress'>): Promise<Network> {
  const name = settings.get('network')
  if (name === 'devnet') {
    const text = home.read('network.json')
    if (text === null) {
      throw new WorldError('file_not_found', `no devnet in ${home.path}`, {
        hint: 'Start one with `assay up` (in the checkout: npm start), or name a network with --network.',
      })
    }
    return unwrap(parseNetwork(text))
  }
  if (/^https?:\/\//.test(name)) {
    const url = name.endsWith('.json') ? name : `${name.replace(/\/$/, '')}/network.json`
    return pin(home, unwrap(parseNetwork(await download(url, signal))), progress)
  }
  const pinned = `networks/${name}.json`
  if (/^[a-z0-9][a-z0-9.-]*$/.test(name) && home.read(pinned) !== null) return unwrap(parseNetwork(home.read(pinned)!))
  if (existsSync(name)) return unwrap(parseNetwork(new TextDecoder().decode(readUserFile(name, MAX_BYTES))))
  throw new WorldError('file_not_found', `network ${JSON.stringify(name)}: neither pinned nor a file`, {
    hint: `Pinned: ${
      home
        .list('networks')
        .map(file => file.replace(/\.json$/, ''))
        .join(', ') || 'none'
    }.`,
  })
}
