// Streams as they come and as they were saved: an honest one holds at every length, for what it shows and no more; a chunk that was dropped,
// repeated, moved or altered, and a tick, an end or a follower's word that does not belong there, are refused, each by its own code.

import { describe, expect, test } from 'vitest'
import type { Hex } from '../../src/core/bytes/index.ts'
import { refuse } from '../../src/core/errors/index.ts'
import {
  type ChunkEvent,
  endHead,
  firstHead,
  headOf,
  headsAfter,
  MAX_UNSIGNED_TOKENS,
  type NamedTensor,
  type SignedFollow,
  type StreamEvent,
  type TickEvent,
} from '../../src/core/receipt/index.ts'
import {
  createStreamCheck,
  followedBy,
  namedPolicy,
  type Policy,
  type StreamEvidence,
  type StreamVerdict,
  type TrustAnchors,
  verifyStream,
} from '../../src/core/verify/index.ts'
import { FLOAT_ENGINE, floatModel } from '../support/floatWorld.ts'
import {
  followBy,
  type LanguageWorld,
  languageModel,
  makeLanguageWorld,
  refield,
  streamOf,
  tickBy,
} from '../support/languageWorld.ts'
import { keyOf, seededRandom, T0 } from '../support/world.ts'

const policyOf = (name: 'signed' | 'replayed', stage?: 'promised' | 'included'): Policy => {
  const policy = namedPolicy(name, 'any', stage)
  if (!policy.ok) throw new Error(policy.message)
  return policy.value
}

const world = makeLanguageWorld()
const honest = streamOf(world)
const [FIRST_CHUNK, FIRST_TICK] = [1, 3]

function judge(
  events: readonly StreamEvent[],
  change: {
    world?: LanguageWorld
    evidence?: Partial<StreamEvidence>
    policy?: Policy
    anchors?: Partial<TrustAnchors>
  } = {},
): Promise<StreamVerdict> {
  const of = change.world ?? world
  return verifyStream(events, { ...of.evidence, ...change.evidence }, change.policy ?? policyOf('replayed'), {
    ...of.anchors,
    ...change.anchors,
  })
}

const codeOf = async (...args: Parameters<typeof judge>): Promise<string> => (await judge(...args)).code

/** Codes of a live reader, event by event, without ends: `ok` until the first refusal. */
function liveCodes(events: readonly StreamEvent[], now = T0 + 10_000): string[] {
  const check = createStreamCheck({ anchors: world.anchors, request: 'any', model: 'any', negative: 'refuse' })
  return events.map(event => {
    const taken = check.accept(event, now)
    return taken.ok ? 'ok' : taken.code
  })
}

const chunksOf = (events: readonly StreamEvent[]): number[] =>
  events.flatMap((event, i) => (event.type === 'chunk' ? [i] : []))

