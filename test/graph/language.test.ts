// The language section of the model file, and the ports that a model with one must have.

import { describe, expect, it } from 'vitest'
import { concat, equal, utf8 } from '../../src/core/bytes/index.ts'
import { sha256 } from '../../src/core/crypto/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  decodeModel,
  type ExactModel,
  encodeModel,
  type Language,
  languagePorts,
  type ModelInterface,
  makeModel,
  NONE,
  type Op,
  type Port,
} from '../../src/core/graph/index.ts'
import { languageModel } from '../support/languageModel.ts'
import { smallModel } from '../support/smallModel.ts'

const LANGUAGE: Language = { tokenizer: utf8('{"a tokenizer": 1}'), template: utf8('a template') }
const small = { vocabulary: 20, width: 8, heads: 2, groups: 1, layers: 1, context: 12, hidden: true }
const plain = languageModel(small)
const model = languageModel({ ...small, language: LANGUAGE })
const bytes = encodeModel(model)

/** Where the section begins. */
const at = bytes.length - model.weights.length - (4 + LANGUAGE.tokenizer.length + LANGUAGE.template.length)

function patched(change: (file: Uint8Array, view: DataView) => void): Uint8Array {
  const file = bytes.slice()
  change(file, new DataView(file.buffer))
  return file
}

describe('the language section', () => {
  it('round trips, with a template and without', () => {
    for (const language of [LANGUAGE, { ...LANGUAGE, template: new Uint8Array(0) }, null]) {
      const one = languageModel({ ...small, language })
      const file = encodeModel(one)
      const again = decodeModel(file)
      expect(again).toEqual({ ok: true, value: one })
      expect(equal(encodeModel((again as { value: ExactModel }).value), file)).toBe(true)
    }
    expect(equal(encodeModel({ ...plain, language: undefined as never }), encodeModel(plain))).toBe(true)
  })

  it('lies where spec/model.md says', () => {
    const view = new DataView(bytes.buffer)
    expect(view.getUint32(20)).toBe(4 + 18 + 10)
    expect(view.getUint32(at)).toBe(18)
    expect(bytes.subarray(at + 4, at + 22)).toEqual(LANGUAGE.tokenizer)
    expect(bytes.subarray(at + 22, at + 32)).toEqual(LANGUAGE.template)
  })

  it('is part of the identity, each half by its own hash', () => {
    const { identity } = model
    expect(identity.tokenizerHash).toEqual(sha256(LANGUAGE.tokenizer))
    expect(identity.templateHash).toEqual(sha256(LANGUAGE.template))
    const without = languageModel({ ...small, language: { ...LANGUAGE, template: new Uint8Array(0) } }).identity
    expect(without.templateHash).toEqual(NONE)
    expect([plain.identity.tokenizerHash, plain.identity.templateHash]).toEqual([NONE, NONE])
    // The same bytes divided elsewhere are another model.
    const all = concat(LANGUAGE.tokenizer, LANGUAGE.template)
    const divided = languageModel({ ...small, language: { tokenizer: all.subarray(0, 5), template: all.subarray(5) } })
    const ids = [identity, without, plain.identity, divided.identity].map(({ modelId }) => String(modelId))
    expect(new Set(ids).size).toBe(4)
    expect(identity.graphRoot).toEqual(plain.identity.graphRoot)
  })

  it('makes another model where any of its bytes differs, or is refused', () => {
    let others = 0
    for (let i = 20; i < 24; i++) expect(decodeModel(patched(file => void (file[i]! ^= 1))).ok, `byte ${i}`).toBe(false)
    for (let i = at; i < at + 32; i++) {
      const result = decodeModel(patched(file => void (file[i]! ^= 1)))
      if (!result.ok) continue
      others++
      expect(equal(result.value.identity.modelId, model.identity.modelId), `byte ${i}`).toBe(false)
    }
    expect(others).toBeGreaterThan(28)
  })

  it('is refused when its lengths lie', () => {
    const lie = (change: (file: Uint8Array, view: DataView) => void, code: string) =>
      expect(decodeModel(patched(change))).toMatchObject({ ok: false, code })
    const most = 4 + 2 ** 25 + 2 ** 18
    lie((_file, view) => view.setUint32(20, 0xffffffff), 'file_too_large')
    lie((_file, view) => view.setUint32(20, most + 1), 'file_too_large')
    lie((_file, view) => view.setUint32(20, most), 'file_truncated')
    lie((_file, view) => view.setUint32(20, 3), 'model_malformed')
    lie((_file, view) => view.setUint32(at, 29), 'model_malformed')
    lie((_file, view) => view.setUint32(at, 0xffffffff), 'model_malformed')
    lie((_file, view) => view.setUint32(at, 0), 'model_malformed')
  })

  it('has at most 32 MiB and 256 KiB', () => {
    const make = (tokenizer: number, template: number) =>
      attempt(() =>
        languageModel({
          ...small,
          language: { tokenizer: new Uint8Array(tokenizer), template: new Uint8Array(template) },
        }),
      )
    expect(make(2 ** 25, 2 ** 18).ok).toBe(true)
    const tooLarge = (which: string) => ({ code: 'file_too_large', message: expect.stringMatching(which) })
    expect(make(2 ** 25 + 1, 0)).toMatchObject(tooLarge('a tokenizer of 33554433 bytes'))
    expect(make(1, 2 ** 18 + 1)).toMatchObject(tooLarge('a template of 262145 bytes'))
    expect(make(0, 5)).toMatchObject({
      code: 'model_malformed',
      message: expect.stringMatching('the tokenizer has no bytes'),
    })
    // A file whose tokenizer is small and whose template fills the rest of the section.
    const template = new Uint8Array(2 ** 18 + 1)
    const file = concat(bytes.subarray(0, at + 22), template, bytes.subarray(at + 32))
    new DataView(file.buffer).setUint32(20, 22 + template.length)
    expect(decodeModel(file)).toMatchObject({ ok: false, ...tooLarge('a template') })
  })

  it('is refused beside a graph that is no language model', () => {
    const { graph, weights, ports } = smallModel()
    expect(attempt(() => makeModel(graph, weights, ports, {}, LANGUAGE))).toMatchObject({
      code: 'model_malformed',
      message: expect.stringMatching(/not causal/),
    })
    const old = encodeModel(smallModel())
    const weightsAt = old.length - weights.length
    const file = concat(old.subarray(0, weightsAt), bytes.subarray(at, at + 32), old.subarray(weightsAt))
    new DataView(file.buffer).setUint32(20, 32)
    expect(decodeModel(file)).toMatchObject({ ok: false, code: 'model_malformed' })
  })
})

