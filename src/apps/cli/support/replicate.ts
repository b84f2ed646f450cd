// Hands a model file to hosts: a peer for the time of the transfer, which serves the file's blocks and asks each host to keep it
// (/assay/replicate/1). Hosts check what they fetch; nothing here is trusted by them.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDevnet } from '../../../client/endpoints.ts'
import type { Network } from '../../../client/network.ts'
import type { Hex } from '../../../core/bytes/index.ts'
import { createBlocks, createHost, openStore, peerKeyFromSeed, requestJson } from '../../../node/net/index.ts'

export interface HostPeer {
  readonly node: Hex
  readonly peerId: string
  readonly addresses: readonly string[]
}

export interface Replication {
  readonly cid: string
  readonly size: number
  /** Hosts that now hold the model. */
  readonly hosts: readonly Hex[]
  /** What the others said. */
  readonly failures: readonly { readonly node: Hex; readonly code: string; readonly message: string }[]
}

const PROTOCOL = '/assay/replicate/1'

/** The file's CID, without any network. */
export async function withFile<T>(
  network: Network,
  file: Uint8Array,
  signal: AbortSignal,
  use: (
    cid: string,
    replicate: (
      modelId: Hex,
      hosts: readonly HostPeer[],
      copies: number,
      report: (text: string) => void,
    ) => Promise<Replication>,
  ) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'assay-publish-'))
  const store = await openStore({ directory, quotaBytes: 2 * file.length + (16 << 20) })
  const local = isDevnet(network)
  const host = await createHost({
    privateKey: await peerKeyFromSeed(new Uint8Array(randomBytes(32))),
    listen: [`/ip4/${local ? '127.0.0.1' : '0.0.0.0'}/tcp/0`],
    bootstrap: network.bootstrap,
    network: local ? 'private' : 'public',
    // Behind NAT hosts reach the publisher through a relay.
    relay: { serve: false, use: !local },
    signal,
  })
  try {
    const blocks = await createBlocks({ host, store })
    const { cid, size } = await blocks.import(file)
    return await use(cid, async (modelId, hosts, copies, report) => {
      const done: Hex[] = []
      const failures: { node: Hex; code: string; message: string }[] = []
      await host.addPeers(hosts.map(({ peerId, addresses }) => ({ id: peerId, addresses })))
      for (const { node, peerId } of hosts) {
        if (done.length >= copies) break
        signal.throwIfAborted()
        try {
          await host.connect(peerId, { signal, timeoutMs: 5_000 })
          const answer = await requestJson(
            host,
            peerId,
            PROTOCOL,
            { modelId, cid },
            { cap: 64 << 10, signal, timeoutMs: 60_000 },
          )
          const body = answer.ok ? (answer.value as { ok?: unknown; code?: unknown; message?: unknown }) : answer
          if (answer.ok && body.ok !== false) {
            done.push(node)
            report(`${node} hosts it (${done.length} of ${copies})`)
          } else
            failures.push({
              node,
              code: String((body as { code: unknown }).code),
              message: String((body as { message: unknown }).message),
            })
        } catch (error) {
          signal.throwIfAborted()
          failures.push({ node, code: 'peer_unreachable', message: (error as Error).message })
        }
      }
      return { cid, size, hosts: done, failures }
    })
  } finally {
    await host.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
