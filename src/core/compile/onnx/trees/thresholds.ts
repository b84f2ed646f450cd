// Inputs that are only ever compared with numbers of the file become counts: how many of those numbers the value exceeds. Then
// every comparison is exact, whatever the input's size. spec/compile.md, "Trees"; spec/interface.md, "Thresholds".

import { maxOf } from '../../../graph/index.ts'
import type { FloatNode, FloatPort } from '../../ir.ts'
import { type Builder, type Comparison, size } from '../builder.ts'
import { takeConstant, transposedOrder } from '../fold.ts'
import { constantOf } from '../tensor.ts'
import { below } from './forest.ts'

/** Elements of values whose way from the inputs is followed, all together. */
const MAX_ELEMENTS = 2 ** 20
/** Elements that are compared, all together. */
const MAX_COMPARED = 2 ** 17
/** Bytes that one port's thresholds may take: all of an interface is at most 2^20 (`model.md`). */
const MAX_PORT_BYTES = 2 ** 19
const MAX_THRESHOLDS = maxOf(16)

/** Where each element of a value comes from: an input, and its place there. */
interface Origin {
  readonly slots: Int32Array
  readonly places: Int32Array
}

/** Elements that are only moved. */
function moved(node: FloatNode, inputs: readonly (Origin | undefined)[], nodes: readonly FloatNode[]): Origin | null {
  const [first] = inputs
  if (first === undefined || inputs.includes(undefined)) return null
  const pick = (order: ArrayLike<number>): Origin => ({
    slots: Int32Array.from(order, i => first.slots[i]!),
    places: Int32Array.from(order, i => first.places[i]!),
  })
  const positions = Int32Array.from(first.slots, (_, i) => i)
  const from = nodes[node.inputs[0]!]!.shape
  switch (node.kind) {
    case 'reshape':
      return first
    case 'transpose':
      return pick(transposedOrder(from, node.perm))
    case 'take':
      if (node.indices.includes(-1)) return null
      return pick(takeConstant(constantOf(6, from, positions), node.axis, node.indices, 0).data)
    case 'concat': {
      const inner = size(node.shape.slice(node.axis + 1))
      const outer = size(node.shape.slice(0, node.axis))
      const slots = new Int32Array(size(node.shape))
      const places = new Int32Array(slots.length)
      let at = 0
      for (let o = 0; o < outer; o++)
        node.inputs.forEach((input, i) => {
          const chunk = nodes[input]!.shape[node.axis]! * inner
          const part = inputs[i]!
          slots.set(part.slots.subarray(o * chunk, (o + 1) * chunk), at)
          places.set(part.places.subarray(o * chunk, (o + 1) * chunk), at)
          at += chunk
        })
      return { slots, places }
    }
    default:
      return null
  }
}

/** The origins of all values that inputs are only moved to. */
function originsOf(nodes: readonly FloatNode[]): (Origin | undefined)[] {
  const origins: (Origin | undefined)[] = []
  let followed = 0
  nodes.forEach((node, id) => {
    if (node.kind !== 'reshape')
      followed += node.kind === 'input' || origins[node.inputs[0] ?? -1] ? size(node.shape) : 0
    if (followed > MAX_ELEMENTS) return
    if (node.kind === 'input') {
      const count = size(node.shape)
      origins[id] = {
        slots: new Int32Array(count).fill(node.slot),
        places: Int32Array.from({ length: count }, (_, i) => i),
      }
      return
    }
    const found = moved(
      node,
      node.inputs.map(input => origins[input]),
      nodes,
    )
    if (found !== null) origins[id] = found
  })
  return origins
}

/** Inputs of which something but comparisons reads, directly or with others. */
function otherwiseRead(
  nodes: readonly FloatNode[],
  origins: readonly (Origin | undefined)[],
  comparisons: readonly Comparison[],
  outputs: readonly FloatPort[],
): Set<number> {
  const comparing = new Set(comparisons.map(({ node }) => node))
  const read = new Set<number>()
  const all = (id: number): void => {
    for (const slot of new Set(origins[id]?.slots)) read.add(slot)
  }
  nodes.forEach((node, id) => {
    if (origins[id] === undefined && !comparing.has(id)) node.inputs.forEach(all)
    // What is too large to follow is read otherwise.
    if (node.kind === 'input' && origins[id] === undefined) read.add(node.slot)
  })
  for (const port of outputs) all(port.node)
  // Values that stand beside those of such an input stay as they are.
  for (let before = -1; before !== read.size; ) {
    before = read.size
    for (const origin of origins)
      if (origin?.slots.some(slot => read.has(slot))) for (const slot of origin.slots) read.add(slot)
  }
  return read
}

