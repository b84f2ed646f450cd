// Writes vectors/stream: saved streams with the trust anchors and the verdict that every implementation must give without the model.
// Run by test/verify/streamVectors.test.ts, which compares, and writes with UPDATE_VECTORS=1. Deterministic: keys, salts and times are
// those of test/support/languageWorld.ts.

import {
  type ChunkEvent,
  endHead,
  eventToJson,
  firstHead,
  headOf,
  headsAfter,
  type StreamEvent,
  type TickEvent,
} from '../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, type PolicyName, verifyStream } from '../src/core/verify/index.ts'
import { followBy, makeLanguageWorld, streamOf, tickBy } from '../test/support/languageWorld.ts'
import { T0 } from '../test/support/world.ts'

const world = makeLanguageWorld()
const honest = streamOf(world)
const { start, requestHash, tokens } = world
const head = headOf(requestHash, start.modelId, tokens)
const verdict = (of: typeof head, ok = true): StreamEvent => ({
  type: 'verdict',
  ...followBy('second', world, of, 40, { ok }),
})
const chunk = honest[1] as ChunkEvent
const tick = honest[3] as TickEvent

/** The answer with one token changed on the way, and every head after it made anew. */
function rewritten(): StreamEvent[] {
  const other = tokens.with(2, 77)
  const heads = headsAfter(firstHead(requestHash, start.modelId), 0, other)
  return honest.map(event =>
    event.type === 'chunk'
      ? { ...event, tokens: other.slice(event.before, event.before + 4), head: heads[event.before + 3]! }
      : event,
  )
}

const CASES: readonly [name: string, events: readonly StreamEvent[]][] = [
  ['valid/whole', honest],
  ['valid/followed', [...honest, verdict(endHead(head, 40, false))]],
  ['valid/cut-off', honest.slice(0, 8)],
  ['valid/cut-off-followed', [...honest.slice(0, -1), verdict(head)]],
  ['invalid/no-tick', honest.slice(0, 3)],
  ['invalid/chunk-dropped', honest.toSpliced(4, 1)],
  ['invalid/chunk-repeated', honest.toSpliced(4, 0, honest[4]!)],
  ['invalid/chunks-swapped', honest.with(1, honest[2]!).with(2, chunk)],
  ['invalid/token-altered', honest.with(1, { ...chunk, tokens: chunk.tokens.with(1, 5) })],
  ['invalid/token-altered-heads-anew', rewritten()],
  ['invalid/tick-by-another-key', honest.with(3, { ...tick, signature: (honest[6] as TickEvent).signature })],
  [
    'invalid/tick-of-another-head',
    [...honest.slice(0, 3), tickBy(start, { tokenCount: 8n, head: requestHash, tick: BigInt(T0 + 45) })],
  ],
  ['invalid/tick-goes-back', honest.with(6, honest[3]!)],
  ['invalid/without-ticks', honest.filter(({ type }) => type !== 'tick')],
  ['invalid/without-receipt', honest.with(-1, { type: 'end', finish: 'length', bundle: null })],
  [
    'invalid/receipt-of-other-tokens',
    honest.with(-1, {
      ...{ type: 'end', finish: 'length' },
      bundle: makeLanguageWorld({ tokens: right => right.with(39, 5) }).bundle,
    }),
  ],
  ['invalid/after-the-end', [...honest, chunk]],
  ['invalid/follower-finds-another', [...honest, verdict(head, false)]],
]

const POLICIES: readonly PolicyName[] = ['signed', 'replayed']

/** File name to its JSON value. */
export async function streamVectors(): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>()
  for (const [name, events] of CASES) {
    const verdicts: Record<string, unknown> = {}
    for (const policy of POLICIES) {
      const named = namedPolicy(policy, 'any')
      if (!named.ok) throw new Error(named.message)
      const found = await verifyStream(events, { ...NO_EVIDENCE, follow: [] }, named.value, world.anchors)
      const { ok, code, complete, level, covered } = found
      verdicts[policy] = { ok, code, complete, level, covered, tokens: found.tokens }
    }
    files.set(`${name}.json`, {
      generator: 'scripts/vectors-stream.ts',
      events: events.map(eventToJson),
      anchors: world.anchors,
      verdicts,
    })
  }
  return files
}
