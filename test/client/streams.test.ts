// What of two saved streams contradicts each other.

import { expect, it } from 'vitest'
import { contradictionIn, signedHeads } from '../../src/client/disputes/index.ts'
import { headSigner, type StreamEvent, streamEquivocation } from '../../src/core/receipt/index.ts'
import { makeLanguageWorld, streamOf } from '../support/languageWorld.ts'
import { DOMAIN } from '../support/world.ts'

const world = makeLanguageWorld()
const honest = streamOf(world)
const other = streamOf({ ...world, tokens: world.tokens.with(5, 77) })
const key = world.executor.receiptKey.address

it('the signed heads of a stream are those of its ticks', () => {
  const heads = signedHeads(honest)
  expect(heads.map(({ tokenCount }) => tokenCount)).toEqual([8, 16, 24, 32, 40])
  for (const head of heads) expect(headSigner(DOMAIN, head)).toBe(key)
  expect(signedHeads(honest.slice(1))).toEqual([])
})

it('two answers to one request show in the first heads that differ', () => {
  const found = contradictionIn(honest, other)
  if (found?.kind !== 'heads') throw new Error('no heads')
  expect([found.first.tokenCount, found.second.tokenCount]).toEqual([8, 8])
  expect(streamEquivocation(found.first, found.second, { domain: DOMAIN, receiptKeys: [key] })).toEqual({
    ok: true,
    value: true,
  })
})

it('or in their receipts, where no two heads can be compared; else in nothing', () => {
  const isTick = ({ type }: StreamEvent): boolean => type === 'tick'
  const found = contradictionIn(
    honest,
    other.filter(event => !isTick(event)),
  )
  expect(found?.kind).toBe('receipts')
  const beginning = other.filter(event => !isTick(event) && event.type !== 'end')
  expect(contradictionIn(honest, beginning)).toBeNull()
  expect(contradictionIn(honest, [])).toBeNull()
  // The same twice: receipts, of which whoever reports them finds that they are one.
  expect(contradictionIn(honest, honest)?.kind).toBe('receipts')
})