describe('an honest stream', () => {
  test('is complete, replayed, and has as many tokens as its receipt', async () => {
    const verdict = await judge(honest)
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(verdict).toMatchObject({
      ok: true,
      code: 'ok',
      complete: true,
      level: 'replayed',
      covered: 40,
      tokens: { received: 40, signed: 40, replayed: 40 },
      receipt: { ok: true, assurance: { kinds: ['signature', 'replay'] } },
    })
    expect(liveCodes(honest)).toEqual(honest.map(() => 'ok'))
  })

  test('is chained, and never called replayed, where nobody has replayed it', async () => {
    const verdict = await judge(honest, { evidence: { replay: null }, policy: policyOf('signed') })
    expect(verdict).toMatchObject({ ok: true, complete: true, level: 'chained', covered: 40 })
    expect(verdict.tokens.replayed).toBe(0)
    expect(await codeOf(honest, { evidence: { replay: null } })).toBe('replay_missing')
  })

  test('cut off anywhere, holds for what its last tick signs', async () => {
    for (let length = 1; length < honest.length; length++) {
      const events = honest.slice(0, length)
      const signed = Math.max(0, ...events.map(event => (event.type === 'tick' ? event.tokenCount : 0)))
      const received = 4 * chunksOf(events).length
      const verdict = await judge(events)
      if (signed === 0) {
        expect(verdict).toMatchObject({ ok: false, code: 'stream_tick_missing', level: null, covered: 0 })
        continue
      }
      expect(verdict).toMatchObject({ ok: true, complete: false, level: 'replayed', covered: signed, receipt: null })
      expect(verdict.tokens).toEqual({ received, signed, replayed: signed })
      const chained = await judge(events, { evidence: { replay: null }, policy: policyOf('signed') })
      expect(chained).toMatchObject({ ok: true, complete: false, level: 'chained', covered: signed })
      expect(chained.assumptions.join()).toContain('in no log')
    }
  })

  test('cut off, does not hide that its tokens are wrong', async () => {
    const liar = makeLanguageWorld({ tokens: right => right.with(5, 77) })
    const events = streamOf(liar)
    expect(await codeOf(events.slice(0, FIRST_TICK + 1), { world: liar })).toBe('replay_mismatch')
    expect(await codeOf(events, { world: liar })).toBe('replay_mismatch')
    for (const told of [events, events.slice(0, -1)])
      expect(await codeOf(told, { world: liar, policy: policyOf('signed') })).toBe('replay_mismatch')
    // For a policy that asks for nothing more, and without the model, it is what it is: chained.
    const signed = await judge(events, { world: liar, evidence: { replay: null }, policy: policyOf('signed') })
    expect(signed).toMatchObject({ ok: true, level: 'chained' })
  })

  test('waits for its log as its receipt does, and says when to ask again', async () => {
    const { bundle } = world
    const fresh = honest.with(-1, { type: 'end', finish: 'length', bundle: { ...bundle, inclusion: null } })
    const verdict = await judge(fresh)
    expect(verdict).toMatchObject({ ok: false, code: 'inclusion_pending', complete: true, level: null, covered: 0 })
    expect(verdict.receipt?.notBefore).toBeGreaterThan(T0)
    expect(await codeOf(fresh, { policy: policyOf('replayed', 'promised') })).toBe('ok')
  })

  test('of another model than is meant', async () => {
    const other = languageModel('other').identity.modelId
    const policy = { ...policyOf('signed'), model: `0x${Buffer.from(other).toString('hex')}` as Hex }
    expect(await codeOf(honest, { policy })).toBe('model_mismatch')
    expect(await codeOf(honest.slice(0, -1), { policy })).toBe('model_mismatch')
    expect(await codeOf(honest, { policy: { ...policy, model: world.start.modelId } })).toBe('ok')
  })

  test('is nothing at all without events', async () => {
    expect(await codeOf([])).toBe('stream_event_unexpected')
  })
})

