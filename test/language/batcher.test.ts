import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wasm } from '../../src/core/engine/index.ts'
import { attempt, RefusalError, WorldError } from '../../src/core/errors/index.ts'
import {
  type BatchEvent,
  type Batcher,
  type BatchLimits,
  createBatcher,
  type Job,
} from '../../src/core/language/batcher/index.ts'
import { planStep } from '../../src/core/language/batcher/plan.ts'
import type { Run } from '../../src/core/language/batcher/run.ts'
import { type LanguageSession, replayGeneration } from '../../src/core/language/generation/index.ts'
import { choiceGrammar } from '../../src/core/language/grammar/index.ts'
import { logprobs, makeSampler, type SamplerOptions } from '../../src/core/language/sampler/index.ts'
import { engineSession, fakeSession, referenceSession } from './sessions.ts'
import { spelled } from './vocabularies.ts'

const letters = spelled(['a', 'b', 'c', 'ab', 'bc', 'abc', ' ', 'ca', 'a', 'd', 'e', 'f'])

const job = (id: string, options: Partial<SamplerOptions> & Partial<Omit<Job, 'sampler'>> = {}): Job => {
  const {
    prompt = [1, 2, 3],
    seed = new Uint8Array(32).fill(id.length),
    key,
    cacheScope,
    logprobs,
    ...sampler
  } = options
  return {
    ...{ id, prompt, seed },
    ...(key === undefined ? {} : { key }),
    ...(cacheScope === undefined ? {} : { cacheScope }),
    ...(logprobs === undefined ? {} : { logprobs }),
    sampler: makeSampler({ maxTokens: 12, ignoreEos: true, ...sampler }),
  }
}

interface Answer {
  tokens: number[]
  end: string | null
  cacheUsed: number | null
}

function collect(into: Map<string, Answer>, events: readonly BatchEvent[]): void {
  for (const event of events) {
    const answer = into.get(event.id) ?? { tokens: [], end: null, cacheUsed: null }
    into.set(event.id, answer)
    expect(answer.end).toBeNull()
    if (event.type === 'started') {
      expect(answer.cacheUsed).toBeNull()
      answer.cacheUsed = event.cacheUsed
    } else if (event.type === 'tokens') answer.tokens.push(...event.tokens)
    else answer.end = event.type === 'end' ? event.finish : event.code
  }
}

async function drain(batcher: Batcher, into = new Map<string, Answer>(), most = 5000): Promise<Map<string, Answer>> {
  for (let n = 0; batcher.busy; n++) {
    if (n > most) throw new Error('the batcher does not come to an end')
    collect(into, await batcher.step())
  }
  return into
}

async function alone(model: LanguageSession, asked: Job): Promise<Answer> {
  const batcher = createBatcher(model)
  batcher.add(asked)
  const answers = await drain(batcher)
  batcher.close()
  return answers.get(asked.id)!
}

const jobs: fc.Arbitrary<Job> = fc
  .record({
    prompt: fc.oneof(
      fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }),
      // Prompts that begin as others do.
      fc
        .tuple(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(11), { maxLength: 3 }))
        .map(([n, more]) => [...Array.from({ length: n }, (_, i) => (i * 7) % 12), ...more]),
    ),
    seed: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    key: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    temperature: fc.constantFrom(0, 0.8),
    maxTokens: fc.integer({ min: 1, max: 20 }),
    topP: fc.constantFrom(1, 0.7),
    repetition: fc.constantFrom(1, 1.3),
    grammar: fc.constantFrom(null, choiceGrammar(['abcabc', 'ab', 'abd'])),
    ignoreEos: fc.constant(false),
    logprobs: fc.option(fc.nat(3), { nil: undefined }),
  })
  .map(({ key, logprobs, ...rest }) =>
    job('', { ...rest, ...(key === undefined ? {} : { key }), ...(logprobs === undefined ? {} : { logprobs }) }),
  )

