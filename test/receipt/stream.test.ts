// Heads, ticks, events and saved streams by themselves: what a node makes is what stands in spec/stream.md, byte for byte, JSON says all of
// an event and nothing else, and whatever a saved file holds is read or refused, within bounds.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import {
  createStreamSigner,
  endHead,
  eventFromJson,
  eventText,
  eventToJson,
  firstHead,
  headOf,
  headSigner,
  headsAfter,
  MAX_CHUNK_TOKENS,
  MAX_TOKEN,
  readSavedStream,
  realTensorOfTokens,
  type SignedHead,
  type StreamEvent,
  signDigest,
  streamEquivocation,
  TICK_MS,
  type TickEvent,
  tensorOfTokens,
  tokensOf,
} from '../../src/core/receipt/index.ts'
import { followBy, makeLanguageWorld, streamOf, tickBy } from '../support/languageWorld.ts'
import { actor, DOMAIN, keyOf, T0 } from '../support/world.ts'

const world = makeLanguageWorld()
const events = streamOf(world)
const { start, requestHash } = world
const hash = (...parts: (Uint8Array | string)[]): Hex => {
  const sha = createHash('sha256')
  for (const part of parts) sha.update(part)
  return toHex(sha.digest())
}
const u32 = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

describe('heads', () => {
  test('are those of the page', () => {
    const zero = hash('assay/stream/1', fromHex(requestHash), fromHex(start.modelId))
    expect(firstHead(requestHash, start.modelId)).toBe(zero)
    const one = hash('assay/token/1', fromHex(zero), u32(0), u32(70_000))
    const two = hash('assay/token/1', fromHex(one), u32(1), u32(3))
    expect(headsAfter(zero, 0, [70_000, 3])).toEqual([one, two])
    expect(headsAfter(one, 1, [3])).toEqual([two])
    expect(headOf(requestHash, start.modelId, [70_000, 3])).toBe(two)
    expect(headOf(requestHash, start.modelId, [])).toBe(zero)
    expect(endHead(two, 2, false)).toBe(hash('assay/end/1', fromHex(two), u32(2), Uint8Array.of(0)))
    expect(endHead(two, 2, true)).toBe(hash('assay/end/1', fromHex(two), u32(2), Uint8Array.of(1)))
  })

  test('depend on the tokens and not on how they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(MAX_TOKEN - 1), { maxLength: 40 }), fc.array(fc.nat(40)), (tokens, cuts) => {
        let head = firstHead(requestHash, start.modelId)
        const whole = headOf(requestHash, start.modelId, tokens)
        const places = [...new Set([0, ...cuts.filter(cut => cut < tokens.length), tokens.length])].sort(
          (a, b) => a - b,
        )
        for (let i = 1; i < places.length; i++)
          head = headsAfter(head, places[i - 1]!, tokens.slice(places[i - 1], places[i])).at(-1) ?? head
        expect(head).toBe(whole)
      }),
      { numRuns: 50 },
    )
  })

  test('take token ids only', () => {
    for (const token of [-1, 1.5, MAX_TOKEN, Number.NaN])
      expect(() => headsAfter(requestHash, 0, [token])).toThrow(RangeError)
  })
})

test('token ids and their tensors', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(MAX_TOKEN - 1), { minLength: 1 }), tokens => {
      expect(tokensOf([tensorOfTokens(tokens)])).toEqual(tokens)
      expect(tokensOf([realTensorOfTokens(tokens)])).toEqual(tokens)
    }),
  )
  expect([...tensorOfTokens([32_769]).tensor.data]).toEqual([1, 1])
  for (const token of [-1, 0.5, MAX_TOKEN]) expect(() => tensorOfTokens([token])).toThrow(RangeError)
  expect(tokensOf([])).toBeNull()
})

