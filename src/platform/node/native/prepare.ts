// From a model to units that are ready to run: layout, refusal beyond the limit, weights in onnxruntime and in memory.

import { instantiate } from '../../../core/engine/wasm/kernels.ts'
import { FixedRegion, roundUp, rowBytes } from '../../../core/engine/wasm/memory.ts'
import { scratchBytes, stepsOf } from '../../../core/engine/wasm/steps/index.ts'
import { refuse } from '../../../core/errors/index.ts'
import type { ExactModel } from '../../../core/graph/index.ts'
import type { Runtime } from './binding.ts'
import { instantiateGlue } from './kernels.ts'
import { type Layout, layOut, type Needs } from './layout.ts'
import type { Variant } from './matrix.ts'
import { renames, type UnitPlan } from './plan.ts'
import { makeProduct, productScratch, productWeightBytes } from './product.ts'
import { makeSegment, segmentScratch, segmentWeightBytes } from './segment.ts'
import type { Helpers } from './threads/helpers.ts'
import type { Machine, Unit } from './unit.ts'

const PAGE = 65_536
const MAX_CHUNK_ROWS = 256

export interface PrepareOptions {
  readonly runtime: Runtime
  readonly variant: Variant
  /** Threads that a call of the engine may have: the other ones, where they share work, are `helpers`. */
  readonly threads: number
  readonly helpers?: Helpers
  /** Most bytes, and bytes of activations to aim for. */
  readonly limit: number
  readonly working: number
}

export interface Prepared {
  readonly buffer: ArrayBuffer
  /** Bytes of memory, with those that onnxruntime keeps for weights. */
  readonly bytes: number
  readonly chunkRows: number
  readonly units: readonly (Unit & { readonly plan: UnitPlan })[]
  /** Ids of the ops whose values lie in memory once unit i has run. */
  readonly leaves: readonly (readonly number[])[]
  /** Where op `id` lies in memory; names of one tensor lie at one place. */
  addressOf(id: number): number
}

/** Refuses (`memory_exceeded`) what needs more than the limit. */
export async function prepare(
  model: ExactModel,
  plans: readonly UnitPlan[],
  options: PrepareOptions,
): Promise<Prepared> {
  const { graph } = model
  const { limit, working, threads, helpers } = options
  const inSegment = new Set(plans.flatMap(plan => (plan.kind === 'segment' ? plan.plan.ops : [])))
  const owner = graph.ops.map((_, id) => id)
  graph.ops.forEach((op, id) => {
    if (renames(op) && !inSegment.has(id)) owner[id] = owner[op.inputs[0]!]!
  })
  const needs = plans.map((plan): Needs => {
    if (plan.kind === 'segment') {
      const { inputs, outputs } = plan.plan
      return { reads: inputs, writes: outputs, scratch: rows => segmentScratch(model, plan.plan, rows) }
    }
    if (plan.kind === 'product') {
      const writes = plan.plan.map(({ id }) => id)
      return {
        reads: graph.ops[writes[0]!]!.inputs,
        writes,
        scratch: rows => productScratch(plan.plan, rows, threads),
      }
    }
    const { id } = plan
    return { reads: graph.ops[id]!.inputs, writes: [id], scratch: rows => scratchBytes(graph, id, rows) }
  })
  const layout = (rows: number): Layout => layOut(needs, owner, (id, n) => rowBytes(graph.ops[id]!.shape) * n, rows)
  const single = layout(1)
  const chunkRows = Math.max(1, Math.min(MAX_CHUNK_ROWS, Math.floor(working / single.bytes)))
  const arena = chunkRows === 1 ? single : layout(chunkRows)

  const kernels = await instantiate()
  const arenaAt = roundUp(kernels.base)
  const addressOf = (id: number): number => arenaAt + arena.offsets[id]!
  const fixed = new FixedRegion(arenaAt + arena.bytes)
  const outside = plans.reduce((sum, plan) => sum + weightBytes(model, plan), 0)
  const check = (threadBytes = 0): void => {
    const needed = fixed.end + outside + threadBytes
    if (needed > limit) {
      refuse('memory_exceeded', `the model needs ${needed} bytes of memory or more, ${limit} are allowed`, {
        hint: 'Raise memoryLimit, or run it on another engine.',
        facts: { needed, limit },
      })
    }
  }
  check()
  const makers = plans.map((plan, at): ((machine: Machine) => Unit) => {
    const scratch = arena.scratch[at]!
    const place = {
      inputs: needs[at]!.reads.map(addressOf),
      outputs: needs[at]!.writes.map(addressOf),
      scratch: scratch < 0 ? 0 : arenaAt + scratch,
    }
    if (plan.kind === 'input') return () => ({ run() {}, release() {} })
    if (plan.kind === 'product') return makeProduct(model, plan.plan, place, chunkRows, fixed, threads, helpers, at)
    if (plan.kind === 'segment') return makeSegment(model, plan.plan, plan.threads, place, chunkRows, fixed)
    const steps = stepsOf(model, { ...place, id: plan.id, out: addressOf(plan.id), chunkRows, relaxed: null }, fixed)
    check()
    return () => ({
      run(rows) {
        for (const { kernel, parameters } of steps) kernels.run[kernel](parameters, rows)
      },
      release() {},
    })
  })
  const threadBytes = helpers?.place(model, chunkRows, fixed.end + outside) ?? 0
  check(threadBytes)
  const { memory } = kernels
  const missing = Math.ceil(fixed.end / PAGE) - memory.buffer.byteLength / PAGE
  try {
    if (missing > 0) memory.grow(missing)
  } catch {
    refuse('memory_exceeded', `the machine does not give ${fixed.end} bytes of memory`, {
      facts: { needed: fixed.end, limit },
    })
  }
  const { buffer } = memory
  fixed.write(buffer)
  const machine = { ...options, glue: await instantiateGlue(memory), buffer }
  const units: (Unit & { plan: UnitPlan })[] = []
  try {
    helpers?.start(model, plans, { limit, working })
    for (const [at, make] of makers.entries()) units.push({ ...make(machine), plan: plans[at]! })
    helpers?.ready()
  } catch (error) {
    helpers?.close()
    for (const unit of units) unit.release()
    throw error
  }
  const names = new Map<number, number[]>(needs.flatMap(({ writes }) => writes.map(id => [id, []])))
  owner.forEach((to, id) => {
    names.get(to)?.push(id)
  })
  const leaves = needs.map(({ writes }) => writes.flatMap(id => names.get(id)!))
  return { buffer, bytes: fixed.end + outside + threadBytes, chunkRows, units, leaves, addressOf }
}

/** Bytes that onnxruntime keeps for a unit's weights. */
function weightBytes(model: ExactModel, plan: UnitPlan): number {
  if (plan.kind === 'product') return productWeightBytes(plan.plan)
  return plan.kind === 'segment' ? segmentWeightBytes(model, plan.plan) : 0
}
