// What a thread of the native engine runs: units of the products that are shared. scripts/wasm.mjs makes one script of it
// (../generated/thread.ts), which a pool evaluates.

import { createRequire } from 'node:module'
import { bindRuntime } from '../binding.ts'
import type { Glue } from '../kernels.ts'
import { columnsOf, productModel } from '../matrix.ts'
import {
  CLOSED,
  COUNT,
  FAILED,
  JOB,
  NEXT,
  OPEN,
  type OpenMessage,
  OWNERS,
  PREPARED,
  PRODUCT,
  READY,
  type Share,
  STATE,
  UNIT,
} from './control.ts'

const PAGE = 65_536
/** How long a thread looks for the next job before it sleeps: milliseconds. */
const LOOK_MS = 1
const LOOKS = 200

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64
const most = (numbers: readonly number[]): number => align(Math.max(...numbers) + 64)

/** Does the unit of `count` positions from `first` on. */
type Work = (first: number, count: number) => void

function open({ directory, version, glue: module, variant, shares, weights, exchange, results }: OpenMessage): Work[] {
  const runtime = bindRuntime(createRequire(`${directory}/package.json`), version, directory)
  let end = PAGE
  const reserve = (bytes: number): number => {
    const at = end
    end += align(bytes)
    return at
  }
  const matrix = reserve(most(shares.map(({ limbs, unit, k }) => limbs * unit * k)))
  const sums = reserve(most(shares.map(({ limbs, unit, n, weightLimbs }) => 4 * limbs * unit * n * weightLimbs)))
  const result = reserve(most(shares.map(({ unit, n }) => 2 * unit * n)))
  const places = shares.map(({ n }) => ({ bias: reserve(4 * n), scale: reserve(4 * n), words: reserve(64) }))
  const pages = Math.ceil(end / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const glue = exports as unknown as Glue
  const { buffer } = memory

  return shares.map((share: Share, at): Work => {
    const { k, n, limbs, weightLimbs, shift, lo, hi } = share
    const { bias, scale, words } = places[at]!
    new Int32Array(buffer, bias, n).set(share.bias)
    new Int32Array(buffer, scale, n).set(share.scale)
    const round = shift === 0 ? 0 : 2 ** (shift - 1)
    new Int32Array(buffer, words, 11).set([sums, result, n, limbs, weightLimbs, bias, scale, shift, round, lo, hi])
    const stored =
      weightLimbs === 1 ? new Int8Array(weights, share.weights, n * k) : new Int16Array(weights, share.weights, n * k)
    const width = n * weightLimbs
    const program = runtime.load(productModel(columnsOf(stored, k, n, weightLimbs), k, width, variant))
    const calls = new Map<number, () => void>()
    const callOf = (count: number): (() => void) => {
      const lines = limbs * count
      const taken = new Uint8Array(buffer, matrix, lines * k)
      const got = new Int32Array(buffer, sums, lines * width)
      const feeds = { [program.inputs[0]!]: runtime.tensor('uint8', taken, [lines, k]) }
      const fetches = { [program.outputs[0]!]: runtime.tensor('int32', got, [lines, width]) }
      return () => program.run(feeds, fetches)
    }
    return (first, count) => {
      let call = calls.get(count)
      if (call === undefined) {
        if (calls.size >= 16) calls.clear()
        calls.set(count, (call = callOf(count)))
      }
      const bytes = limbs * count * k
      new Uint8Array(buffer, matrix, bytes).set(new Uint8Array(exchange, limbs * first * k, bytes))
      call()
      glue.finish(words, 0, count)
      const made = new Uint8Array(buffer, result, 2 * count * n)
      new Uint8Array(exchange, results + 2 * first * n, made.length).set(made)
    }
  })
}

/** Takes units of the open job until none is left. */
function help(words: Int32Array, works: readonly Work[]): void {
  const work = works[words[PRODUCT]!]!
  const count = words[COUNT]!
  const unit = words[UNIT]!
  for (;;) {
    const at = Atomics.add(words, NEXT, 1)
    const first = at * unit
    if (first >= count) return
    // The caller is about to have it.
    while (Atomics.load(words, PREPARED) <= at);
    work(first, Math.min(unit, count - first))
    Atomics.store(words, OWNERS + at, 1)
  }
}

function serve(words: Int32Array, works: readonly Work[]): void {
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

function receive(message: OpenMessage): void {
  const words = new Int32Array(message.control)
  let works: Work[] = []
  try {
    works = open(message)
  } catch {
    Atomics.store(words, FAILED, 1)
  }
  Atomics.add(words, READY, 1)
  Atomics.notify(words, READY)
  // Not from here: the message, and the weights in it, would live as long as the thread.
  setImmediate(serve, words, works)
}

Object.assign(globalThis, { receive })
