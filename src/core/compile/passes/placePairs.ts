// Where nodes of several operands want them: elementwise nodes bring operands to the places of the first large one, matrix
// products put their summed axis last in both. Pass "channels last"; spec/compile.md, "Views".

import { refuse } from '../../errors/index.ts'
import { MAX_RANK } from '../../graph/index.ts'
import type { AddNode, DivideNode, MatmulNode, ProductNode } from '../ir.ts'
import { quote } from '../limits.ts'
import type { Layout } from './layout.ts'
import { type Atom, alignAll, atom, inMemoryOrder, sizeOf, type View } from './view.ts'

/** All operands with each axis split into the same factors. */
function aligned(layout: Layout, views: readonly View[]): View[] {
  return alignAll(views) ?? views.map(view => layout.canonical(view))
}

export function elementwise(layout: Layout, node: AddNode | ProductNode | DivideNode, inputs: readonly View[]): View {
  const views = aligned(layout, inputs)
  // Constants follow values: turning them is free. Among values the first of the largest keeps its place.
  const weight = (view: View): number => (layout.isConstant(view) ? 0 : sizeOf(view.order))
  const lead = views.reduce((most, view) => (weight(view) > weight(most) ? view : most))
  // The result's atoms, axis by axis: those of whichever operand has the axis, the leading one before others.
  const owners = node.shape.map((_, axis) =>
    lead.groups[axis]!.length > 0 ? lead : views.find(view => view.groups[axis]!.length > 0),
  )
  // Operands may come from one value: what is not the leading one's gets atoms of its own.
  const groups = owners.map((owner, axis) =>
    owner === lead ? lead.groups[axis]! : (owner?.groups[axis] ?? []).map(({ size }) => atom(size)),
  )
  const counterparts = views.map(view => {
    const map = new Map<Atom, Atom>()
    groups.forEach((group, axis) => {
      view.groups[axis]!.forEach((a, i) => {
        map.set(group[i]!, a)
      })
    })
    return map
  })
  const all = groups.flat()
  const mine = new Set(lead.order)
  const order = [...lead.order, ...all.filter(a => !mine.has(a))]
  const presence = (a: Atom): string => counterparts.map(map => Number(map.has(a))).join('')
  const shape = dimensions(layout.nodes[lead.node]!.shape, order, presence, node.name)
  const operands = views.map((view, which) => {
    const map = counterparts[which]!
    const present = order.flatMap(a => map.get(a) ?? [])
    return layout.take(
      view,
      present,
      shape.map(({ size, atoms }) => (atoms.every(a => map.has(a)) ? size : 1)),
    )
  })
  const id = layout.add({ ...node, inputs: operands, shape: shape.map(({ size }) => size) })
  return { node: id, groups, order }
}

interface Dimension {
  readonly size: number
  readonly atoms: readonly Atom[]
}

/** Axes of the result in memory: those of the leading operand where every operand has each of them whole or not at all. */
function dimensions(
  own: readonly number[],
  order: readonly Atom[],
  presence: (a: Atom) => string,
  name: string,
): Dimension[] {
  const kept: Dimension[] = []
  let at = 0
  for (const size of own) {
    const atoms: Atom[] = []
    let product = 1
    while (product < size && at < order.length) {
      atoms.push(order[at]!)
      product *= order[at++]!.size
    }
    if (product !== size || new Set(atoms.map(presence)).size > 1) {
      at = -1
      break
    }
    kept.push({ size, atoms })
  }
  if (at === order.length) return kept
  const runs: { size: number; atoms: Atom[] }[] = []
  let previous = ''
  for (const a of order) {
    const found = presence(a)
    if (found === previous) {
      const run = runs[runs.length - 1]!
      run.size *= a.size
      run.atoms.push(a)
    } else runs.push({ size: a.size, atoms: [a] })
    previous = found
  }
  if (runs.length > MAX_RANK)
    refuse('attribute_unsupported', `node ${quote(name)}: its operands repeat along ${runs.length} axes in turn`)
  return runs.length === 0 ? [{ size: 1, atoms: [] }] : runs
}

export function matmul(layout: Layout, node: MatmulNode, [first, second]: readonly [View, View]): View {
  const rank = node.shape.length
  // a is [.., M, K] and b is [.., N, K]: their rows are different axes.
  const open = (view: View, which: number): View => {
    const groups = view.groups
    const lead = groups.slice(0, -2)
    const [rows, k] = groups.slice(-2) as [readonly Atom[], readonly Atom[]]
    return { ...view, groups: which === 0 ? [...lead, rows, [], k] : [...lead, [], rows, k] }
  }
  const [a, b] = aligned(layout, [open(first, 0), open(second, 1)]) as [View, View]
  const lead = a.groups.slice(0, rank - 2)
  const paired = new Map<Atom, Atom>()
  for (const axis of [...lead.keys(), rank]) {
    a.groups[axis]!.forEach((mine, i) => {
      const other = b.groups[axis]![i]
      if (other !== undefined) paired.set(mine, other)
    })
  }
  const [m, n, k] = [a.groups[rank - 2]!, b.groups[rank - 1]!, a.groups[rank]!]
  const batch = inMemoryOrder(a, lead.flat())
  const [rows, columns, summed] = [inMemoryOrder(a, m), inMemoryOrder(b, n), inMemoryOrder(a, k)]
  const shared = batch.filter(mine => paired.has(mine))
  // Axes that b repeats along are rows of a like any others, where no shared axis stands behind them.
  const own = batch.filter(mine => !paired.has(mine))
  const left = layout.take(
    a,
    [...shared, ...own, ...rows, ...summed],
    [...(shared.length === 0 ? [] : [sizeOf(shared)]), sizeOf(own) * sizeOf(rows), sizeOf(summed)],
  )
  const right = layout.take(
    b,
    [...shared.map(mine => paired.get(mine)!), ...columns, ...summed.map(mine => paired.get(mine)!)],
    [...(shared.length === 0 ? [] : [sizeOf(shared)]), sizeOf(columns), sizeOf(summed)],
  )
  const shape = [...(shared.length === 0 ? [] : [sizeOf(shared)]), sizeOf(own) * sizeOf(rows), sizeOf(columns)]
  const id = layout.add({ ...node, inputs: [left, right], shape })
  // Both operands may come from one value, whose atoms would then stand twice.
  const renamed = new Map(n.map(old => [old, atom(old.size)]))
  const turned = (atoms: readonly Atom[]): Atom[] => atoms.map(old => renamed.get(old)!)
  return { node: id, groups: [...lead, m, turned(n)], order: [...shared, ...own, ...rows, ...turned(columns)] }
}
