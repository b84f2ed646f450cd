// What strangers can do to a user's terminal and home: escape sequences, another network under a pinned name, hostile files.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import inspect from '../../src/apps/cli/commands/inspect.ts'
import { type Context, forTerminal } from '../../src/apps/cli/support/command.ts'
import { Home } from '../../src/apps/cli/support/home.ts'
import { resolveNetwork } from '../../src/apps/cli/support/networks.ts'
import { encodeModel } from '../../src/core/graph/index.ts'
import { smallModel } from '../support/world.ts'

const directory = mkdtempSync(join(tmpdir(), 'assay-attack-'))
let served: object = {}
let server: Server
beforeAll(async () => {
  server = createServer((_, response) => response.end(JSON.stringify(served)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(directory, { recursive: true, force: true })
})

test('nothing that a terminal obeys, nothing that reorders a line', () => {
  const hostile = 'a\u001b]0;title\u0007\u001b[2Jb\rc\u009b31md\u202ee\u2066f\u007f'
  expect(forTerminal(`${hostile}\n\tplain: é, 数字, 😀`)).toBe(
    'a\\u001b]0;title\\u0007\\u001b[2Jb\\u000dc\\u009b31md\\u202ee\\u2066f\\u007f\n\tplain: é, 数字, 😀',
  )
})

test('a pinned network keeps its RPC and its finality, whatever its URL serves later', async () => {
  const contracts = Object.fromEntries(
    ['token', 'parameters', 'models', 'nodes', 'escrow', 'anchor', 'timelock', 'slasher', 'disputes', 'misconduct'].map(
      (name, i) => [name, `0x${`${i}`.repeat(40)}`],
    ),
  )
  const honest = {
    format: 'assay-network/1',
    name: 'somewhere',
    chainId: 5,
    rpc: ['https://rpc.example'],
    contracts,
    deploymentBlock: 1,
    bootstrap: [],
    finality: 'finalized',
  }
  const network = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const context = {
    home: new Home(directory),
    settings: { get: () => network },
    signal: new AbortController().signal,
    progress: () => {},
  } as unknown as Context
  served = honest
  expect((await resolveNetwork(context)).rpc).toEqual(['https://rpc.example'])
  served = { ...honest, rpc: ['https://evil.example'], finality: 'latest' }
  expect(await resolveNetwork(context)).toMatchObject({ rpc: ['https://rpc.example'], finality: 'finalized' })
  expect(readFileSync(join(directory, 'networks/somewhere.json'), 'utf8')).not.toContain('evil')
  served = { ...honest, chainId: 6 }
  await expect(resolveNetwork(context)).rejects.toMatchObject({ code: 'network_mismatch' })
})

test('inspect takes a manifest as it comes', async () => {
  for (const notes of ['text', 5, null, [null, { a: 1 }]]) {
    const file = join(directory, 'hostile.assay')
    writeFileSync(file, encodeModel({ ...smallModel(), manifest: { notes } as never }))
    const answer = await inspect.run({ words: [file] } as unknown as Context)
    expect(answer?.json).toMatchObject({ ok: true, kind: 'model' })
  }
})
