// A sample of conformance in every run of the tests: cases of our own for every operator that is claimed, held to the same
// rule as the cases of the `onnx` package (`npm run test:onnx`). spec/compile.md, "Conformance".

import { describe, expect, it } from 'vitest'
import { OPERATOR_NAMES } from '../../src/core/compile/index.ts'
import { checkVariant, type Outcome } from './check.ts'
import { SAMPLES } from './samples/index.ts'
import { caseOf, type Sample } from './samples/sample.ts'
import { variantsOf } from './variants.ts'

/** Operators that no single node shows: they hold graphs. Their tests are in test/compile. */
const MORE_THAN_ONE_NODE = ['If']

const claimed: readonly string[] = OPERATOR_NAMES
const nameOf = ({ op, domain }: Sample): string => (domain === undefined ? op : `${domain}:${op}`)
const described = ({ inputs, attributes }: Sample): string =>
  `${inputs.map(spec => (spec === null ? '-' : `[${'dims' in spec ? spec.dims : spec}]`)).join(' ')} ${JSON.stringify(attributes ?? {}).slice(0, 80)}`

describe('one operator at a time', () => {
  it('has a sample of every operator that is claimed', () => {
    const sampled = new Set([...SAMPLES.map(nameOf), ...MORE_THAN_ONE_NODE])
    expect(claimed.filter(name => !sampled.has(name))).toEqual([])
  })

  for (const operator of [...new Set(SAMPLES.map(nameOf))].filter(name => claimed.includes(name))) {
    it(operator, async () => {
      for (const [i, sample] of SAMPLES.filter(entry => nameOf(entry) === operator).entries()) {
        const entry = await caseOf(sample, `${operator} ${i}`)
        const outcomes: (Outcome & { variant: string })[] = []
        for (const variant of variantsOf(entry)) {
          if (variant.label === 'folded' && outcomes.some(({ kind }) => kind !== 'refused')) continue
          outcomes.push({ variant: variant.label, ...(await checkVariant(entry, variant)) })
        }
        const failed = outcomes.filter(({ kind }) => kind === 'failed')
        expect(failed, described(sample)).toEqual([])
        if (!outcomes.some(({ kind }) => kind === 'passed'))
          expect(outcomes, described(sample)).toEqual(['one that passed'])
      }
    })
  }
})
