// Rows for every input of a model: from tensor files by name, or made up where the user has none. spec/compile.md, "Rows for
// compilation".

import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { FloatModel, Samples } from '../../../core/compile/index.ts'
import { refuse, unwrap, WorldError } from '../../../core/errors/index.ts'
import { readTensors, type Tensor } from '../../../core/formats/index.ts'
import { elements } from '../../../core/graph/index.ts'
import { isStack, LIMITS, readDataset, TENSOR_FILE, toFloat } from './dataset.ts'
import { readUserFile } from './home.ts'

export interface Inputs {
  readonly samples: Readonly<Record<string, Samples>>
  readonly rows: number
  readonly labels: Int32Array | null
  /** Did the values come as 8-bit images? */
  readonly pixels: boolean
  readonly random: boolean
}

type Graph = FloatModel['graph']
type Port = Graph['inputs'][number]

const RANDOM = /^random:(\d{1,6})$/

/** `PATH`, or `random:N` for N rows of made-up values. */
export function readInputs(given: string, graph: Graph, labels: string | undefined): Inputs {
  const random = RANDOM.exec(given)
  if (random !== null) return randomInputs(graph, Number(random[1]))
  const [only, ...others] = graph.inputs
  if (others.length > 0) return fromFiles(given, graph.inputs, labels)
  const data = readDataset(given, only!.shape, labels)
  return { ...data, samples: { [only!.name]: { data: data.values, rows: data.rows } }, random: false }
}

interface Candidate {
  readonly name: string
  readonly tensor: Tensor
}

function fromFiles(path: string, ports: readonly Port[], labelsPath: string | undefined): Inputs {
  if (!existsSync(path)) throw new WorldError('file_not_found', `${path}: no such file or directory`)
  const directory = statSync(path).isDirectory()
  const files = directory
    ? readdirSync(path)
        .filter(name => TENSOR_FILE.test(name))
        .sort()
        .map(name => join(path, name))
    : [path]
  const candidates = files.flatMap((file): Candidate[] => {
    const read = readTensors(readUserFile(file, LIMITS.maxBytes), { name: basename(file), ...LIMITS })
    const stem = basename(file, extname(file))
    const found = directory && !read.ok ? [] : unwrap(read)
    return found.map(({ name, tensor }) => ({ name: name === '' ? stem : name, tensor }))
  })
  const samples: Record<string, Samples> = {}
  for (const port of ports) {
    const fitting = candidates.filter(({ tensor }) => isStack(tensor, port.shape))
    const named = fitting.find(({ name }) => name === port.name) ?? (fitting.length === 1 ? fitting[0] : undefined)
    if (named === undefined) {
      return refuse(
        'calibration_missing',
        `input ${JSON.stringify(port.name)}: no rows of [${port.shape.join(', ')}] under that name in ${path} (it has ${candidates.map(describe).join(', ') || 'no tensors'})`,
        { hint: 'Give an .npz with one array per input, or a directory with NAME.npy files.' },
      )
    }
    samples[port.name] = { data: toFloat(named.tensor), rows: named.tensor.shape[0]! }
  }
  const { rows } = samples[ports[0]!.name]!
  for (const [name, { rows: own }] of Object.entries(samples))
    if (own !== rows)
      refuse('input_shape_mismatch', `input ${JSON.stringify(name)}: ${own} rows beside ${rows} of the other inputs`)
  return { samples, rows, labels: labelsFor(candidates, rows, labelsPath), pixels: false, random: false }
}

const describe = ({ name, tensor }: Candidate): string => `${name} [${tensor.shape.join(', ')}]`

