// How much an exact model loses against the float model it came from: spec/compile.md, "Evaluation". Both run outside, behind
// functions of one form; nothing here knows an engine.

import { refuse } from '../errors/index.ts'
import { type ExactModel, type IntTensor, toIntegers, toReals } from '../graph/index.ts'
import { type Samples, step, type Watch } from './calibrate.ts'
import type { DroppedSoftmax } from './ir.ts'

/** Runs rows of named inputs and gives named outputs, row after row. */
export type Runner = (inputs: Readonly<Record<string, Samples>>) => Promise<Readonly<Record<string, Float32Array>>>

export interface EvaluateOptions extends Watch {
  readonly runFloat: Runner
  readonly runExact: Runner
  readonly samples: Readonly<Record<string, Samples>>
  /** The right class of every row, an index into the first output. */
  readonly labels?: ArrayLike<number>
  /** Rows per run; 64 unless stated. */
  readonly batch?: number
  /** Which output is judged; the float runner's first unless stated. */
  readonly output?: string
  /** Softmaxes that the exact model leaves out (`report.softmax`): applied to it before cosines are taken. */
  readonly softmax?: readonly DroppedSoftmax[]
}

export interface Evaluation {
  /** `accuracy`: top-1 against labels. `agreement`: top-1 of the exact model against the float model's. */
  readonly metric: 'accuracy' | 'agreement'
  readonly float: number
  readonly exact: number
  /** Share of rows in which both have the same top-1. */
  readonly agreement: number
  readonly samples: number
  /** Mean cosine between both models' outputs, by output. */
  readonly cosine: Readonly<Record<string, number>>
  readonly outputs: Readonly<Record<string, OutputEvaluation>>
}

/** How near one output comes, a dropped softmax being applied to the exact one. */
export interface OutputEvaluation {
  /** Mean over rows; over all rows together where a row has one value. */
  readonly cosine: number
  /** Share of rows with the same top-1; where a row has one value, of rows on the same side of one half. */
  readonly agreement: number
  readonly meanError: number
  readonly maxError: number
  /** Energy of the difference as a share of the output's variance. */
  readonly loss: number
}

/** Makes an exact model look like a float model. `run` is an engine's session. */
export function exactRunner(
  model: ExactModel,
  run: (inputs: readonly IntTensor[]) => Promise<readonly IntTensor[]>,
): Runner {
  return async inputs => {
    const tensors = model.ports.inputs.map(port => {
      const given = inputs[port.name]
      if (given === undefined) throw new TypeError(`inputs: ${port.name} is missing`)
      return toIntegers(port, given.data, given.rows)
    })
    const outputs = await run(tensors)
    return Object.fromEntries(model.ports.outputs.map((port, slot) => [port.name, toReals(port, outputs[slot]!)]))
  }
}

/** Index of the largest value, the first where there are several. */
export function argmax(values: Float32Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

/** Softmax over groups of `length` elements, `stride` apart. */
function applySoftmax(row: Float32Array, { length, stride, log }: DroppedSoftmax): Float32Array {
  const out = new Float32Array(row.length)
  for (let start = 0; start < row.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue
    const at = (i: number): number => start + i * stride
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) most = Math.max(most, row[at(i)]!)
    let sum = 0
    for (let i = 0; i < length; i++) sum += Math.exp(row[at(i)]! - most)
    for (let i = 0; i < length; i++) {
      const z = row[at(i)]! - most
      out[at(i)] = log ? z - Math.log(sum) : Math.exp(z) / sum
    }
  }
  return out
}

/** Sums over the rows of one output. */
class OutputSums {
  private rows = 0
  private cosines = 0
  private agreeing = 0
  private count = 0
  private absolute = 0
  private most = 0
  private total = 0
  private readonly products = { ab: 0, aa: 0, bb: 0 }
  private error = 0
  private single = false

