// Imports, compiles and runs one variant of a conformance case, and compares the outcome with what the case expects. The
// bound follows from the scales of the compiled model and is never set by case: spec/compile.md, "Conformance".

import { compileModel, type DroppedSoftmax, importOnnx } from '../../src/core/compile/index.ts'
import { interpret, outputsOf, wasm } from '../../src/core/engine/index.ts'
import { type ExactModel, elements, type IntTensor, toIntegers, toReals } from '../../src/core/graph/index.ts'
import type { CaseValue, ConformanceCase, DataSet } from './case.ts'
import { type FloatRun, floatRun, numbersOf } from './float.ts'
import { roundingOf } from './rounding.ts'
import { bytesOf, type Variant } from './variants.ts'

/** Outputs are held to this many of their own steps. */
const STEPS = 2
/** How far onnxruntime may be from the case (the package's own tolerance) before it is not asked. */
const RELATIVE = 1e-3
/** Floating-point types of TensorProto, and what arithmetic in them is off relative to a result. */
const FLOAT_NOISE: ReadonlyMap<number, number> = new Map([
  [1, 2 ** -20],
  [10, 2 ** -9],
  [11, 2 ** -20],
  [16, 2 ** -6],
])

export type Outcome =
  | { readonly kind: 'passed'; readonly worst: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

export async function checkVariant(entry: ConformanceCase, variant: Variant): Promise<Outcome> {
  let worst = 0
  for (const set of entry.sets) {
    const outcome = await checkSet(entry, variant, set)
    if (outcome.kind !== 'passed') return outcome
    worst = Math.max(worst, outcome.worst)
  }
  return { kind: 'passed', worst }
}

async function checkSet(entry: ConformanceCase, variant: Variant, set: DataSet): Promise<Outcome> {
  const infinite = set.outputs.find(({ tensor }) => !numbersOf(tensor).every(Number.isFinite))
  if (infinite !== undefined)
    return { kind: 'refused', code: 'not_finite', reason: `output ${infinite.name}: NaN or infinity is expected` }
  const imported = importOnnx(bytesOf(entry, variant, set))
  if (!imported.ok) return { kind: 'refused', code: imported.code, reason: imported.message }
  const float = imported.value
  const given = new Map(set.inputs.map(({ name, tensor }) => [name, numbersOf(tensor)]))
  const samples = Object.fromEntries(
    float.graph.inputs.map(({ name, shape }) => {
      const size = elements(shape)
      const data = Float32Array.from(given.get(name) ?? new Float64Array(size))
      return [name, { data, rows: data.length / size }]
    }),
  )
  const compiled = await compileModel(float, { calibration: samples, activationBits: 16, weightBits: 16 })
  if (!compiled.ok) return { kind: 'refused', code: compiled.code, reason: compiled.message }
  const { model, report } = compiled.value

  const integers = model.ports.inputs.map(port => toIntegers(port, samples[port.name]!.data, samples[port.name]!.rows))
  const trace = interpret(model, integers)
  const outputs = outputsOf(model, trace)
  const differing = await differences(model, integers, outputs)
  if (differing !== null) return { kind: 'failed', reason: differing }

  // What the engine saw: the inputs on their ports' grids.
  const seen = new Map(
    model.ports.inputs.map((port, slot) => [
      port.name,
      // Counts of thresholds stand for the values themselves.
      (port.thresholds === undefined ? toReals(port, integers[slot]!) : samples[port.name]!.data) as ArrayLike<number>,
    ]),
  )
  const allowed = { constants: bindsNumbers(variant, set), between: entry.model.graph!.node.length > 1 ? STEPS : 0 }
  const rounding =
    allowed.constants || allowed.between > 0 ? roundingOf(model, trace, report.operations, allowed) : null
  const ids = model.graph.ops.flatMap((op, id) => (op.kind === 'output' ? [id] : []))
  const expected = await expectedAt(entry, set, seen)
  let worst = 0
  for (const [slot, port] of model.ports.outputs.entries()) {
    const at = set.outputs.findIndex(output => output.name === port.name)
    const output = set.outputs[at]
    if (output === undefined) return { kind: 'failed', reason: `output ${port.name} is none of the case's` }
    const softmax = report.softmax.find(dropped => dropped.output === port.name)
    const exact = Float64Array.from(toReals(port, outputs[slot]!))
    const found = softmax === undefined ? exact : withSoftmax(exact, softmax)
    const slack = rounding === null ? null : toOuter(port, rounding[ids[slot]!]!, outputs[slot]!.rows)
    // What is folded goes out as float32, whatever the case's own type is.
    const type = variant.label === 'folded' ? 1 : output.type
    const verdict = compare(port.exponent, { ...output, type }, found, expected[at]!, slack)
    if (typeof verdict === 'string') return { kind: 'failed', reason: `output ${port.name}: ${verdict}` }
    worst = Math.max(worst, verdict)
  }
  return { kind: 'passed', worst }
}

/** Is a constant of the file a rounded number? Integers that say where and how many are not rounded. */
const bindsNumbers = ({ bound }: Variant, set: DataSet): boolean =>
  set.inputs.some(({ name, type }) => bound.has(name) && FLOAT_NOISE.has(type))

/** Says in which output the wasm engine differs from the reference, or null. */
async function differences(
  model: ExactModel,
  inputs: readonly IntTensor[],
  outputs: readonly IntTensor[],
): Promise<string | null> {
  const session = await wasm.load(model)
  try {
    const others = await session.run(inputs)
    const slot = outputs.findIndex(({ data }, i) => {
      const other = others[i]!.data
      return other.length !== data.length || data.some((value, at) => value !== other[at])
    })
    return slot < 0 ? null : `the wasm engine gives other integers for output ${slot} than the reference`
  } finally {
    session.close()
  }
}

/**
 * The model's own values at the inputs that the engine saw, by output. Where onnxruntime cannot say, or says something else
 * than the case at the case's inputs, the case's numbers stand, and rounded inputs get no allowance.
 */
async function expectedAt(
  entry: ConformanceCase,
  set: DataSet,
  seen: ReadonlyMap<string, ArrayLike<number>>,
): Promise<Float64Array[]> {
  const plain = set.outputs.map(({ tensor }) => numbersOf(tensor))
  const run = await floatRun(entry.bytes, set.inputs)
  if (run === null) return plain
  const [there, here] = [await attempt(run, new Map()), await attempt(run, seen)]
  if (there === null || here === null) return plain
  return plain.map((values, i) => {
    const agrees =
      there[i]!.length === values.length &&
      values.every((value, at) => near(there[i]![at]!, value, RELATIVE * Math.max(1e-4, Math.abs(value))))
    return agrees ? here[i]! : values
  })
}

const attempt = async (run: FloatRun, inputs: ReadonlyMap<string, ArrayLike<number>>) => {
  try {
    return await run(inputs)
  } catch {
    return null
  }
}

const near = (a: number, b: number, most: number): boolean => Object.is(a, b) || a === b || Math.abs(a - b) <= most

/** What is wrong, or the largest difference in steps beyond what the rounding of constants explains. */
function compare(
  exponent: number,
  { type, tensor }: CaseValue,
  found: Float64Array,
  values: Float64Array,
  slack: Float64Array | null,
): string | number {
  if (found.length !== values.length)
    return `${found.length} values, ${values.length} expected ([${tensor.shape.join(', ')}])`
  const step = FLOAT_NOISE.has(type) ? 2 ** -exponent : 0
  // Integers are equal; what a half float expects is itself a half float.
  const noise = FLOAT_NOISE.get(type) ?? 0
  let worst = 0
  for (let i = 0; i < values.length; i++) {
    const allowed = STEPS * step + (slack?.[i] ?? 0) + noise * Math.abs(values[i]!)
    const off = Math.abs(found[i]! - values[i]!)
    if (!(off <= allowed))
      return `value ${i} is ${found[i]}, ${values[i]} expected: ${off.toPrecision(3)} off, ${allowed.toPrecision(3)} allowed (step ${step.toPrecision(3)})`
    if (step > 0) worst = Math.max(worst, (off - (slack?.[i] ?? 0)) / step)
  }
  return worst
}

/** Rows of one number per inner position, in the port's outer order. */
function toOuter(
  port: { readonly shape: readonly number[]; readonly perm: readonly number[] },
  inner: Float64Array,
  rows: number,
): Float64Array {
  const size = elements(port.shape)
  const out = new Float64Array(inner.length)
  const lengths = port.perm.map(axis => port.shape[axis]!)
  const strides = port.perm.map(axis => elements(port.shape.slice(axis + 1)))
  for (let i = 0; i < size; i++) {
    let left = i
    let at = 0
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      at += (left % lengths[axis]!) * strides[axis]!
      left = Math.floor(left / lengths[axis]!)
    }
    for (let row = 0; row < rows; row++) out[row * size + at] = inner[row * size + i]!
  }
  return out
}

/** A softmax that the exact model leaves out: groups of `length` elements, `stride` apart. */
function withSoftmax(values: Float64Array, { length, stride, log }: DroppedSoftmax): Float64Array {
  const out = new Float64Array(values.length)
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue
    const group = Array.from({ length }, (_, i) => values[start + i * stride]!)
    const most = group.reduce((a, b) => Math.max(a, b))
    const sum = group.reduce((total, value) => total + Math.exp(value - most), 0)
    group.forEach((value, i) => {
      out[start + i * stride] = log ? value - most - Math.log(sum) : Math.exp(value - most) / sum
    })
  }
  return out
}