const limits: fc.Arbitrary<Partial<BatchLimits>> = fc.record({
  sequences: fc.integer({ min: 1, max: 6 }),
  positions: fc.integer({ min: 60, max: 200 }),
  rows: fc.integer({ min: 2, max: 40 }),
  chunk: fc.integer({ min: 1, max: 20 }),
  cached: fc.integer({ min: 0, max: 3 }),
})

describe('answers', () => {
  const independent = async (model: LanguageSession, memory: number | null, numRuns: number): Promise<number> => {
    let reused = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(jobs, { minLength: 1, maxLength: 8 }),
        limits,
        fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
        async (list, limits, pauses) => {
          const named = list.map((one, i) => ({ ...one, id: `${i}` }))
          const expected = new Map<string, Answer>()
          for (const one of named) expected.set(one.id, await alone(model, one))
          const crowded = memory === null ? model : fakeSession({ vocabulary: letters, context: 60, memory })
          const batcher = createBatcher(crowded, limits)
          const answers = new Map<string, Answer>()
          // Jobs come while others run.
          for (const [i, one] of named.entries()) {
            batcher.add(one)
            for (let n = pauses[i]!; n > 0 && batcher.busy; n--) collect(answers, await batcher.step())
          }
          await drain(batcher, answers)
          for (const { id, key } of named) {
            const answer = answers.get(id)!
            expect([answer.tokens, answer.end]).toEqual([expected.get(id)!.tokens, expected.get(id)!.end])
            if (key === undefined) expect(answer.cacheUsed).toBe(0)
            else if (answer.cacheUsed! > 0) reused++
          }
          expect(batcher.counts).toMatchObject({ running: 0, waiting: 0 })
          batcher.close()
          if ('open' in crowded) {
            const { open, refused: times } = crowded as ReturnType<typeof fakeSession>
            expect(open.size).toBe(0)
            refused += times
          }
        },
      ),
      { numRuns },
    )
    if (memory !== null) expect(refused).toBeGreaterThan(0)
    return reused
  }

  const fake = fakeSession({ vocabulary: letters, context: 60 })
  test('do not depend on the batch', async () => expect(await independent(fake, null, 150)).toBeGreaterThan(0))
  test('do not depend on memory that is short', async () => expect(await independent(fake, 70, 150)).toBeGreaterThan(0))

  test('do not depend on the batch with the reference engine', async () => {
    const real = await referenceSession(letters)
    await independent(real, null, 10)
    const prompt = Array.from({ length: 30 }, (_, i) => (i * 7) % 12)
    const list = [0, 1, 2, 3].map(i =>
      job(`${i}`, { key: 'x', prompt: i === 3 ? prompt.with(20, 1) : prompt, temperature: i / 2 }),
    )
    const batcher = createBatcher(real, { rows: 20, chunk: 8 })
    for (const one of list) batcher.add(one)
    const answers = await drain(batcher)
    for (const one of list) expect(answers.get(one.id)!.tokens).toEqual((await alone(real, one)).tokens)
    expect(list.map(({ id }) => answers.get(id)!.cacheUsed)).toEqual([0, 29, 29, 20])
  })

  test('are those of the reference engine with the wasm engine', async () => {
    const [real, fast] = [await referenceSession(letters), await engineSession(wasm, letters)]
    const prompt = Array.from({ length: 30 }, (_, i) => (i * 5) % 12)
    const list = Array.from({ length: 8 }, (_, i) =>
      job(`${i}`, {
        key: `${i % 2}`,
        prompt: prompt.slice(0, 10 + 2 * i),
        temperature: i / 4,
        maxTokens: 10 + i,
        seed: new Uint8Array(32).fill(i),
      }),
    )
    const batcher = createBatcher(fast, { rows: 24, chunk: 9, positions: 150, sequences: 5 })
    for (const one of list) batcher.add(one)
    const answers = await drain(batcher)
    for (const { id, ...asked } of list) {
      const { tokens } = answers.get(id)!
      expect(tokens).toEqual((await alone(real, { id, ...asked })).tokens)
      expect(await replayGeneration(fast, { ...asked, tokens, truncated: false }, { blockRows: 6 })).toMatchObject({
        ok: true,
      })
    }
  })

  test('are what a replay expects', async () => {
    const model = fakeSession({ vocabulary: letters, context: 60 })
    const batcher = createBatcher(model, { sequences: 3, rows: 7, chunk: 3 })
    const list = Array.from({ length: 6 }, (_, i) =>
      job(`${'j'.repeat(i + 1)}`, { temperature: 1, prompt: [i, 2, 3, 4, 5] }),
    )
    for (const one of list) batcher.add(one)
    const answers = await drain(batcher)
    for (const { id, ...asked } of list)
      expect(
        await replayGeneration(model, { ...asked, tokens: answers.get(id)!.tokens, truncated: false }),
      ).toMatchObject({ ok: true })
  })

  test('come with the log probabilities that were asked for', async () => {
    const model = fakeSession({ vocabulary: letters, context: 60 })
    const batcher = createBatcher(model)
    batcher.add(job('a', { logprobs: 2, prompt: [4, 4] }))
    batcher.add(job('b', { prompt: [4, 4] }))
    const told: BatchEvent[] = []
    while (batcher.busy) told.push(...(await batcher.step()))
    const [first] = told.filter(event => event.id === 'a' && event.type === 'tokens')
    if (first?.type !== 'tokens') throw new Error('no tokens')
    const [outputs] = await model.session.step([
      {
        sequence: model.session.open(),
        inputs: [{ shape: [2], bits: 16, rows: 2, data: Int16Array.of(4, 0, 4, 0) }],
        wanted: 1,
      },
    ])
    const row = { logits: outputs![0]!.data as Int16Array, offset: 0 }
    expect(first.logprobs).toEqual([logprobs(row, 10, letters.size, first.tokens[0]!, 2)])
    for (const event of told) if (event.id === 'b' && event.type === 'tokens') expect(event.logprobs).toBeUndefined()
    expect(() => batcher.add(job('c', { logprobs: 21 }))).toThrow(RangeError)
  })
})

