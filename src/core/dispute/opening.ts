// What a node opens when it commits to a trace: that the graph is the model's, and inputs and outputs are the receipt's. spec/dispute.md,
// "commitTrace".

import type { Hex } from '../bytes/index.ts'
import { type MerkleTree, merkleProof } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import { type ExactModel, encodeInterface, encodeOp, type Graph, graphTree } from '../graph/index.ts'
import { leafIndexOf, OUTPUT, type Trace, traceLeafOf } from '../trace/index.ts'
import type { Generated } from './generation.ts'

/** An input or output op, opened in the graph and in the trace. */
export interface PortOpening {
  readonly op: number
  /** 256 bytes. */
  readonly descriptor: Uint8Array
  readonly graphProof: readonly Uint8Array[]
  /** 66 bytes. */
  readonly leaf: Uint8Array
  readonly traceProof: readonly Uint8Array[]
}

export interface TraceOpening {
  readonly traceRoot: Uint8Array
  /** 16 bytes each; the trace's only where the receipt has a traceCommitment. */
  readonly traceSalt: Uint8Array
  readonly inputSalt: Uint8Array
  readonly outputSalt: Uint8Array
  readonly ops: number
  readonly weightBytes: number
  readonly headerProof: readonly Uint8Array[]
  readonly rows: number
  /** Of a generation none, and the output of its logits, in the graph alone. */
  readonly inputs: readonly PortOpening[]
  readonly outputs: readonly PortOpening[]
  /** Null for a run. */
  readonly generation: GenerationOpening | null
}

/** What a request has beside what its receipt repeats. */
export interface RequestRest {
  readonly samplerHash: Hex
  readonly seed: Hex
  readonly maxPrice: bigint
  readonly delegatesHash: Hex
}

export interface GenerationOpening {
  readonly request: RequestRest
  /** Canonical bytes of the model's interface. */
  readonly ports: Uint8Array
  readonly inputRoot: Uint8Array
  readonly outputRoot: Uint8Array
  readonly tokensIn: number
  readonly tokensOut: number
}

export interface OpeningSalts {
  readonly input: Uint8Array
  readonly output: Uint8Array
  readonly trace?: Uint8Array
}

/** Slots of outputs that a receipt shows; left out: all. */
export function openingOf(graph: Graph, trace: Trace, salts: OpeningSalts, shown?: readonly number[]): TraceOpening {
  const tree = graphTree(graph)
  const port = (op: number): PortOpening => ({
    ...inGraph(graph, tree, op),
    leaf: traceLeafOf(trace.part(op, OUTPUT) ?? refuse('trace_mismatch', `trace: op ${op} has no output`)),
    traceProof: trace.proof([leafIndexOf(op, OUTPUT)]),
  })
  const ids = (kind: 'input' | 'output'): number[] =>
    graph.ops.flatMap((op, id) =>
      op.kind === kind && (kind === 'input' || shown === undefined || shown.includes((op as { slot: number }).slot))
        ? [id]
        : [],
    )
  return {
    ...common(graph, tree, trace, salts),
    inputs: ids('input').map(port),
    outputs: ids('output').map(port),
    generation: null,
  }
}

/** What a node opens of a generation, whose prompt and answer stand in trees of their own. */
export function openingOfGeneration(
  model: Pick<ExactModel, 'graph' | 'ports'>,
  trace: Trace,
  salts: OpeningSalts,
  generated: Generated,
  request: RequestRest,
): TraceOpening {
  const { graph, ports } = model
  const tree = graphTree(graph)
  const { prompt, answer } = generated.trees
  return {
    ...common(graph, tree, trace, salts),
    inputs: [],
    outputs: [{ ...inGraph(graph, tree, generated.logits), leaf: new Uint8Array(0), traceProof: [] }],
    generation: {
      ...{ request, ports: encodeInterface(ports) },
      ...{ inputRoot: prompt.tree.root, outputRoot: answer.tree.root },
      ...{ tokensIn: generated.prompt.length, tokensOut: generated.answer.length },
    },
  }
}

function inGraph(graph: Graph, tree: MerkleTree, op: number): Pick<PortOpening, 'op' | 'descriptor' | 'graphProof'> {
  const described = graph.ops[op]!
  const first = described.inputs.length === 0 ? [] : graph.ops[described.inputs[0]!]!.shape
  return { op, descriptor: encodeOp(described, first), graphProof: merkleProof(tree, [op + 1]) }
}

const common = (graph: Graph, tree: MerkleTree, trace: Trace, salts: OpeningSalts) => ({
  traceRoot: trace.root,
  traceSalt: salts.trace ?? new Uint8Array(16),
  inputSalt: salts.input,
  outputSalt: salts.output,
  ops: graph.ops.length,
  weightBytes: graph.weightBytes,
  headerProof: merkleProof(tree, [0]),
  rows: trace.rows,
})
