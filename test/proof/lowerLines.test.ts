// divide, softmax, norm, attention and embeddings of computed values as systems: they say what the reference interpreter
// does, and whoever changes a column, or finds integers that only the field takes for right ones, does not get away with it.

import { describe, expect, test } from 'vitest'
import { type ExactModel, type Op, type OpKind, WeightWriter } from '../../src/core/graph/index.ts'
import { bitsFor } from '../../src/core/proof/eq.ts'
import { planOf } from '../../src/core/proof/lower/norm.ts'
import { evaluateExpression } from '../../src/core/proof/system/expression.ts'
import type { Meddle } from '../../src/core/proof/system/fill.ts'
import { valuesOf } from '../../src/core/proof/system/polynomials.ts'
import { oneOpModel } from '../support/oneOp.ts'
import { Random, randomCausalModel, randomInputs, randomModel } from '../support/randomGraph.ts'
import { CHANGES, type Lowering, lowered, ofOp, outcomeOf, rolesOf } from './kills.ts'
import { violations } from './satisfied.ts'

const OTHERS: Readonly<Partial<Record<OpKind, readonly OpKind[]>>> = {
  divide: ['sum'],
  softmax: ['sum'],
  norm: ['sum'],
  attention: ['linear', 'reshape', 'position', 'rotary'],
  embedding: ['sum', 'argMax'],
}
const KINDS = Object.keys(OTHERS) as OpKind[]

function randomLowering(kind: OpKind, seed: number, maxElements: number, size: number): Lowering | null {
  const options = { kinds: [kind, ...OTHERS[kind]!], size, maxElements, maxWork: 20 * maxElements }
  const model: ExactModel = kind === 'attention' ? randomCausalModel(seed, options) : randomModel(seed, options)
  // An embedding of inputs has no columns.
  const isComputed = (id: number): boolean => kind !== 'embedding' || model.graph.ops[id]!.kind !== 'input'
  if (!model.graph.ops.some(op => op.kind === kind && op.inputs.every(isComputed))) return null
  const contexts = model.graph.ops.map(op => ('context' in op ? op.context : 99))
  const rows = Math.min(1 + (seed % (kind === 'attention' ? 6 : 2)), ...contexts)
  return lowered(model, randomInputs(model, rows, seed))
}

describe.each(KINDS)('%s', kind => {
  test('is what the reference interpreter does', () => {
    let count = 0
    for (let seed = 0; count < 40; seed++) {
      const lowering = randomLowering(kind, seed, 60, 2)
      if (lowering === null) continue
      count++
      const values = lowering.fill()
      lowering.outputs.forEach((output, id) => {
        expect([...evaluateExpression(output, valuesOf(lowering.system, values))]).toEqual([
          ...lowering.trace[id]!.data,
        ])
      })
      expect(violations(lowering.system, values)).toEqual([])
    }
  })

  test('no column can be changed and give other outputs', { timeout: 300_000 }, () => {
    const caught = new Set<string>()
    const seen = new Set<string>()
    let count = 0
    for (let seed = 100; count < 8; seed++) {
      const lowering = randomLowering(kind, seed, 8, 2)
      if (lowering === null) continue
      count++
      const r = new Random(seed, 9)
      const { system, model } = lowering
      model.graph.ops.forEach((op, id) => {
        if (op.kind !== kind) return
        const written = system.fills.filter(fill => fill.op === id).flatMap(rolesOf)
        for (const { op, role } of system.columns) if (op === id) expect(written).toContain(role)
        for (const fill of system.fills) {
          if (fill.op !== id) continue
          for (const role of rolesOf(fill)) {
            const isThere = system.columns.some(column => column.op === id && column.role === role)
            if (!isThere) continue
            seen.add(role)
            for (const [name, change] of Object.entries(CHANGES)) {
              const [at, amount] = [r.int(0, 2 ** 20), r.int(1, 20)]
              const meddle: Meddle = (now, set) => {
                if (now === fill) set(role, column => change(column, at % column.length, amount))
              }
              const outcome = outcomeOf(lowering, id, meddle)
              expect(outcome, `seed ${seed}, ${role}, ${name}`).not.toBe('FORGED')
              if (outcome === 'caught') caught.add(role)
            }
          }
        }
      })
    }
    expect(seen.size).toBeGreaterThan(0)
    expect([...seen].filter(role => !caught.has(role))).toEqual([])
  })
})