describe('prefixes', () => {
  const long = Array.from({ length: 40 }, (_, i) => (i * 5) % 12)

  test('are shared within a key, and never with another', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model)
    batcher.add(job('first', { key: 'x', prompt: long }))
    await drain(batcher)
    const cases: [string, Partial<Job>, number][] = [
      // The last token of a prompt is always fed: it chooses.
      ['same', { key: 'x', prompt: long }, 39],
      ['longer', { key: 'x', prompt: [...long, 1, 1] }, 40],
      ['parted', { key: 'x', prompt: long.with(20, 11) }, 20],
      ['short', { key: 'x', prompt: long.slice(0, 10) }, 0],
      ['other', { key: 'y', prompt: long }, 0],
      ['nobody', { prompt: long }, 0],
      ['alone', { key: 'x', cacheScope: null, prompt: long }, 0],
      ['scope', { key: 'y', cacheScope: 'x', prompt: long }, 39],
    ]
    for (const [id, options, rows] of cases) {
      const before = model.rows
      batcher.add(job(id, { ...options, maxTokens: 1 }))
      const answer = (await drain(batcher)).get(id)!
      expect([id, answer.cacheUsed, model.rows - before]).toEqual([id, rows, options.prompt!.length - rows])
    }
  })

  test('of the answer too: a conversation goes on where it was', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model)
    batcher.add(job('one', { key: 'x', prompt: long, maxTokens: 10 }))
    const { tokens } = (await drain(batcher)).get('one')!
    batcher.add(job('two', { key: 'x', prompt: [...long, ...tokens, 3], maxTokens: 1 }))
    // The answer's last token was never fed.
    expect((await drain(batcher)).get('two')!.cacheUsed).toBe(49)
  })

  test('of a job that runs are shared within its key alone', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model)
    batcher.add(job('runs', { key: 'x', prompt: long, maxTokens: 50 }))
    const answers = new Map<string, Answer>()
    collect(answers, await batcher.step())
    batcher.add(job('same', { key: 'x', prompt: long }))
    batcher.add(job('other', { key: 'y', prompt: long }))
    batcher.add(job('nobody', { prompt: long }))
    await drain(batcher, answers)
    expect(['same', 'other', 'nobody'].map(id => answers.get(id)!.cacheUsed)).toEqual([39, 0, 0])
  })

  test('a job waits for one that reads the same prompt', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model, { rows: 16, chunk: 16 })
    for (let i = 0; i < 4; i++) batcher.add(job(`${i}`, { key: 'x', prompt: long, seed: new Uint8Array(32).fill(i) }))
    const answers = await drain(batcher)
    expect([...answers.values()].map(({ cacheUsed }) => cacheUsed).sort()).toEqual([0, 39, 39, 39])
    expect(model.rows).toBe(39 + 4 * 12)
  })

  test('go when they are used least, and with their rows', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model, { cached: 2, positions: 200 })
    for (const first of [1, 2, 3]) {
      batcher.add(job(`${first}`, { key: 'x', prompt: [first, ...long], maxTokens: 1 }))
      await drain(batcher)
    }
    expect(batcher.counts).toEqual({ running: 0, waiting: 0, cached: 2, positions: 82 })
    batcher.add(job('again', { key: 'x', prompt: [1, ...long], maxTokens: 1 }))
    expect((await drain(batcher)).get('again')!.cacheUsed).toBe(0)
    batcher.add(job('big', { key: 'y', prompt: new Array(150).fill(2), maxTokens: 1 }))
    await drain(batcher)
    expect(batcher.counts.positions).toBeLessThanOrEqual(200)
    batcher.close()
    expect(model.open.size).toBe(0)
  })
})

