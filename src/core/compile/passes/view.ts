// Where a value's elements lie: spec/compile.md, "Views". A logical axis is a list of atoms (factors of its length), and a view
// says in which order the atoms lie in memory. Reshapes and transposes only regroup atoms; memory moves when an operator
// needs another order.

/** A factor of an axis, longer than 1. Two atoms are the same only as objects. */
export interface Atom {
  readonly size: number
}

export interface View {
  /** Node of the new graph that holds the elements. */
  readonly node: number
  /** Atoms of each logical axis, slowest first; none for an axis of length 1. */
  readonly groups: readonly (readonly Atom[])[]
  /** Every atom, in the order of memory, slowest first. */
  readonly order: readonly Atom[]
}

export const atom = (size: number): Atom => ({ size })
/** The atoms of a fresh axis. */
export const fresh = (size: number): Atom[] => (size === 1 ? [] : [atom(size)])
export const sizeOf = (atoms: readonly Atom[]): number => atoms.reduce((product, a) => product * a.size, 1)
export const shapeOf = (view: View): number[] => view.groups.map(sizeOf)

/** The atoms of `subset` in the order in which memory has them. */
export function inMemoryOrder(view: View, subset: readonly Atom[]): Atom[] {
  const wanted = new Set(subset)
  return view.order.filter(a => wanted.has(a))
}

const replaceIn = (list: readonly Atom[], old: Atom, parts: readonly Atom[]): Atom[] =>
  list.flatMap(a => (a === old ? parts : [a]))

/** The view with logical shape `shape`, splitting atoms where axes end inside them; null where they cannot be split so. */
export function regroup(view: View, shape: readonly number[]): View | null {
  let order = view.order
  let left = view.groups.flat()
  const groups: Atom[][] = []
  for (const length of shape) {
    const group: Atom[] = []
    let product = 1
    while (product < length) {
      const head = left[0]
      if (head === undefined) return null
      if (length % (product * head.size) === 0) {
        group.push(head)
        product *= head.size
        left = left.slice(1)
        continue
      }
      const need = length / product
      if (!Number.isInteger(need) || head.size % need !== 0) return null
      const parts = [atom(need), atom(head.size / need)]
      order = replaceIn(order, head, parts)
      left = replaceIn(left, head, parts)
    }
    groups.push(group)
  }
  return { node: view.node, groups, order }
}

/** Factors into which lists of factors of one length can all be split, slowest first; null where they cross. */
function commonFactors(lists: readonly (readonly number[])[]): number[] | null {
  const products = new Set<number>([1])
  for (const list of lists) {
    let product = 1
    for (let i = list.length - 1; i >= 0; i--) {
      product *= list[i]!
      products.add(product)
    }
  }
  const sorted = [...products].sort((p, q) => p - q)
  const factors: number[] = []
  for (let i = 1; i < sorted.length; i++) {
    const factor = sorted[i]! / sorted[i - 1]!
    if (!Number.isInteger(factor)) return null
    factors.unshift(factor)
  }
  return factors
}

/**
 * Views of one rank whose axes are of one length or 1, each axis split into the same factors in all of them. Null where lengths
 * do not factor alike.
 */
export function alignAll(views: readonly View[]): View[] | null {
  const rank = views[0]!.groups.length
  const factors: number[][] = []
  for (let axis = 0; axis < rank; axis++) {
    const lists = views.map(view => view.groups[axis]!).filter(group => group.length > 0)
    const common = commonFactors(lists.map(group => group.map(a => a.size)))
    if (common === null) return null
    factors.push(common)
  }
  const out: View[] = []
  for (const view of views) {
    const fine = regroup(
      view,
      factors.flatMap((list, axis) => (view.groups[axis]!.length === 0 ? [] : list)),
    )
    const back = fine === null ? null : regroup(fine, shapeOf(view))
    if (back === null) return null
    out.push(back)
  }
  return out
}

/** For each position along atoms lying as `memory`, its position along the same atoms lying as `logical`. */
export function positions(memory: readonly Atom[], logical: readonly Atom[]): Int32Array {
  const strides = new Map<Atom, number>()
  let stride = 1
  for (let i = logical.length - 1; i >= 0; i--) {
    strides.set(logical[i]!, stride)
    stride *= logical[i]!.size
  }
  const out = new Int32Array(sizeOf(memory))
  let block = out.length
  for (const a of memory) {
    const step = strides.get(a)!
    const inner = block / a.size
    for (let i = 0; i < out.length; i++) out[i]! += (Math.floor(i / inner) % a.size) * step
    block = inner
  }
  return out
}

/** Axes in the order of memory if each lies in one piece, in its own order; null otherwise. Axes of length 1 come first. */
export function axisOrder(view: View): number[] | null {
  const axes: number[] = []
  view.groups.forEach((group, axis) => {
    if (group.length === 0) axes.push(axis)
  })
  let at = 0
  while (at < view.order.length) {
    const axis = view.groups.findIndex(group => group[0] === view.order[at])
    if (axis < 0) return null
    for (const a of view.groups[axis]!) if (view.order[at++] !== a) return null
    axes.push(axis)
  }
  return axes
}