const P = 2 ** 31 - 1

/** What of one op does not hold after a cheat. */
const broken = (lowering: Lowering, op: number, meddle: Meddle): string[] =>
  violations(ofOp(lowering.system, op), lowering.fill(meddle), 99)

const tensor = (shape: readonly number[], bits: number, rows: number, values: readonly number[]) => ({
  ...{ shape, bits, rows },
  data: bits <= 8 ? Int8Array.from(values) : Int16Array.from(values),
})

/** Writes a value as limbs of these widths into columns, the highest taking what is left. */
function writeLimbs(
  set: Parameters<Meddle>[1],
  roles: readonly string[],
  widths: readonly number[],
  at: number,
  value: number,
): void {
  let rest = value
  roles.forEach((role, i) => {
    const size = 2 ** (widths[i] ?? 53)
    const limb = i === roles.length - 1 ? rest : rest - size * Math.floor(rest / size)
    set(role, column => {
      column[at] = limb
    })
    rest = Math.floor(rest / size)
  })
}

describe('quotients that are right in the field only', () => {
  test('of a softmax', () => {
    // All e are 2^13, S is 2^16, and (M + p) / S is below 2^16 too.
    const writer = new WeightWriter()
    const weightOffset = writer.table({ base: Int32Array.of(2 ** 13), slope: new Int16Array(0) })
    const op = {
      ...{ kind: 'softmax', shape: [8], bits: 16, shift: 16, lo: 0, hi: 32_767, fraction: 0 },
      ...{ tableBits: 0, segment: 0, weightOffset },
    }
    const model = oneOpModel([{ shape: [8], bits: 8 }], op, writer.finish())
    const lowering = lowered(model, [tensor([8], 8, 1, [0, 0, 0, 0, 0, 0, 0, 0])])
    const [s, m] = [2 ** 16, 2 ** 29 + 2 ** 15]
    expect(Math.floor((m + P) / s)).toBeLessThan(2 ** 16)
    const found = broken(lowering, 1, (fill, set) => {
      if (fill.kind !== 'quotient') return
      const quotient = Math.floor((m + P) / s)
      set('quotient', column => {
        column[3] = quotient
      })
      set('rest', column => {
        column[3] = m + P - quotient * s
      })
    })
    // All else is as it should be, even the relation.
    expect(found.every(what => what.includes('product'))).toBe(true)
    expect(found).not.toEqual([])
  })

  test('of a divide', () => {
    const op = { kind: 'divide', shape: [2], bits: 16, shift: 4, lo: -32_768, hi: 32_767 }
    const types = [0, 1].map(() => ({ shape: [2], bits: 16 }))
    const lowering = lowered(oneOpModel(types, op), [tensor([2], 16, 1, [-500, 300]), tensor([2], 16, 1, [7, -9])])
    for (const times of [1, 2, 3]) {
      // |a| 2^4 + half - (1 - odd) = 16 * 500 + 3.
      const m = 500 * 16 + 3 + times * P
      const found = broken(lowering, 2, (fill, set) => {
        if (fill.kind !== 'quotient') return
        set('quotient', column => {
          column[0] = Math.floor(m / 7)
        })
        set('rest', column => {
          column[0] = m % 7
        })
      })
      expect(found).not.toEqual([])
      expect(found).not.toContain('op 2: relation divided')
    }
  })

  test('a divisor of 0 has no sign', () => {
    const op = { kind: 'divide', shape: [1], bits: 16, shift: 0, lo: -32_768, hi: 32_767 }
    const types = [0, 1].map(() => ({ shape: [1], bits: 16 }))
    const lowering = lowered(oneOpModel(types, op), [tensor([1], 16, 1, [500]), tensor([1], 16, 1, [0])])
    const found = broken(lowering, 2, (fill, set) => {
      if (fill.kind === 'magnitude' && fill.role === 'b')
        set('b sign', column => {
          column[0] = 1
        })
    })
    expect(found).toEqual(['op 2: lookup b beside its sign 1'])
  })
})

