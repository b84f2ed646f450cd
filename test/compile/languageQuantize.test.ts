import { describe, expect, it } from 'vitest'
import { balanceProduct, balanceScores } from '../../src/core/compile/language/balance.ts'
import { exponentials } from '../../src/core/compile/language/exponential.ts'
import { centred, foldNorm } from '../../src/core/compile/language/fold.ts'
import { costOf, gramOf, roundRows } from '../../src/core/compile/language/gram.ts'
import {
  compileLanguage,
  type FloatLanguage,
  quantizeLanguage,
  uniformBits,
} from '../../src/core/compile/language/index.ts'
import { multiply } from '../../src/core/compile/language/products.ts'
import { residualScale } from '../../src/core/compile/language/residual.ts'
import { quantizeRows, realRows } from '../../src/core/compile/language/rows.ts'
import { normed } from '../../src/core/compile/language/runner.ts'
import { RoundedRows, withRounded } from '../../src/core/compile/language/sensitivity.ts'
import { reference } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { ACCUMULATOR_BOUND, makeModel } from '../../src/core/graph/index.ts'
import { Random } from '../support/random.ts'
import { huggingFace, imported, llamaConfig, llamaWeights, randomTexts } from './support/languages.ts'

const drawn = (random: Random, length: number, scale = 1): Float32Array =>
  Float32Array.from({ length }, () => (random.int(-1000, 1000) / 1000) * scale)

describe('exponentials', () => {
  it('are the nearest integers', () => {
    for (const [first, bits, rows] of [
      [4096, 7, 2048],
      [1023, 7, 1024],
      [253, 0, 16],
    ] as const) {
      const table = exponentials(first, bits, rows)
      expect(table.length).toBe(rows)
      expect(table[0]).toBe(first)
      expect(table[rows - 1]).toBe(0)
      for (let z = 0; z < rows - 1; z++)
        expect(Math.abs(table[z]! - first * Math.exp(-z / 2 ** bits))).toBeLessThanOrEqual(0.5 + 1e-9)
    }
  })

  it('are nearest even where doubles cannot tell', () => {
    // e^(-z / 2^12) times 2^40 as a fraction of big integers, by its series.
    const table = exponentials(2 ** 29, 12, 4096)
    for (const z of [1, 77, 1000, 4094]) {
      let [term, sum] = [1n << 300n, 1n << 300n]
      for (let n = 1n; term !== 0n; n++) {
        term = (-term * BigInt(z)) / (n * 4096n)
        sum += term
      }
      expect(BigInt(table[z]!)).toBe((sum * 2n ** 29n + (1n << 299n)) >> 300n)
    }
  })
})