/**
 * Thresholds of every input, by slot: null where it keeps its values. Comparisons with such inputs are rewritten to compare
 * counts; of all others a note says that they compare rounded values.
 */
export function comparedInputs(
  builder: Builder,
  inputs: readonly FloatPort[],
  outputs: readonly FloatPort[],
): readonly ((readonly number[])[] | null)[] {
  const { nodes, comparisons } = builder
  const none = inputs.map(() => null)
  if (comparisons.length === 0) return none
  const origins = originsOf(nodes)
  let compared = 0
  const followed = comparisons.filter(({ value }) => (compared += size(nodes[value]!.shape)) <= MAX_COMPARED)
  const read = otherwiseRead(nodes, origins, followed, outputs)
  let exact: Comparison[]
  let lists: Map<number, number[]>[]
  for (;;) {
    exact = comparisons.filter(
      ({ value }) => origins[value] !== undefined && !origins[value]!.slots.some(slot => read.has(slot)),
    )
    lists = listsOf(exact, origins, inputs.length)
    const long = lists.findIndex((list, slot) => isTooLong(list, inputs[slot]!))
    if (long < 0) break
    read.add(long)
    for (const origin of origins) if (origin?.slots.includes(long)) for (const slot of origin.slots) read.add(slot)
  }
  for (const { what } of comparisons.filter(comparison => !exact.includes(comparison)))
    builder.note(`${what}: it compares computed values, which rounding may bring to the other side of a threshold`)
  const longest = lists.reduce(
    (most, list) => [...list.values()].reduce((n, { length }) => Math.max(n, length), most),
    1,
  )
  const integers = { lo: 0, hi: longest }
  for (const comparison of exact) compareCounts(builder, comparison, origins, lists)
  const counted = new Set(exact.flatMap(({ value }) => [...origins[value]!.slots]))
  origins.forEach((origin, id) => {
    const node = nodes[id]!
    if (node.kind === 'concat' && origin?.slots.every(slot => counted.has(slot))) nodes[id] = { ...node, integers }
  })
  return inputs.map((port, slot) =>
    counted.has(slot) ? Array.from({ length: size(port.shape) }, (_, place) => lists[slot]!.get(place) ?? []) : null,
  )
}

/** More thresholds of an element than 16 bits count, or of a port than an interface has room for. */
function isTooLong(list: ReadonlyMap<number, readonly number[]>, port: FloatPort): boolean {
  let bytes = list.size === 0 ? 0 : 2 * size(port.shape)
  for (const { length } of list.values()) {
    if (length > MAX_THRESHOLDS) return true
    bytes += 4 * length
  }
  return bytes > MAX_PORT_BYTES
}

/** By slot and place the ascending thresholds. */
function listsOf(
  comparisons: readonly Comparison[],
  origins: readonly (Origin | undefined)[],
  slots: number,
): Map<number, number[]>[] {
  const sets = Array.from({ length: slots }, () => new Map<number, Set<number>>())
  for (const { value, thresholds, equal } of comparisons) {
    const { slots: from, places } = origins[value]!
    from.forEach((slot, i) => {
      const set = sets[slot]!.get(places[i]!) ?? new Set<number>()
      sets[slot]!.set(places[i]!, set)
      const threshold = thresholds[i % thresholds.length]!
      set.add(threshold)
      // Equal is: above all that is less, and not above itself.
      const less = below(threshold)
      if (equal && less !== Number.NEGATIVE_INFINITY) set.add(less)
    })
  }
  return sets.map(sets => new Map([...sets].map(([place, set]) => [place, [...set].sort((a, b) => a - b)] as const)))
}

/** x <= t is: it exceeds no more thresholds than stand before t. */
function compareCounts(
  { nodes }: Builder,
  { node, value, constant, thresholds }: Comparison,
  origins: readonly (Origin | undefined)[],
  lists: readonly Map<number, number[]>[],
): void {
  const { slots, places } = origins[value]!
  const ranks = new Map<readonly number[], Map<number, number>>()
  const counts = Float32Array.from(slots, (slot, i) => {
    const list = lists[slot]!.get(places[i]!)!
    const rank = ranks.get(list) ?? new Map(list.map((threshold, k) => [threshold, k]))
    ranks.set(list, rank)
    return rank.get(thresholds[i % thresholds.length]!)!
  })
  const held = nodes[constant]!
  if (held.kind !== 'constant') throw new TypeError('comparison with what is no constant')
  const alike = counts.every((count, i) => count === counts[i % thresholds.length])
  const data = alike ? counts.slice(0, thresholds.length) : counts
  nodes[constant] = { ...held, data, shape: alike ? held.shape : nodes[node]!.shape }
}