describe('shares', () => {
  const run = (id: string, key: string, tokens: number, rows: number): Run =>
    ({ job: { id }, key, tokens: new Array(tokens).fill(0), sequence: { length: rows } }) as unknown as Run
  const planned = (runs: Run[], rows: number, chunk: number, turn = 0): Record<string, number> =>
    Object.fromEntries(planStep(runs, { rows, chunk }, turn).map(({ run, rows }) => [run.job.id, rows]))

  test('answers get a row each, prompts the rest, in turn between keys', () => {
    const runs = [run('a', 'x', 10, 9), run('b', 'x', 100, 0), run('c', 'x', 100, 0), run('d', 'y', 100, 20)]
    expect(planned(runs, 41, 10)).toEqual({ a: 1, b: 10, d: 10, c: 10 })
    expect(planned(runs, 21, 10)).toEqual({ a: 1, b: 10, d: 10 })
    expect(planned(runs, 11, 10, 0)).toEqual({ a: 1, b: 10 })
    expect(planned(runs, 11, 10, 1)).toEqual({ a: 1, d: 10 })
    expect(planned(runs, 400, 400)).toEqual({ a: 1, b: 100, c: 100, d: 80 })
  })

  test('answers do not keep prompts out, nor prompts answers; all come in turn', () => {
    const runs = [...Array.from({ length: 10 }, (_, i) => run(`${i}`, 'x', 5, 4)), run('p', 'y', 50, 0)]
    const seen = new Map<string, number>()
    for (let turn = 0; turn < 20; turn++) {
      const plan = planned(runs, 8, 4, turn)
      expect(plan['p']).toBe(2)
      for (const [id, rows] of Object.entries(plan)) seen.set(id, (seen.get(id) ?? 0) + rows)
    }
    for (let i = 0; i < 10; i++) expect(seen.get(`${i}`)).toBeGreaterThanOrEqual(10)
  })

  test('one key with many jobs does not keep another waiting', async () => {
    const batcher = createBatcher(fakeSession({ vocabulary: letters }), { sequences: 2 })
    for (let i = 0; i < 12; i++) batcher.add(job(`x${i}`, { key: 'x' }))
    batcher.add(job('y', { key: 'y' }))
    const ended: string[] = []
    while (batcher.busy) for (const event of await batcher.step()) if (event.type === 'end') ended.push(event.id)
    expect(ended.indexOf('y')).toBeLessThanOrEqual(2)
    expect(ended.filter(id => id !== 'y')).toEqual(Array.from({ length: 12 }, (_, i) => `x${i}`))
  })

  test('steps keep the row budget and ask for one row of logits each', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model, { rows: 9, chunk: 4 })
    for (let i = 0; i < 6; i++) batcher.add(job(`${i}`, { key: `${i % 2}`, prompt: new Array(10 + i).fill(i) }))
    await drain(batcher)
    for (const parts of model.steps) {
      expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(9)
      for (const { wanted } of parts) expect(wanted).toBeLessThanOrEqual(1)
    }
    // Prompts and answers went through the same steps.
    expect(
      model.steps.some(parts => parts.some(({ wanted }) => wanted === 0) && parts.some(({ wanted }) => wanted === 1)),
    ).toBe(true)
  })
})