describe('rounding that knows the inputs', () => {
  const random = new Random(3)
  const [k, count, rows] = [24, 200, 7]
  // Channels that move together: what one loses another can make up for.
  const hidden = drawn(random, count * 5)
  const mix = drawn(random, k * 5)
  const x = Float32Array.from({ length: count * k }, (_, at) => {
    const [p, i] = [Math.floor(at / k), at % k]
    let sum = 0.05 * hidden[(at * 7) % hidden.length]!
    for (let j = 0; j < 5; j++) sum += hidden[p * 5 + j]! * mix[i * 5 + j]!
    return sum
  })
  const weights = drawn(random, rows * k)
  const exponents = [4, 3, 5, 4, 4, 2, 4]
  const most = 31

  const errorOf = (q: ArrayLike<number>, row: number): number => {
    let total = 0
    for (let p = 0; p < count; p++) {
      let off = 0
      for (let i = 0; i < k; i++)
        off += (weights[row * k + i]! - q[row * k + i]! / 2 ** exponents[row]!) * x[p * k + i]!
      total += off * off
    }
    return total
  }

  it('costs less than rounding to the nearest', () => {
    const gram = gramOf(x, count, multiply)!
    const q = roundRows(gram, weights, exponents, most, multiply)
    const nearest = weights.map((w, at) =>
      Math.max(-most, Math.min(most, Math.round(w * 2 ** exponents[Math.floor(at / k)]!))),
    )
    for (let row = 0; row < rows; row++) {
      expect(errorOf(q, row)).toBeLessThan(0.6 * errorOf(nearest, row))
      for (let i = 0; i < k; i++) expect(Math.abs(q[row * k + i]!)).toBeLessThanOrEqual(most)
    }
  })

  it('goes in blocks as it goes place by place', () => {
    const [long, many] = [300, 40]
    const inputs = drawn(random, many * long)
    const gram = gramOf(inputs, many, multiply)!
    const [first, second] = [drawn(random, long), drawn(random, long)]
    const found = roundRows(gram, Float32Array.from([...first, ...second]), [3, 4], 7, multiply)
    // Second moments anew, their factor and the rounding in doubles, one place after the other.
    const { order } = gram
    const mean = gram.energy.reduce((a, b) => a + b, 0) / long
    const l = Array.from({ length: long }, (_, i) => new Float64Array(i + 1))
    for (let i = 0; i < long; i++)
      for (let j = 0; j <= i; j++) {
        let sum = i === j ? 0.01 * mean : 0
        for (let p = 0; p < many; p++) sum += inputs[p * long + order[i]!]! * inputs[p * long + order[j]!]!
        for (let c = 0; c < j; c++) sum -= l[i]![c]! * l[j]![c]!
        l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!
      }
    ;[first, second].forEach((row, r) => {
      const scale = 2 ** (3 + r)
      const errors = new Float64Array(long)
      let other = 0
      for (let c = long - 1; c >= 0; c--) {
        let owed = 0
        for (let d = c + 1; d < long; d++) owed += l[d]![c]! * errors[d]!
        const wanted = (row[order[c]!]! + owed / l[c]![c]!) * scale
        const q = Math.max(-7, Math.min(7, Math.round(wanted)))
        // Near a half, single precision may go the other way; what follows then differs too.
        if (found[r * long + order[c]!] !== q) other++
        errors[c] = row[order[c]!]! - found[r * long + order[c]!]! / scale
        expect(Math.abs(found[r * long + order[c]!]! - Math.max(-7, Math.min(7, wanted)))).toBeLessThan(0.51)
      }
      expect(other).toBeLessThan(5)
    })
  })

  it('knows what rounding costs', () => {
    const gram = gramOf(x, count, multiply)!
    const off = Float64Array.from(drawn(random, k, 0.01))
    let total = 0
    for (let p = 0; p < count; p++) {
      let sum = 0
      for (let i = 0; i < k; i++) sum += off[i]! * x[p * k + i]!
      total += sum * sum
    }
    const mean = gram.energy.reduce((a, b) => a + b, 0) / k
    const damping = 0.01 * mean * off.reduce((sum, value) => sum + value * value, 0)
    expect(costOf(gram, off)).toBeCloseTo(total + damping, 5)
  })

  it('has nothing to know of inputs that are zero', () => {
    expect(gramOf(new Float32Array(12), 3, multiply)).toBeNull()
  })
})

