// Heads of model files: what a client reads in place of a whole model, and what it must not be taken in by.

import { describe, expect, test } from 'vitest'
import { decodeModel, decodeModelHead, encodeModel, headBytes, modelIdOf } from '../../src/core/graph/index.ts'
import { smallModel } from '../support/smallModel.ts'

describe('the head of a model file', () => {
  const model = smallModel()
  const file = encodeModel(model)
  const head = headBytes(file)

  test('shows every part of the model id but the weights root', () => {
    const read = decodeModelHead(head)
    expect(read.ok && read.value.parts).toEqual({
      graphRoot: model.identity.graphRoot,
      interfaceHash: model.identity.interfaceHash,
      tokenizerHash: model.identity.tokenizerHash,
      templateHash: model.identity.templateHash,
    })
    expect(read.ok && modelIdOf({ ...read.value.parts, weightsRoot: model.identity.weightsRoot })).toEqual(
      model.identity.modelId,
    )
    expect(read.ok && read.value.graph).toEqual(model.graph)
    expect(file.length - head.length).toBe(model.weights.length)
  })

  test('is the head of what it was cut from, and no more', () => {
    expect(decodeModel(head)).toMatchObject({ ok: false })
    expect(decodeModelHead(file)).toMatchObject({ ok: false })
    expect(decodeModelHead(head.subarray(0, head.length - 1))).toMatchObject({ ok: false })
    for (const at of [0, 9, 20, 40, 300]) {
      const bent = head.slice()
      bent[at]! ^= 1
      const read = decodeModelHead(bent)
      if (read.ok)
        expect(modelIdOf({ ...read.value.parts, weightsRoot: model.identity.weightsRoot })).not.toEqual(
          model.identity.modelId,
        )
    }
  })
})
