// One lie each, told by a prover that is right about everything else: the check that tells it cannot be left out.

import { beforeAll, describe, expect, test, vi } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { type Extension, extensionOf, type FieldVectors, fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { elementAt, eqTable, type Limbs } from '../../src/core/proof/eq.ts'
import { lower } from '../../src/core/proof/lower/index.ts'
import { elementwise } from '../../src/core/proof/lower/products.ts'
import { commitModel, proveRun } from '../../src/core/proof/run/prove.ts'
import { runOf } from '../../src/core/proof/run/statement.ts'
import { verifyRun } from '../../src/core/proof/run/verify.ts'
import { constant, scaled, sum, whole } from '../../src/core/proof/system/expression.ts'
import { countRows } from '../../src/core/proof/system/polynomials.ts'
import { commitWeights } from '../../src/core/proof/system/prover.ts'
import type { Expression, Relation, Source, System, Table } from '../../src/core/proof/system/types.ts'
import { verifySystem } from '../../src/core/proof/system/verifier.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { type Lies, lyingProof } from './attackProver.ts'
import { randomRun } from './runs.ts'

const field = MERSENNE31
const extension = extensionOf(field)
const { add, zero } = extension

let vectors: FieldVectors
beforeAll(async () => {
  installNodeHash()
  vectors = await fastVectors(field)
})

interface Given {
  readonly system: System
  readonly columns: readonly (readonly number[])[]
  readonly publics?: readonly (readonly number[])[]
  readonly weights?: readonly (readonly number[])[]
}

const source = (kind: 'column' | 'weights' | 'public', id: number, lengths: readonly number[]): Expression =>
  whole({ kind, id } as Source, lengths)

function systemOf(
  lengths: readonly number[],
  counts: { columns?: number; publics?: number; weights?: number },
  relations: readonly Pick<Relation, 'expression' | 'products'>[],
): System {
  const named = (count = 0) => Array.from({ length: count }, (_, i) => ({ op: 0, role: `${i}`, lengths }))
  return {
    columns: named(counts.columns),
    publics: named(counts.publics),
    weights: named(counts.weights),
    ...{ tables: [], lookups: [], fills: [] },
    relations: relations.map((relation, i) => ({ op: 0, what: `relation ${i}`, lengths, ...relation })),
  }
}

const begin = (root: Uint8Array | null = null): Transcript => {
  const transcript = new Transcript('test', field)
  transcript.absorb('weights', root ?? new Uint8Array(0))
  return transcript
}

/** What a verifier says to a proof with these lies: the check that fails, or null. */
function verdict(
  { system, columns, publics = [], weights = [] }: Given,
  lies: Lies = {},
  isCommitted = false,
): string | null {
  const committed = isCommitted ? commitWeights(vectors, system, weights) : null
  const proof = lyingProof(vectors, begin(committed?.root), system, { columns, publics, weights }, lies, committed)
  const parameters =
    committed === null
      ? ({ kind: 'held', values: weights } as const)
      : ({ kind: 'committed', root: committed.root } as const)
  try {
    verifySystem(begin(committed?.root), system, publics, parameters, proof)
    return null
  } catch (error) {
    const { facts } = error as { facts?: { check: string; why: string } }
    if (facts === undefined) throw error
    return `${facts.check}: ${facts.why}`
  }
}

const FOUR = [4]
/** y = a b at each index. */
const product = systemOf(FOUR, { columns: 3 }, [
  {
    expression: source('column', 2, FOUR),
    products: [{ ...elementwise(source('column', 0, FOUR), source('column', 1, FOUR)), coefficient: -1 }],
  },
])
const A = [2, 3, 4, 5]
const B = [7, 8, 9, 10]
const RIGHT = [14, 24, 36, 50]
const WRONG = [14, 25, 36, 50]

/** The sum of eq times integers: what a product would have to be. */
const at = (point: readonly Extension[], values: readonly number[]): Extension => {
  const table = eqTable(field, point, values.length)
  return values.reduce((all, value, i) => add(all, extension.scale(elementAt(table, i), value)), zero)
}
const limbsOf = (values: readonly number[]): Limbs => Uint32Array.from(values.flatMap(value => [value, 0, 0, 0]))

describe('products', () => {
  test('hold', () => expect(verdict({ system: product, columns: [A, B, RIGHT] })).toBe(null))
  test('are not said to hold', () => {
    expect(verdict({ system: product, columns: [A, B, WRONG] })).toBe('columns: claims: sum')
  })
  test('with another sum', () => {
    const say: Lies['say'] = (label, right, point) => (label === 'product' ? at(point[0]!, WRONG) : right)
    expect(verdict({ system: product, columns: [A, B, WRONG] }, { say })).toBe('product: sum')
    // And eq bent so that it is the sum.
    expect(verdict({ system: product, columns: [A, B, WRONG] }, { say, eq: true })).toBe('relation 0: eq: value')
  })
  test('of other factors than are committed to', () => {
    const given = {
      system: product,
      columns: [
        [2, 3, 4, 5],
        [7, 8, 9, 10],
        [14, 27, 36, 50],
      ],
    }
    expect(verdict(given, { factors: ([a]) => [a, limbsOf([7, 9, 9, 10])] })).toBe('columns: claims: sum')
    const other = {
      system: product,
      columns: [
        [2, 3, 4, 5],
        [7, 8, 9, 10],
        [14, 32, 36, 50],
      ],
    }
    expect(verdict(other, { factors: ([, b]) => [limbsOf([2, 4, 4, 5]), b] })).toBe('columns: claims: sum')
  })
  test('of one index', () => {
    const one = [1]
    const system = systemOf(one, { columns: 3 }, [
      {
        expression: source('column', 2, one),
        products: [{ ...elementwise(source('column', 0, one), source('column', 1, one)), coefficient: -1 }],
      },
    ])
    expect(verdict({ system, columns: [[3], [5], [15]] })).toBe(null)
    for (const other of [0, 1]) {
      let said = 0
      const say: Lies['say'] = (label, right) =>
        label === 'factor' && said++ % 2 === other ? add(right, extension.one) : right
      expect(verdict({ system, columns: [[3], [5], [other === 0 ? 20 : 18]] }, { say })).toBe('columns: claims: sum')
    }
  })
})

describe('claims', () => {
  test('with other weights, with other cells', () => {
    const given = { system: product, columns: [A, B, WRONG] }
    expect(verdict(given, { bent: 'weights' })).toBe('columns: claims: weight')
    expect(verdict(given, { bent: 'cells' })).toBe('columns: opening: value')
  })
  test('whose errors would make up for one another', () => {
    const equal = (id: number) => ({
      expression: sum(source('column', id, FOUR), scaled(source('public', 0, FOUR), -1)),
      products: [],
    })
    const system = systemOf(FOUR, { columns: 2, publics: 1 }, [equal(0), equal(1)])
    const publics = [[1, 2, 3, 4]]
    expect(
      verdict({
        system,
        publics,
        columns: [
          [1, 2, 3, 4],
          [1, 2, 3, 4],
        ],
      }),
    ).toBe(null)
    expect(
      verdict({
        system,
        publics,
        columns: [
          [1, 3, 3, 4],
          [1, 1, 3, 4],
        ],
      }),
    ).toBe('columns: claims: sum')
  })
  test('of public tensors alone', () => {
    const system = systemOf(FOUR, { publics: 2 }, [
      { expression: sum(source('public', 0, FOUR), scaled(source('public', 1, FOUR), -1)), products: [] },
    ])
    expect(verdict({ system, columns: [], publics: [A, A] })).toBe(null)
    expect(verdict({ system, columns: [], publics: [A, B] })).toBe('relation 0: value')
    const fives = systemOf(FOUR, { publics: 1 }, [
      { expression: sum(source('public', 0, FOUR), constant(-5, FOUR)), products: [] },
    ])
    expect(verdict({ system: fives, columns: [], publics: [[5, 5, 5, 5]] })).toBe(null)
    expect(verdict({ system: fives, columns: [], publics: [[5, 5, 5, 6]] })).toBe('relation 0: value')
  })
  test('of parameters, held or committed to', () => {
    const system = systemOf(FOUR, { columns: 1, weights: 2 }, [
      { expression: sum(source('column', 0, FOUR), scaled(source('weights', 0, FOUR), -1)), products: [] },
      { expression: sum(source('column', 0, FOUR), scaled(source('weights', 1, FOUR), -1)), products: [] },
    ])
    for (const isCommitted of [false, true]) {
      const failed = isCommitted ? 'weights: claims: sum' : 'parameters: value'
      expect(verdict({ system, columns: [A], weights: [A, A] }, {}, isCommitted)).toBe(null)
      // The column is what the cheat says of both, the parameters are others: of the first, of the second.
      for (const weights of [
        [B, A],
        [A, B],
      ])
        expect(verdict({ system, columns: [A], weights }, { parameters: [A, A] }, isCommitted)).toBe(failed)
    }
    const lies: Lies = { parameters: [A, A], bent: 'weights' }
    const given = { system, columns: [A], weights: [A, B] }
    expect(verdict(given, lies, true)).toMatch(/claims: weight$/)
    expect(verdict(given, { ...lies, bent: 'cells' }, true)).toMatch(/opening: value$/)
  })
})

describe('lookups', () => {
  const runs = (first: number, length: number, ...steps: number[]): Table & { kind: 'runs' } => ({
    kind: 'runs',
    lengths: [length],
    multiplicities: 0,
    runs: [{ length, entries: steps.map(step => ({ first: step === 0 ? 0 : first, step })) }],
  })
  /** Columns of four that are looked up together in the first of some tables. */
  function lookup(entries: number, tables: readonly (Table & { kind: 'runs' })[]): System {
    return {
      ...{ weights: [], publics: [], relations: [], fills: [] },
      columns: [
        ...Array.from({ length: entries }, (_, i) => ({ op: 0, role: `entry ${i}`, lengths: FOUR })),
        ...tables.map(({ lengths }, i) => ({ op: -1, role: `multiplicities ${i}`, lengths })),
      ],
      tables: tables.map((table, i) => ({ ...table, multiplicities: entries + i })),
      lookups: [
        {
          ...{ op: 0, what: 'row', table: 0, lengths: FOUR, valid: [null] },
          entries: Array.from({ length: entries }, (_, id) => source('column', id, FOUR)),
        },
      ],
    }
  }
  const counted = (length: number, ...rows: number[]): number[] =>
    Array.from({ length }, (_, row) => rows.filter(own => own === row).length)

  const system = lookup(1, [runs(0, 8, 1), runs(0, 64, 1)])
  const none = counted(64)

  test('hold, and not of what is in no row', () => {
    expect(verdict({ system, columns: [[1, 1, 7, 0], counted(8, 1, 1, 7, 0), none] })).toBe(null)
    expect(verdict({ system, columns: [[1, 1, 9, 0], counted(8, 1, 1, 0), none] })).toBe('lookups: sum')
    expect(verdict({ system, columns: [[1, 1, 9, 0], counted(8, 1, 1, 0, 0), none] })).toBe('lookups: sum')
  })
  test('in another table', () => {
    expect(verdict({ system, columns: [[1, 1, 9, 0], counted(8, 1, 1, 0), counted(64, 9)] })).toBe('lookups: sum')
  })
  test('of other columns than are committed to', () => {
    const right = { columns: [[1, 1, 7, 0], counted(8, 1, 1, 7, 0), none], publics: [], weights: [] }
    const given = { system, columns: [[1, 1, 9, 0], counted(8, 1, 1, 7, 0), none] }
    expect(verdict(given, { leaves: right })).toBe('columns: claims: sum')
    // Counts other than are committed to: the numerators.
    const counts = { system, columns: [[1, 1, 7, 0], counted(8, 1, 1, 1, 0), none] }
    expect(verdict(counts, { leaves: right })).toBe('columns: claims: sum')
  })
  test('of entries that are in no row together', () => {
    // Rows (i, 2 i).
    const pairs = lookup(2, [runs(0, 8, 1, 2)])
    expect(verdict({ system: pairs, columns: [[1, 2, 3, 0], [2, 4, 6, 0], counted(8, 1, 2, 3, 0)] })).toBe(null)
    for (const [a, b] of [
      [2, 1],
      [0, 3],
      [1, 1],
      [3, 0],
    ] as const)
      expect(verdict({ system: pairs, columns: [[1, 2, 3, a], [2, 4, 6, b], counted(8, 1, 2, 3, 1)] })).toBe(
        'lookups: sum',
      )
  })
  test('are counted as a prover counts them', () => {
    const columns = [[1, 1, 7, 0], counted(8), none]
    const { multiplicities, missed } = countRows(system, { columns, publics: [], weights: [] })
    expect([missed, ...multiplicities.map(own => [...own])]).toEqual([0, counted(8, 1, 1, 7, 0), none])
  })
})

describe('statements', () => {
  test('of tensors that are not those of the ports', () => {
    const run = randomRun(3)
    const { model, inputs, outputs, statement } = run
    const proof = proveRun(vectors, model, inputs, outputs)
    const [first, ...rest] = outputs
    const { data, shape, rows, bits } = first!
    const longer = Int16Array.from([...data, 0])
    const others = [
      { ...first!, bits: bits === 16 ? 15 : bits + 1 },
      { ...first!, shape: [...shape, 1] },
      { ...first!, shape: shape.map(n => n + 1) },
      { ...first!, rows: rows + 1 },
      { ...first!, data: longer },
      { ...first!, data: data.slice(1) as typeof data },
      ...(bits === 16
        ? []
        : [{ ...first!, data: Int16Array.from(data, (value, i) => (i === 0 ? 2 ** (bits - 1) : value)) }]),
    ]
    for (const other of others)
      expect(verifyRun({ ...statement, outputs: [other, ...rest] }, { bytes: model.weights }, proof)).toMatchObject({
        ...{ ok: false, code: 'input_shape_mismatch' },
      })
    const none = { ...statement, inputs: inputs.slice(1) }
    expect(verifyRun(none, { bytes: model.weights }, proof)).toMatchObject({ ok: false, code: 'input_shape_mismatch' })
  })
})

describe('a transcript', () => {
  /** Labels and bytes in the order in which they are absorbed, and where challenges are drawn. */
  function recorded(run: () => void): { label: string; bytes: Uint8Array | null }[] {
    const events: { label: string; bytes: Uint8Array | null }[] = []
    const { absorb, challenges, indices } = Transcript.prototype
    const spies = [
      vi.spyOn(Transcript.prototype, 'absorb').mockImplementation(function (this: Transcript, label, bytes) {
        events.push({ label, bytes: bytes.slice() })
        absorb.call(this, label, bytes)
      }),
      vi.spyOn(Transcript.prototype, 'challenges').mockImplementation(function (this: Transcript, label, count) {
        events.push({ label, bytes: null })
        return challenges.call(this, label, count)
      }),
      vi.spyOn(Transcript.prototype, 'indices').mockImplementation(function (this: Transcript, label, count, bits) {
        events.push({ label, bytes: null })
        return indices.call(this, label, count, bits)
      }),
    ]
    try {
      run()
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
    return events
  }

  test.each([3, 5, 8, 11])(
    'absorbs the statement, and all that a prover says before what follows from it: seed %i',
    seed => {
      const run = randomRun(seed)
      const { model, inputs, outputs, statement } = run
      const proof = proveRun(vectors, model, inputs, outputs)
      const events = recorded(() => {
        expect(verifyRun(statement, { bytes: model.weights }, proof)).toMatchObject({ ok: true })
      })
      // The head: protocol, field, and all that both sides know.
      const columns = events.findIndex(({ label }) => label === 'columns')
      expect(events.slice(0, columns).map(({ label }) => label)).toEqual([
        ...['protocol', 'field', 'model', 'parameters', 'rows'],
        ...inputs.map(() => 'input'),
        ...outputs.map(() => 'output'),
      ])
      const head = (label: string) => events.filter(event => event.label === label).map(({ bytes }) => [...bytes!])
      expect(head('model')).toEqual([[...statement.modelId]])
      const bytesOf = ({ data }: (typeof inputs)[0]) => [
        ...new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      ]
      expect(head('input')).toEqual(inputs.map(bytesOf))
      expect(head('output')).toEqual(outputs.map(bytesOf))
      // What is said, one after another, is the proof up to its opening.
      const said = new Set(['columns', 'values', 'round', 'product', 'factor', 'parameters', 'row'])
      const before = events.findIndex(({ label }) => label === 'opening')
      const spoken = events
        .slice(columns, before)
        .flatMap(({ label, bytes }) => (bytes !== null && said.has(label) ? [...bytes] : []))
      expect(spoken).toEqual([...proof.subarray(0, proof.length - openingOf(proof) - 4)])
      // The numbers of relations and claims, and what the sum of fractions leaves, before they are drawn for.
      const order = events.slice(columns).map(({ label, bytes }) => `${bytes === null ? '?' : ''}${label}`)
      if (order.includes('?lookups')) {
        expect(order.indexOf('?lookups')).toBe(1)
        expect(order[order.indexOf('leaves') - 1]).toBe('?layer')
        expect(order.indexOf('leaves')).toBeLessThan(order.indexOf('relations'))
      }
      expect(order[order.indexOf('?relations') - 1]).toBe('relations')
      expect(order[order.indexOf('?claims') - 1]).toBe('claims')
      const numbers = (label: string): number[] => {
        const { bytes } = events.find(event => event.label === label && event.bytes !== null)!
        const view = new DataView(bytes!.buffer, bytes!.byteOffset, bytes!.byteLength)
        return Array.from({ length: bytes!.length / 4 }, (_, i) => view.getUint32(4 * i))
      }
      const { system } = lower(runOf(statement, model.weights))
      expect(numbers('relations')).toEqual([system.relations.length])
      expect(numbers('rows')).toEqual([inputs[0]!.rows, inputs.length, outputs.length])
      expect(numbers('claims')).toHaveLength(2)
      expect(numbers('claims')[0]).toBeGreaterThan(0)
      expect(events.filter(({ label, bytes }) => label === 'leaves' && bytes?.length === 32)).toHaveLength(
        system.lookups.length > 0 ? 1 : 0,
      )
      expect(events.find(({ label }) => label === 'parameters')!.bytes).toEqual(utf8('held'))
    },
  )

  /** Bytes of the last opening, whose length stands before it. */
  function openingOf(proof: Uint8Array): number {
    const view = new DataView(proof.buffer, proof.byteOffset, proof.byteLength)
    for (let at = 32; at < proof.length - 4; at++) {
      const length = view.getUint32(at)
      if (length === proof.length - at - 4) return length
    }
    throw new Error('no opening')
  }

  test('absorbs what parameters were committed with', () => {
    const { model, inputs, outputs, statement } = randomRun(2, ['linear'])
    const committed = commitModel(vectors, model, inputs)
    const proof = proveRun(vectors, model, inputs, outputs, { committed })
    const events = recorded(() => {
      expect(verifyRun(statement, { root: committed.root }, proof)).toMatchObject({ ok: true })
    })
    expect(events.find(({ label }) => label === 'parameters')!.bytes).toEqual(committed.root)
  })

  test('a proof that is cut anywhere near its opening, or that says it is longer', () => {
    const { model, inputs, outputs, statement } = randomRun(3)
    const proof = proveRun(vectors, model, inputs, outputs)
    const weights = { bytes: model.weights }
    const start = proof.length - openingOf(proof) - 4
    const malformed = { ok: false, code: 'proof_malformed' }
    for (const length of [
      0,
      1,
      31,
      32,
      33,
      40,
      start - 1,
      start,
      start + 1,
      start + 2,
      start + 3,
      start + 4,
      start + 5,
    ])
      expect(verifyRun(statement, weights, proof.slice(0, length)), `${length}`).toMatchObject(malformed)
    for (const length of [0, 1, 2 ** 31, 2 ** 32 - 1, proof.length, openingOf(proof) - 1, openingOf(proof) + 1]) {
      const other = proof.slice()
      new DataView(other.buffer).setUint32(start, length)
      expect(verifyRun(statement, weights, other), `${length}`).toMatchObject(malformed)
    }
    // Elements that are none: p in place of 0, and more.
    for (const limb of [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]) {
      const other = proof.slice()
      new DataView(other.buffer).setUint32(32, limb)
      const big = proof.slice()
      new DataView(big.buffer).setUint32(start - 16, limb)
      for (const bytes of [other, big]) expect(verifyRun(statement, weights, bytes)).toMatchObject(malformed)
    }
  })
})