describe('rows of weights', () => {
  const random = new Random(9)
  const [rows, k] = [20, 64]
  // Rows from a hundredth to a hundred times the first one's size, and one of nothing.
  const weights = Float32Array.from({ length: rows * k }, (_, at) => {
    const row = Math.floor(at / k)
    return row === 5 ? 0 : (random.int(-1000, 1000) / 1000) * 10 ** (((row % 5) - 2) / 2)
  })
  const request = {
    rows: { rows, k, weights, bias: drawn(random, rows, 3) },
    input: { bits: 12, exponent: 8 },
    bounds: { out: { lo: -2047, hi: 2047 }, accumulator: 0, l2: 8 * 256 + 8 },
    wanted: { bits: 16, exponent: 9 },
    gram: null,
    multiply,
  }

  it.each([8, 10])('of %i bits: near the real ones, within the bound', weightBits => {
    const found = quantizeRows({ ...request, weightBits })!
    const real = realRows(found, request.input, k)
    const { exponents, bias, weights: integers } = found.parameters
    const finest = found.scale.exponent + found.shift - 8
    for (let row = 0; row < rows; row++) {
      expect(exponents[row]).toBeLessThanOrEqual(5)
      const step = 2 ** (exponents[row]! - finest)
      let [squares, largest] = [0, 0]
      for (let i = 0; i < k; i++) {
        squares += (real[row * k + i]! - weights[row * k + i]!) ** 2
        largest = Math.max(largest, Math.abs(integers[row * k + i]!))
      }
      expect(Math.sqrt(squares / k)).toBeLessThan(step)
      expect(largest).toBeLessThanOrEqual(2 ** (weightBits - 1) - 1)
      expect(bias[row]! * step * 2 ** -8).toBeCloseTo(request.rows.bias[row]!, 2)
    }
    expect(found.lost).toBe(0)
  })

  it('give up bits where the accumulator asks for it, and everything where it asks for too much', () => {
    const wide = { ...request, bounds: { out: { lo: -32767, hi: 32767 }, accumulator: 0 } }
    const found = quantizeRows({ ...wide, weightBits: 12 })!
    expect(found.lost).toBeGreaterThan(0)
    const { weights: q, bias, exponents } = found.parameters
    for (let row = 0; row < rows; row++) {
      let sum = Math.abs(bias[row]!)
      for (let i = 0; i < k; i++) sum += Math.abs(q[row * k + i]!) * 32767
      expect(sum * 2 ** exponents[row]! + 2 ** Math.max(0, found.shift - 1)).toBeLessThanOrEqual(ACCUMULATOR_BOUND)
    }
    const long = { ...wide, rows: { rows: 1, k: 2 ** 14, weights: new Float32Array(2 ** 14).fill(1), bias: null } }
    expect(quantizeRows({ ...long, weightBits: 8 })).toBeNull()
    expect(
      quantizeRows({ ...request, rows: { ...request.rows, bias: new Float32Array(rows).fill(1e9) }, weightBits: 8 }),
    ).toBeNull()
  })
})

describe('what goes to neighbours', () => {
  const random = new Random(5)
  const norm = { centre: true, epsilon: 1e-5, gain: drawn(random, 6), offset: drawn(random, 6) }
  const rows = { rows: 4, k: 6, weights: drawn(random, 24), bias: drawn(random, 4) }

  it('gains and offsets of norms', () => {
    const x = drawn(random, 6)
    const [whole, bare] = [normed(norm, x, 1), normed(norm, x, 1, true)]
    const [wanted, found] = [new Float32Array(4), new Float32Array(4)]
    multiply(whole, 1, rows, wanted)
    multiply(bare, 1, foldNorm(rows, norm), found)
    for (let i = 0; i < 4; i++) expect(found[i]).toBeCloseTo(wanted[i]!, 5)
  })

  it('the mean row of a classifier', () => {
    const x = drawn(random, 6)
    const [wanted, found] = [new Float32Array(4), new Float32Array(4)]
    multiply(x, 1, rows, wanted)
    multiply(x, 1, centred(rows), found)
    const mean = wanted.reduce((a, b) => a + b, 0) / 4
    for (let i = 0; i < 4; i++) expect(found[i]).toBeCloseTo(wanted[i]! - mean, 5)
  })
})

describe('vectors between layers', () => {
  const random = new Random(6)
  const [width, rows] = [64, 100]
  const norm = { centre: false, epsilon: 1e-5, gain: new Float32Array(width).fill(1), offset: null }
  const plain = drawn(random, width * rows, 2)

  it('hold everything with room where nothing sticks out', () => {
    const found = residualScale(plain, norm)
    expect(found.scale).toEqual({ bits: 16, exponent: 13 })
    expect(found.cut).toBe(0)
    expect(found.noise).toBeLessThan(1e-7)
  })

  it('cut an outlier of one row where it costs every other row its bits', () => {
    const spiked = plain.slice()
    spiked[3] = 50_000
    const found = residualScale(spiked, norm)
    expect(found.outlier).toBeGreaterThan(50)
    expect(found.scale.exponent).toBeGreaterThan(-1)
    expect(found.noise).toBeGreaterThan(1e-6)
    const kept = residualScale(
      plain.map((value, i) => (i % width === 3 ? 3000 + value : value)),
      norm,
    )
    // One that every row has carries the norm: it stays.
    expect(kept.cut).toBe(0)
  })
})

const SHAPE = { width: 24, hidden: 40, layers: 2, heads: 4, groups: 2, vocabulary: 30, context: 40 } as const
const model = (type: 'llama' | 'qwen3' = 'llama'): FloatLanguage => {
  const shape = { ...SHAPE, type, tied: false, ...(type === 'qwen3' ? { headSize: 8 } : {}) }
  return imported(huggingFace(llamaConfig(shape), llamaWeights(shape, 8)))
}