describe('chunks', () => {
  test('dropped: each of them is missed', async () => {
    for (const at of chunksOf(honest)) {
      const events = honest.toSpliced(at, 1)
      expect([at, await codeOf(events)]).toEqual([at, 'stream_chunk_missing'])
      expect(liveCodes(events)).toContain('stream_chunk_missing')
    }
  })

  test('the last ones dropped with their tick: the receipt has more', async () => {
    expect(await codeOf(honest.toSpliced(-3, 2))).toBe('stream_output_mismatch')
  })

  test('repeated: at once, and later', async () => {
    for (const at of chunksOf(honest)) {
      expect(await codeOf(honest.toSpliced(at, 0, honest[at]!))).toBe('stream_chunk_repeated')
      expect(await codeOf(honest.toSpliced(-1, 0, honest[at]!))).toBe('stream_chunk_repeated')
    }
  })

  test('in other places: neighbours, and far from one another', async () => {
    const places = chunksOf(honest)
    const swap = (a: number, b: number): StreamEvent[] => honest.with(a, honest[b]!).with(b, honest[a]!)
    for (let i = 1; i < places.length; i++) {
      const events = swap(places[i - 1]!, places[i]!)
      expect(await codeOf(events)).toBe('stream_chunk_reordered')
      // Who reads as it comes knows only that one is not there.
      expect(liveCodes(events)).toContain('stream_chunk_missing')
    }
    expect(await codeOf(swap(places[0]!, places[7]!))).toBe('stream_chunk_reordered')
    // A tick before what it signs.
    expect(await codeOf(swap(places[1]!, places[1]! + 1))).toBe('stream_chunk_reordered')
    // Another chunk in its place does not make a dropped one a moved one.
    const stranger = { ...(honest[places[0]!] as ChunkEvent), tokens: [9, 9, 9, 9] }
    expect(await codeOf([...honest.toSpliced(places[0]!, 1), stranger])).toBe('stream_chunk_missing')
  })

  test('altered: a token, the head, or a token where others have come', async () => {
    for (const at of chunksOf(honest)) {
      const chunk = honest[at] as ChunkEvent
      for (const index of [0, 3]) {
        const tokens = chunk.tokens.with(index, chunk.tokens[index]! ^ 1)
        expect(await codeOf(honest.with(at, { ...chunk, tokens }))).toBe('stream_head_mismatch')
      }
      const longer = [...chunk.tokens, 5]
      for (const tokens of [chunk.tokens.slice(1), longer])
        expect(await codeOf(honest.with(at, { ...chunk, tokens }))).toBe('stream_head_mismatch')
      expect(await codeOf(honest.with(at, { ...chunk, head: world.requestHash }))).toBe('stream_head_mismatch')
      const again = { ...chunk, tokens: chunk.tokens.with(0, 5) }
      expect(await codeOf(honest.toSpliced(at + 1, 0, again))).toBe('stream_chunk_altered')
    }
    // Some that have come, and more.
    const chunk = honest[FIRST_CHUNK] as ChunkEvent
    const overlapping = { ...chunk, before: 2, tokens: [...world.tokens.slice(2, 6)] }
    expect(await codeOf(honest.toSpliced(FIRST_CHUNK + 1, 0, overlapping))).toBe('stream_chunk_altered')
  })

  test('altered, with every head after it made anew: the node has signed another', async () => {
    const tokens = world.tokens.with(2, 77)
    const heads = headsAfter(firstHead(world.requestHash, world.start.modelId), 0, tokens)
    const remade = honest.map((event): StreamEvent => {
      if (event.type === 'chunk') {
        const { before } = event
        return { ...event, tokens: tokens.slice(before, before + 4), head: heads[before + 3]! }
      }
      return event
    })
    expect(await codeOf(remade)).toBe('stream_chunk_altered')
    // With the ticks' heads too, they are no longer what was signed.
    const named = remade.map(event =>
      event.type === 'tick' ? { ...event, head: heads[event.tokenCount - 1]! } : event,
    )
    expect(await codeOf(named)).toBe('stream_tick_invalid')
    // Without ticks more of it is unsigned than may be; and where its times are made anew as well, the receipt is left.
    const unsigned = remade.filter(({ type }) => type !== 'tick')
    expect(await codeOf(unsigned)).toBe('stream_unsigned')
    const atOnce = unsigned.map(event => (event.type === 'chunk' ? { ...event, at: T0 } : event))
    expect(await codeOf(atOnce)).toBe('stream_output_mismatch')
  })

  test('cut otherwise on the way are the same stream', async () => {
    const places = chunksOf(honest)
    const [a, b] = [honest[places[0]!] as ChunkEvent, honest[places[1]!] as ChunkEvent]
    const one = { ...b, before: 0, tokens: [...a.tokens, ...b.tokens] }
    const joined = honest.toSpliced(places[0]!, 2, { ...one, at: a.at })
    expect(await codeOf(joined)).toBe('ok')
    const heads = headsAfter(a.head, 4, b.tokens)
    const split = honest.toSpliced(
      places[1]!,
      1,
      ...b.tokens.map(
        (token, i): ChunkEvent => ({
          ...{ type: 'chunk', before: 4 + i, tokens: [token], head: heads[i]!, at: b.at },
        }),
      ),
    )
    expect(await codeOf(split)).toBe('ok')
  })
})

