// Hosts on loopback for the tests of this folder: each is stopped by `stopAll`, whatever the test did.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHost, generatePeerKey, type Host, type HostOptions } from '../../src/node/net/index.ts'

const hosts = new Set<Host>()
const directories = new Set<string>()

export async function startHost(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await createHost({
    privateKey: await generatePeerKey(),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    bootstrap: [],
    network: 'private',
    relay: { serve: false, use: false },
    ...options,
  })
  hosts.add(host)
  return host
}

export async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'assay-net-'))
  directories.add(path)
  return path
}

export async function stopAll(): Promise<void> {
  // Tests leave streams open on purpose; a connection waits half a second for such before it closes.
  for (const host of hosts)
    for (const connection of host.libp2p.getConnections()) connection.abort(new Error('The test is over'))
  await Promise.all([...hosts].map(host => host.stop()))
  hosts.clear()
  for (const path of directories) await rm(path, { recursive: true, force: true })
  directories.clear()
}

export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; ) {
    if (await condition()) return true
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return false
}