describe('a node that signs its streams', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => hash(name)) as [Hex, Hex, Hex]
  const executor = actor('executor')
  function signerWith(streams: readonly Hex[]) {
    let signatures = 0
    const signer = createStreamSigner({
      domain: DOMAIN,
      node: executor.node,
      sign: digest => {
        signatures++
        return signDigest(digest, executor.receiptKey.privateKey)
      },
    })
    for (const stream of streams) signer.open(stream, start.modelId)
    return { signer, count: () => signatures }
  }
  const signedBy = (of: Hex, { type: _, ...event }: TickEvent): Hex | null =>
    headSigner(DOMAIN, { ...event, node: executor.node, requestHash: of, modelId: start.modelId })

  test.each([1, 2, 3, 4, 5, 32, 33])('%i streams: one signature, and each can show its head', count => {
    const names = Array.from({ length: count }, (_, i) => hash(`stream ${i}`))
    const { signer, count: signatures } = signerWith(names)
    for (const [i, name] of names.entries()) signer.append(name, [i, i + 1], T0)
    const ticks = signer.tick(T0 + 20)
    expect(signatures()).toBe(1)
    expect(ticks.map(tick => tick.requestHash)).toEqual(names)
    for (const { requestHash: name, event } of ticks) {
      expect(event).toMatchObject({ tick: T0 + 20, tokenCount: 2, streams: count })
      expect(signedBy(name, event)).toBe(executor.receiptKey.address)
      // Not another's head, or one's own at another place.
      expect(signedBy(hash('stranger'), event)).not.toBe(executor.receiptKey.address)
      if (count > 1)
        expect(signedBy(name, { ...event, index: (event.index + 1) % count })).not.toBe(executor.receiptKey.address)
    }
  })

  test('signs what has moved, and nothing when nothing has', () => {
    const { signer, count } = signerWith([a, b, c])
    expect(signer.tick(T0)).toEqual([])
    signer.append(b, [1], T0 + 1)
    expect(signer.tick(T0 + 2).map(tick => tick.requestHash)).toEqual([b])
    expect(signer.tick(T0 + 60)).toEqual([])
    expect(count()).toBe(1)
    signer.append(a, [1], T0 + 61)
    signer.close(a)
    expect(signer.tick(T0 + 62)).toEqual([])
    expect(signer.active).toBe(2)
  })

  test('keeps its ticks 50 ms apart, whatever its clock does', () => {
    const { signer } = signerWith([a])
    const times = [T0, T0 + 49, T0 - 5_000, T0 + 500].map(now => {
      if (signer.due(now)) throw new Error('due')
      const { at } = signer.append(a, [1], now)
      const tick = signer.tick(now)[0]!.event.tick
      expect(tick).toBeGreaterThanOrEqual(at)
      return tick
    })
    expect(times).toEqual([T0, T0 + TICK_MS, T0 + 2 * TICK_MS, T0 + 500])
  })

  test('asks for a tick before it sends more than one tick allows', () => {
    const { signer } = signerWith([a, b])
    expect(signer.room(a)).toBe(256)
    signer.append(a, [1], T0)
    expect([signer.due(T0 + 50), signer.due(T0 + 51)]).toEqual([false, true])
    // Asked in time, sent a moment later: it still counts as in time.
    expect(signer.append(b, [1], T0 + 51).at).toBe(T0 + 50)
    expect(() => signer.append(b, [1], T0 + 101)).toThrow('a tick is due')
    signer.tick(T0 + 51)
    expect(signer.due(T0 + 1_000)).toBe(false)
    for (let i = 0; i < 4; i++) signer.append(a, Array(MAX_CHUNK_TOKENS).fill(i), T0 + 60)
    expect(signer.room(a)).toBe(0)
    expect(() => signer.append(a, [1], T0 + 60)).toThrow('room for 0')
    expect(signer.append(b, [1], T0 + 60).before).toBe(1)
    signer.tick(T0 + 101)
    expect(signer.room(a)).toBe(256)
  })

  test('is used rightly or not at all', () => {
    const { signer } = signerWith([a])
    expect(() => signer.open(a, start.modelId)).toThrow('streamed already')
    for (const use of [() => signer.append(b, [1], T0), () => signer.close(b), () => signer.room(b)])
      expect(use).toThrow('no open stream')
    expect(() => signer.append(a, [], T0)).toThrow('1 to 64')
    expect(() => signer.append(a, Array(65).fill(0), T0)).toThrow('1 to 64')
    expect(() => signer.append(a, [1], T0, [])).toThrow('logprobs')
    expect(signer.append(a, [1], T0, [{ logprob: -1, top: [] }]).logprobs).toEqual([{ logprob: -1, top: [] }])
  })

  test('a stream ends where the longest answer does', () => {
    const { signer } = signerWith([a])
    for (let i = 0; i < 512; i++) {
      signer.append(a, Array(64).fill(1), T0 + 50 * i)
      if (i % 4 === 3) signer.tick(T0 + 50 * i)
      else if (signer.due(T0 + 50 * (i + 1))) signer.tick(T0 + 50 * i)
    }
    signer.tick(T0 + 50 * 512)
    expect(signer.room(a)).toBe(0)
    expect(() => signer.append(a, [1], T0 + 50 * 520)).toThrow('room for 0')
  }, 60_000)
})