describe('what no tick has signed', () => {
  const { start, requestHash } = world
  const first = firstHead(requestHash, start.modelId)
  const ids = Array.from({ length: MAX_UNSIGNED_TOKENS + 1 }, (_, i) => i)
  const heads = headsAfter(first, 0, ids)
  const chunk = (before: number, count: number, at: number): ChunkEvent => ({
    ...{ type: 'chunk', before, tokens: ids.slice(before, before + count), head: heads[before + count - 1]!, at },
  })

  test('is at most 256 tokens', () => {
    const full = [0, 64, 128, 192].map(before => chunk(before, 64, T0))
    expect(liveCodes([start, ...full])).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(liveCodes([start, ...full, chunk(256, 1, T0)]).at(-1)).toBe('stream_unsigned')
    const tick = tickBy(start, { tokenCount: 1n, head: heads[0]!, tick: BigInt(T0) })
    expect(liveCodes([start, ...full, tick, chunk(256, 1, T0)]).at(-1)).toBe('ok')
  })

  test('is at most 50 ms of the node’s time', () => {
    const tick = (tokenCount: number, at: number): TickEvent =>
      tickBy(start, { tokenCount: BigInt(tokenCount), head: heads[tokenCount - 1]!, tick: BigInt(at) })
    const two = [start, chunk(0, 4, T0), chunk(4, 4, T0 + 50)]
    expect(liveCodes(two)).toEqual(['ok', 'ok', 'ok'])
    expect(liveCodes([start, chunk(0, 4, T0), chunk(4, 4, T0 + 51)]).at(-1)).toBe('stream_unsigned')
    // A tick over the first four only: the others wait since then.
    expect(liveCodes([...two, tick(4, T0 + 60), chunk(8, 4, T0 + 100)]).at(-1)).toBe('ok')
    expect(liveCodes([...two, tick(4, T0 + 60), chunk(8, 4, T0 + 101)]).at(-1)).toBe('stream_unsigned')
    expect(liveCodes([...two, tick(8, T0 + 60), chunk(8, 4, T0 + 5_000)]).at(-1)).toBe('ok')
  })

  test('and times do not go back, or far ahead', () => {
    expect(liveCodes([start, chunk(0, 4, T0 + 5), chunk(4, 4, T0 + 4)]).at(-1)).toBe('stream_time_invalid')
    expect(liveCodes([start, chunk(0, 4, T0 + 120_000)], T0).at(-1)).toBe('ok')
    expect(liveCodes([start, chunk(0, 4, T0 + 120_001)], T0).at(-1)).toBe('stream_time_invalid')
  })

  test('a stream is as long as an answer can be', () => {
    const check = createStreamCheck({ anchors: world.anchors, request: 'any', model: 'any', negative: 'refuse' })
    const all = Array.from({ length: 32_769 }, (_, i) => i & 1023)
    const after = headsAfter(first, 0, all)
    expect(check.accept(start, T0).ok).toBe(true)
    // One key, many ticks: the check itself is under test, so one signature is made a hundred and twenty-eight times.
    for (let before = 0; before < 32_768; before += 64) {
      const event = {
        type: 'chunk',
        before,
        tokens: all.slice(before, before + 64),
        head: after[before + 63]!,
        at: T0,
      } as const
      expect(check.accept(event, T0 + 10_000).ok).toBe(true)
      if ((before + 64) % 256 !== 0) continue
      const time = BigInt(T0 + 50 * (before / 64))
      const tick = tickBy(start, { tokenCount: BigInt(before + 64), head: after[before + 63]!, tick: time })
      expect(check.accept(tick, T0 + 60_000).ok).toBe(true)
    }
    const more = { type: 'chunk', before: 32_768, tokens: [0], head: after[32_768]!, at: T0 } as const
    expect(check.accept(more, T0 + 10_000)).toMatchObject({ ok: false, code: 'stream_too_long' })
  }, 60_000)
})

