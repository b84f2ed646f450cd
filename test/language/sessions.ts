// Causal sessions for tests: one that hashes the tokens of a sequence to logits, with a memory that ends and a count of its rows; and
// the reference engine over a small model.

import { type Engine, isCausalSession, type Part, reference, type Sequence } from '../../src/core/engine/index.ts'
import { refuse } from '../../src/core/errors/index.ts'
import { type IntTensor, languagePorts } from '../../src/core/graph/index.ts'
import type { LanguageSession } from '../../src/core/language/generation/index.ts'
import type { Vocabulary } from '../../src/core/language/types.ts'
import { languageModel } from '../support/languageModel.ts'

export interface FakeOptions {
  readonly vocabulary: Vocabulary
  readonly context?: number
  readonly exponent?: number
  /** Rows of all sequences together. */
  readonly memory?: number
  /** Logits of a row by the tokens up to it, in place of a hash. */
  readonly logits?: (tokens: readonly number[]) => ArrayLike<number>
}

export interface Fake extends LanguageSession {
  /** Tokens of open sequences. */
  readonly open: ReadonlySet<readonly number[]>
  /** Rows computed so far, and the parts of every step. */
  rows: number
  readonly steps: { rows: number; wanted: number }[][]
  /** Steps that were refused for want of memory. */
  refused: number
  /** Thrown by the next step. */
  failure: unknown
}

/** Logits of 16 bits from a running hash of the tokens: any other token, or another order, gives others. */
function hashed(tokens: readonly number[], size: number): Int16Array {
  let state = 0x9e3779b9
  for (const token of tokens) state = Math.imul(state ^ (token + 0x7f4a7c15), 0x85ebca6b) ^ (state >>> 13)
  return Int16Array.from({ length: size }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5
    return (state >> 16) >> 3
  })
}

export function fakeSession(options: FakeOptions): Fake {
  const { vocabulary, context = 4096, exponent = 10, memory = Number.POSITIVE_INFINITY } = options
  const width = vocabulary.size + 3
  const of = options.logits ?? ((tokens: readonly number[]) => hashed(tokens, width))
  const open = new Set<number[]>()
  const contents = new WeakMap<Sequence, number[]>()

  function sequence(tokens: number[]): Sequence {
    open.add(tokens)
    const made: Sequence = {
      get length() {
        return tokens.length
      },
      fork(length) {
        if (length > tokens.length) throw new RangeError(`fork: ${length} of ${tokens.length}`)
        return sequence(tokens.slice(0, length))
      },
      truncate(length) {
        tokens.length = length
      },
      close() {
        open.delete(tokens)
      },
    }
    contents.set(made, tokens)
    return made
  }

  const fake: Fake = {
    open,
    rows: 0,
    steps: [],
    refused: 0,
    failure: null,
    vocabulary,
    ports: { logits: 0, vocabulary: width, context, logitExponent: exponent },
    session: {
      context,
      open: () => sequence([]),
      async step(parts: readonly Part[]) {
        await Promise.resolve()
        if (fake.failure !== null) {
          const { failure } = fake
          fake.failure = null
          throw failure
        }
        const added = parts.map(({ inputs }) => {
          const { data, rows } = inputs[0]!
          return Array.from({ length: rows }, (_, i) => data[2 * i]! + 2 ** 15 * data[2 * i + 1]!)
        })
        const used = [...open].reduce((sum, tokens) => sum + tokens.length, 0)
        if (used + added.flat().length > memory) {
          fake.refused++
          refuse('memory_exceeded', 'the fake has no more memory')
        }
        parts.forEach(({ sequence }, i) => {
          const tokens = contents.get(sequence)!
          if (!open.has(tokens)) throw new TypeError('step: the sequence is closed')
          if (tokens.length + added[i]!.length > context) refuse('input_shape_mismatch', 'rows beyond the context')
          if (added[i]!.some(id => id < 0 || id >= vocabulary.size)) throw new Error('a token that is none was fed')
        })
        fake.steps.push(parts.map(({ wanted }, i) => ({ rows: added[i]!.length, wanted })))
        return parts.map(({ sequence, wanted }, i): IntTensor[] => {
          const tokens = contents.get(sequence)!
          tokens.push(...added[i]!)
          fake.rows += added[i]!.length
          const data = new Int16Array(wanted * width)
          for (let row = 0; row < wanted; row++)
            data.set(of(tokens.slice(0, tokens.length - wanted + row + 1)), row * width)
          return [{ shape: [width], bits: 16, rows: wanted, data }]
        })
      },
      run: () => Promise.reject(new TypeError('run: not here')),
      trace: () => Promise.reject(new TypeError('trace: not here')),
      close() {},
    },
  }
  return fake
}

/** An engine over a model of random weights, the same for all. */
export async function engineSession(engine: Engine, vocabulary: Vocabulary, context = 64): Promise<LanguageSession> {
  const model = languageModel({ vocabulary: vocabulary.size, context, layers: 1, width: 16, heads: 2, groups: 1 })
  const session = await engine.load(model)
  if (!isCausalSession(session)) throw new Error('not causal')
  const ports = languagePorts({ graph: model.graph, ports: model.ports })
  // Logits of random weights lie close together: read as larger ones they make some tokens likely.
  return { session, ports: { ...ports, logitExponent: 8 }, vocabulary }
}

export const referenceSession = (vocabulary: Vocabulary, context?: number): Promise<LanguageSession> =>
  engineSession(reference, vocabulary, context)
