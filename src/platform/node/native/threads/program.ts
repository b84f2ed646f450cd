// What a thread of the native engine runs: its columns of every product that is shared. scripts/wasm.mjs makes one script of
// it (../generated/thread.ts), which a pool evaluates.

import { createRequire } from 'node:module'
import { bindRuntime } from '../binding.ts'
import type { Glue } from '../kernels.ts'
import { columnsOf, productModel } from '../matrix.ts'
import { CLOSED, COUNT, DONE, FAILED, JOB, OPENED, type OpenMessage, PRODUCT, READY, type Share } from './control.ts'

const PAGE = 65_536
/** How long a thread looks for the next job before it sleeps: milliseconds. */
const LOOK_MS = 1
const LOOKS = 200

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64
const most = (numbers: readonly number[]): number => align(Math.max(...numbers) + 64)

/** Does its part of job after job: `(share, positions)`. */
type Part = (positions: number) => void

function open(message: OpenMessage, own: number): Part[] {
  const { directory, version, glue: module, variant, shares, weights, exchange, results, resultBytes } = message
  const runtime = bindRuntime(createRequire(`${directory}/package.json`), version, directory)
  let end = PAGE
  const reserve = (bytes: number): number => {
    const at = end
    end += align(bytes)
    return at
  }
  const matrix = reserve(most(shares.map(({ limbs, positions, k }) => limbs * positions * k)))
  const sums = reserve(
    most(shares.map(({ limbs, positions, columns, weightLimbs }) => 4 * limbs * positions * columns * weightLimbs)),
  )
  const result = reserve(most(shares.map(({ positions, columns }) => 2 * positions * columns)))
  const places = shares.map(({ columns }) => ({
    bias: reserve(4 * columns),
    scale: reserve(4 * columns),
    words: reserve(64),
  }))
  const pages = Math.ceil(end / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const glue = exports as unknown as Glue
  const { buffer } = memory
  const out = results + own * resultBytes

  return shares.map((share: Share, at): Part => {
    const { k, columns, limbs, weightLimbs, shift, lo, hi } = share
    const { bias, scale, words } = places[at]!
    const rows = own * columns
    new Int32Array(buffer, bias, columns).set(share.bias.subarray(rows, rows + columns))
    new Int32Array(buffer, scale, columns).set(share.scale.subarray(rows, rows + columns))
    const round = shift === 0 ? 0 : 2 ** (shift - 1)
    const head = [sums, result, 2 * columns, columns, limbs, weightLimbs, bias, scale]
    new Int32Array(buffer, words, 12).set([...head, shift, round, lo, hi])
    const from = share.weights + rows * k * weightLimbs
    const stored =
      weightLimbs === 1 ? new Int8Array(weights, from, columns * k) : new Int16Array(weights, from, columns * k)
    const program = runtime.load(
      productModel(columnsOf(stored, k, columns, weightLimbs), k, columns * weightLimbs, variant),
    )
    const calls = new Map<number, () => void>()
    const callOf = (count: number): (() => void) => {
      const lines = limbs * count
      const given = new Uint8Array(exchange, 0, lines * k)
      const taken = new Uint8Array(buffer, matrix, lines * k)
      const width = columns * weightLimbs
      const got = new Int32Array(buffer, sums, lines * width)
      const feeds = { [program.inputs[0]!]: runtime.tensor('uint8', taken, [lines, k]) }
      const fetches = { [program.outputs[0]!]: runtime.tensor('int32', got, [lines, width]) }
      const made = new Uint8Array(buffer, result, 2 * count * columns)
      const target = new Uint8Array(exchange, out, made.length)
      return () => {
        taken.set(given)
        program.run(feeds, fetches)
        glue.finish(words, 0, count)
        target.set(made)
      }
    }
    return count => {
      let call = calls.get(count)
      if (call === undefined) {
        if (calls.size >= 16) calls.clear()
        calls.set(count, (call = callOf(count)))
      }
      call()
    }
  })
}

function serve(words: Int32Array, parts: readonly Part[]): void {
  for (let seen = 0; ; ) {
    let job = Atomics.load(words, JOB)
    const until = performance.now() + LOOK_MS
    while (job === seen && performance.now() < until)
      for (let look = 0; look < LOOKS && job === seen; look++) job = Atomics.load(words, JOB)
    if (Atomics.load(words, CLOSED) === 1) return
    if (job === seen) {
      Atomics.wait(words, JOB, seen)
      continue
    }
    seen = job
    try {
      parts[words[PRODUCT]!]!(words[COUNT]!)
    } catch {
      Atomics.store(words, FAILED, 1)
    }
    Atomics.add(words, DONE, 1)
    Atomics.notify(words, DONE)
  }
}

function receive(message: OpenMessage): void {
  const words = new Int32Array(message.control)
  let parts: Part[] = []
  try {
    parts = open(message, Atomics.add(words, OPENED, 1))
  } catch {
    Atomics.store(words, FAILED, 1)
  }
  Atomics.add(words, READY, 1)
  Atomics.notify(words, READY)
  // Not from here: the message, and the weights in it, would live as long as the thread.
  setImmediate(serve, words, parts)
}

Object.assign(globalThis, { receive })
