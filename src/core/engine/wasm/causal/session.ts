// Sessions of causal graphs: rows of many sequences in one pass, from pages that hold what earlier rows left. A step cuts its rows,
// one part after another, into chunks that memory is laid out for. Of a chunk, all rows run through what keys and values follow
// from; then those that are asked for are moved together and run through the rest (plan.ts).

import { allocate, elements, type Graph, type IntTensor, type Op } from '../../../graph/index.ts'
import { checkInputs } from '../../inputs.ts'
import type { CausalSession, GuidedSession, Instead, Part, Sequence } from '../../types.ts'
import type { KernelName } from '../names.ts'
import type { Prepared, PreparedCausal } from '../prepare.ts'
import type { Step } from '../steps/index.ts'
import { accumulate } from '../sums.ts'
import { PagePool } from './pages.ts'
import { type Span, writeRows, writeTiles } from './rows.ts'
import { type Cache, PagedSequence } from './sequence.ts'

/** What a session knows of the room for its sequences. */
export interface CacheFacts {
  /** Positions and bytes of a page. */
  readonly pagePositions: number
  readonly pageBytes: number
  /** Pages that sequences hold, and how many more the memory limit allows. */
  readonly usedPages: number
  readonly availablePages: number
}

export interface WasmCausal extends CausalSession, GuidedSession {
  cache(): CacheFacts
  /** Rows that went through what every row needs, and rows that went through the rest. */
  readonly rowsRun: { readonly early: number; readonly late: number }
}

/** How a pass of kernels runs: on this thread alone, or with others. */
export interface Runner {
  /** Calls the others for a step of so many rows. */
  begin(rows: number): void
  run(kernel: KernelName, parameters: number, rows: number): void
  end(): void
}

interface Item {
  readonly id: number
  readonly op: Op
  readonly steps: readonly Step[]
  readonly at: number
  /** Values of one row. */
  readonly row: number
}

/** Rows of one part that go through together. */
interface Rows extends Span {
  readonly part: number
  /** The first one's place in the part. */
  readonly first: number
}

interface Work {
  readonly sequence: PagedSequence
  readonly inputs: readonly IntTensor[]
  readonly rows: number
  readonly wanted: number
}

/** Called with every op's output as soon as it is there: rows from `first` on of a part. */
type Visit = (id: number, part: number, first: number, values: Int16Array) => void

/** Rows go through kernels in blocks of four. */
const BLOCK = 4

/** How many rows of `total` go together, at most `most`: about equally many each time. */
function share(total: number, most: number): number {
  const even = Math.ceil(total / Math.ceil(total / most))
  return Math.min(most, Math.ceil(even / BLOCK) * BLOCK)
}