describe('the end', () => {
  const end = honest.at(-1) as Extract<StreamEvent, { type: 'end' }>
  const ended = (change: object): StreamEvent[] => honest.with(-1, { ...end, ...change })

  test('without a receipt, or with another one', async () => {
    expect(await codeOf(ended({ bundle: null }))).toBe('stream_receipt_missing')
    const other = makeLanguageWorld({ ask: o => ({ ...o, random: seededRandom('another request') }) })
    expect(await codeOf(ended({ bundle: other.bundle }))).toBe('stream_receipt_mismatch')
    const { receipt } = world.bundle
    for (const change of [
      { modelId: receipt.nonce },
      { node: keyOf('second/node').address },
      { requestHash: receipt.nonce },
    ])
      expect(await codeOf(ended({ bundle: { ...world.bundle, receipt: { ...receipt, ...change } } }))).toBe(
        'stream_receipt_mismatch',
      )
  })

  test('with a receipt of other tokens than were streamed', async () => {
    const of = (tokens: readonly number[]) => ended({ bundle: makeLanguageWorld({ tokens: () => tokens }).bundle })
    expect(await codeOf(of(world.tokens.with(39, 5)))).toBe('stream_output_mismatch')
    expect(await codeOf(of(world.tokens.slice(0, 39)))).toBe('stream_output_mismatch')
    expect(await codeOf(of([...world.tokens, 5]))).toBe('stream_output_mismatch')
    expect(await codeOf(ended({ bundle: { ...world.bundle, output: null } }))).toBe('stream_output_mismatch')
    const output = { salt: world.bundle.output!.salt, tensors: [] as NamedTensor[] }
    expect(await codeOf(ended({ bundle: { ...world.bundle, output } }))).toBe('stream_output_mismatch')
  })

  test('by its rule, says the stream; cut off, says the receipt; and the other way round', async () => {
    expect(await codeOf(ended({ finish: 'truncated' }))).toBe('stream_finish_mismatch')
    expect(await codeOf(ended({ bundle: refield(world, { truncated: 1n }) }))).toBe('stream_finish_mismatch')
    const signed = { policy: policyOf('signed'), evidence: { replay: null } }
    const both = ended({ bundle: refield(world, { truncated: 1n }), finish: 'truncated' })
    expect(await codeOf(both, signed)).toBe('ok')
    // It did end by its rule: a replay knows.
    expect(await codeOf(both)).toBe('replay_mismatch')
    const cut = makeLanguageWorld({ truncated: true, tokens: right => right.slice(0, 12) })
    expect(await judge(streamOf(cut), { world: cut })).toMatchObject({ ok: true, complete: true, level: 'replayed' })
    const fields = { ...world.bundle.fields, disclosed: [] }
    expect(await codeOf(ended({ bundle: { ...world.bundle, fields } }))).toBe('stream_finish_mismatch')
  })

  test('is the end', async () => {
    for (const event of [honest[FIRST_CHUNK]!, honest[FIRST_TICK]!, end])
      expect(await codeOf([...honest, event])).toBe('stream_after_end')
    expect(await codeOf([...honest, honest[0]!])).toBe('stream_event_unexpected')
  })

  test('a receipt that does not hold is refused for what it is', async () => {
    const { signature } = honest[FIRST_TICK] as TickEvent
    const bundle = { ...world.bundle, signature }
    const verdict = await judge(ended({ bundle }))
    expect(verdict).toMatchObject({ ok: false, code: 'signature_invalid', complete: true, level: null, covered: 0 })
    expect(verdict.checks.map(({ name }) => name)).toContain('receipt: receipt.signature')
  })

  test('shows prompt and sampler at its beginning as well as in its receipt', async () => {
    const hidden = { ...world.bundle, input: null, sampler: null }
    expect(await codeOf(ended({ bundle: hidden }))).toBe('ok')
    const start = { ...world.start, input: null, sampler: null }
    expect(await codeOf(honest.with(0, start))).toBe('ok')
    expect(await codeOf(ended({ bundle: hidden }).with(0, start))).toBe('replay_missing')
    expect(await codeOf(honest.with(0, start).slice(0, -1))).toBe('replay_missing')
    for (const part of [{ input: null }, { sampler: null }])
      expect(await codeOf(honest.with(0, { ...world.start, ...part }).slice(0, -1))).toBe('replay_missing')
  })
})