/** Four rows, one head, one value: a score is q k. */
function smallAttention(scoreShift: number, keys: readonly number[]): Lowering {
  const writer = new WeightWriter()
  const base = Int32Array.from({ length: 16 }, (_, d) => 2 ** (19 - Math.floor(d / 2)))
  const weightOffset = writer.table({ base, slope: new Int16Array(0) })
  const types = [16, 16, 8].map(bits => ({ shape: [1, 1], bits }))
  const op = {
    ...{ kind: 'attention', shape: [1, 1], bits: 12, context: 8, fraction: 4, lo: -2048, hi: 2047 },
    ...{ scoreShift, scoreLo: -32_768, scoreHi: 32_767, tableBits: 4, segment: 0, weightOffset },
  }
  // No product of int16 passes the bound: a norm of one value is at most 2^14, and k has 16 bits.
  const narrow = types.map((type, i) => (i === 0 ? { ...type, bits: 15 } : type))
  const model = oneOpModel(narrow, op, writer.finish())
  const rows = keys.length
  return lowered(model, [
    tensor(
      [1, 1],
      15,
      rows,
      keys.map(() => 16_000),
    ),
    tensor([1, 1], 16, rows, keys),
    tensor(
      [1, 1],
      8,
      rows,
      keys.map((_, i) => 100 - 30 * i),
    ),
  ])
}