describe('an exact language model', () => {
  const calibration = randomTexts(30, 3, 40, 4)

  it('is the same for the same model, tokens and options', async () => {
    const make = () => quantizeLanguage(model(), { calibration, weightBits: uniformBits(8), compensated: true })
    const [one, two] = [await make(), await make()]
    expect(two.graph).toEqual(one.graph)
    expect(Buffer.from(two.weights).equals(Buffer.from(one.weights))).toBe(true)
    expect(two.ports).toEqual(one.ports)
  })

  it('says what its ports are', async () => {
    const { graph, weights, ports } = await quantizeLanguage(model(), {
      calibration,
      weightBits: uniformBits(10),
      compensated: false,
    })
    expect(ports.inputs).toEqual([{ name: 'tokens', dtype: 'int16', shape: [2], perm: [0], bits: 16, exponent: 0 }])
    expect(ports.outputs.map(({ name, shape, bits }) => [name, shape, bits])).toEqual([
      ['logits', [30], 16],
      ['hidden', [24], 16],
    ])
    const exact = makeModel(graph, weights, ports, {}, { tokenizer: new Uint8Array(1), template: new Uint8Array(0) })
    expect(exact.bounds.accumulator).toBeLessThanOrEqual(ACCUMULATOR_BOUND)
  })

  it('gives the last norm with its gain', async () => {
    const float = model()
    const { graph, weights, ports } = await quantizeLanguage(float, {
      calibration,
      weightBits: uniformBits(10),
      compensated: true,
    })
    const exact = makeModel(graph, weights, ports, {})
    const session = await reference.load(exact)
    const text = calibration[0]!
    const tokens = Int16Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? text[i / 2]! : 0))
    const [, hidden] = await session.run([{ shape: [2], bits: 16, rows: 40, data: tokens }])
    // The classifier's own rows on it give the float model's logits.
    const real = Float32Array.from(hidden!.data, value => value * 2 ** -ports.outputs[1]!.exponent)
    const found = new Float32Array(40 * 30)
    multiply(real, 40, float.classifier, found)
    const { floatLogits } = await import('../../src/core/compile/language/index.ts')
    const wanted = floatLogits(float)(text) as Float32Array
    let [off, size] = [0, 0]
    for (let i = 0; i < found.length; i++) {
      off += (found[i]! - wanted[i]!) ** 2
      size += wanted[i]! ** 2
    }
    expect(off / size).toBeLessThan(1e-3)
  })

  it('has rounded rows that the float model can try', async () => {
    for (const type of ['llama', 'qwen3'] as const) {
      const float = model(type)
      const rounded = new RoundedRows()
      await quantizeLanguage(float, {
        calibration,
        weightBits: uniformBits(14),
        compensated: false,
        onRows: one => rounded.add(one),
      })
      for (const kind of ['query', 'key', 'value', 'output', 'gate', 'up', 'down'] as const) {
        const tried = withRounded(float, rounded, kind)
        tried.layers.forEach((layer, index) => {
          const [a, b] = [layer[kind]!.weights, float.layers[index]![kind]!.weights]
          expect(a).not.toEqual(b)
          const most = b.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
          for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(most * 0.02)
          expect(layer.attentionNorm).toBe(float.layers[index]!.attentionNorm)
        })
      }
      const { weights } = withRounded(float, rounded, 'classifier').classifier
      weights.forEach((value, i) => {
        expect(Math.abs(value - float.classifier.weights[i]!)).toBeLessThan(0.02)
      })
    }
  })

  it('moves logits where that gives them another bit', async () => {
    const float = model()
    const shifted = { ...float, classifier: { ...float.classifier, bias: new Float32Array(30).fill(-100) } }
    const make = (given: FloatLanguage) =>
      quantizeLanguage(given, { calibration, weightBits: uniformBits(10), compensated: true })
    const [plain, moved] = [await make(float), await make(shifted)]
    expect([plain.centred, moved.centred]).toEqual([false, true])
    expect(moved.ports.outputs[0]!.exponent).toBe(plain.ports.outputs[0]!.exponent)
  })

  it('tells of outliers', async () => {
    const float = model()
    const embedding = float.embedding.slice()
    for (let token = 0; token < 30; token += 7) embedding[token * 24 + 5] = 20_000
    const { notes, residuals } = await quantizeLanguage(
      { ...float, embedding },
      { calibration, weightBits: uniformBits(8), compensated: false },
    )
    expect(notes.join()).toContain('outliers')
    expect(residuals.some(({ noise }) => noise > 1e-5)).toBe(true)
  })

  it('throws for options that make no sense', async () => {
    const run = (options: object) => compileLanguage(model(), { language: null, engine: null, calibration, ...options })
    await expect(run({ targetLoss: 0 })).rejects.toThrow(RangeError)
    await expect(run({ calibration: [] })).rejects.toThrow(RangeError)
    await expect(run({ calibration: [Int32Array.of(30)] })).rejects.toThrow(RangeError)
    const { report } = unwrap(await run({}))
    expect(report.evaluation).toBeNull()
    expect(report.target).toBeNull()
  })
})