  add(a: Float32Array, b: Float32Array): void {
    const row = { ab: 0, aa: 0, bb: 0 }
    for (let i = 0; i < a.length; i++) {
      const [x, y] = [a[i]!, b[i]!]
      row.ab += x * y
      row.aa += x * x
      row.bb += y * y
      const off = Math.abs(x - y)
      this.absolute += off
      this.error += off * off
      this.total += x
      if (off > this.most) this.most = off
    }
    this.rows++
    this.count += a.length
    this.cosines += cosineOf(row)
    this.products.ab += row.ab
    this.products.aa += row.aa
    this.products.bb += row.bb
    this.single = a.length === 1
    if (this.single ? a[0]! > 0.5 === b[0]! > 0.5 : argmax(a) === argmax(b)) this.agreeing++
  }

  finish(): OutputEvaluation {
    const { aa } = this.products
    const variance = aa - (this.total * this.total) / this.count
    const signal = variance > 1e-12 * aa ? variance : aa
    return {
      cosine: this.single ? cosineOf(this.products) : this.cosines / this.rows,
      agreement: this.agreeing / this.rows,
      meanError: this.absolute / this.count,
      maxError: this.most,
      loss: this.error === 0 ? 0 : this.error / signal,
    }
  }
}

function cosineOf({ ab, aa, bb }: { readonly ab: number; readonly aa: number; readonly bb: number }): number {
  if (aa === 0 || bb === 0) return aa === bb ? 1 : 0
  return ab / Math.sqrt(aa * bb)
}

export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { samples, labels, batch = 64 } = options
  const names = Object.keys(samples)
  const rows = samples[names[0] ?? '']?.rows ?? 0
  if (rows < 1 || names.some(name => samples[name]!.rows !== rows))
    throw new RangeError('samples: one number of rows, at least 1, expected')
  if (!Number.isInteger(batch) || batch < 1) throw new RangeError(`batch: ${batch}`)
  if (labels !== undefined && labels.length !== rows) throw new RangeError(`labels: ${labels.length} for ${rows} rows`)
  let floatRight = 0
  let exactRight = 0
  let agreeing = 0
  const sums = new Map<string, OutputSums>()
  for (let from = 0; from < rows; from += batch) {
    const count = Math.min(batch, rows - from)
    const part = Object.fromEntries(
      names.map(name => {
        const { data } = samples[name]!
        const size = data.length / rows
        return [name, { data: data.subarray(from * size, (from + count) * size), rows: count }]
      }),
    )
    const float = await options.runFloat(part)
    const exact = await options.runExact(part)
    const judged = options.output ?? Object.keys(float)[0] ?? ''
    for (const [name, values] of Object.entries(float)) {
      const others = exact[name]
      if (others === undefined || others.length !== values.length || values.length % count !== 0)
        refuse(
          'shape_mismatch',
          `output ${JSON.stringify(name)}: ${values.length} float values, ${others?.length ?? 0} exact ones`,
        )
      const softmax = options.softmax?.find(entry => entry.output === name)
      const size = values.length / count
      for (let row = 0; row < count; row++) {
        const a = values.subarray(row * size, (row + 1) * size)
        const b = others.subarray(row * size, (row + 1) * size)
        const output = sums.get(name) ?? new OutputSums()
        sums.set(name, output)
        output.add(a, softmax === undefined ? b : applySoftmax(b, softmax))
        if (name !== judged) continue
        const [x, y] = [argmax(a), argmax(b)]
        if (x === y) agreeing++
        if (labels === undefined) continue
        if (x === labels[from + row]) floatRight++
        if (y === labels[from + row]) exactRight++
      }
    }
    await step(options, { stage: 'evaluation', done: from + count, total: rows })
  }
  const outputs = Object.fromEntries([...sums].map(([name, output]) => [name, output.finish()]))
  return {
    metric: labels === undefined ? 'agreement' : 'accuracy',
    float: labels === undefined ? 1 : floatRight / rows,
    exact: (labels === undefined ? agreeing : exactRight) / rows,
    agreement: agreeing / rows,
    samples: rows,
    cosine: Object.fromEntries(Object.entries(outputs).map(([name, { cosine }]) => [name, cosine])),
    outputs,
  }
}