describe('limits', () => {
  test('are told when a job is added', () => {
    const batcher = createBatcher(fakeSession({ vocabulary: letters, context: 300 }), { waiting: 2, positions: 100 })
    expect(attempt(() => batcher.add(job('a', { prompt: new Array(90).fill(1), maxTokens: 12 })))).toMatchObject({
      code: 'memory_exceeded',
    })
    expect(attempt(() => batcher.add(job('a', { prompt: new Array(400).fill(1) })))).toMatchObject({ ok: false })
    expect(attempt(() => batcher.add(job('a', { prompt: [99] })))).toMatchObject({ code: 'input_shape_mismatch' })
    expect(() => batcher.add(job('seed', { seed: new Uint8Array(31) }))).toThrow(TypeError)
    expect(batcher.busy).toBe(false)
    batcher.add(job('a', { prompt: new Array(89).fill(1), maxTokens: 12 }))
    expect(() => batcher.add(job('a'))).toThrow(TypeError)
    batcher.add(job('b'))
    expect(attempt(() => batcher.add(job('c')))).toMatchObject({ code: 'busy', facts: { retryAfter: 1 } })
    for (const bad of [{ rows: 1 }, { sequences: 0 }, { chunk: 0.5 }, { cached: -1 }, { positions: Number.NaN }])
      expect(() => createBatcher(fakeSession({ vocabulary: letters }), bad)).toThrow(RangeError)
  })

  test('one key cannot fill the line', () => {
    const batcher = createBatcher(fakeSession({ vocabulary: letters }), { waitingPerKey: 2 })
    for (const id of ['a', 'b']) batcher.add(job(id, { key: 'x' }))
    expect(attempt(() => batcher.add(job('c', { key: 'x' })))).toMatchObject({ code: 'busy' })
    batcher.add(job('c', { key: 'y' }))
  })

  test('positions are never passed, and everybody comes to an end', async () => {
    const model = fakeSession({ vocabulary: letters, context: 300 })
    const batcher = createBatcher(model, { positions: 100, sequences: 8, rows: 64 })
    for (let i = 0; i < 8; i++)
      batcher.add(job(`${i}`, { prompt: new Array(30).fill(i), maxTokens: 60, key: `${i % 3}` }))
    const answers = new Map<string, Answer>()
    while (batcher.busy) {
      collect(answers, await batcher.step())
      expect([...model.open].reduce((sum, tokens) => sum + tokens.length, 0)).toBeLessThanOrEqual(100)
      expect(batcher.counts.positions).toBeLessThanOrEqual(100)
    }
    expect([...answers.values()].map(({ tokens, end }) => [tokens.length, end])).toEqual(
      new Array(8).fill([60, 'length']),
    )
  })

  test('a job that the engine has no memory for fails alone', async () => {
    const model = fakeSession({ vocabulary: letters, memory: 50 })
    const batcher = createBatcher(model)
    batcher.add(job('big', { prompt: new Array(60).fill(1) }))
    batcher.add(job('small', { prompt: new Array(20).fill(1) }))
    const answers = await drain(batcher)
    expect(answers.get('big')!.end).toBe('memory_exceeded')
    expect(answers.get('small')).toMatchObject({ end: 'length', tokens: { length: 12 } })
    expect(model.open.size).toBe(0)
  })

  test('kept prefixes make room for a replay of the same session', async () => {
    const model = fakeSession({ vocabulary: letters, memory: 100 })
    const batcher = createBatcher(model)
    for (const key of ['x', 'y']) {
      batcher.add(job(key, { key, prompt: new Array(30).fill(1), maxTokens: 1 }))
      await drain(batcher)
    }
    const { id: _, ...asked } = job('r', { prompt: new Array(60).fill(2), maxTokens: 1 })
    const { tokens } = await alone(fakeSession({ vocabulary: letters }), { id: 'r', ...asked })
    const answer = { ...asked, tokens, truncated: false }
    await expect(replayGeneration(model, answer)).rejects.toMatchObject({ code: 'memory_exceeded' })
    expect(await replayGeneration(model, answer, { makeRoom: () => batcher.evict() })).toMatchObject({ ok: true })
    expect(batcher.counts.cached).toBe(1)
    await expect(
      replayGeneration(fakeSession({ vocabulary: letters, memory: 10 }), answer, { makeRoom: () => false }),
    ).rejects.toMatchObject({ code: 'memory_exceeded' })
  })

  test('an engine that fails fails the jobs of that step, with their code, and no others', async () => {
    for (const [failure, code] of [
      [new Error('a secret path'), 'internal'],
      [new WorldError('engine_failed', 'gone'), 'engine_failed'],
      [new RefusalError('input_shape_mismatch', 'no'), 'input_shape_mismatch'],
    ] as const) {
      const model = fakeSession({ vocabulary: letters })
      const batcher = createBatcher(model, { sequences: 2 })
      for (const id of ['a', 'b', 'c']) batcher.add(job(id))
      await batcher.step()
      model.failure = failure
      const events = await batcher.step()
      expect(events).toMatchObject([
        { id: 'a', type: 'failed', code, error: failure },
        { id: 'b', type: 'failed', code, error: failure },
      ])
      // What an engine throws is for logs; the message goes further.
      if (code === 'internal')
        for (const event of events) expect(JSON.stringify({ ...event, error: null })).not.toContain('secret')
      expect((await drain(batcher)).get('c')!.end).toBe('length')
      expect(model.open.size).toBe(0)
    }
  })
})

