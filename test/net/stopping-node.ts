// What the child process of the stop test runs: a node that does everything once, stops, and must then end by itself.

import '../../src/node/net/polyfill.ts'
import { writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createBlocks,
  createHost,
  generatePeerKey,
  openStore,
  requestJson,
  serveJson,
  startAnnouncer,
} from '../../src/node/net/index.ts'

const LIMITS = { requestCap: 1000, answerCap: 1000, timeoutMs: 5000, maxConcurrent: 4, maxPerPeer: 4 }
const path = await mkdtemp(join(tmpdir(), 'assay-net-'))
const create = async (listen: string[], bootstrap: string[], relay: { serve: boolean; use: boolean }) =>
  createHost({ privateKey: await generatePeerKey(), listen, bootstrap, network: 'private', relay })

const hub = await create(['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'], [], { serve: true, use: false })
const hidden = await create([], hub.addresses(), { serve: false, use: true })
const caller = await create([], hub.addresses(), { serve: false, use: false })
const quotaBytes = 2 ** 30
const source = await createBlocks({ host: hidden, store: await openStore({ directory: join(path, 'a'), quotaBytes }) })
const target = await createBlocks({ host: caller, store: await openStore({ directory: join(path, 'b'), quotaBytes }) })
const announcer = startAnnouncer(hidden)
const served = await serveJson(hidden, '/assay-test/hello/1', LIMITS, () => 'hello')
for (let i = 0; i < 200 && hidden.addresses().length === 0; i++) await new Promise(resolve => setTimeout(resolve, 25))
const { cid } = await source.import(new Uint8Array(3 * 2 ** 20).map((_, i) => i))
announcer.provide(cid)
const address = hidden.addresses()[0]!
const answer = await requestJson(caller, address, '/assay-test/hello/1', {}, { cap: 1000, timeoutMs: 5000 })
const report = await target.fetch(cid)
await Promise.all([announcer.stop(), served.stop(), source.stop(), target.stop()])
await Promise.all([caller.stop(), hidden.stop(), hub.stop()])
await rm(path, { recursive: true })
const stopped = Date.now()
process.on('exit', () => writeSync(1, JSON.stringify({ answer, report, ms: Date.now() - stopped })))