describe('order of events', () => {
  test('a stream begins with its start, once', async () => {
    for (const at of [FIRST_CHUNK, FIRST_TICK, honest.length - 1])
      expect(await codeOf([honest[at]!, ...honest])).toBe('stream_event_unexpected')
    expect(await codeOf([honest[0]!, ...honest])).toBe('stream_event_unexpected')
    const verdict = {
      type: 'verdict',
      ...followBy('second', world, headOf(world.requestHash, world.start.modelId, []), 0),
    }
    expect(await codeOf([verdict as StreamEvent, ...honest])).toBe('stream_event_unexpected')
  })

  test('a refusal stays', () => {
    const codes = liveCodes([...honest.toSpliced(FIRST_CHUNK, 1), ...honest])
    expect(new Set(codes.slice(1))).toEqual(new Set(['stream_chunk_missing']))
  })

  test('a reader that has made the request knows it', () => {
    const check = (request: Hex) =>
      createStreamCheck({ ...{ anchors: world.anchors, model: 'any', negative: 'refuse' }, request })
    expect(check(world.requestHash).accept(world.start, T0).ok).toBe(true)
    expect(check(world.bundle.receipt.nonce).accept(world.start, T0)).toMatchObject({ code: 'stream_request_mismatch' })
  })
})

describe('followers', () => {
  const { start, requestHash, tokens } = world
  const heads = [firstHead(requestHash, start.modelId), ...headsAfter(firstHead(requestHash, start.modelId), 0, tokens)]
  const last = endHead(heads[40]!, 40, false)
  const none = { replay: null }
  const follow = (...verdicts: SignedFollow[]): Partial<StreamEvidence> => ({ ...none, follow: verdicts })
  const at = (name: string, count: number, change = {}): SignedFollow =>
    followBy(name, world, heads[count]!, count, change)
  const atEnd = (name: string, change = {}): SignedFollow => followBy(name, world, last, 40, change)

  test('to the very end vouch for the whole answer', async () => {
    const verdict = await judge(honest, { evidence: follow(atEnd('second')) })
    expect(verdict).toMatchObject({ ok: true, complete: true, level: 'replayed', covered: 40 })
    expect(verdict.receipt?.assurance.kinds).toEqual(['signature', 'verdict'])
    // To the last token is not to the end: the answer might go on.
    expect(await codeOf(honest, { evidence: follow(at('second', 40)) })).toBe('replay_missing')
    const otherwise = followBy('second', world, endHead(heads[40]!, 40, true), 40)
    expect(await codeOf(honest, { evidence: follow(otherwise) })).toBe('replay_missing')
    const earlier = followBy('second', world, endHead(heads[39]!, 39, false), 39)
    expect(await codeOf(honest, { evidence: follow(earlier) })).toBe('replay_missing')
    expect(await codeOf(honest, { evidence: follow(earlier, otherwise, at('second', 3), atEnd('second')) })).toBe('ok')
  })

  test('may be among the events, the last word before the end too', async () => {
    const event = { type: 'verdict', ...atEnd('second') } as const
    for (const events of [[...honest, event], honest.toSpliced(-1, 0, event)])
      expect(await judge(events, { evidence: none })).toMatchObject({ ok: true, level: 'replayed' })
  })

  test('are told of while a stream is read: as far as so many operators have come, and to the end', () => {
    const check = createStreamCheck({ anchors: world.anchors, request: 'any', model: 'any', negative: 'refuse' })
    const now = T0 + 10_000
    for (const event of honest.slice(0, -1)) check.accept(event, now)
    const say = (follow: SignedFollow) => check.accept({ type: 'verdict', ...follow }, now)
    expect(followedBy(check.progress, 1)).toEqual({ tokens: 0, end: false })
    say(at('second', 30))
    say(at('second', 10))
    say(at('third', 20))
    expect([1, 2, 3].map(n => followedBy(check.progress, n).tokens)).toEqual([30, 20, 0])
    // The end is known with the stream's own.
    say(atEnd('second'))
    expect(followedBy(check.progress, 1)).toEqual({ tokens: 40, end: false })
    check.accept(honest.at(-1)!, now)
    expect([1, 2].map(n => followedBy(check.progress, n))).toEqual([
      { tokens: 40, end: true },
      { tokens: 20, end: false },
    ])
    say(at('third', 40))
    expect(followedBy(check.progress, 2)).toEqual({ tokens: 40, end: false })
  })

  test('of a stream that was cut off vouch for what they have reached', async () => {
    const cut = honest.slice(0, -1)
    const verdict = await judge(cut, { evidence: follow(at('second', 20)) })
    expect(verdict).toMatchObject({ ok: true, complete: false, level: 'replayed', covered: 20 })
    expect(verdict.tokens).toEqual({ received: 40, signed: 40, replayed: 20 })
    // Signed by the node is more than replayed, and called by its name.
    const signed = await judge(cut, { evidence: follow(at('second', 20)), policy: policyOf('signed') })
    expect(signed).toMatchObject({ ok: true, level: 'chained', covered: 40, tokens: { replayed: 20 } })
    const all = await judge(cut, { evidence: follow(at('second', 40)), policy: policyOf('signed') })
    expect(all).toMatchObject({ level: 'replayed', covered: 40 })
    // What no tick signs is nobody's word, whoever has replayed it.
    const unsigned = await judge(cut.slice(0, -1), { evidence: follow(at('second', 40)) })
    expect(unsigned).toMatchObject({
      level: 'replayed',
      covered: 32,
      tokens: { received: 40, signed: 32, replayed: 32 },
    })
    expect(await codeOf(cut, { evidence: follow(at('second', 0)) })).toBe('verdicts_missing')
    expect(await codeOf(cut, { evidence: none })).toBe('replay_missing')
  })

  test('count by operator: what two of them have reached', async () => {
    const cut = honest.slice(0, -1)
    const two = (require: Policy['require']): Policy => ({ ...policyOf('replayed'), require })
    const verdicts = { kind: 'verdicts', atLeast: 2 } as const
    const evidence = follow(at('second', 20), at('second', 30), at('third', 10))
    const cases: [Policy['require'], number, string][] = [
      [verdicts, 10, 'ok'],
      [{ kind: 'verdicts', atLeast: 1 }, 30, 'ok'],
      [{ kind: 'verdicts', atLeast: 0 }, 40, 'ok'],
      [{ kind: 'verdicts', atLeast: 3 }, 0, 'verdicts_missing'],
      [{ kind: 'all', of: [{ kind: 'signature' }, verdicts] }, 10, 'ok'],
      [{ kind: 'any', of: [{ kind: 'replay' }, verdicts] }, 10, 'ok'],
      [{ kind: 'any', of: [{ kind: 'signature' }, verdicts] }, 40, 'ok'],
      [{ kind: 'atLeast', count: 2, of: [{ kind: 'replay' }, { kind: 'signature' }, verdicts] }, 10, 'ok'],
      [{ kind: 'atLeast', count: 3, of: [{ kind: 'replay' }, { kind: 'signature' }, verdicts] }, 0, 'replay_missing'],
    ]
    for (const [require, covered, code] of cases) {
      const verdict = await judge(cut, { evidence, policy: two(require) })
      expect([require, verdict.covered, verdict.code]).toEqual([require, covered, code])
    }
    const operators = world.anchors.nodes
    const nodes = [operators[0]!, operators[1]!, { ...operators[2]!, operator: operators[1]!.operator }]
    expect((await judge(cut, { evidence, policy: two(verdicts), anchors: { nodes } })).code).toBe('verdicts_missing')
  })

  test('of the executor’s own operator count for nothing', async () => {
    const [executor, second, third] = world.anchors.nodes
    expect(await codeOf(honest, { evidence: follow(atEnd('executor')) })).toBe('replay_missing')
    const nodes = [executor!, { ...second!, operator: executor!.operator }, third!]
    expect(await codeOf(honest, { evidence: follow(atEnd('second')), anchors: { nodes } })).toBe('replay_missing')
    const against = follow(atEnd('second', { ok: false }), atEnd('third'))
    expect(await codeOf(honest, { evidence: against, anchors: { nodes } })).toBe('ok')
  })

  test('that found other tokens are not outvoted, but by the reader’s own replay', async () => {
    const cut = honest.slice(0, -1)
    const against = [at('second', 20, { ok: false }), at('third', 40)]
    const ended = [at('second', 20, { ok: false }), atEnd('third')]
    expect(await codeOf(cut, { evidence: follow(...against) })).toBe('verdict_negative')
    expect(await codeOf(honest, { evidence: follow(...ended) })).toBe('verdict_negative')
    expect(await judge(cut, { evidence: { follow: against } })).toMatchObject({
      ok: true,
      level: 'replayed',
      covered: 40,
    })
    expect(await codeOf(honest, { evidence: { follow: ended } })).toBe('ok')
    // For a policy that asks nobody they change nothing, and make nothing replayed.
    const signed = await judge(cut, { evidence: follow(...against), policy: policyOf('signed') })
    expect(signed).toMatchObject({ ok: true, level: 'chained', tokens: { replayed: 0 } })
  })

  test('that found other tokens end a stream that is being read', () => {
    const event = { type: 'verdict', ...at('second', 8, { ok: false }) } as const
    const codes = liveCodes([...honest.slice(0, FIRST_TICK + 1), event, ...honest.slice(FIRST_TICK + 1)])
    expect(codes.slice(FIRST_TICK)).toEqual(['ok', ...Array(honest.length - FIRST_TICK).fill('verdict_negative')])
  })

  test('whose word is none are refused alone', async () => {
    const event = { type: 'verdict', ...at('second', 9) } as const
    const codes = liveCodes([...honest.slice(0, FIRST_TICK + 1), event, ...honest.slice(FIRST_TICK + 1)])
    expect(codes.filter(code => code !== 'ok')).toEqual(['verdict_invalid'])
    expect(await codeOf(honest.toSpliced(FIRST_TICK + 1, 0, event))).toBe('verdict_invalid')
    expect(await codeOf(honest, { evidence: follow(at('ghost', 8)) })).toBe('verdict_invalid')
  })
})