describe('cancelling', () => {
  test('ends a job that waits, one that runs, and one whose step is under way', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model, { sequences: 2 })
    for (const id of ['a', 'b', 'c', 'd']) batcher.add(job(id))
    const answers = new Map<string, Answer>()
    collect(answers, await batcher.step())
    expect(batcher.cancel('c')).toBe(true)
    expect(batcher.cancel('c')).toBe(false)
    expect(batcher.cancel('none')).toBe(false)
    const step = batcher.step()
    expect(batcher.cancel('a')).toBe(true)
    expect(() => batcher.close()).toThrow(TypeError)
    await expect(batcher.step()).rejects.toThrow(TypeError)
    collect(answers, await step)
    await drain(batcher, answers)
    expect(answers.get('a')).toMatchObject({ end: 'truncated', tokens: { length: 1 } })
    expect(answers.get('c')).toMatchObject({ end: 'truncated', tokens: [] })
    expect(answers.get('b')).toEqual({ ...(await alone(model, job('b'))), cacheUsed: 0 })
    expect(answers.get('d')!.tokens).toEqual((await alone(model, job('d'))).tokens)
    expect(batcher.cancel('b')).toBe(false)
    // The id is free again.
    batcher.add(job('a'))
    expect((await drain(batcher)).get('a')!.end).toBe('length')
    expect(model.open.size).toBe(0)
  })

  test('closing forgets everything', async () => {
    const model = fakeSession({ vocabulary: letters })
    const batcher = createBatcher(model)
    batcher.add(job('a', { key: 'x', prompt: new Array(30).fill(1), maxTokens: 1 }))
    await drain(batcher)
    batcher.add(job('b'))
    await batcher.step()
    expect(model.open.size).toBe(2)
    batcher.close()
    expect([model.open.size, batcher.busy]).toEqual([0, false])
  })
})