describe('equivocation', () => {
  const head = (index: number): SignedHead => {
    const { type: _, ...tick } = events.filter(event => event.type === 'tick')[index] as TickEvent
    return { ...tick, node: start.node, requestHash, modelId: start.modelId }
  }
  const keys = { domain: DOMAIN, receiptKeys: [actor('executor').receiptKey.address] }
  const other = (tokenCount: number, change: Parameters<typeof tickBy>[2] = {}): SignedHead => {
    const { type: _, ...tick } = tickBy(
      start,
      { tokenCount: BigInt(tokenCount), head: hash('another'), tick: BigInt(T0 + 900) },
      change,
    )
    return { ...tick, node: start.node, requestHash, modelId: start.modelId }
  }

  test('two heads at one place of one answer, both signed', () => {
    expect(streamEquivocation(head(0), other(8), keys)).toEqual({ ok: true, value: true })
    expect(streamEquivocation(other(8), head(0), keys)).toEqual({ ok: true, value: true })
  })

  test('of an honest node there is none: the same head, signed twice; heads of other places; other answers', () => {
    expect(streamEquivocation(head(0), head(0), keys)).toEqual({ ok: true, value: false })
    expect(streamEquivocation(head(0), head(1), keys)).toEqual({ ok: true, value: false })
    expect(streamEquivocation(head(0), other(9), keys)).toEqual({ ok: true, value: false })
    const again = { ...other(8), requestHash: hash('another request') }
    const { type: _, ...tick } = tickBy(
      { ...start, requestHash: again.requestHash },
      { tokenCount: 8n, head: hash('another'), tick: BigInt(T0) },
    )
    expect(streamEquivocation(head(0), { ...again, ...tick }, keys)).toEqual({ ok: true, value: false })
  })

  test('nobody is accused by what he has not signed', () => {
    for (const forged of [
      other(8, { key: keyOf('stranger').privateKey }),
      { ...other(8), tokenCount: 7 },
      { ...other(8), head: hash('a third') },
      { ...other(8), tick: T0 },
      { ...other(8), node: keyOf('second/node').address },
      { ...other(8), signature: `0x${'00'.repeat(65)}` as Hex },
      { ...other(8), streams: 0 },
      { ...other(8), streams: 65_537 },
      { ...other(8), index: 1 },
      { ...other(8), proof: [hash('more')] },
    ])
      for (const [first, second] of [
        [head(0), forged],
        [forged, head(0)],
      ] as const)
        expect(streamEquivocation(first, second, keys)).toMatchObject({ ok: false, code: 'stream_tick_invalid' })
    // Two nodes that answer one request have two streams.
    const second = { key: actor('second').receiptKey.privateKey, tick: { node: actor('second').node } }
    const theirs = { ...other(8, second), node: actor('second').node }
    const both = { ...keys, receiptKeys: [...keys.receiptKeys, actor('second').receiptKey.address] }
    expect(streamEquivocation(head(0), theirs, both)).toEqual({ ok: true, value: false })
  })
})

const follow: StreamEvent = { type: 'verdict', ...followBy('second', world, requestHash, 8) }
const logprobs = [
  {
    logprob: -0.5,
    top: [
      [3, -0.5],
      [9, -1.25],
    ] as const,
  },
]
const spoken: StreamEvent = { type: 'chunk', before: 0, tokens: [3], head: requestHash, at: T0, logprobs }
const ALL: readonly StreamEvent[] = [...events, follow, spoken]