describe('languagePorts', () => {
  it('says where tokens go in and logits come out', () => {
    expect(languagePorts(model)).toEqual({
      ...{ tokens: 0, logits: 0, hidden: 1, vocabulary: 20, context: 12, logitExponent: 10, width: 8 },
    })
    expect(languagePorts(languageModel({ ...small, hidden: false }))).toMatchObject({ hidden: null, width: null })
    const { graph, ports } = plain
    const ends = graph.ops.filter(op => op.kind === 'output')
    const ops = [...graph.ops.slice(0, -2), { ...ends[1]!, slot: 0 }, { ...ends[0]!, slot: 1 }] as Op[]
    const turned = { graph: { ...graph, ops }, ports: { ...ports, outputs: [...ports.outputs].reverse() } }
    expect(languagePorts(turned)).toMatchObject({ logits: 1, hidden: 0, vocabulary: 20, width: 8 })
  })

  const port = (side: 'inputs' | 'outputs', slot: number, over: Partial<Port>): ModelInterface => ({
    ...plain.ports,
    [side]: plain.ports[side].map((one, i) => (i === slot ? { ...one, ...over } : one)),
  })
  const op = (kind: 'input' | 'output', slot: number, over: Partial<Op>) => ({
    ...plain.graph,
    ops: plain.graph.ops.map(one => (one.kind === kind && one.slot === slot ? ({ ...one, ...over } as Op) : one)),
  })
  const { graph, ports } = plain
  const pixels = { channels: 1, mul: [1], add: [0], shift: 0 }
  const cases: readonly [string, { graph?: typeof graph; ports?: ModelInterface }, RegExp][] = [
    ['no graph over positions', { graph: smallModel().graph }, /not causal/],
    ['another name of the input', { ports: port('inputs', 0, { name: 'ids' }) }, /one input, "tokens", expected/],
    ['a second input', { ports: { ...ports, inputs: [ports.inputs[0]!, ports.inputs[0]!] } }, /one input/],
    ['no input', { ports: { ...ports, inputs: [] } }, /one input/],
    ['tokens of three values', { graph: op('input', 0, { shape: [3] }) }, /"tokens" has \[3\], 16 bits and exponent 0/],
    ['tokens of two axes', { graph: op('input', 0, { shape: [1, 2] }) }, /"tokens" has shape \[1,2\], one axis/],
    ['tokens of 15 bits', { graph: op('input', 0, { bits: 15 }) }, /"tokens" has \[2\], 15 bits/],
    ['tokens with an exponent', { ports: port('inputs', 0, { exponent: 1 }) }, /exponent 1; \[2\], 16 and 0 expected/],
    ['tokens with pixels', { ports: port('inputs', 0, { pixels }) }, /"tokens" has pixels or thresholds/],
    ['tokens with thresholds', { ports: port('inputs', 0, { thresholds: [[], []] }) }, /pixels or thresholds/],
    ['no logits', { ports: port('outputs', 0, { name: 'scores' }) }, /outputs "logits" and/],
    ['an output of another name', { ports: port('outputs', 1, { name: 'state' }) }, /nothing but "hidden"/],
    ['logits of 15 bits', { graph: op('output', 0, { bits: 15 }) }, /"logits" has 15 bits, 16 expected/],
    ['logits of two axes', { graph: op('output', 0, { shape: [4, 5] }) }, /"logits" has shape \[4,5\]/],
    ['a hidden state of two axes', { graph: op('output', 1, { shape: [2, 4] }) }, /"hidden" has shape \[2,4\]/],
  ]
  it.each(cases)('refuses %s', (_what, change, message) => {
    const refusal = attempt(() => languagePorts({ graph, ports, ...change }))
    expect(refusal).toMatchObject({ ok: false, code: 'model_malformed', message: expect.stringMatching(message) })
  })
})
