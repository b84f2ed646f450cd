import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  createFollower,
  createGeneration,
  type Finish,
  type GenerationRules,
  type LanguageSession,
  logitsOf,
  partOf,
  type ReplayVerdict,
  replayGeneration,
} from '../../src/core/language/generation/index.ts'
import { createStops } from '../../src/core/language/generation/stop.ts'
import { choiceGrammar, jsonGrammar, schemaGrammar } from '../../src/core/language/grammar/index.ts'
import { makeSampler, type Sampler, type SamplerOptions } from '../../src/core/language/sampler/index.ts'
import type { Vocabulary } from '../../src/core/language/types.ts'
import { vocabularyOf } from '../../src/core/language/vocabulary.ts'
import { fakeSession, referenceSession } from './sessions.ts'
import { spelled, vocabularyOf as wordsAndBytes } from './vocabularies.ts'

type Asked = Pick<GenerationRules, 'sampler' | 'seed' | 'prompt'>
const SEED = new Uint8Array(32).fill(5)
const letters = spelled(['a', 'b', 'c', 'ab', 'bc', 'abc', ' ', 'ca', 'a'])

/** An answer token by token, without a batcher: the model is asked for one row at a time. */
async function generate(model: LanguageSession, asked: Asked): Promise<{ tokens: number[]; finish: Finish }> {
  const { session, ports, vocabulary } = model
  const generation = createGeneration({ ...asked, vocabulary, exponent: ports.logitExponent, context: ports.context })
  const sequence = session.open()
  const tokens: number[] = []
  for (let fed: readonly number[] = asked.prompt; ; ) {
    const [outputs] = await session.step([partOf(sequence, fed, 1)])
    const token = generation.choose({ logits: logitsOf(outputs!, model), offset: 0 })
    tokens.push(token)
    const finish = generation.take(token)
    if (finish !== null) {
      sequence.close()
      return { tokens, finish }
    }
    fed = [token]
  }
}

const ask = (options: Partial<SamplerOptions>, prompt: readonly number[] = [1, 2, 0]): Asked => ({
  sampler: makeSampler({ maxTokens: 24, ...options }),
  seed: SEED,
  prompt,
})

describe('stop strings', () => {
  test('are found across borders of pieces, as a search of the whole would', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), maxLength: 3 })
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), minLength: 1, maxLength: 5 }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(piece, { maxLength: 12 }),
        (texts, pieces) => {
          const stops = createStops(texts)
          let all = ''
          for (const piece of pieces) {
            all += piece
            const found = stops.push(utf8(piece))
            expect(found).toBe(texts.some(text => all.includes(text)))
            if (found) return
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('are bytes: half a character of one token ends in the next', () => {
    const stops = createStops(['é!'])
    expect(stops.push(Uint8Array.of(0x61, 0xc3))).toBe(false)
    expect(stops.push(Uint8Array.of(0xa9))).toBe(false)
    expect(stops.push(utf8('!x'))).toBe(true)
  })
})