function labelsFor(candidates: readonly Candidate[], rows: number, path: string | undefined): Int32Array | null {
  const own = candidates.find(({ name }) => name === 'labels')?.tensor
  const tensor =
    path === undefined
      ? own
      : unwrap(readTensors(readUserFile(path, LIMITS.maxBytes), { name: basename(path), ...LIMITS }))[0]?.tensor
  if (tensor === undefined) return null
  if (tensor.data.length !== rows)
    refuse('input_shape_mismatch', `${path ?? 'labels'}: ${tensor.data.length} labels for ${rows} rows`)
  return Int32Array.from(tensor.data as ArrayLike<number | bigint>, Number)
}

/** The same values on every machine: a counter, mixed. */
function* randomNumbers(): Generator<number, never> {
  let state = 0x9e3779b9
  for (;;) {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    yield ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Reals are drawn from a standard normal distribution, indices from the entries that they choose among, other integers from 0 and 1. */
function randomInputs(graph: Graph, rows: number): Inputs {
  if (rows < 1) refuse('usage', `--calibration random:${rows}: at least one row`)
  const numbers = randomNumbers()
  const next = (): number => numbers.next().value
  const samples = Object.fromEntries(
    graph.inputs.map(port => {
      const size = elements(port.shape) * rows
      if (size > LIMITS.maxElements)
        refuse('input_shape_mismatch', `input ${JSON.stringify(port.name)}: ${rows} rows are ${size} values`)
      const entries = entriesOf(graph, port)
      const real = port.dtype === 'float32' || port.dtype === 'float64'
      const draw = (): number =>
        real && entries === null
          ? Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
          : Math.floor(next() * (entries ?? 2))
      return [port.name, { data: Float32Array.from({ length: size }, draw), rows }]
    }),
  )
  return { samples, rows, labels: null, pixels: false, random: true }
}

/** Entries of the table that an input chooses from, if it does. */
function entriesOf(graph: Graph, port: Port): number | null {
  const reached = new Set([port.node])
  graph.nodes.forEach((node, id) => {
    const moves = ['reshape', 'transpose', 'take'].includes(node.kind)
    if (moves && node.inputs.some(input => reached.has(input))) reached.add(id)
  })
  for (const node of graph.nodes)
    if (node.kind === 'embedding' && reached.has(node.inputs[0]!)) return node.table.length / node.shape.at(-1)!
  return null
}

const MAX_CALIBRATION_ROWS = 512

/**
 * Rows that set ranges and rows that are held out: three of four, at most 512, against the rest, both spread evenly. One row
 * alone is both.
 */
export function splitRows(inputs: Inputs): { calibration: Inputs; rest: Inputs; heldOut: boolean } {
  const count = Math.min(MAX_CALIBRATION_ROWS, Math.ceil((inputs.rows * 3) / 4))
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * inputs.rows) / count))
  const taken = new Set(chosen)
  const others = Array.from({ length: inputs.rows }, (_, row) => row).filter(row => !taken.has(row))
  const calibration = pick(inputs, chosen)
  return others.length === 0
    ? { calibration, rest: inputs, heldOut: false }
    : { calibration, rest: pick(inputs, others), heldOut: true }
}

/** Every k-th row, at most as many as ranges are set from. */
export function spreadRows(inputs: Inputs): Inputs {
  const count = Math.min(MAX_CALIBRATION_ROWS, inputs.rows)
  return pick(
    inputs,
    Array.from({ length: count }, (_, i) => Math.floor((i * inputs.rows) / count)),
  )
}

function pick(inputs: Inputs, rows: readonly number[]): Inputs {
  const samples = Object.fromEntries(
    Object.entries(inputs.samples).map(([name, { data }]) => {
      const size = data.length / inputs.rows
      const out = new Float32Array(rows.length * size)
      rows.forEach((row, i) => {
        out.set(data.subarray(row * size, (row + 1) * size), i * size)
      })
      return [name, { data: out, rows: rows.length }]
    }),
  )
  const { labels } = inputs
  return {
    ...inputs,
    samples,
    rows: rows.length,
    labels: labels === null ? null : Int32Array.from(rows, row => labels[row]!),
  }
}
