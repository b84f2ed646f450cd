// The sampler of spec/sampler.md once more: big integers, a whole sort, no shortcut. What `choose` must equal.

import { createHash } from 'node:crypto'
import type { Sampler } from '../../src/core/language/sampler/index.ts'

const BITS = 400n
const MILLION = 1_000_000n

const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b)
const roundDiv = (a: bigint, b: bigint): bigint => floorDiv(2n * a + b, 2n * b)
const roundShift = (a: bigint, s: bigint): bigint => (s === 0n ? a : (a + (1n << (s - 1n))) >> s)
const saturate = (x: bigint): bigint => (x < -(1n << 19n) ? -(1n << 19n) : x > (1n << 19n) - 1n ? (1n << 19n) - 1n : x)

/** round(2^26 e^(-row/256)) by the series of e^(row/256) at 400 bits: another way than the product's. */
function base(row: number): bigint {
  let term = 1n << BITS
  let sum = 0n
  for (let n = 1n; term > 0n; n++) {
    sum += term
    term = (term * BigInt(row)) / (256n * n)
  }
  return roundDiv(1n << (BITS + 26n), sum)
}

let rows: { base: bigint[]; slope: bigint[] } | null = null
export function table(): { base: bigint[]; slope: bigint[] } {
  if (rows !== null) return rows
  const all = Array.from({ length: 4097 }, (_, row) => base(row))
  const slope = Array.from({ length: 4096 }, (_, row) => -floorDiv(-(all[row + 1]! - all[row]!), 16n))
  rows = { base: all.slice(0, 4096), slope }
  return rows
}

export function weight(u: bigint): bigint {
  const { base, slope } = table()
  const row = Number(u >> 4n)
  return roundShift(base[row]! + slope[row]! * (u & 15n), 6n)
}

export interface Question {
  readonly sampler: Sampler
  readonly exponent: number
  readonly logits: readonly number[]
  readonly prompt: readonly number[]
  readonly answer: readonly number[]
  readonly seed: Uint8Array
  readonly allowed: (id: number) => boolean
  /** Default: the answer's length. */
  readonly index?: number
}

/** Kept tokens with their weights in the order of ids, or the one token of a greedy sampler. */
export function kept({ sampler, exponent, logits, prompt, answer, allowed }: Question): [number, bigint][] {
  const unit = 1n << BigInt(exponent)
  const units = (value: number): bigint => roundDiv(BigInt(value) * unit, MILLION)
  const p = BigInt(sampler.repetition)
  const below = roundDiv(p * 4096n, MILLION)
  const above = roundDiv(MILLION * 4096n, p)
  const scored: { id: number; x: bigint }[] = []
  const counts = new Map<number, bigint>()
  for (const id of answer) counts.set(id, (counts.get(id) ?? 0n) + 1n)
  const shown = new Set(prompt)
  logits.forEach((q, id) => {
    if (!allowed(id)) return
    const bias = sampler.logitBias.find(([biased]) => biased === id)?.[1] ?? 0
    let x = BigInt(q) + units(bias)
    const count = counts.get(id) ?? 0n
    if (shown.has(id) || count > 0n) x = roundShift(x * (x < 0n ? below : above), 12n)
    if (count > 0n) x -= units(sampler.presence)
    x = saturate(x - units(sampler.frequency) * count)
    scored.push({ id, x })
  })
  scored.sort((a, b) => (a.x === b.x ? a.id - b.id : a.x > b.x ? -1 : 1))
  if (sampler.temperature === 0) return [[scored[0]!.id, 1n]]
  let shift = 20n
  const scaleAt = (s: bigint): bigint =>
    roundDiv((1n << (12n - BigInt(exponent) + s)) * MILLION, BigInt(sampler.temperature))
  while (shift > 0n && scaleAt(shift) > 65535n) shift--
  const scale = scaleAt(shift) > 65535n ? 65535n : scaleAt(shift)
  const most = scored[0]!.x
  let list = scored.map(({ id, x }): [number, bigint] => {
    const z = roundShift((most - x) * scale, shift)
    return [id, weight(z > 65535n ? 65535n : z)]
  })
  if (sampler.topK > 0) list = list.slice(0, sampler.topK)
  list = list.filter(([, w]) => w > 0n && w * MILLION >= BigInt(sampler.minP) << 20n)
  if (sampler.topP < 1_000_000) {
    const total = list.reduce((sum, [, w]) => sum + w, 0n)
    let mass = 0n
    let n = 0
    while (n === 0 || mass * MILLION < BigInt(sampler.topP) * total) mass += list[n++]![1]
    list = list.slice(0, n)
  }
  return list.sort(([a], [b]) => a - b)
}

export function chooseSlowly(question: Question, list = kept(question)): number {
  const total = list.reduce((sum, [, w]) => sum + w, 0n)
  const index = Buffer.alloc(4)
  index.writeUInt32BE(question.index ?? question.answer.length)
  const digest = createHash('sha256').update(question.seed).update(index).digest('hex')
  let r = (BigInt(`0x${digest.slice(0, 32)}`) * total) >> 128n
  for (const [id, w] of list) {
    if (r < w) return id
    r -= w
  }
  throw new Error('r is beyond the total')
}