export function causalSession(
  graph: Graph,
  prepared: Prepared,
  causal: PreparedCausal,
  limit: number,
  runner: Runner,
): Omit<WasmCausal, 'close'> & { close(): void } {
  const { kernels, steps, addressOf, chunkRows } = prepared
  const { plan, layout, words, lateRows, pagesAt } = causal
  const { memory } = kernels
  const cache: Cache = { layout, pool: new PagePool(memory, pagesAt, layout.bytes, limit) }
  const rowsRun = { early: 0, late: 0 }
  let closed = false

  const itemOf = (id: number, only: (step: Step) => boolean = () => true): Item => {
    const op = graph.ops[id]!
    return { id, op, steps: steps[id]!.filter(only), at: addressOf(id), row: elements(op.shape) }
  }
  const isKeep = (step: Step): boolean => step.kernel === 'keep'
  const early = plan.order.filter(id => plan.early[id]).map(id => itemOf(id))
  const late = plan.order.filter(id => !plan.early[id]).map(id => itemOf(id, step => !isKeep(step)))
  // Keys and values of late attentions, which all rows have.
  const keeps = plan.order.filter(id => !plan.early[id]).flatMap(id => steps[id]!.filter(isKeep))
  const crossing = plan.crossing.map(id => itemOf(id))
  const outputs = late.filter(({ op }) => op.kind === 'output')

  function pass(items: readonly Item[], rows: readonly Rows[], count: number, visit: Visit | undefined): void {
    for (const item of items) {
      const { id, op, steps, at, row } = item
      if (op.kind === 'input' || op.kind === 'position') fill(op, at, row, rows)
      if (!guided(item, rows, count)) for (const { kernel, parameters } of steps) runner.run(kernel, parameters, count)
      if (visit !== undefined) {
        for (const span of rows)
          visit(id, span.part, span.first, new Int16Array(memory.buffer, at + 2 * row * span.row, row * span.rows))
      }
    }
  }

  let works: readonly Work[] = []
  /** Of the run under way. */
  let guide: Instead | undefined

  function fill(op: Op, at: number, row: number, rows: readonly Rows[]): void {
    for (const { part, first, row: to, rows: count, position } of rows) {
      const values = new Int16Array(memory.buffer, at + 2 * row * to, row * count)
      if (op.kind === 'input')
        values.set(works[part]!.inputs[op.slot]!.data.subarray(first * row, (first + count) * row))
      else for (let i = 0; i < count; i++) values[i] = position + i
    }
  }

  /** Whether an op's output has come from elsewhere, for all rows: a guide takes all of an op or nothing. */
  function guided({ id, op, steps, at, row }: Item, rows: readonly Rows[], total: number): boolean {
    const source = op.inputs[0]
    if (guide === undefined || source === undefined) return false
    const from = addressOf(source)
    const length = elements(graph.ops[source]!.shape)
    let taken = false
    for (const { first, row: to, rows: count } of rows) {
      const x = new Int16Array(memory.buffer, from + 2 * length * to, length * count)
      const y = new Int16Array(memory.buffer, at + 2 * row * to, row * count)
      // A guided run has one part.
      const run = ({ kernel, parameters }: Step): void => runner.run(kernel, parameters, total)
      taken = guide(id, first, count, x, y, into => accumulate(memory.buffer, steps, run, at, into))
    }
    return taken
  }

  /** Moves rows of all crossing tensors to the front: none moves past one that is still to be moved. */
  function gather(rows: readonly Rows[], from: readonly number[]): void {
    const bytes = new Uint8Array(memory.buffer)
    for (const { at, row } of crossing)
      rows.forEach((span, i) => {
        const source = at + 2 * row * from[i]!
        const target = at + 2 * row * span.row
        if (source !== target) bytes.copyWithin(target, source, source + 2 * row * span.rows)
      })
  }

  function runChunk(rows: readonly Rows[], count: number, traced: Visit | undefined, visit: Visit): void {
    const lists = writeRows(memory.buffer, words, rows)
    writeTiles(memory.buffer, words.early, rows, lists)
    pass(early, rows, count, traced)
    for (const { kernel, parameters } of keeps) runner.run(kernel, parameters, count)
    rowsRun.early += count
    // The wanted rows of each span: they end with it.
    const wanted = rows.map(({ part, first, rows: count }) => {
      const { rows: all, wanted } = works[part]!
      return Math.max(0, Math.min(count, first + count - (all - wanted)))
    })
    const total = wanted.reduce((sum, n) => sum + n, 0)
    if (total === 0) return
    const most = share(total, lateRows)
    let span = 0
    let taken = 0
    while (span < rows.length) {
      const picked: Rows[] = []
      const from: number[] = []
      const pickedLists: number[] = []
      let room = most
      while (span < rows.length && room > 0) {
        const all = rows[span]!
        const n = Math.min(room, wanted[span]! - taken)
        if (n > 0) {
          const skip = all.rows - wanted[span]! + taken
          const { part, position, pages } = all
          picked.push({ part, pages, row: most - room, rows: n, first: all.first + skip, position: position + skip })
          from.push(all.row + skip)
          pickedLists.push(lists[span]!)
          room -= n
          taken += n
        }
        if (taken < wanted[span]!) break
        span++
        taken = 0
      }
      if (picked.length === 0) break
      gather(picked, from)
      writeTiles(memory.buffer, words.late, picked, pickedLists)
      pass(late, picked, most - room, traced)
      rowsRun.late += most - room
      for (const { id, at, row } of outputs)
        for (const { part, first, row: place, rows: n } of picked)
          visit(id, part, first, new Int16Array(memory.buffer, at + 2 * row * place, row * n))
    }
  }

  /** All rows of `parts`, which have been checked; a refusal leaves every sequence as it was. */
  function run(parts: readonly Work[], visit: Visit, traced?: Visit): void {
    cache.pool.ensure(parts.reduce((sum, { sequence, rows }) => sum + sequence.missing(rows), 0))
    const total = parts.reduce((sum, { rows }) => sum + rows, 0)
    works = parts
    runner.begin(total)
    try {
      for (const { sequence, rows } of parts) sequence.extend(rows)
      const most = share(total, chunkRows)
      let part = 0
      let first = 0
      while (part < parts.length) {
        const rows: Rows[] = []
        let count = 0
        while (part < parts.length && count < most) {
          const { sequence, rows: all } = parts[part]!
          const n = Math.min(all - first, most - count)
          const { pages, length } = sequence
          rows.push({ part, first, row: count, rows: n, position: length + first, pages })
          count += n
          first += n
          if (first < all) break
          part++
          first = 0
        }
        runChunk(rows, count, traced, visit)
      }
      for (const { sequence, rows } of parts) sequence.advance(rows)
    } finally {
      works = []
      runner.end()
      for (const { sequence } of parts) sequence.trim()
    }
  }

  function checkOpen(): void {
    if (closed) throw new TypeError('session: closed')
  }

  function checked(parts: readonly Part[]): Work[] {
    const seen = new Set<Sequence>()
    return parts.map(({ sequence, inputs, wanted }) => {
      if (!(sequence instanceof PagedSequence) || sequence.cache !== cache)
        throw new TypeError('step: a sequence of another session')
      if (seen.has(sequence)) throw new TypeError('step: one sequence in two parts')
      seen.add(sequence)
      const rows = checkInputs(graph, inputs, sequence.length)
      if (!Number.isSafeInteger(wanted) || wanted < 0 || wanted > rows)
        throw new RangeError(`step: outputs of ${wanted} of ${rows} rows`)
      return { sequence, inputs, rows, wanted }
    })
  }

  /** Room for the values of ops, and what puts values there. `skipped`: rows of a part before the first that is kept. */
  function collect(ids: readonly number[], rows: number, skipped: number) {
    const tensors = new Map(ids.map(id => [id, allocate(graph.ops[id]!, rows)]))
    const put = (id: number, first: number, values: Int16Array): void => {
      const { data, shape } = tensors.get(id)!
      data.set(values, (first - skipped) * elements(shape))
    }
    return { tensors: [...tensors.values()], put }
  }

  const outputIds = graph.ops.flatMap((op, id) => (op.kind === 'output' ? [id] : []))

  /** A sequence of its own for all rows of `inputs`, from position 0. */
  function whole(
    inputs: readonly IntTensor[],
    ids: readonly number[],
    isTrace: boolean,
    instead: Instead | undefined = undefined,
  ): IntTensor[] {
    checkOpen()
    const rows = checkInputs(graph, inputs)
    const sequence = new PagedSequence(cache)
    const { tensors, put } = collect(ids, rows, 0)
    const visit: Visit = (id, _part, first, values) => put(id, first, values)
    guide = instead
    try {
      if (isTrace) run([{ sequence, inputs, rows, wanted: rows }], () => {}, visit)
      else run([{ sequence, inputs, rows, wanted: rows }], visit)
    } finally {
      guide = undefined
      sequence.close()
    }
    return tensors
  }

  return {
    context: plan.context,
    rowsRun,
    cache: () => ({
      pagePositions: layout.positions,
      pageBytes: layout.bytes,
      usedPages: cache.pool.used,
      availablePages: cache.pool.available,
    }),
    open() {
      checkOpen()
      return new PagedSequence(cache)
    },
    async step(parts) {
      checkOpen()
      const works = checked(parts)
      const results = works.map(({ rows, wanted }) => collect(outputIds, wanted, rows - wanted))
      run(works, (id, part, first, values) => results[part]!.put(id, first, values))
      return results.map(({ tensors }) => tensors)
    },
    run: async inputs => whole(inputs, outputIds, false),
    runWith: async (inputs, instead) => whole(inputs, outputIds, false, instead),
    trace: async inputs =>
      whole(
        inputs,
        graph.ops.map((_, id) => id),
        true,
      ),
    close() {
      closed = true
    },
  }
}