describe('attention', () => {
  const ATTENTION = 3
  const scoreOf = (key: number, shift: number): number => 16_000 * key + (shift === 0 ? 0 : 2 ** (shift - 1))

  test.each([10, 12, 15, 16])('scores of shift %i that are right in the field only', shift => {
    const keys = [300, 31_000, -20_000, 30_500]
    const lowering = smallAttention(shift, keys)
    // In the last row, the largest score said to be the least: as much below it as the field goes round.
    const [row, j] = [3, 1]
    const at = row * 4 + j
    const size = 2 ** shift
    const found = broken(lowering, ATTENTION, (fill, set) => {
      if (fill.kind === 'largestScore')
        set('largest', column => {
          column[row] = Math.min(32_767, Math.floor(scoreOf(keys[3]!, shift) / size))
        })
      if (fill.kind !== 'scores') return
      const acc = scoreOf(keys[j]!, shift) - P
      const c = Math.floor(acc / size)
      let [largest, reach] = [0, 15]
      set('largest', column => {
        largest = column[row]!
      })
      set('reach value', column => {
        reach = column[row]!
      })
      const put = (role: string, value: number): void =>
        set(role, column => {
          column[at] = value
        })
      put('distance', reach)
      put('top', 0)
      put('end', 1)
      const places = fill.excessWidths.length
      writeLimbs(
        set,
        Array.from({ length: places + 1 }, (_, i) => `excess ${i}`),
        fill.excessWidths,
        at,
        largest - reach - c,
      )
      writeLimbs(
        set,
        fill.restWidths.map((_, i) => `rest ${i}`),
        fill.restWidths,
        at,
        acc - c * size,
      )
    })
    expect(found).not.toContain(`op ${ATTENTION}: relation scores`)
    expect(found).toContain(`op ${ATTENTION}: lookup excess within the depth`)
  })

  test('another largest score', () => {
    const lowering = smallAttention(14, [300, 310, -20_000, 305])
    const change = (amount: number, flag: 'least' | 'beyond' | null): string[] =>
      broken(lowering, ATTENTION, (fill, set) => {
        if (fill.kind !== 'largestScore') return
        set('largest', column => {
          column[2]! += amount
        })
        if (flag !== null)
          set(flag, column => {
            column[2] = 1
          })
      })
    for (const flag of [null, 'least', 'beyond'] as const)
      for (const amount of [-10, -1, 1, 10]) expect(change(amount, flag)).not.toEqual([])
  })

  test('no other inverse, shift or mean', () => {
    const lowering = smallAttention(14, [300, 310, -20_000, 305])
    const honest = new Map<string, Float64Array>()
    lowering.fill((fill, set) => {
      for (const role of rolesOf(fill)) set(role, column => honest.set(`${fill.op} ${role}`, column.slice()))
    })
    const of = (role: string, at: number): number => honest.get(`${ATTENTION} ${role}`)![at]!
    const row = 3
    const total = [8, 7, 8, 7].reduce(
      ({ value, place }, width, i) => ({ value: value + of(`sum ${i}`, row) * 2 ** place, place: place + width }),
      { value: 0, place: 0 },
    ).value
    const unit = of('inverse', row) * total + of('left', row)
    const put = (values: Readonly<Record<string, number>>): Meddle => {
      return (fill, set) => {
        if (fill.kind !== 'meanScale') return
        for (const [role, value] of Object.entries(values))
          set(role, column => {
            column[row] = value
          })
      }
    }
    const one = of('inverse', row)
    expect(broken(lowering, ATTENTION, put({ inverse: one - 1, left: unit - (one - 1) * total }))).not.toEqual([])
    expect(broken(lowering, ATTENTION, put({ inverse: one + 1, left: unit - (one + 1) * total }))).not.toEqual([])
    // All that the field takes for right.
    let tried = 0
    for (let times = 1; times < 200; times++) {
      const inverse = Math.floor((unit - times * P) / total)
      if (inverse < 0) break
      tried++
      const left = unit - times * P - inverse * total
      const found = broken(lowering, ATTENTION, put({ inverse, left }))
      expect(found).not.toEqual([])
      expect(found).not.toContain(`op ${ATTENTION}: relation inverse modulo the field`)
    }
    expect(tried).toBeGreaterThan(0)
    for (const amount of [-1, 1]) {
      const shift = of('shift', row) + amount
      const scale = 2 ** amount
      const inverse = Math.floor((unit * scale) / total)
      const found = broken(lowering, ATTENTION, put({ shift, inverse, left: unit * scale - inverse * total }))
      expect(found).not.toEqual([])
    }
    // A mean that goes round the field.
    const a = of('shift', row)
    const t = of('mean low', row) + 512 * of('mean high', row)
    const sum = t * 2 ** a + of('mean rest low', row) + 256 * of('mean rest high', row)
    for (const times of [-2, -1, 1, 2]) {
      const found = broken(lowering, ATTENTION, (fill, set) => {
        if (fill.kind !== 'mean') return
        const other = Math.floor((sum + times * P) / 2 ** a)
        writeLimbs(set, ['mean low', 'mean high'], [9], row, other)
        writeLimbs(set, ['mean rest low', 'mean rest high'], [8], row, sum + times * P - other * 2 ** a)
      })
      expect(found).toContain(`op ${ATTENTION}: lookup mean high`)
      expect(found).not.toContain(`op ${ATTENTION}: relation means`)
    }
  })
})

