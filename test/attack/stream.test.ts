// Streams by a cheat who recomputes everything after what it changes: for every field of heads, ticks, chunks, starts, ends and followers'
// verdicts a lie that is consistent in itself, and the code that refuses it. Then changes at random places, by fixed seeds.

import { describe, expect, test } from 'vitest'
import { type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import {
  type ChunkEvent,
  commitment,
  endHead,
  eventFromJson,
  eventText,
  eventToJson,
  type FollowVerdict,
  firstHead,
  hashFollow,
  hashRequest,
  headsAfter,
  readSavedStream,
  rootOfTensors,
  type SignedFollow,
  type StartEvent,
  type StreamEvent,
  type StreamHead,
  type StreamTick,
  signDigest,
  type TickEvent,
  tensorOfTokens,
  ZERO_HASH,
} from '../../src/core/receipt/index.ts'
import { namedPolicy, type StreamEvidence, type TrustAnchors, verifyStream } from '../../src/core/verify/index.ts'
import { followBy, makeLanguageWorld, streamOf, tickBy } from '../support/languageWorld.ts'
import { actor, DOMAIN, keyOf, smallModel, T0 } from '../support/world.ts'

const CASES = 150 * Number(process.env['ASSAY_FUZZ'] ?? 1)

const policyOf = (name: 'signed' | 'replayed') => {
  const policy = namedPolicy(name, 'any', 'included')
  if (!policy.ok) throw new Error(policy.message)
  return policy.value
}
const SIGNED = policyOf('signed')

const world = makeLanguageWorld()
const { start, requestHash, tokens } = world
const honest = streamOf(world)
const heads = [firstHead(requestHash, start.modelId), ...headsAfter(firstHead(requestHash, start.modelId), 0, tokens)]
const other = toHex(sha256(utf8('another hash')))

async function codeOf(
  events: readonly StreamEvent[],
  change: { evidence?: Partial<StreamEvidence>; anchors?: Partial<TrustAnchors>; policy?: typeof SIGNED } = {},
): Promise<string> {
  const evidence = { ...world.evidence, replay: null, ...change.evidence }
  return (await verifyStream(events, evidence, change.policy ?? SIGNED, { ...world.anchors, ...change.anchors })).code
}

/** A beginning of two chunks, eight tokens, and a tick made by hand. */
const begun = honest.slice(0, 3)
const HEAD = { tokenCount: 8n, head: heads[8]!, tick: BigInt(T0 + 45) }
const ticked = (tick: TickEvent): readonly StreamEvent[] => [...begun, tick]

test('what is made by hand holds when nothing is changed', async () => {
  expect(await codeOf(ticked(tickBy(start, HEAD)))).toBe('ok')
  expect(await codeOf(ticked(tickBy(start, HEAD, { beside: [sha256(utf8('x')), sha256(utf8('y'))] })))).toBe('ok')
})

describe('a head signed otherwise than it is shown', () => {
  const LEAF: Record<keyof StreamHead, Partial<StreamHead>> = {
    requestHash: { requestHash: other },
    modelId: { modelId: other },
    tokenCount: { tokenCount: 9n },
    head: { head: heads[7]! },
    tick: { tick: BigInt(T0 + 46) },
  }
  test.each(Object.entries(LEAF))('%s', async (_, leaf) => {
    expect(await codeOf(ticked(tickBy(start, HEAD, { leaf })))).toBe('stream_tick_invalid')
    expect(await codeOf(ticked(tickBy(start, HEAD, { leaf, beside: [sha256(utf8('x'))] })))).toBe('stream_tick_invalid')
  })

  const TICK: Record<keyof StreamTick, Partial<StreamTick>> = {
    node: { node: actor('second').node },
    root: { root: other },
    streams: { streams: 2n },
    tick: { tick: BigInt(T0 + 46) },
  }
  test.each(Object.entries(TICK))('%s of the tick', async (_, tick) => {
    expect(await codeOf(ticked(tickBy(start, HEAD, { tick })))).toBe('stream_tick_invalid')
  })

  test.each(['stranger', 'second', 'third'])('by the key of %s', async name => {
    expect(await codeOf(ticked(tickBy(start, HEAD, { key: actor(name).receiptKey.privateKey })))).toBe(
      'stream_tick_invalid',
    )
  })
})

describe('a head signed as it is shown, which is not the stream’s', () => {
  const CASES: [string, Partial<typeof HEAD>, string][] = [
    ['more tokens than have come', { tokenCount: 9n, head: other }, 'stream_chunk_missing'],
    ['more tokens, the head of those that have', { tokenCount: 9n }, 'stream_chunk_missing'],
    ['fewer tokens, the head of all', { tokenCount: 7n }, 'stream_chunk_altered'],
    ['another head', { head: other }, 'stream_chunk_altered'],
    ['the head before', { head: heads[7]! }, 'stream_chunk_altered'],
    ['none of the tokens', { tokenCount: 0n, head: heads[0]! }, 'stream_tick_stale'],
    ['a time before its tokens', { tick: BigInt(T0 + 39) }, 'stream_time_invalid'],
    ['a time to come', { tick: BigInt(T0 + 10_000 + 120_001) }, 'stream_time_invalid'],
  ]
  test.each(CASES)('%s', async (_, change, code) => {
    expect(await codeOf(ticked(tickBy(start, { ...HEAD, ...change })))).toBe(code)
  })

  test('after the deadline of the request', async () => {
    const late = T0 + 300_000
    const chunk = { ...(honest[1] as ChunkEvent), at: late }
    const tick = (time: number) => tickBy(start, { tokenCount: 4n, head: heads[4]!, tick: BigInt(time) })
    const anchors = { now: late }
    expect(await codeOf([start, chunk, tick(late)], { anchors })).toBe('ok')
    expect(await codeOf([start, chunk, tick(late + 1)], { anchors })).toBe('deadline_passed')
  })

  test('by a key outside its time', async () => {
    const keys = (validFrom: number, validUntil: number) => ({
      nodes: world.anchors.nodes.map((node, i) =>
        i === 0 ? { ...node, keys: node.keys.map(key => ({ ...key, validFrom, validUntil })) } : node,
      ),
    })
    const events = ticked(tickBy(start, { ...HEAD, tick: BigInt(T0 + 1_000) }))
    const s = T0 / 1000
    for (const [from, until, code] of [
      [s - 9, 0, 'ok'],
      [s + 121, 0, 'ok'],
      [s + 122, 0, 'node_key_invalid'],
      [0, s + 1, 'ok'],
      [0, s, 'node_key_invalid'],
    ] as const)
      expect([from, until, await codeOf(events, { anchors: keys(from, until) })]).toEqual([from, until, code])
    // That the node has another key now does not help.
    const [ended] = keys(0, s).nodes[0]!.keys
    const nodes = keys(0, s).nodes.with(0, {
      ...world.anchors.nodes[0]!,
      keys: [ended!, { ...ended!, receiptKey: keyOf('newer').address, validFrom: s, validUntil: 0 }],
    })
    expect(await codeOf(events, { anchors: { nodes } })).toBe('node_key_invalid')
  })
})

describe('ticks of one stream', () => {
  const tick = (tokenCount: number, time: number): TickEvent =>
    tickBy(start, { tokenCount: BigInt(tokenCount), head: heads[tokenCount]!, tick: BigInt(time) })

  test('go on', async () => {
    expect(await codeOf([...begun, tick(4, T0 + 45), tick(8, T0 + 95)])).toBe('ok')
    expect(await codeOf([...begun, tick(4, T0 + 45), tick(8, T0 + 94)])).toBe('stream_time_invalid')
    expect(await codeOf([...begun, tick(4, T0 + 145), tick(8, T0 + 95)])).toBe('stream_time_invalid')
    expect(await codeOf([...begun, tick(8, T0 + 45), tick(8, T0 + 95)])).toBe('stream_tick_stale')
    expect(await codeOf([...begun, tick(8, T0 + 45), tick(4, T0 + 95)])).toBe('stream_tick_stale')
  })

  test('of another stream of the node are none of this one', async () => {
    const neighbour = makeLanguageWorld({ ask: o => ({ ...o, maxPrice: 99n }) })
    const [theirs, ours] = [streamOf(neighbour)[3] as TickEvent, honest[3] as TickEvent]
    expect(await codeOf(ticked(theirs))).toBe('stream_tick_head_mismatch')
    expect(await codeOf(ticked({ ...theirs, head: heads[8]! }))).toBe('stream_tick_invalid')
    expect(await codeOf(ticked({ ...ours, signature: theirs.signature }))).toBe('stream_tick_invalid')
  })
})

describe('a tick as it is shown, every member of it', () => {
  const tick = honest[3] as TickEvent
  const CHANGES: [string, Partial<TickEvent>, string][] = [
    ['tick', { tick: tick.tick + 1 }, 'stream_tick_invalid'],
    ['tokenCount below', { tokenCount: 7 }, 'stream_tick_head_mismatch'],
    ['tokenCount below, with its head', { tokenCount: 7, head: heads[7]! }, 'stream_tick_invalid'],
    ['tokenCount above', { tokenCount: 9 }, 'stream_chunk_missing'],
    ['head', { head: other }, 'stream_tick_head_mismatch'],
    ['streams', { streams: 4 }, 'stream_tick_invalid'],
    ['no streams', { streams: 0 }, 'stream_tick_invalid'],
    ['index', { index: 0 }, 'stream_tick_invalid'],
    ['index beyond', { index: 3 }, 'stream_tick_invalid'],
    ['proof shorter', { proof: tick.proof.slice(1) }, 'stream_tick_invalid'],
    ['proof longer', { proof: [...tick.proof, other] }, 'stream_tick_invalid'],
    ['proof', { proof: [other, ...tick.proof.slice(1)] }, 'stream_tick_invalid'],
    ['signature', { signature: `0x${'00'.repeat(65)}` }, 'stream_tick_invalid'],
    ['signature of v', { signature: `${tick.signature.slice(0, -2)}1d` as `0x${string}` }, 'stream_tick_invalid'],
  ]
  test.each(CHANGES)('%s', async (_, change, code) => {
    expect(await codeOf(honest.with(3, { ...tick, ...change }))).toBe(code)
  })
})

describe('a chunk, every member of it, and all heads and ticks after it', () => {
  const chunk = honest[1] as ChunkEvent
  const CHANGES: [string, Partial<ChunkEvent>, string][] = [
    ['before', { before: 1 }, 'stream_chunk_missing'],
    ['tokens', { tokens: [1, 2, 3, 4] }, 'stream_head_mismatch'],
    ['tokens in another order', { tokens: [...chunk.tokens].reverse() }, 'stream_head_mismatch'],
    ['head', { head: other }, 'stream_head_mismatch'],
    ['at, later than the next', { at: T0 + 41 }, 'stream_time_invalid'],
    ['at, long before the next', { at: T0 - 11 }, 'stream_unsigned'],
    ['tokens and head', { tokens: [1], head: headsAfter(heads[0]!, 0, [1])[0]! }, 'stream_chunk_missing'],
    [
      'four tokens and head',
      { tokens: [1, 2, 3, 4], head: headsAfter(heads[0]!, 0, [1, 2, 3, 4])[3]! },
      'stream_head_mismatch',
    ],
  ]
  test.each(CHANGES)('%s', async (_, change, code) => {
    expect(await codeOf(honest.with(1, { ...chunk, ...change }))).toBe(code)
  })

  test('another model’s tokens, with valid signatures: chained, and refused by whoever asks for more', async () => {
    const liar = makeLanguageWorld({ tokens: right => right.map(token => token ^ 1) })
    const events = streamOf(liar)
    expect(await codeOf(events)).toBe('ok')
    const { replay } = liar.evidence
    expect(await codeOf(events, { evidence: { replay }, policy: policyOf('replayed') })).toBe('replay_mismatch')
    // In flight too: as soon as the first tokens have come.
    expect(await codeOf(events.slice(0, 4), { evidence: { replay }, policy: policyOf('replayed') })).toBe(
      'replay_mismatch',
    )
    const head = headsAfter(heads[0]!, 0, liar.tokens)[7]!
    const follow = [followBy('second', liar, head, 8, { ok: false })]
    expect(await codeOf(events.slice(0, 4), { evidence: { follow }, policy: policyOf('replayed') })).toBe(
      'verdict_negative',
    )
    // A follower cannot vouch for it without having another head in mind.
    const positive = [followBy('second', liar, heads[8]!, 8)]
    expect(await codeOf(events.slice(0, 4), { evidence: { follow: positive } })).toBe('verdict_invalid')
  })
})

describe('a start, every member of it', () => {
  const asked = start.request.request
  /** A request that somebody else signed, or nobody, and the start that names it. */
  const renamed = (change: Partial<typeof asked>, signer: string | null = null): StartEvent => {
    const request = { ...asked, ...change }
    const hash = hashRequest(DOMAIN, request)
    const signature = signer === null ? start.request.signature : signDigest(hash, keyOf(signer).privateKey)
    return { ...start, request: { request, signature }, requestHash: hash }
  }
  const CHANGES: [string, Partial<StartEvent>, string][] = [
    ['requestHash', { requestHash: other }, 'request_hash_mismatch'],
    ['modelId', { modelId: other }, 'model_mismatch'],
    ['graphRoot', { parts: { ...start.parts, graphRoot: other } }, 'model_parts_mismatch'],
    ['weightsRoot', { parts: { ...start.parts, weightsRoot: other } }, 'model_parts_mismatch'],
    ['tokenizerHash', { parts: { ...start.parts, tokenizerHash: other } }, 'model_parts_mismatch'],
    ['templateHash', { parts: { ...start.parts, templateHash: other } }, 'model_parts_mismatch'],
    ['interfaceHash', { parts: { ...start.parts, interfaceHash: other } }, 'model_parts_mismatch'],
    ['node, of nobody', { node: keyOf('ghost').address }, 'node_unknown'],
    ['node, another one', { node: actor('second').node }, 'node_key_invalid'],
    [
      'node, another one with its key',
      { node: actor('second').node, receiptKey: actor('second').receiptKey.address },
      'stream_tick_invalid',
    ],
    ['receiptKey, of nobody', { receiptKey: keyOf('ghost').address }, 'node_key_invalid'],
    ['receiptKey, of another node', { receiptKey: actor('second').receiptKey.address }, 'node_key_invalid'],
    ['request unsigned', { request: { ...start.request, signature: null } }, 'request_signature_invalid'],
    ['input', { input: { ...start.input!, tensors: [tensorOfTokens([5])] } }, 'input_commitment_mismatch'],
    ['input’s salt', { input: { ...start.input!, salt: `0x${'00'.repeat(16)}` } }, 'input_commitment_mismatch'],
    ['sampler', { sampler: utf8('{}') }, 'sampler_mismatch'],
  ]
  test.each(CHANGES)('%s', async (_, change, code) => {
    expect(await codeOf(honest.with(0, { ...start, ...change }))).toBe(code)
  })

  const FIELDS: [keyof typeof asked, Partial<typeof asked>][] = [
    ['modelId', { modelId: other }],
    ['inputCommitment', { inputCommitment: other }],
    ['samplerHash', { samplerHash: other }],
    ['seed', { seed: other }],
    ['maxPrice', { maxPrice: 1n }],
    ['disclosure', { disclosure: 0 }],
    ['delegatesHash', { delegatesHash: other }],
    ['nonce', { nonce: other }],
    ['deadline', { deadline: 1n }],
    ['payer', { payer: keyOf('stranger').address }],
  ]
  test.each(FIELDS)('the request’s %s', async (name, change) => {
    const { requestHash: _, ...kept } = renamed(change)
    expect(await codeOf(honest.with(0, { ...kept, requestHash }))).toBe('request_hash_mismatch')
    expect(await codeOf(honest.with(0, renamed(change)))).toBe('request_signature_invalid')
    // Signed by its payer after all: another request, of which nothing here was streamed.
    const signer = name === 'payer' ? 'stranger' : 'payer'
    const codes: Partial<Record<keyof typeof asked, string>> = {
      modelId: 'model_mismatch',
      inputCommitment: 'input_commitment_mismatch',
      samplerHash: 'sampler_mismatch',
    }
    expect(await codeOf(honest.with(0, renamed(change, signer)))).toBe(codes[name] ?? 'stream_head_mismatch')
  })

  test('a signature of nobody’s for a payer of zero', async () => {
    const payer = `0x${'00'.repeat(20)}` as const
    expect(await codeOf(honest.with(0, renamed({ payer }, 'payer')))).toBe('request_signature_invalid')
  })

  test('without a sampler, without a seed, by a model without a tokenizer', async () => {
    for (const change of [{ samplerHash: ZERO_HASH }, { seed: ZERO_HASH }])
      expect(await codeOf([{ ...renamed(change, 'payer'), sampler: null }])).toBe('sampler_mismatch')
    const plain = makeLanguageWorld({ ask: o => ({ ...o, modelId: toHex(smallModel().identity.modelId) }) })
    const { identity } = smallModel()
    const parts = {
      ...{ graphRoot: toHex(identity.graphRoot), weightsRoot: toHex(identity.weightsRoot), tokenizerHash: ZERO_HASH },
      ...{ templateHash: ZERO_HASH, interfaceHash: toHex(identity.interfaceHash) },
    }
    expect(await codeOf([{ ...plain.start, parts }])).toBe('sampler_mismatch')
  })

  test('an input that is no list of tokens', async () => {
    const negative = { name: 'tokens', tensor: { shape: [2], bits: 16, rows: 1, data: Int16Array.of(-1, 0) } }
    const salt = start.input!.salt
    const root = rootOfTensors([negative])
    const inputCommitment = commitment(new Uint8Array(Buffer.from(salt.slice(2), 'hex')), root)
    const event = { ...renamed({ inputCommitment }, 'payer'), input: { salt, tensors: [negative] } }
    expect(await codeOf([event])).toBe('tokens_malformed')
  })
})

describe('a follower’s verdict, every field of it', () => {
  const last = endHead(heads[40]!, 40, false)
  const good = followBy('second', world, heads[8]!, 8)
  const CHANGES: [string, Partial<FollowVerdict>][] = [
    ['requestHash', { requestHash: other }],
    ['head', { head: other }],
    ['the head before', { head: heads[7]! }],
    ['an end head, of more tokens', { head: last }],
    ['an end head of its own', { head: endHead(other, 8, false) }],
    ['an end head of tokens that have not come', { tokenCount: 50n, head: endHead(ZERO_HASH, 50, false) }],
    ['tokenCount', { tokenCount: 9n }],
    ['tokenCount beyond any', { tokenCount: 2n ** 64n - 1n }],
    ['verifier of nobody', { verifier: keyOf('ghost').address }],
    ['another verifier', { verifier: actor('third').node }],
    ['ok', { ok: false }],
    ['a time long before the stream', { timestamp: BigInt(T0 / 1000 - 122) }],
    ['a time to come', { timestamp: BigInt(T0 / 1000 + 131) }],
  ]
  const code = (follow: SignedFollow, policy = policyOf('replayed')): Promise<string> =>
    codeOf(honest.slice(0, -1), { evidence: { follow: [follow] }, policy })

  test('holds when nothing is changed', async () => {
    expect(await code(good)).toBe('ok')
    for (const timestamp of [T0 / 1000 - 120, T0 / 1000 + 130])
      expect(await code(followBy('second', world, heads[8]!, 8, { time: timestamp }))).toBe('ok')
  })

  test.each(CHANGES)('%s', async (name, change) => {
    const verdict = { ...good.verdict, ...change }
    expect(await code({ ...good, verdict })).toBe('verdict_invalid')
    const signature = signDigest(hashFollow(DOMAIN, verdict), actor('second').receiptKey.privateKey)
    // Signed by its verifier as it stands: only his own opinion is his to change.
    expect(await code({ verdict, signature })).toBe(name === 'ok' ? 'verdict_negative' : 'verdict_invalid')
  })

  test.each(['stranger', 'executor', 'third'])('signed by %s', async key => {
    expect(await code(followBy('second', world, heads[8]!, 8, { key }))).toBe('verdict_invalid')
  })

  test('by a key outside its time', async () => {
    const s = T0 / 1000 + 3
    for (const [from, until, expected] of [
      [0, s, 'ok'],
      [0, s - 1, 'verdict_invalid'],
      [s + 120, 0, 'ok'],
      [s + 121, 0, 'verdict_invalid'],
    ] as const) {
      const nodes = world.anchors.nodes.map((node, i) =>
        i === 1 ? { ...node, keys: node.keys.map(key => ({ ...key, validFrom: from, validUntil: until })) } : node,
      )
      const evidence = { follow: [good] }
      const found = await codeOf(honest.slice(0, -1), { evidence, policy: policyOf('replayed'), anchors: { nodes } })
      expect([from, until, found]).toEqual([from, until, expected])
    }
  })

  test('of no form', async () => {
    for (const change of [
      { tokenCount: 2n ** 64n },
      { tokenCount: -1n },
      { tokenCount: 8 },
      { timestamp: 5 },
      { timestamp: T0 / 1000 + 3 },
      { head: '0x12' },
      { requestHash: 'x' },
      { verifier: null },
      { ok: 1 },
    ])
      expect(await code({ ...good, verdict: { ...good.verdict, ...change } as FollowVerdict })).toBe('verdict_invalid')
    for (const signature of ['0x12', '0xzz', 'signed'] as Hex[])
      expect(await code({ ...good, signature })).toBe('verdict_invalid')
  })

  test('said twice is said once; another under the same signature is none', async () => {
    const judged = (...follow: SignedFollow[]) =>
      codeOf(honest.slice(0, -1), { evidence: { follow }, policy: policyOf('replayed') })
    expect(await judged(good, good, good)).toBe('ok')
    expect(await judged(good, { ...good, verdict: { ...good.verdict, tokenCount: 9n, head: heads[9]! } })).toBe(
      'verdict_invalid',
    )
    expect(await judged(good, { ...good, verdict: { ...good.verdict, ok: false } })).toBe('verdict_invalid')
  })

  test('on a stream that has not begun', async () => {
    const follow = followBy('second', world, heads[0]!, 0)
    expect(await codeOf([start], { evidence: { follow: [follow] } })).toBe('verdict_invalid')
  })
})

describe('a saved stream changed at random places', () => {
  /** mulberry32. */
  function drawer(seed: number): (below: number) => number {
    let state = seed
    return below => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) % below
    }
  }
  const follow: StreamEvent = { type: 'verdict', ...followBy('second', world, endHead(heads[40]!, 40, false), 40) }
  const all = [...honest, follow]

  /** Whatever is accepted says nothing but what the honest stream says: these tokens, as many as are covered, and this receipt. */
  async function judge(events: readonly StreamEvent[]): Promise<void> {
    for (const policy of [SIGNED, policyOf('replayed')]) {
      const verdict = await verifyStream(events, { ...world.evidence, replay: null }, policy, world.anchors)
      expect(verdict.ok).toBe(verdict.code === 'ok')
      expect(verdict.ok || (verdict.covered === 0 && verdict.level === null)).toBe(true)
      if (!verdict.ok) continue
      const said = events.flatMap(event => (event.type === 'chunk' ? event.tokens : [])).slice(0, verdict.covered)
      expect(said).toEqual(tokens.slice(0, verdict.covered))
      expect(verdict.covered).toBeGreaterThan(0)
      if (verdict.complete) expect(said.length).toBe(tokens.length)
      if (policy.name === 'replayed') expect(verdict.level).toBe('replayed')
    }
  }

  test('in the order, number and kind of its events', async () => {
    const draw = drawer(1)
    for (let i = 0; i < CASES; i++) {
      let events: StreamEvent[] = [...all]
      for (let k = 0; k <= draw(2); k++) {
        const [a, b] = [draw(events.length), draw(events.length)]
        const changes = [
          () => events.toSpliced(a, 1),
          () => events.toSpliced(a, 0, events[b]!),
          () => events.with(a, events[b]!).with(b, events[a]!),
          () => events.slice(0, a + 1),
          () => events.toSpliced(a, 1 + draw(4)),
        ]
        events = changes[draw(changes.length)]!()
        if (events.length === 0) events = [all[0]!]
      }
      await judge(events)
    }
  }, 60_000)

  test('in one member of one event', async () => {
    const draw = drawer(2)
    const HEX = '0123456789abcdef'
    const changed = (value: unknown): unknown => {
      if (typeof value === 'number') return [value + 1, value - 1, 0, 64, 2 ** 40][draw(5)]
      if (typeof value === 'boolean') return !value
      if (value === null) return 0
      if (Array.isArray(value)) {
        if (value.length === 0) return [1]
        const at = draw(value.length)
        return [value.toSpliced(at, 1), [...value, value[at]], value.with(at, changed(value[at]))][draw(3)]
      }
      if (typeof value === 'object') {
        const names = Object.keys(value as object)
        const name = names[draw(names.length)]!
        return { ...value, [name]: changed((value as Record<string, unknown>)[name]) }
      }
      const text = String(value)
      const at = draw(Math.max(1, text.length))
      return `${text.slice(0, at)}${HEX[draw(16)]}${text.slice(at + 1)}`
    }
    let read = 0
    for (let i = 0; i < 2 * CASES; i++) {
      const at = draw(all.length)
      const event = eventFromJson(changed(eventToJson(all[at]!)))
      if (!event.ok) continue
      read++
      await judge(all.with(at, event.value))
    }
    expect(read).toBeGreaterThan(CASES / 4)
  }, 120_000)

  test('in one character of its text', async () => {
    const draw = drawer(3)
    const text = all.map(eventText).join('\n')
    let read = 0
    for (let i = 0; i < CASES; i++) {
      const at = draw(text.length)
      const piece = ['', '0', '1', 'a', '"', '\n', '9', '{'][draw(8)]!
      const saved = readSavedStream(text.slice(0, at) + piece + text.slice(at + draw(2)))
      if (!saved.ok) continue
      read++
      await judge(saved.value.events)
    }
    expect(read).toBeGreaterThan(0)
  }, 60_000)
})
