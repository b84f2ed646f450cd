// Channels between two products brought to one size by powers of two: rows of the first grow as columns of the second shrink,
// which changes no result and leaves both easier to round. spec/compile.md, "Equalization".

import { type ConvNode, countUses, type FloatGraph, type FloatNode, type LinearNode } from '../ir.ts'
import { hasRows } from './machine.ts'

/**
 * `weights`: rows of the first product and columns of the second come to the same size. `values`: columns of the second and the
 * values that they meet do.
 */
export type Equalization = 'none' | 'weights' | 'values'

type Rows = ConvNode | LinearNode

/** Two products with nothing between them that treats channels unlike. */
interface Pair {
  readonly first: number
  readonly second: number
}

const MAX_SHIFT = 12
const ROUNDS = 8

/** Largest magnitude of every channel, by node, where channels are the last axis. */
export type ChannelMaxima = (id: number) => Float32Array | undefined

export function pairsOf(graph: FloatGraph): Pair[] {
  const uses = countUses(graph)
  const pairs: Pair[] = []
  graph.nodes.forEach((node, second) => {
    if (!hasRows(node)) return
    let at = node.inputs[0]!
    while (uses[at] === 1 && passes(graph, at)) at = graph.nodes[at]!.inputs[0]!
    const source = graph.nodes[at]!
    if (uses[at] !== 1 || !hasRows(source) || !scalesWith(source)) return
    if (inputChannels(graph, node) % source.bias.length !== 0) return
    if (source.kind === 'linear' && source.shape.length > 1 && node.kind === 'conv') return
    pairs.push({ first: at, second })
  })
  return pairs
}

/** Does it leave every channel by itself, in its place and its proportion? */
function passes(graph: FloatGraph, id: number): boolean {
  const node = graph.nodes[id]!
  if (node.kind === 'maxPool') return true
  if (node.kind === 'averagePool') return node.clamp === null
  // Channels stay fastest where they are merged with what stands before them.
  if (node.kind !== 'reshape') return false
  const channels = graph.nodes[node.inputs[0]!]!.shape.at(-1)!
  return node.shape.at(-1)! % channels === 0
}

/** A clamp that scales with its value: none, or a Relu. */
const scalesWith = ({ clamp }: Rows): boolean =>
  clamp === null || ((clamp.lo === 0 || clamp.lo === Number.NEGATIVE_INFINITY) && clamp.hi === Number.POSITIVE_INFINITY)

const inputChannels = (graph: FloatGraph, node: Rows): number => graph.nodes[node.inputs[0]!]!.shape.at(-1)!

/** Input channel of weight i of a row. */
function channelOf(graph: FloatGraph, node: Rows): (row: number, i: number) => number {
  if (node.kind === 'linear') return (_, i) => i
  const groupIn = inputChannels(graph, node) / node.groups
  const groupOut = node.bias.length / node.groups
  return (row, i) => Math.floor(row / groupOut) * groupIn + (i % groupIn)
}

function rowMaxima({ weights, bias }: Pick<Rows, 'weights' | 'bias'>): Float64Array {
  const k = weights.length / bias.length
  return Float64Array.from(bias, (_, row) => {
    let most = 0
    for (let i = row * k; i < (row + 1) * k; i++) most = Math.max(most, Math.abs(weights[i]!))
    return most
  })
}

/** The same function with other channels inside. */
export function equalize(graph: FloatGraph, kind: Equalization, maxima: ChannelMaxima): FloatGraph {
  const pairs = kind === 'none' ? [] : pairsOf(graph)
  if (pairs.length === 0) return graph
  const nodes: FloatNode[] = graph.nodes.map(node =>
    hasRows(node) ? { ...node, weights: node.weights.slice(), bias: node.bias.slice() } : node,
  )
  // What has been done to a node's channels so far: its values have grown by as much.
  const grown = new Map<number, Float64Array>()
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false
    for (const { first, second } of pairs) {
      const [p, c] = [nodes[first] as Rows, nodes[second] as Rows]
      const channels = p.bias.length
      const channel = channelOf(graph, c)
      const columns = columnMaxima(c, channels, channel)
      const rows = rowMaxima(p)
      const factors = grown.get(first) ?? new Float64Array(channels).fill(1)
      const values = maxima(first)
      const by = Float64Array.from({ length: channels }, (_, i) => {
        const size = kind === 'weights' ? rows[i]! : (values?.[i] ?? 0) * factors[i]!
        return columns[i] === 0 || size === 0 ? 0 : Math.log2(columns[i]! / size) / 2
      })
      const known = by.filter(value => value !== 0).sort()
      const middle = known[known.length >> 1] ?? 0
      const shifts = by.map(value =>
        value === 0 ? 0 : Math.max(-MAX_SHIFT, Math.min(MAX_SHIFT, Math.round(value - middle))),
      )
      if (shifts.every(shift => shift === 0)) continue
      changed = true
      scale(
        p,
        shifts.map(shift => 2 ** shift),
        row => row,
      )
      p.bias.forEach((value, row) => {
        p.bias[row] = value * 2 ** shifts[row]!
        factors[row]! *= 2 ** shifts[row]!
      })
      scale(
        c,
        shifts.map(shift => 2 ** -shift),
        (row, i) => channel(row, i) % channels,
      )
      grown.set(first, factors)
    }
    if (!changed) break
  }
  return { ...graph, nodes }
}

/** Largest weight that each channel meets, as a share of its row's largest: rows have exponents of their own. */
function columnMaxima(node: Rows, channels: number, channel: (row: number, i: number) => number): Float64Array {
  const out = new Float64Array(channels)
  const k = node.weights.length / node.bias.length
  const rows = rowMaxima(node)
  // A row that only one channel feeds has no columns to compare with: its own size counts.
  const alone = node.kind === 'conv' && node.groups === channels
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue
    for (let i = 0; i < k; i++) {
      const c = channel(row, i) % channels
      const size = Math.abs(node.weights[row * k + i]!) / (alone ? 1 : rows[row]!)
      if (size > out[c]!) out[c] = size
    }
  }
  return out
}

/** Multiplies every weight by the factor of its row or column. */
function scale({ weights, bias }: Rows, factors: Float64Array, which: (row: number, i: number) => number): void {
  const k = weights.length / bias.length
  for (let row = 0; row < bias.length; row++)
    for (let i = 0; i < k; i++) weights[row * k + i]! *= factors[which(row, i)]!
}
