// A registry open to all: somebody registers a model a second before its publisher does, under a CID that leads nowhere.

import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { expect, test } from 'vitest'
import { toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { WorldError } from '../../src/core/errors/index.ts'
import { decodeModel, encodeModel, parseManifest } from '../../src/core/graph/index.ts'
import type { Context } from '../../src/node/context.ts'
import type { Blocks } from '../../src/node/net/index.ts'
import { createHosting } from '../../src/node/roles/host.ts'
import { smallModel } from '../support/world.ts'

const cidOf = (bytes: Uint8Array): string => CID.createV1(0x55, create(0x12, sha256(bytes))).toString()

test('a registration under a dead CID does not stand before the others', async () => {
  const file = encodeModel(smallModel())
  const modelId = toHex(smallModel().identity.modelId)
  const dead = cidOf(utf8('nobody has this'))
  const good = cidOf(file)
  const signal = new AbortController()
  const context = {
    chain: { registry: () => ({ models: [dead, good].map(cid => ({ modelId, cid, deprecatedAt: null })) }) },
    config: { host: { follow: true, models: 8, modelBytes: 1 << 20 } },
    host: {
      signal: signal.signal,
      libp2p: { getPeers: () => [], addEventListener: () => {}, removeEventListener: () => {} },
    },
    store: { models: { withHead: () => [], all: () => [], put: () => {}, putInfo: () => {} } },
    log: () => {},
    metrics: { count: () => {} },
    now: () => 1_000,
    signal: signal.signal,
  } as unknown as Context
  const blocks = {
    fetch: async (cid: string) => {
      if (cid !== good) throw new WorldError('content_unavailable', 'nobody has it')
      return { ok: true, value: undefined }
    },
    read: async () => file,
    unpin: async () => {},
    stop: async () => {},
  } as unknown as Blocks
  const hosting = createHosting(context, blocks, () => {})
  try {
    await hosting.follow()
    expect(hosting.has(modelId)).toBe(true)
  } finally {
    signal.abort()
    await hosting.stop()
  }
})

test('a manifest as peers give it: an object of bounded depth', () => {
  for (const text of ['null', '5', '[]', '{', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`])
    expect(() => parseManifest(utf8(text))).toThrow(/manifest/)
  expect(parseManifest(utf8('{"a":[1]}'))).toEqual({ a: [1] })
  expect(decodeModel(encodeModel(smallModel())).ok).toBe(true)
})