describe('ends', () => {
  /** The token that the last one is made to be followed by. */
  const scripted = (vocabulary: Vocabulary, script: readonly number[], context?: number) =>
    fakeSession({
      vocabulary,
      ...(context === undefined ? {} : { context }),
      logits: tokens =>
        Array.from({ length: vocabulary.size + 3 }, (_, id) => (id === script[tokens.length - 3] ? 30_000 : 0)),
    })
  const run = async (script: readonly number[], options: Partial<SamplerOptions>, context?: number) =>
    generate(scripted(letters, script, context), ask({ temperature: 0, ...options }))

  test('with an end token, a stop string, the most tokens, or the context', async () => {
    expect(await run([0, 1, 9, 2], {})).toEqual({ tokens: [0, 1, 9], finish: 'eos' })
    // "ca" + "bc": "abc" ends inside the second.
    expect(await run([0, 7, 4, 2], { stop: ['xyz', 'abc'] })).toEqual({ tokens: [0, 7, 4], finish: 'stop' })
    expect(await run([0, 0, 0, 0], { maxTokens: 3 })).toEqual({ tokens: [0, 0, 0], finish: 'length' })
    expect(await run([0, 0, 0, 0, 0], {}, 6)).toEqual({ tokens: [0, 0, 0], finish: 'length' })
    expect(await run([0, 9, 2, 9], { ignoreEos: true, maxTokens: 4 })).toEqual({
      tokens: [0, 9, 2, 9],
      finish: 'length',
    })
    // The first of several reasons.
    expect(await run([0, 1], { stop: ['ab'], maxTokens: 2 })).toEqual({ tokens: [0, 1], finish: 'stop' })
    expect(await run([0, 9], { maxTokens: 2 })).toEqual({ tokens: [0, 9], finish: 'eos' })
  })

  test('with a grammar', async () => {
    const grammar = choiceGrammar(['ab', 'abc'])
    // The end token is wanted from the start, and allowed only where a text ends.
    expect(await run([9, 9, 9, 9], { grammar })).toEqual({ tokens: [0, 1, 9], finish: 'eos' })
    expect(await run([0, 4], { grammar })).toEqual({ tokens: [0, 4], finish: 'grammar' })
    expect(await run([5], { grammar })).toEqual({ tokens: [5], finish: 'grammar' })
    expect(await run([8, 1, 2], { grammar, maxTokens: 2 })).toEqual({ tokens: [8, 1], finish: 'length' })
    expect(await run([0, 1, 2], { grammar, stop: ['b'] })).toEqual({ tokens: [0, 1], finish: 'stop' })
    expect(await run([5], { grammar, stop: ['c'], maxTokens: 1 })).toEqual({ tokens: [5], finish: 'stop' })
    expect(await run([5], { grammar, maxTokens: 1 })).toEqual({ tokens: [5], finish: 'grammar' })
  })

  test('a generation cannot go on after its end, and takes no token that the grammar forbids', () => {
    const rules = { ...ask({ maxTokens: 1 }), vocabulary: letters, exponent: 10, context: 20 }
    const generation = createGeneration(rules)
    expect(generation.take(0)).toBe('length')
    expect(() => generation.take(0)).toThrow(TypeError)
    expect(() => generation.choose({ logits: new Int16Array(10), offset: 0 })).toThrow(TypeError)
    expect(() => createGeneration(rules).take(10)).toThrow(RangeError)
    const bound = createGeneration({ ...rules, ...ask({ grammar: choiceGrammar(['ab']) }) })
    expect(() => bound.take(2)).toThrow(RangeError)
    expect(() => createGeneration(rules).choose({ logits: new Int16Array(9), offset: 0 })).toThrow(RangeError)
  })

  test('what cannot begin is refused', () => {
    const rules = { ...ask({}), vocabulary: letters, exponent: 10, context: 20 }
    const cases: [Partial<GenerationRules>, string][] = [
      [{ prompt: [] }, 'input_shape_mismatch'],
      [{ prompt: [10] }, 'input_shape_mismatch'],
      [{ prompt: [0.5] }, 'input_shape_mismatch'],
      [{ prompt: new Array(20).fill(1) }, 'context_length_exceeded'],
      [{ sampler: makeSampler({ maxTokens: 1, logitBias: [[10, 1]] }) }, 'sampler_invalid'],
      [{ exponent: 13 }, 'model_malformed'],
      [{ exponent: -1 }, 'model_malformed'],
      [{ sampler: makeSampler({ maxTokens: 1, grammar: jsonGrammar() }) }, 'vocabulary_incomplete'],
      [{ sampler: makeSampler({ maxTokens: 1, grammar: choiceGrammar(['']) }) }, 'grammar_empty'],
    ]
    for (const [change, code] of cases)
      expect(attempt(() => createGeneration({ ...rules, ...change }))).toMatchObject({ ok: false, code })
  })

  test('a model and its tokenizer have their common tokens; control tokens add nothing', () => {
    const tokenizer = {
      vocabulary: 5,
      eos: [4, 2, 9],
      isControl: (id: number) => id === 1,
      bytesOf: (id: number) => Uint8Array.of(id),
    }
    const vocabulary = vocabularyOf(tokenizer, 4)
    expect([vocabulary.size, vocabulary.eos]).toEqual([4, [2]])
    expect([0, 1, 2, 3].map(id => vocabulary.bytes(id)?.[0] ?? null)).toEqual([0, null, null, 3])
    expect(vocabularyOf(tokenizer, 9).eos).toEqual([2, 4])
    expect(attempt(() => vocabularyOf({ ...tokenizer, vocabulary: 2 ** 19 + 1 }, 2 ** 20))).toMatchObject({
      code: 'model_malformed',
    })
  })
})

