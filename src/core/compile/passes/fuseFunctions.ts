// Passes about functions of one value. "Fuse functions": whatever elementwise nodes compute from one value alone becomes one
// function of it (spelled-out GELU, SiLU, Mish, ...). "Scales": functions that only scale and shift become affine nodes, which
// other passes fold into products. spec/compile.md, "Passes".

import { type Clamp, type FloatGraph, type FloatNode, mapPorts, type Scalar } from '../ir.ts'
import { affineOf, call2, clampOf, compose, isWithin, number, X } from '../scalar.ts'
import { compact } from './compact.ts'
import { rewrite } from './edit.ts'

/** Nodes of the largest expression: composing a value that is used twice doubles it. */
const MAX_SIZE = 256
const fits = (f: Scalar): boolean => isWithin(f, MAX_SIZE)

const shapeKey = (node: FloatNode): string => node.shape.join()

function clamped(f: Scalar, clamp: Clamp | null): Scalar {
  if (clamp === null) return f
  const low = clamp.lo === Number.NEGATIVE_INFINITY ? f : call2('max', f, number(clamp.lo))
  return clamp.hi === Number.POSITIVE_INFINITY ? low : call2('min', low, number(clamp.hi))
}

/** What the node is of the one value that it reads, or null. */
function ownFunction(node: FloatNode): Scalar | null {
  if (node.kind === 'function') return node.f
  if (node.kind === 'clamp') return clamped(X, node.clamp)
  return null
}

/** Sums, products and quotients of values that are all functions of one value become a function of it. */
function joinPairs(graph: FloatGraph): FloatGraph {
  /** By node: the value that it is a function of, and the function. */
  const parent = new Int32Array(graph.nodes.length).fill(-1)
  const own: Scalar[] = []
  const nodes = graph.nodes.slice()
  const chain = (id: number): number[] => {
    const out = [id]
    // A longer way makes too large an expression.
    for (let at = id; parent[at]! >= 0 && out.length < MAX_SIZE; at = parent[at]!) out.push(parent[at]!)
    return out
  }
  const relative = (id: number, to: number): Scalar => {
    let f = X
    for (let at = id; at !== to; at = parent[at]!) {
      f = compose(f, own[at]!)
      if (!fits(f)) return f
    }
    return f
  }
  graph.nodes.forEach((node, id) => {
    const f = ownFunction(node)
    if (f !== null) {
      parent[id] = node.inputs[0]!
      own[id] = f
      return
    }
    if (node.kind !== 'add' && node.kind !== 'product' && node.kind !== 'divide') return
    if (node.inputs.length < 2 || node.inputs.some(input => shapeKey(graph.nodes[input]!) !== shapeKey(node))) return
    const others = node.inputs.slice(1).map(input => new Set(chain(input)))
    const common = chain(node.inputs[0]!).find(at => others.every(set => set.has(at)))
    if (common === undefined || graph.nodes[common]!.kind === 'constant') return
    const parts = node.inputs.map(input => relative(input, common))
    const joined = joinedBy(node, parts)
    if (!parts.every(fits) || !fits(joined)) return
    parent[id] = common
    own[id] = joined
    nodes[id] = { kind: 'function', name: node.name, inputs: [common], shape: node.shape, f: joined }
  })
  return compact({ ...graph, nodes })
}

function joinedBy(node: FloatNode, parts: readonly Scalar[]): Scalar {
  if (node.kind === 'add') {
    const terms = parts.map((part, i) => {
      const factor = node.factors?.[i] ?? 1
      return factor === 1 ? part : call2('mul', part, number(factor))
    })
    return clamped(
      terms.reduce((a, b) => call2('add', a, b)),
      node.clamp,
    )
  }
  const [a, b] = parts as [Scalar, Scalar]
  const f = call2(node.kind === 'divide' ? 'div' : 'mul', a, b)
  return clamped(f, node.kind === 'product' || node.kind === 'divide' ? node.clamp : null)
}

/** Nodes that can clamp what they compute. */
const CLAMPING: readonly FloatNode['kind'][] = ['conv', 'linear', 'add', 'averagePool', 'product', 'divide', 'matmul']

const isSimple = (f: Scalar): boolean => affineOf(f) !== null || clampOf(f) !== null