describe('a stream of a float model', () => {
  const float = makeLanguageWorld({
    ask: o => ({ ...o, modelId: `0x${Buffer.from(floatModel().identity.modelId).toString('hex')}` }),
    issue: o => ({ ...o, identity: floatModel().identity, engine: FLOAT_ENGINE, evidence: ['signature'] }),
  })
  const { graphRoot, weightsRoot, tokenizerHash, templateHash, interfaceHash } = floatModel().identity
  const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString('hex')}`
  const parts = {
    ...{ graphRoot: hex(graphRoot), weightsRoot: hex(weightsRoot), tokenizerHash: hex(tokenizerHash) },
    ...{ templateHash: hex(templateHash), interfaceHash: hex(interfaceHash) },
  }
  const start = { ...float.start, parts }
  const events = streamOf({ ...float, start }).slice(0, -1)

  test('is chained, whoever says more', async () => {
    const head = headOf(float.requestHash, start.modelId, float.tokens)
    const evidence = { follow: [followBy('second', float, head, 40)] }
    const signed = await judge(events, { world: float, evidence, policy: policyOf('signed') })
    expect(signed).toMatchObject({ ok: true, level: 'chained', tokens: { replayed: 0 } })
    expect(await codeOf(events, { world: float, evidence })).toBe('model_not_exact')
    const require: Policy['require'] = { kind: 'verdicts', atLeast: 1 }
    expect(await codeOf(events, { world: float, evidence, policy: { ...policyOf('replayed'), require } })).toBe(
      'model_not_exact',
    )
  })

  test('is told by its parts, which make up its model id', async () => {
    expect(await codeOf(events.with(0, { ...start, parts: world.start.parts }), { world: float })).toBe(
      'model_parts_mismatch',
    )
  })
})

test('a replay that refuses has not found the tokens again', async () => {
  const regenerate = async () => refuse('context_length_exceeded', 'no')
  const replay = { ...world.evidence.replay!, regenerate }
  for (const events of [honest, honest.slice(0, -1)]) {
    const verdict = await judge(events, { evidence: { replay } })
    expect(verdict.ok).toBe(false)
    expect(verdict.checks.map(({ code }) => code)).toContain('context_length_exceeded')
  }
})

test('a reader without the model is told that its replay is of another', async () => {
  const replay = { ...world.evidence.replay!, model: languageModel('other') }
  expect(await codeOf(honest.slice(0, -1), { evidence: { replay } })).toBe('model_mismatch')
  expect(await codeOf(honest, { evidence: { replay } })).toBe('model_mismatch')
})