const words = wordsAndBytes(['{"', '":', '"a"', 'true', '[]', ', ', 'ab'])
const asks: Asked[] = [
  ask({ temperature: 0 }),
  ask({ temperature: 0.9, topP: 0.9 }),
  ask({ topK: 5, repetition: 1.3, presence: 0.5, frequency: 0.3, ignoreEos: true }),
  ask({ minP: 0.1, logitBias: [[3, 2]], stop: ['ab', 'ca'] }),
]

describe('replay', () => {
  const model = fakeSession({ vocabulary: letters, context: 60 })

  test('gives every answer right, in blocks of any size', async () => {
    for (const asked of asks)
      for (const blockRows of [1, 2, 5, 64]) {
        const { tokens, finish } = await generate(model, asked)
        const answer = { ...asked, tokens, truncated: false }
        expect(await replayGeneration(model, answer, { blockRows })).toEqual({ ok: true, finish })
        const short = { ...asked, tokens: tokens.slice(0, -1), truncated: true }
        expect(await replayGeneration(model, short, { blockRows })).toEqual({ ok: true, finish: null })
      }
    expect(await replayGeneration(model, { ...asks[0]!, tokens: [], truncated: true })).toEqual({
      ok: true,
      finish: null,
    })
    expect(model.open.size).toBe(0)
  })

  test('costs one pass', async () => {
    const { tokens } = await generate(model, asks[2]!)
    const before = model.rows
    await replayGeneration(model, { ...asks[2]!, tokens, truncated: false }, { blockRows: 8 })
    // The last token of an answer chooses nothing.
    expect(model.rows - before).toBe(asks[2]!.prompt.length + tokens.length - 1)
  })

  test('equals the reference engine, whatever the blocks', async () => {
    const real = await referenceSession(letters)
    for (const asked of asks) {
      const { tokens, finish } = await generate(real, asked)
      for (const blockRows of [1, 7, 64])
        expect(await replayGeneration(real, { ...asked, tokens, truncated: false }, { blockRows })).toEqual({
          ok: true,
          finish,
        })
    }
  })

  describe('finds every cheat', () => {
    /** A cheat makes the rest of its answer by the rules, from its changed token, seed or sampler on. */
    async function continued(asked: Asked, begun: readonly number[], other: Asked = asked): Promise<number[]> {
      const { ports, vocabulary } = model
      const rules = { ...other, vocabulary, exponent: ports.logitExponent, context: ports.context }
      const generation = createGeneration(rules)
      for (const token of begun) if (generation.finish === null) generation.take(token)
      const tokens = [...begun]
      const sequence = model.session.open()
      while (generation.finish === null) {
        const [outputs] = await model.session.step([
          partOf(sequence, [...asked.prompt, ...tokens].slice(sequence.length), 1),
        ])
        const token = generation.choose({ logits: logitsOf(outputs!, model), offset: 0 })
        tokens.push(token)
        generation.take(token)
      }
      sequence.close()
      return tokens
    }
    const replay = (asked: Asked, tokens: readonly number[], truncated = false): Promise<ReplayVerdict> =>
      replayGeneration(model, { ...asked, tokens, truncated })

    test('another token, with the rest made by the rules', async () => {
      const asked = asks[2]!
      const { tokens } = await generate(model, asked)
      for (let at = 0; at < tokens.length; at++) {
        const wrong = (tokens[at]! + 1) % 9
        const verdict = await replay(asked, await continued(asked, [...tokens.slice(0, at), wrong]))
        expect(verdict).toEqual({ ok: false, code: 'generation_mismatch', at, expected: tokens[at], got: wrong })
      }
    })

    test('another token with the same text', async () => {
      // Ids 0 and 8 are both "a".
      for (const asked of asks) {
        const { tokens } = await generate(model, asked)
        const at = tokens.findIndex(id => id === 0 || id === 8)
        if (at < 0) continue
        const got = 8 - tokens[at]!
        expect(await replay(asked, tokens.with(at, got))).toMatchObject({ code: 'generation_mismatch', at, got })
      }
    })

    test('an id that the model does not have', async () => {
      const { tokens } = await generate(model, asks[2]!)
      for (const got of [10, 12, 2 ** 29, -1, 0.5, Number.NaN])
        expect(await replay(asks[2]!, tokens.with(3, got))).toMatchObject({ code: 'generation_mismatch', at: 3, got })
    })

    test('an answer that goes on after its end, or leaves off before it', async () => {
      for (const asked of asks) {
        const { tokens } = await generate(model, asked)
        const n = tokens.length
        expect(await replay(asked, [...tokens, 0])).toMatchObject({
          code: 'generation_overrun',
          at: n,
          expected: null,
          got: 0,
        })
        expect(await replay(asked, [...tokens, 0], true)).toMatchObject({ code: 'generation_overrun' })
        expect(await replay(asked, tokens.slice(0, n - 1))).toEqual({
          ok: false,
          code: 'generation_unfinished',
          at: n - 1,
          expected: tokens[n - 1],
          got: null,
        })
        expect(await replay(asked, [])).toMatchObject({ code: 'generation_unfinished', at: 0, expected: tokens[0] })
        expect(await replay(asked, tokens, true)).toMatchObject({ code: 'generation_finished', at: n })
      }
      // Far beyond the context, where nothing could be fed.
      const { tokens } = await generate(model, ask({ maxTokens: 200, ignoreEos: true }))
      expect(tokens.length).toBe(57)
      expect(await replay(ask({ maxTokens: 200, ignoreEos: true }), [...tokens, ...tokens])).toMatchObject({
        code: 'generation_overrun',
        at: 57,
      })
    })

    test('an end token that is passed over, and a stop string', async () => {
      const asked = ask({ temperature: 1.2, maxTokens: 50 })
      const { tokens, finish } = await generate(model, asked)
      expect(finish).toBe('eos')
      const on = await continued(asked, tokens, { ...asked, sampler: { ...asked.sampler, ignoreEos: true } })
      expect(on.length).toBeGreaterThan(tokens.length)
      expect(await replay(asked, on)).toMatchObject({ code: 'generation_overrun', at: tokens.length })
      const stopping = ask({ stop: ['ab', 'ca'] })
      const stopped = await generate(model, stopping)
      expect(stopped.finish).toBe('stop')
      const past = await continued(stopping, stopped.tokens, ask({}))
      expect(await replay(stopping, past)).toMatchObject({ code: 'generation_overrun', at: stopped.tokens.length })
    })

    test('another seed, index, prompt, or parameter', async () => {
      const asked = ask({
        temperature: 0.8,
        topP: 0.95,
        topK: 8,
        repetition: 1.2,
        presence: 0.4,
        frequency: 0.4,
        minP: 0.01,
        logitBias: [[0, 1]],
        ignoreEos: true,
        maxTokens: 40,
      })
      const { sampler } = asked
      const others: Asked[] = [
        { ...asked, seed: SEED.with(31, 6) },
        { ...asked, prompt: [1, 2, 1] },
        ...Object.entries({
          temperature: 900_000,
          topP: 500_000,
          topK: 3,
          minP: 400_000,
          repetition: 1_000_000,
          presence: 0,
          frequency: 0,
          logitBias: [],
          maxTokens: 39,
          ignoreEos: false,
        } satisfies Partial<Sampler>).map(([name, value]) => ({ ...asked, sampler: { ...sampler, [name]: value } })),
      ]
      const right = (await generate(model, asked)).tokens
      expect(await replay(asked, right)).toMatchObject({ ok: true })
      for (const other of others) {
        const { tokens } = await generate(model, other)
        expect(await replay(asked, tokens), JSON.stringify(other)).toMatchObject({ ok: false })
      }
      // The randomness of the next index in place of this one's: one token is left out, all later ones are drawn one index off.
      const { ports, vocabulary } = model
      const shifted = createGeneration({
        ...asked,
        prompt: asked.prompt,
        vocabulary,
        exponent: 10,
        context: ports.context,
      })
      shifted.take(right[0]!)
      const [outputs] = await model.session.step([partOf(model.session.open(), asked.prompt, 1)])
      const late = shifted.choose({ logits: logitsOf(outputs!, model), offset: 0 })
      expect(late).not.toBe(right[0])
      expect(await replay(asked, await continued(asked, [late]))).toMatchObject({
        code: 'generation_mismatch',
        at: 0,
        got: late,
      })
    })

    test('a grammar that is not kept', async () => {
      const constrained = fakeSession({ vocabulary: words, context: 80 })
      const grammar = schemaGrammar({ type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] })
      const asked = ask({ grammar, maxTokens: 60 })
      const { tokens, finish } = await generate(constrained, asked)
      expect(finish).toBe('grammar')
      const text = Buffer.concat(tokens.map(id => words.bytes(id)!)).toString()
      expect(JSON.parse(text)).toEqual({ a: expect.any(Boolean) })
      const without = ask({ maxTokens: 60 })
      const free = await generate(constrained, without)
      expect(await replayGeneration(constrained, { ...asked, tokens: free.tokens, truncated: false })).toMatchObject({
        code: 'generation_mismatch',
        at: 0,
      })
      expect(await replayGeneration(constrained, { ...without, tokens, truncated: false })).toMatchObject({ ok: false })
      // Other bytes that the grammar allows too: a blank where there was none.
      const other = ask({
        grammar: schemaGrammar({ type: 'object', properties: { a: { type: 'null' } }, required: ['a'] }),
        maxTokens: 60,
      })
      expect(await replayGeneration(constrained, { ...other, tokens, truncated: false })).toMatchObject({ ok: false })
    })
  })
})

