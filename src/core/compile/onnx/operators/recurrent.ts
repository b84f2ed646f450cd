// LSTM, GRU and RNN, unrolled over their steps: the products with the inputs of all steps at once, then step by step the products
// with the state. spec/compile.md, "Recurrent operators".

import type { Scalar } from '../../ir.ts'
import { call2, number, X } from '../../scalar.ts'
import {
  type Call,
  known,
  knownAt,
  type Operator,
  operand,
  type Rows,
  shapeOf,
  type Value,
  weightsAt,
} from '../builder.ts'
import { add, asRows, concat, linear, map, multiply, reshape, slice, transpose } from '../emit.ts'
import { type Constant, constantOf } from '../tensor.ts'
import { elu, hardSigmoid, leakyRelu, RELU, SIGMOID, softsign, TANH } from './unary.ts'

const MAX_STEPS = 4096

/** Activations by name, with their parameters. */
function activation(call: Call, name: string, alpha: number | undefined, beta: number | undefined): Scalar {
  switch (name.toLowerCase()) {
    case 'sigmoid':
      return SIGMOID
    case 'tanh':
      return TANH
    case 'relu':
      return RELU
    case 'affine':
      return call2('add', call2('mul', X, number(alpha ?? 1)), number(beta ?? 0))
    case 'leakyrelu':
      return leakyRelu(alpha ?? 0.01)
    case 'hardsigmoid':
      return hardSigmoid(alpha ?? 0.2, beta ?? 0.5)
    case 'elu':
      return elu(alpha ?? 1)
    case 'softsign':
      return softsign
    default:
      return call.unsupported(`the activation ${JSON.stringify(name.slice(0, 20))}`)
  }
}

/** One direction of one use. */
interface Direction {
  readonly reverse: boolean
  readonly hidden: number
  /** Products of the inputs of all steps, biases included: [steps, rows, gates * hidden]. */
  readonly inputs: Rows
  /** Weights of the state, [gates * hidden][hidden], and their own biases. */
  readonly weights: Float32Array
  readonly biases: Float32Array
  readonly activations: readonly Scalar[]
  /** Peepholes, or null. */
  readonly peepholes: Float32Array | null
}

interface State {
  readonly h: Rows
  readonly c: Rows | null
}

type Step = (call: Call, direction: Direction, x: Rows, state: State) => State

/** Consecutive gates out of the last axis. */
const gate = (call: Call, value: Rows, hidden: number, from: number, count = 1): Rows =>
  slice(call, value, value.shape.length - 1, from * hidden, count * hidden)

/** What the state adds to gates `from` on. */
function fromState(call: Call, { weights, biases, hidden }: Direction, h: Rows, from: number, count: number): Rows {
  const size = hidden * hidden
  return linear(
    call,
    h,
    weights.subarray(from * size, (from + count) * size),
    biases.subarray(from * hidden, (from + count) * hidden),
  )
}

const rnn: Step = (call, direction, x, { h }) => {
  const sum = add(call, [x, fromState(call, direction, h, 0, 1)])
  return { h: map(call, sum, direction.activations[0]!), c: null }
}

/** Gates stand as input, output, forget, cell. */
const lstm: Step = (call, direction, x, { h, c }) => {
  const { hidden, peepholes } = direction
  const [f, g, k] = direction.activations as [Scalar, Scalar, Scalar]
  const sums = add(call, [x, fromState(call, direction, h, 0, 4)])
  const peep = (sum: Rows, cell: Rows, which: number): Rows => {
    if (peepholes === null) return sum
    const weights = peepholes.subarray(which * hidden, (which + 1) * hidden)
    if (weights.every(w => w === 0)) return sum
    return add(call, [sum, multiply(call, cell, known(constantOf(1, [hidden], weights)))])
  }
  const input = map(call, peep(gate(call, sums, hidden, 0), c!, 0), f)
  const forget = map(call, peep(gate(call, sums, hidden, 2), c!, 2), f)
  const candidate = map(call, gate(call, sums, hidden, 3), g)
  const cell = add(call, [multiply(call, forget, c!), multiply(call, input, candidate)])
  const output = map(call, peep(gate(call, sums, hidden, 1), cell, 1), f)
  return { h: multiply(call, output, map(call, cell, k)), c: cell }
}

/** Gates stand as update, reset, hidden. */
const gru =
  (linearFirst: boolean): Step =>
  (call, direction, x, { h }) => {
    const { hidden } = direction
    const [f, g] = direction.activations as [Scalar, Scalar]
    const sums = add(call, [gate(call, x, hidden, 0, 2), fromState(call, direction, h, 0, 2)])
    const both = map(call, sums, f)
    const update = gate(call, both, hidden, 0)
    const reset = gate(call, both, hidden, 1)
    const inner = linearFirst
      ? multiply(call, reset, fromState(call, direction, h, 2, 1))
      : fromState(call, direction, multiply(call, reset, h), 2, 1)
    const next = map(call, add(call, [gate(call, x, hidden, 2), inner]), g)
    // (1 - update) * next + update * h
    const changed = multiply(call, update, add(call, [h, next], [1, -1]))
    return { h: add(call, [next, changed]), c: null }
  }

interface Kind {
  readonly gates: number
  /** Default activations of one direction. */
  readonly activations: readonly string[]
  step(call: Call): Step
}