describe('norm', () => {
  const model = (shape: number[], bits: number, epsilon: number, centre = true): ExactModel =>
    oneOpModel([{ shape, bits }], {
      ...{ kind: 'norm', shape, bits: 12, lo: -2048, hi: 2047, centre, fraction: 8, epsilon },
    } as unknown as Op & Record<string, unknown>)
  const r = new Random(3, 3)
  const wide = Array.from({ length: 300 }, () => r.int(-32_768, 32_767))

  test('quotients that are right in the field only', () => {
    const lowering = lowered(model([300], 16, 0), [tensor([300], 16, 1, wide)])
    const exponents: number[] = []
    let tried = 0
    for (const amount of [-300, -3, -2, -1, 1, 2, 3, 300]) {
      const found = broken(lowering, 1, (fill, set) => {
        if (fill.kind !== 'normalized') return
        const widths = fill.restWidths
        let low = 0n
        widths.forEach((_, i) => {
          const place = BigInt(widths.slice(0, i).reduce((all, width) => all + width, 0))
          set(`rest ${i}`, column => {
            low += BigInt(column[7]!) << place
          })
        })
        set('quotient', column => {
          column[7]! += amount
        })
        // e is what all limbs together have, or less: a limb that is too wide is seen below.
        const e = exponents[0] ?? 0
        let left = (((low - BigInt(amount) * 2n ** BigInt(e)) % BigInt(P)) + BigInt(P)) % BigInt(P)
        widths.forEach((width, i) => {
          const limb = i === widths.length - 1 ? left : left & ((1n << BigInt(width)) - 1n)
          set(`rest ${i}`, column => {
            column[7] = Number(limb)
          })
          left >>= BigInt(width)
        })
        tried++
      })
      if (exponents.length === 0) {
        // The first run only finds out the exponent: that of the powers of two said for the line.
        const values = lowering.fill()
        const fill = lowering.system.fills.find(({ kind }) => kind === 'normalized')
        if (fill?.kind !== 'normalized') throw new Error('no fill')
        exponents.push(evaluateExpression(fill.exponent, valuesOf(lowering.system, values))[0]!)
        expect(exponents[0]).toBeGreaterThan(31)
        continue
      }
      expect(found).not.toContain('op 1: relation normalized modulo the field')
      expect(found).not.toEqual([])
    }
    expect(tried).toBe(8)
  })

  test('lines without variance, and with the most', () => {
    for (const centre of [true, false])
      for (const epsilon of [0, 1, 2 ** 53 - 1])
        for (const values of [
          [0, 0, 0],
          [5, 5, 5],
          [-128, 127, -128],
          [127, 127, 127],
          [0, 1, 0],
        ]) {
          const lowering = lowered(model([3], 8, epsilon, centre), [tensor([3], 8, 1, values)])
          expect(violations(lowering.system, lowering.fill())).toEqual([])
          const output = evaluateExpression(lowering.outputs[1]!, valuesOf(lowering.system, lowering.fill()))
          expect([...output]).toEqual([...lowering.trace[1]!.data])
        }
  })

  test('another k, a root and an inverse that fit it', () => {
    const lowering = lowered(model([3], 8, 0), [tensor([3], 8, 1, [3, -100, 7])])
    for (const amount of [-2, -1, 1, 2]) {
      const found = broken(lowering, 1, (fill, set) => {
        if (fill.kind !== 'root') return
        set('exponent', column => {
          column[0]! += amount
        })
        set('root', column => {
          const root = column.reduceRight((value, limb) => value * 256 + limb, 0)
          let rest = Math.floor(root * 2 ** amount)
          for (let i = 0; i < 4; i++) {
            column[i] = i === 3 ? rest : rest % 256
            rest = Math.floor(rest / 256)
          }
        })
      })
      expect(found).toContain('op 1: lookup root highest')
    }
  })

  test('the widths of long lines are what they can be', () => {
    // The longest lines of each width: their relations stay within the field, but for 2^24 values of 2 to 4 bits.
    for (let bits = 2; bits <= 16; bits++) {
      const length = Math.min(2 ** 23, 2 ** (28 - bits))
      const shape = [length]
      const types = [{ shape, bits }]
      for (const epsilon of [0, 2 ** 53 - 1]) {
        for (const fraction of [0, 7, 14]) expect(planOf({ fraction, epsilon }, length, bits).magnitude).toBeLessThan(P)
        if (bitsFor(length) > 13) continue
        const op = { kind: 'norm', shape, bits: 16, lo: -32_768, hi: 32_767, centre: true, fraction: 14, epsilon }
        const values = Array.from({ length }, (_, i) => (i % 2 === 0 ? -(2 ** (bits - 1)) : 2 ** (bits - 1) - 1))
        const lowering = lowered(oneOpModel(types, op), [tensor(shape, bits, 1, values)])
        expect([...evaluateExpression(lowering.outputs[1]!, valuesOf(lowering.system, lowering.fill()))]).toEqual([
          ...lowering.trace[1]!.data,
        ])
      }
    }
  })
})