describe('events as JSON', () => {
  test('survive it, in canonical order', () => {
    for (const event of ALL) {
      const read = eventFromJson(JSON.parse(eventText(event)))
      if (!read.ok) throw new Error(read.message)
      expect(read.value).toEqual(event)
      expect(eventText(read.value)).toBe(eventText(event))
    }
  })

  test('have exactly the members that they have', () => {
    for (const event of [ALL[0]!, ALL[1]!, ALL[3]!, events.at(-1)!, follow, spoken]) {
      const json = eventToJson(event)
      for (const name of Object.keys(json)) {
        const { [name]: _, ...less } = json
        const read = eventFromJson(less)
        // Only log probabilities may be missing.
        expect([event.type, name, read.ok]).toEqual([event.type, name, name === 'logprobs'])
        if (!read.ok) expect(read.code).toBe('stream_malformed')
      }
      expect(eventFromJson({ ...json, more: 1 })).toMatchObject({ ok: false, code: 'stream_malformed' })
    }
  })

  const chunk = eventToJson(events[1]!)
  const tick = eventToJson(events[3]!)
  const ended = eventToJson(events.at(-1)!)
  const MALFORMED: [string, unknown][] = [
    ['no object', 7],
    ['null', null],
    ['a list', [chunk]],
    ['another type', { ...chunk, type: 'chunks' }],
    ['no tokens', { ...chunk, tokens: [] }],
    ['65 tokens', { ...chunk, tokens: Array(65).fill(1) }],
    ['a negative token', { ...chunk, tokens: [-1] }],
    ['a token of half a number', { ...chunk, tokens: [1.5] }],
    ['a token too large', { ...chunk, tokens: [MAX_TOKEN] }],
    ['tokens as text', { ...chunk, tokens: ['1'] }],
    ['tokens that are no list', { ...chunk, tokens: '12' }],
    ['a place beyond any answer', { ...chunk, before: 32_769 }],
    ['a time that is none', { ...chunk, at: 2 ** 53 }],
    ['a head in capitals', { ...chunk, head: String(chunk['head']).toUpperCase() }],
    ['a short head', { ...chunk, head: '0x00' }],
    ['logprobs of another number', { ...chunk, logprobs: [] }],
    ['a logprob above zero', { ...chunk, tokens: [1], logprobs: [{ logprob: 0.1, top: [] }] }],
    ['a logprob that is no number', { ...chunk, tokens: [1], logprobs: [{ logprob: null, top: [] }] }],
    ['too many likely tokens', { ...chunk, tokens: [1], logprobs: [{ logprob: -1, top: Array(21).fill([1, -1]) }] }],
    ['a likely token alone', { ...chunk, tokens: [1], logprobs: [{ logprob: -1, top: [[1]] }] }],
    ['a likely token and more', { ...chunk, tokens: [1], logprobs: [{ logprob: -1, top: [[1, -1, 1]] }] }],
    ['a proof too long', { ...tick, proof: Array(17).fill(chunk['head']) }],
    ['a proof of other things', { ...tick, proof: [1] }],
    ['too many streams', { ...tick, streams: 65_537 }],
    ['a short signature', { ...tick, signature: '0x00' }],
    ['a finish that is none', { ...ended, finish: 'done' }],
    ['a finish of an object', { ...ended, finish: 'toString' }],
  ]
  test.each(MALFORMED)('%s is refused', (_, value) => {
    expect(eventFromJson(value)).toMatchObject({ ok: false, code: 'stream_malformed' })
  })

  test('a receipt, a request or a verdict in them that is malformed is refused', () => {
    for (const value of [
      { ...ended, bundle: {} },
      { ...eventToJson(start), request: {} },
      { ...eventToJson(start), input: {} },
      { ...eventToJson(start), sampler: '?' },
      { ...eventToJson(follow), verdict: { ...(eventToJson(follow)['verdict'] as object), ok: 1 } },
    ])
      expect(eventFromJson(value)).toMatchObject({ ok: false, code: 'receipt_malformed' })
    expect(eventFromJson({ ...eventToJson(start), parts: {} })).toMatchObject({ ok: false, code: 'stream_malformed' })
  })
})