function directionsOf(call: Call, kind: Kind, x: Rows): Direction[] {
  const { attributes } = call
  const [steps, rows, width] = x.shape as [number, number, number]
  const weights = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
  const recurrence = weightsAt(call, 2, 'recurrence weights') ?? call.invalid('no recurrence weights')
  const bias = weightsAt(call, 3, 'biases')
  const peephole = weightsAt(call, 7, 'peepholes')
  const count = recurrence.dims[0]!
  const hidden = attributes.int('hidden_size', recurrence.dims[2] ?? 0)
  const all = kind.gates * hidden
  const check = (constant: Constant | undefined, role: string, ...dims: number[]): void => {
    if (constant !== undefined && constant.dims.join() !== dims.join())
      call.invalid(`${role} of shape [${constant.dims}], [${dims}] expected`, 'shape_mismatch')
  }
  check(weights, 'weights', count, all, width)
  check(recurrence, 'recurrence weights', count, all, hidden)
  check(bias, 'biases', count, 2 * all)
  check(peephole, 'peepholes', count, 3 * hidden)
  const mode = attributes.string('direction', 'forward')
  if (!['forward', 'reverse', 'bidirectional'].includes(mode) || count !== (mode === 'bidirectional' ? 2 : 1))
    call.invalid(`direction ${mode.slice(0, 20)} with ${count} sets of weights`)
  const names = attributes.strings('activations') ?? Array.from({ length: count }, () => kind.activations).flat()
  const [alphas, betas] = [attributes.floats('activation_alpha') ?? [], attributes.floats('activation_beta') ?? []]
  const each = kind.activations.length
  if (names.length !== count * each) call.invalid(`${names.length} activations`)
  return Array.from({ length: count }, (_, d): Direction => {
    const part = (constant: Constant, from: number, length: number): Float32Array =>
      constant.data.subarray(from, from + length) as Float32Array
    const inputBias = bias === undefined ? new Float32Array(all) : part(bias, 2 * d * all, all)
    const flat = reshape(call, x, [steps * rows, width])
    return {
      reverse: mode === 'reverse' || d === 1,
      hidden,
      inputs: reshape(call, linear(call, flat, part(weights, d * all * width, all * width), inputBias), [
        steps,
        rows,
        all,
      ]),
      weights: part(recurrence, d * all * hidden, all * hidden),
      biases: bias === undefined ? new Float32Array(all) : part(bias, (2 * d + 1) * all, all),
      activations: names
        .slice(d * each, (d + 1) * each)
        .map((name, i) => activation(call, name, alphas[d * each + i], betas[d * each + i])),
      peepholes: peephole === undefined ? null : part(peephole, d * 3 * hidden, 3 * hidden),
    }
  })
}

const recurrent = (kind: Kind): Operator => ({
  arity: [3, 8],
  import(call) {
    const { attributes } = call
    const batchFirst = attributes.flag('layout')
    if (attributes.has('clip')) call.unsupported('clip')
    if (attributes.has('input_forget') && attributes.flag('input_forget')) call.unsupported('input_forget')
    const given = asRows(call, operand(call, 0))
    if (given.shape.length !== 3) call.invalid(`input of ${given.shape.length} axes, 3 expected`, 'shape_mismatch')
    const x = batchFirst ? transpose(call, given, [1, 0, 2]) : given
    const [steps, rows] = x.shape as [number, number, number]
    if (steps > MAX_STEPS) call.unsupported(`${steps} steps`)
    const lengths = knownAt(call, 4, 'lengths of sequences')
    if (lengths?.data.some(n => n !== steps)) call.unsupported('sequences that end early')
    const directions = directionsOf(call, kind, x)
    const { hidden } = directions[0]!
    const initial = (index: number, d: number): Rows => {
      const value = call.inputs[index]
      const dims = batchFirst ? [rows, directions.length, hidden] : [directions.length, rows, hidden]
      if (value === undefined)
        return asRows(call, known(constantOf(1, [rows, hidden], new Float32Array(rows * hidden))))
      if (shapeOf(value).join() !== dims.join())
        call.invalid(`a state of [${shapeOf(value)}], [${dims}] expected`, 'shape_mismatch')
      return asRows(call, reshape(call, slice(call, value, batchFirst ? 1 : 0, d, 1), [rows, hidden]))
    }
    const cells = kind.gates === 4
    const step = kind.step(call)
    const sequences: Rows[] = []
    const last: State[] = []
    directions.forEach((direction, d) => {
      let state: State = { h: initial(5, d), c: cells ? initial(6, d) : null }
      const outputs: Rows[] = []
      for (let i = 0; i < steps; i++) {
        const at = direction.reverse ? steps - 1 - i : i
        const now = reshape(call, slice(call, direction.inputs, 0, at, 1), [rows, direction.inputs.shape[2]!])
        state = step(call, direction, now, state)
        outputs[at] = reshape(call, state.h, [1, 1, rows, hidden])
      }
      sequences.push(concat(call, outputs, 0) as Rows)
      last.push(state)
    })
    // [steps, directions, rows, hidden], or with rows first [rows, steps, directions, hidden].
    const turned = (value: Value, perm: readonly number[]): Value => (batchFirst ? transpose(call, value, perm) : value)
    const final = (pick: (state: State) => Rows): Value =>
      turned(
        concat(
          call,
          last.map(state => reshape(call, pick(state), [1, rows, hidden])),
          0,
        ),
        [1, 0, 2],
      )
    const y = turned(concat(call, sequences, 1), [2, 0, 1, 3])
    return [y, final(state => state.h), cells ? final(state => state.c!) : undefined]
  },
})

export const recurrentOperators: Readonly<Record<string, Operator>> = {
  RNN: recurrent({ gates: 1, activations: ['Tanh'], step: () => rnn }),
  GRU: recurrent({
    gates: 3,
    activations: ['Sigmoid', 'Tanh'],
    step: call => gru(call.attributes.flag('linear_before_reset')),
  }),
  LSTM: recurrent({ gates: 4, activations: ['Sigmoid', 'Tanh', 'Tanh'], step: () => lstm }),
}