describe('channels that stick out', () => {
  const HEADS = { heads: 4, groups: 2, headSize: 4, half: 2, shared: false }
  const random = new Random(12)
  const [query, key] = [drawn(random, 50 * 16), drawn(random, 50 * 8)]
  const spiked = key.map((value, at) => (at % 8 === 5 ? 100 * value : value))

  it('in keys go half the way to queries, with what they turn with and for all heads that read them', () => {
    const plain = balanceScores(query, key, HEADS)
    expect([...plain.key, ...plain.query].every(factor => factor === 1)).toBe(true)
    const found = balanceScores(query, spiked, HEADS)
    expect([...found.key]).toEqual([1, 1, 1, 1, 1, 1 / 8, 1, 1 / 8])
    expect([...found.query]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 1, 8, 1, 8, 1, 8])
    const still = balanceScores(query, spiked, { ...HEADS, half: 0 })
    expect([...still.key]).toEqual([1, 1, 1, 1, 1, 1 / 8, 1, 1])
    const shared = balanceScores(query, spiked, { ...HEADS, shared: true })
    expect([...shared.key].map(factor => factor / shared.key[0]!)).toEqual([1, 1 / 8, 1, 1 / 8, 1, 1 / 8, 1, 1 / 8])
    // Scores stay what they are: every pair's factors cancel.
    for (let head = 0; head < 4; head++)
      for (let i = 0; i < 4; i++) expect(found.query[head * 4 + i]! * found.key[Math.floor(head / 2) * 4 + i]!).toBe(1)
    expect([...balanceScores(query, new Float32Array(400), HEADS).key]).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
  })

  it('in products keep the root of their excess', () => {
    const values = drawn(random, 60 * 6).map((value, at) =>
      at % 6 === 2 ? 64 * value : at % 6 === 4 ? 3 * value : value,
    )
    expect([...balanceProduct(values, 6)]).toEqual([1, 1, 1 / 8, 1, 1, 1])
    expect([...balanceProduct(new Float32Array(12), 6)]).toEqual([1, 1, 1, 1, 1, 1])
  })

  const SHAPE = {
    type: 'qwen2',
    width: 32,
    hidden: 72,
    layers: 2,
    heads: 4,
    groups: 2,
    vocabulary: 96,
    context: 64,
    tied: true,
  } as const
  it.each(['key', 'product'])(
    'cost an exact model little: %s',
    async what => {
      const weights = llamaWeights(SHAPE, 1)
      const at = (layer: number, name: string): Float32Array => weights.get(`model.layers.${layer}.${name}`)!.data
      for (const layer of [0, 1]) {
        if (what === 'key') at(layer, 'self_attn.k_proj.bias')[3] = 200
        else
          for (const channel of [5, 40]) {
            for (let i = 0; i < 32; i++) at(layer, 'mlp.up_proj.weight')[channel * 32 + i]! *= 60
            for (let row = 0; row < 32; row++) at(layer, 'mlp.down_proj.weight')[row * 72 + channel]! /= 60
          }
      }
      const float = imported(huggingFace(llamaConfig(SHAPE), weights))
      const { report } = unwrap(await compileLanguage(float, { language: null, engine: reference, weightBits: 10 }))
      // Without the balance: 0.0030 and 0.0151.
      expect(report.evaluation!.divergence).toBeLessThan(0.002)
    },
    60_000,
  )
})