describe('saved streams', () => {
  const lines = `${events.map(eventText).join('\n')}\n`
  const frame = (index: number, content: string, ...of: readonly StreamEvent[]): string =>
    `data: ${JSON.stringify({
      object: 'chat.completion.chunk',
      choices: [{ index, delta: { content } }],
      ...(of.length === 0 ? {} : { assay: { choice: index, events: of.map(eventToJson) } }),
    })}\n\n`
  const answer = [
    ': a comment\n\n',
    frame(0, '', events[0]!),
    ...events.slice(1).map((event, i) => frame(0, event.type === 'chunk' ? `w${i} ` : '', event)),
    frame(0, '!'),
    'data: {"choices":[],"usage":{}}\n\n',
    'data: [DONE]\n\n',
  ].join('')

  test('one event a line', () => {
    const read = readSavedStream(lines)
    expect(read).toEqual({ ok: true, value: { format: 'ndjson', events, text: null } })
    for (const text of [lines.replaceAll('\n', '\r\n'), `\n${lines}\n\n`, lines.trimEnd()])
      expect(readSavedStream(text)).toEqual(read)
  })

  test('an OpenAI-compatible answer, with the text that it shows', () => {
    const read = readSavedStream(answer)
    if (!read.ok) throw new Error(read.message)
    expect(read.value.events).toEqual(events)
    expect(read.value.format).toBe('sse')
    expect(read.value.text).toMatch(/^w0 w1 .*!$/)
    expect(readSavedStream(answer.replaceAll('\n', '\r\n'))).toEqual(read)
    // Cut off within its last line, which is then no JSON; at the end of an event it is the beginning of an answer.
    const half = answer.slice(0, answer.indexOf('\n\n', answer.length / 2) + 2)
    const cut = readSavedStream(half)
    expect(cut.ok && events.slice(0, cut.value.events.length)).toEqual(cut.ok && cut.value.events)
  })

  test('several events in one chunk, and answers of other shapes', () => {
    const completion = `data: ${JSON.stringify({ choices: [{ index: 0, text: 'a' }], assay: { events: events.map(eventToJson) } })}\n\n`
    expect(readSavedStream(completion)).toMatchObject({
      ok: true,
      value: { text: 'a', events: { length: events.length } },
    })
    const delta = {
      type: 'response.output_text.delta',
      delta: 'b',
      assay: { choice: 0, events: events.map(eventToJson) },
    }
    const response = `event: response.output_text.delta\nid: 7\ndata:${JSON.stringify(delta)}\n`
    expect(readSavedStream(response)).toMatchObject({ ok: true, value: { text: 'b', format: 'sse' } })
    const broken = JSON.stringify(delta).replace('{', '{\ndata: ')
    expect(readSavedStream(`data: ${broken}\n\n`)).toMatchObject({ ok: true, value: { text: 'b' } })
  })

  test('one of several choices', () => {
    const other = streamOf(makeLanguageWorld({ ask: o => ({ ...o, maxPrice: 50n }) }))
    const both = events
      .map((event, i) => frame(0, 'x', event) + (other[i] === undefined ? '' : frame(1, 'y', other[i])))
      .join('')
    const [first, second] = [readSavedStream(both), readSavedStream(both, 1)]
    expect(first.ok && first.value.events).toEqual(events)
    expect(second.ok && second.value.events).toEqual(other)
    expect(second.ok && second.value.text).toMatch(/^y+$/)
    expect(readSavedStream(both, 2)).toMatchObject({ ok: false, code: 'stream_malformed' })
  })

  const REFUSED: [string, string][] = [
    ['nothing', ''],
    ['blanks', ' \n\n'],
    ['a line that is no JSON', `${lines}{`],
    ['a line of something else', `${lines}{}\n`],
    ['an answer without events', frame(0, 'x')],
    ['an answer with a malformed event', `data: {"assay":{"events":[{}]}}\n\n`],
    ['events that are no list', `data: {"assay":{"events":{}}}\n\n`],
    ['data that are no JSON', 'data: {\n\n'],
    ['a choice that is none', `data: {"choices":[{"index":-1}]}\n\n`],
    ['text', 'Once upon a time'],
    ['deep nesting', `data: ${'['.repeat(100_000)}\n\n`],
    ['deeply nested events', `{"type":${'['.repeat(100_000)}`],
  ]
  test.each(REFUSED)('%s: refused', (_, text) => {
    expect(readSavedStream(text)).toMatchObject({ ok: false, code: 'stream_malformed' })
  })

  test('is bounded', () => {
    expect(readSavedStream(' '.repeat((32 << 20) + 1))).toMatchObject({ ok: false, code: 'stream_malformed' })
    const short = `${JSON.stringify({ type: 'chunk', before: 0, tokens: [1], head: requestHash, at: 1 })}\n`
    expect(readSavedStream(short.repeat(98_306)).ok).toBe(true)
    expect(readSavedStream(short.repeat(98_307))).toMatchObject({ ok: false, code: 'stream_malformed' })
    expect(
      readSavedStream(`data: {"assay":{"events":[${`${short.trim()},`.repeat(98_306)}${short.trim()}]}}\n\n`),
    ).toMatchObject({
      ok: false,
      code: 'stream_malformed',
    })
    // Long lines without ends take time in proportion to their length.
    const before = performance.now()
    expect(readSavedStream(`data: ${'x'.repeat(8 << 20)}`).ok).toBe(false)
    expect(readSavedStream(`${'\n'.repeat(8 << 20)}{`).ok).toBe(false)
    expect(performance.now() - before).toBeLessThan(10_000)
  }, 60_000)
})
