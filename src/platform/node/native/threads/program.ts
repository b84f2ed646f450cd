// What a thread of the native engine runs: rows of a graph that it has loaded as the caller has, and units of products.
// scripts/wasm.mjs makes one script of it (../generated/thread.ts), which a pool evaluates.

import { createRequire } from 'node:module'
import type { Message } from '../../../../core/engine/wasm/threads/control.ts'
import { bindRuntime } from '../binding.ts'
import type { ProductsMessage } from '../causal/message.ts'
import { receiveCausal } from '../causal/thread.ts'
import { execute, noRuns } from '../execute.ts'
import { planUnits } from '../plan.ts'
import { prepare } from '../prepare.ts'
import type { Block } from '../unit.ts'
import {
  CLOSED,
  COUNT,
  exchangeOf,
  FAILED,
  FREE,
  JOB,
  OPEN,
  type OpenMessage,
  OWNERS,
  POSITIONS,
  PREPARED,
  READY,
  ROWS,
  STATE,
  TAKEN,
  UNIT,
  valuesAt,
  WHAT,
} from './control.ts'
import { unitsOf } from './plans.ts'

/** How long a thread looks for the next job before it sleeps: milliseconds. */
const LOOK_MS = 1
const LOOKS = 200

/** Does units from `first` on, rows, positions or blocks of columns; `positions` are those of the whole job. */
type Work = (first: number, count: number, positions: number) => void

/** The work that a job's number stands for. */
type Works = (what: number) => Work

async function open(message: OpenMessage): Promise<Works> {
  const { directory, version, model, variant, segments, choice, threads, limit, working, exchange } = message
  const runtime = bindRuntime(createRequire(`${directory}/package.json`), version, directory)
  // The caller has tried both.
  const exactness = { runtime, variant: () => variant, segments: () => segments }
  const planned = planUnits(model, exactness, choice, threads)
  if (unitsOf(planned) !== message.units) throw new Error('other units than the caller has')
  // Threads of onnxruntime's own would be too many.
  const plans = planned.map(plan => (plan.kind === 'segment' ? { ...plan, threads: 1 } : plan))
  const prepared = await prepare(model, plans, { runtime, variant, limit, working, threads })
  const layout = exchangeOf(model.graph, message.rows)
  const inputs = layout.inputs.map(({ type, at }) => valuesAt(exchange, at, type, message.rows))
  const results = new Map(layout.outputs.map(({ id, type, at }) => [id, valuesAt(exchange, at, type, message.rows)]))
  const rows: Work = (first, count) => execute(model, prepared, inputs, results, first, count, noRuns())
  const products = prepared.units.map(({ lend }): Work | undefined => {
    if (lend === undefined) return undefined
    const { lineBytes, blocks, run } = lend
    const columns = (block: number, positions: number): void => {
      const { start, n } = blocks[block]!
      const matrix = new Uint8Array(exchange, 0, positions * lineBytes)
      run(
        block,
        positions,
        matrix,
        new Uint8Array(exchange, message.results + 2 * positions * start, 2 * positions * n),
      )
    }
    if (blocks.length > 1)
      return (first, count, positions) => {
        for (let block = first; block < first + count; block++) columns(block, positions)
      }
    const [{ n }] = blocks as readonly [Block]
    return (first, count) => {
      const matrix = new Uint8Array(exchange, first * lineBytes, count * lineBytes)
      run(0, count, matrix, new Uint8Array(exchange, message.results + 2 * first * n, 2 * count * n))
    }
  })
  return what => (what === ROWS ? rows : products[what]!)
}

/** Takes units of the open job until none is left. */
function help(words: Int32Array, works: Works): void {
  const work = works(words[WHAT]!)
  const count = words[COUNT]!
  const unit = words[UNIT]!
  const positions = words[POSITIONS]!
  // From the end on: so that a thread mostly has the same columns, whose weights are in its caches.
  for (let at = Math.ceil(count / unit) - 1; at >= 0; at--) {
    if (Atomics.compareExchange(words, OWNERS + at, FREE, TAKEN) !== FREE) continue
    // The caller is about to have it.
    while (Atomics.load(words, PREPARED) <= at);
    const first = at * unit
    work(first, Math.min(unit, count - first), positions)
  }
}

function serve(words: Int32Array, works: Works): void {
  let done = -1
  while (Atomics.load(words, CLOSED) === 0) {
    const until = performance.now() + LOOK_MS
    let state = Atomics.load(words, STATE)
    const isNew = (): boolean => (state & OPEN) !== 0 && Math.floor(state / JOB) !== done
    while (!isNew() && performance.now() < until)
      for (let look = 0; look < LOOKS && !isNew(); look++) state = Atomics.load(words, STATE)
    if (!isNew()) {
      Atomics.wait(words, STATE, state)
      continue
    }
    // Enters, if the job is still open.
    if (Atomics.compareExchange(words, STATE, state, state + 1) !== state) continue
    done = Math.floor(state / JOB)
    try {
      help(words, works)
    } catch {
      Atomics.store(words, FAILED, 1)
    }
    Atomics.sub(words, STATE, 1)
    Atomics.notify(words, STATE)
  }
}

async function receive(message: OpenMessage | Message | ProductsMessage): Promise<void> {
  if ('kind' in message) {
    receiveCausal(message)
    return
  }
  const words = new Int32Array(message.control)
  let works: Works | undefined
  try {
    works = await open(message)
  } catch {
    Atomics.store(words, FAILED, 1)
  }
  Atomics.add(words, READY, 1)
  Atomics.notify(words, READY)
  // Not from here: the message would live as long as the thread.
  if (works !== undefined) setImmediate(serve, words, works)
}

Object.assign(globalThis, { receive })
