// Random networks of small integers: nothing is rounded in them, so the exact model must give onnxruntime's numbers to the last
// bit. A wrong permutation, pad or axis anywhere between file and engine cannot hide behind a tolerance.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elements } from '../../src/core/graph/index.ts'
import { compare } from './support/compare.ts'
import { type AttributeValue, model, type NodeSpec, type TensorSpec } from './support/onnx.ts'
import { Random } from './support/random.ts'

interface Value {
  readonly name: string
  readonly shape: readonly number[]
}

/** Grows a network layer by layer; each layer is drawn from those that its operand allows. */
class Grower {
  readonly nodes: NodeSpec[] = []
  readonly weights: Record<string, TensorSpec> = {}
  readonly values: Value[] = []
  private readonly random: Random

  constructor(random: Random, input: Value) {
    this.random = random
    this.values.push(input)
  }

  private weight(dims: readonly number[], lo = -1, hi = 1): string {
    const name = `w${Object.keys(this.weights).length}`
    this.weights[name] = { dims, data: this.random.ints(elements(dims), lo, hi) }
    return name
  }

  private numbers(data: readonly number[]): string {
    const name = `w${Object.keys(this.weights).length}`
    this.weights[name] = { dims: [data.length], data, type: 7 }
    return name
  }

  private emit(
    op: string,
    inputs: readonly string[],
    shape: readonly number[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Value {
    const name = `v${this.nodes.length}`
    this.nodes.push({ op, inputs, outputs: [name], attributes })
    const value = { name, shape }
    this.values.push(value)
    return value
  }

  grow(): void {
    const x = this.random.pick(this.values)
    const layers = [
      () => this.emit('Relu', [x.name], x.shape),
      () => this.transpose(x),
      () => this.reshape(x),
      () => this.linear(x),
      () => this.emit('Add', [x.name, this.weight(this.random.pick([x.shape, x.shape.slice(-1), []]), -3, 3)], x.shape),
      () => this.add(x),
      () => this.concat(x),
      () => this.unsqueeze(x),
      ...(x.shape.length === 3 ? [() => this.conv(x), () => this.conv(x), () => this.pool(x)] : []),
      ...(x.shape.length === 2 ? [() => this.conv(x)] : []),
    ]
    this.random.pick(layers)()
  }

  private transpose(x: Value): Value {
    const perm = x.shape.map((_, i) => i)
    for (let i = perm.length - 1; i > 0; i--) {
      const j = this.random.int(0, i)
      ;[perm[i], perm[j]] = [perm[j]!, perm[i]!]
    }
    const shape = perm.map(axis => x.shape[axis]!)
    return this.emit('Transpose', [x.name], shape, { perm: { ints: [0, ...perm.map(axis => axis + 1)] } })
  }

  private reshape(x: Value): Value {
    const count = elements(x.shape)
    const divisors = Array.from({ length: count }, (_, i) => i + 1).filter(n => count % n === 0)
    const first = this.random.pick(divisors)
    const rest = count / first
    const second = this.random.pick(divisors.filter(n => rest % n === 0))
    const shape = this.random.pick([[count], [first, rest], [first, second, rest / second]])
    return this.emit('Reshape', [x.name, this.numbers([0, ...shape])], shape)
  }

  private unsqueeze(x: Value): Value {
    if (x.shape.length > 3) return this.emit('Relu', [x.name], x.shape)
    const axis = this.random.int(1, x.shape.length + 1)
    const shape = [...x.shape.slice(0, axis - 1), 1, ...x.shape.slice(axis - 1)]
    return this.emit('Unsqueeze', [x.name, this.numbers([axis])], shape)
  }

  private linear(x: Value): Value {
    const k = x.shape[x.shape.length - 1]!
    const n = this.random.int(1, 5)
    return this.emit('MatMul', [x.name, this.weight([k, n])], [...x.shape.slice(0, -1), n])
  }

  private conv(x: Value): Value {
    const spatial = x.shape.slice(1)
    const kernel = spatial.map(size => this.random.int(1, Math.min(3, size)))
    const stride = spatial.map(() => this.random.int(1, 2))
    const before = kernel.map(k => this.random.int(0, k - 1))
    const after = kernel.map(k => this.random.int(0, k - 1))
    const channels = x.shape[0]!
    const groups = this.random.pick([1, 1, channels].filter(g => channels % g === 0))
    const out = groups * this.random.int(1, 3)
    const shape = [
      out,
      ...spatial.map((size, i) => Math.floor((size + before[i]! + after[i]! - kernel[i]!) / stride[i]!) + 1),
    ]
    return this.emit(
      'Conv',
      [x.name, this.weight([out, channels / groups, ...kernel]), this.weight([out], -5, 5)],
      shape,
      {
        group: { i: groups },
        strides: { ints: stride },
        pads: { ints: [...before, ...after] },
      },
    )
  }

  private pool(x: Value): Value {
    const kernel = x.shape.slice(1).map(size => this.random.int(1, Math.min(3, size)))
    const stride = kernel.map(() => this.random.int(1, 2))
    const shape = [x.shape[0]!, ...x.shape.slice(1).map((size, i) => Math.floor((size - kernel[i]!) / stride[i]!) + 1)]
    return this.emit('MaxPool', [x.name], shape, { kernel_shape: { ints: kernel }, strides: { ints: stride } })
  }

  private add(x: Value): Value {
    const alike = this.values.filter(value => value.shape.join() === x.shape.join())
    return this.emit('Add', [x.name, this.random.pick(alike).name], x.shape)
  }

  private concat(x: Value): Value {
    const axis = this.random.int(0, x.shape.length - 1)
    const fits = this.values.filter(
      value => value.shape.length === x.shape.length && value.shape.every((n, i) => i === axis || n === x.shape[i]),
    )
    const parts = Array.from({ length: this.random.int(2, 3) }, () => this.random.pick(fits))
    const length = parts.reduce((sum, part) => sum + part.shape[axis]!, 0)
    const shape = x.shape.map((n, i) => (i === axis ? length : n))
    return this.emit(
      'Concat',
      parts.map(part => part.name),
      shape,
      { axis: { i: axis + 1 } },
    )
  }
}

describe('random networks of small integers', () => {
  it('give exactly what onnxruntime gives', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (seed, layers) => {
          const random = new Random(seed)
          const shape = random.pick([[2, 4, 5], [3, 3, 4], [1, 6, 4], [4, 6], [12]])
          const grower = new Grower(random, { name: 'x', shape })
          for (let i = 0; i < layers; i++) grower.grow()
          const result = grower.values[grower.values.length - 1]!
          fc.pre(elements(result.shape) < 20_000)
          const bytes = model({
            nodes: grower.nodes,
            inputs: { x: ['N', ...shape] },
            outputs: { [result.name]: ['N', ...result.shape] },
            weights: grower.weights,
          })
          const rows = 2
          const inputs = { x: { data: random.ints(elements(shape) * rows, -9, 9), rows } }
          const { exact, float, saturated } = await compare(bytes, inputs, { activationBits: 16 })
          // Numbers that outgrow 16 bits are rounded or clipped, as they should be.
          const largest = float[result.name]!.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
          fc.pre(!saturated && largest < 2 ** 14)
          compared++
          expect(exact[result.name]).toEqual(float[result.name])
        },
      ),
      { numRuns: 120, seed: 20_260 },
    )
    expect(compared).toBeGreaterThanOrEqual(120)
  }, 60_000)
})
