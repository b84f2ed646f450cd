// The root of a run's trace alone, for whoever commits to it or looks for it again: its values are hashed tensor by tensor, and none of the
// trees is kept. spec/trace.md, "The trace tree".

import { refuse } from '../errors/index.ts'
import { type Graph, type IntTensor, tensorBytes } from '../graph/index.ts'
import type { Sampler } from '../language/sampler/index.ts'
import { copiedBy, OUTPUT, type Sampled, TraceRoot, traceBytes } from '../trace/index.ts'
import { draws } from './drawing.ts'
import { type Generated, partsOfGeneration, sampledOf } from './generation.ts'

/** A run as far as its trace is concerned. */
export interface TracedRun {
  readonly graph: Graph
  /** Of a generation: all tokens that are fed. */
  readonly inputs: readonly IntTensor[]
  /** Null for a run. */
  readonly generated: Generated | null
}

/** Refuses (`trace_too_large`) a run of so many rows whose trace would have more bytes than `most`. */
export function checkTraceSize(graph: Graph, rows: number, sampled: Sampled | null, most: number): void {
  const bytes = traceBytes(graph, rows, sampled)
  if (bytes > most)
    refuse('trace_too_large', `trace: ${bytes} bytes for ${rows} rows, at most ${most} are committed to`, {
      facts: { needed: bytes, limit: most },
    })
}

/** What a sampler would have in the trace of `tokens` tokens; null where nothing is drawn. Refuses (`generation_not_disputable`) a grammar. */
export function sampledBy(rules: Sampler, vocabulary: number, tokens: number): Sampled | null {
  if (rules.grammar !== null)
    refuse(
      'generation_not_disputable',
      'a trace root of an answer under a grammar binds nothing that a contract judges',
    )
  return draws(rules) ? { vocabulary, tokens } : null
}

/** The root, from the outputs of all ops (`Session.trace`). Refuses (`trace_too_large`) as `checkTraceSize`, before anything is computed. */
export async function traceRootOf(
  { graph, inputs, generated }: TracedRun,
  trace: (inputs: readonly IntTensor[]) => Promise<readonly IntTensor[]>,
  most: number,
): Promise<Uint8Array> {
  const { rows } = inputs[0]!
  const sampled = generated === null ? null : sampledOf(generated)
  checkTraceSize(graph, rows, sampled, most)
  const values = await trace(inputs)
  const root = new TraceRoot(graph, rows, sampled)
  for (const [id, part, bytes] of partsOfGeneration(graph, values, generated)) {
    const source = part === OUTPUT ? copiedBy(graph, id) : null
    root.add(id, part, bytes, source === null ? null : tensorBytes(values[source]!))
  }
  return root.finish().root
}
