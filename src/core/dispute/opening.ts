// What a node opens when it commits to a trace: that the graph is the model's, and inputs and outputs are the receipt's. spec/dispute.md,
// "commitTrace".

import { merkleProof } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import { encodeOp, type Graph, graphTree } from '../graph/index.ts'
import { leafIndexOf, OUTPUT, type Trace, traceLeafOf } from '../trace/index.ts'

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
  readonly inputs: readonly PortOpening[]
  readonly outputs: readonly PortOpening[]
}

export interface OpeningSalts {
  readonly input: Uint8Array
  readonly output: Uint8Array
  readonly trace?: Uint8Array
}

/** Slots of outputs that a receipt shows; left out: all. */
export function openingOf(graph: Graph, trace: Trace, salts: OpeningSalts, shown?: readonly number[]): TraceOpening {
  const tree = graphTree(graph)
  const port = (op: number): PortOpening => {
    const described = graph.ops[op]!
    const first = described.inputs.length === 0 ? [] : graph.ops[described.inputs[0]!]!.shape
    return {
      op,
      descriptor: encodeOp(described, first),
      graphProof: merkleProof(tree, [op + 1]),
      leaf: traceLeafOf(trace.part(op, OUTPUT) ?? refuse('trace_mismatch', `trace: op ${op} has no output`)),
      traceProof: trace.proof([leafIndexOf(op, OUTPUT)]),
    }
  }
  const ids = (kind: 'input' | 'output'): number[] =>
    graph.ops.flatMap((op, id) =>
      op.kind === kind && (kind === 'input' || shown === undefined || shown.includes((op as { slot: number }).slot))
        ? [id]
        : [],
    )
  return {
    traceRoot: trace.root,
    traceSalt: salts.trace ?? new Uint8Array(16),
    inputSalt: salts.input,
    outputSalt: salts.output,
    ops: graph.ops.length,
    weightBytes: graph.weightBytes,
    headerProof: merkleProof(tree, [0]),
    rows: trace.rows,
    inputs: ids('input').map(port),
    outputs: ids('output').map(port),
  }
}