/** Chains of functions become one, where each is read by the next alone. */
const joinChains = (graph: FloatGraph): FloatGraph =>
  rewrite(graph, (node, id, edit) => {
    const outer = ownFunction(node)
    if (outer === null) return
    const target = edit.sole(node.inputs[0]!)
    const inner = target === undefined ? null : ownFunction(target)
    // Whole numbers of few bits are kept as such: what reads them is then exact, and small.
    if (target === undefined || inner === null || target.integers !== undefined) return
    const both = compose(outer, inner)
    if (!fits(both)) return
    const scales = affineOf(outer) !== null && affineOf(inner) !== null
    const clamps = clampOf(outer) !== null && clampOf(inner) !== null
    // Scales and clamps alone cost nothing inside the products around them.
    if (isSimple(outer) && isSimple(inner) && !scales && !clamps) return
    if (clampOf(inner) !== null && !clamps && CLAMPING.includes(edit.nodes[target.inputs[0]!]!.kind)) return
    const { name, shape, integers } = node
    edit.replace(id, {
      kind: 'function',
      name,
      inputs: target.inputs,
      shape,
      f: both,
      ...(integers === undefined ? {} : { integers }),
    })
  })

export const fuseFunctions = (graph: FloatGraph): FloatGraph => joinChains(joinPairs(graph))

/** scale and bounds of a function that scales, shifts and then clamps. */
function clampedAffine(f: Scalar): { inner: Scalar; clamp: Clamp } | null {
  if (f.op !== 'min' && f.op !== 'max') return null
  let clamp: Clamp = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY }
  let at: Scalar = f
  const bounds: Scalar[] = []
  while (at.op === 'min' || at.op === 'max') {
    const bound: Scalar | undefined = at.args.find(arg => arg.op === 'constant')
    const inner: Scalar | undefined = at.args.find(arg => arg.op !== 'constant')
    if (bound === undefined || inner === undefined) return null
    bounds.push({ op: at.op, args: [X, bound] })
    at = inner
  }
  for (const bound of bounds.reverse()) {
    const next = clampOf(bound)!
    const within = (value: number): number => Math.min(next.hi, Math.max(next.lo, value))
    clamp = { lo: within(clamp.lo), hi: within(clamp.hi) }
  }
  return affineOf(at) === null ? null : { inner: at, clamp }
}

/** A function that scales and shifts, as an affine node along the axis where the product before has its channels. */
export function namedScales(graph: FloatGraph): FloatGraph {
  const nodes: FloatNode[] = []
  const map = new Int32Array(graph.nodes.length)
  graph.nodes.forEach((node, id) => {
    const inputs = node.inputs.map(input => map[input]!)
    const add = (made: FloatNode): void => {
      map[id] = nodes.push(made) - 1
    }
    if (node.kind !== 'function') {
      add({ ...node, inputs })
      return
    }
    let before = nodes[inputs[0]!]!
    while (before.kind === 'reshape') before = nodes[before.inputs[0]!]!
    const affine = (f: Scalar, base: FloatNode): FloatNode | null => {
      const found = affineOf(f)
      if (found === null) return null
      const axis = before.kind === 'linear' || before.kind === 'matmul' ? base.shape.length - 1 : 0
      const length = base.shape[axis]!
      const scale = new Float32Array(length).fill(found.scale)
      const shift = new Float32Array(length).fill(found.shift)
      return { kind: 'affine', name: base.name, inputs, shape: base.shape, axis, scale, shift }
    }
    const plain = affine(node.f, node)
    if (plain !== null) {
      add(plain)
      return
    }
    const clamp = clampOf(node.f)
    if (clamp !== null) {
      add({ kind: 'clamp', name: node.name, inputs, shape: node.shape, clamp })
      return
    }
    const both = before.kind === 'conv' || before.kind === 'linear' ? clampedAffine(node.f) : null
    const scaled = both === null ? null : affine(both.inner, node)
    if (both === null || scaled === null) {
      add({ ...node, inputs })
      return
    }
    const at = nodes.push(scaled) - 1
    add({ kind: 'clamp', name: node.name, inputs: [at], shape: node.shape, clamp: both.clamp })
  })
  return { nodes, inputs: mapPorts(graph.inputs, map), outputs: mapPorts(graph.outputs, map) }
}