describe('follower', () => {
  test('says the same as a replay, however the tokens come, and never falls behind', async () => {
    const model = fakeSession({ vocabulary: letters, context: 60 })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(asks.length - 1),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 30 }),
        fc.option(fc.nat(30)),
        fc.boolean(),
        async (which, cuts, wrongAt, truncated) => {
          const asked = asks[which]!
          const { tokens } = await generate(model, asked)
          const answer =
            wrongAt === null || wrongAt >= tokens.length ? tokens : tokens.with(wrongAt, (tokens[wrongAt]! + 1) % 10)
          const whole = await replayGeneration(model, { ...asked, tokens: answer, truncated })
          const follower = createFollower(model, asked, { blockRows: 1 + (cuts[0]! % 5) })
          let at = 0
          let last: ReplayVerdict | null = null
          for (const n of cuts) {
            last = await follower.push(answer.slice(at, at + n))
            at = Math.min(answer.length, at + n)
            // What was pushed has been checked when the call returns.
            expect(follower.length).toBe(last.ok ? at : last.at)
          }
          last = await follower.push(answer.slice(at))
          if (last.ok) last = await follower.end(truncated)
          expect(last).toEqual(whole)
          // A wrong answer stays wrong.
          if (!last.ok) expect(await follower.push([])).toEqual(last)
          follower.close()
        },
      ),
      { numRuns: 150 },
    )
    expect(model.open.size).toBe(0)
  })

  test('takes one call at a time, and can be told to stop', async () => {
    const model = fakeSession({ vocabulary: letters, context: 60 })
    const { tokens } = await generate(model, asks[2]!)
    const follower = createFollower(model, asks[2]!)
    const first = follower.push(tokens.slice(0, 3))
    await expect(follower.push(tokens.slice(3))).rejects.toThrow(TypeError)
    expect(await first).toMatchObject({ ok: true })
    let steps = 0
    const check = (): void => {
      if (++steps > 2) throw new Error('no time left')
    }
    await expect(
      replayGeneration(model, { ...asks[2]!, tokens, truncated: false }, { blockRows: 1, check }),
    ).rejects.toThrow('no time left')
    expect(model.open.size).toBe(1)
    follower.close()
  })
})
