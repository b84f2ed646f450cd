// The worker of `npm run test:onnx`: gets folders of cases over IPC, one at a time, and answers with what became of each
// variant. Nothing that a case does ends it but a crash of the process, which its parent hears.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OPERATOR_NAMES, OPSETS } from '../../src/core/compile/index.ts'
import { needsOf, parseModel, readCase, wrongCase } from './case.ts'
import { checkVariant, type Outcome } from './check.ts'
import { variantsOf } from './variants.ts'

export type Answer =
  /** Asks for the next. */
  | { readonly kind: 'ready' }
  /** Some operator of the case is not claimed. */
  | { readonly kind: 'unclaimed'; readonly operators: readonly string[] }
  | {
      readonly kind: 'done'
      readonly operators: readonly string[]
      readonly opset: number
      readonly variants: readonly (Outcome & { readonly variant: string })[]
    }

async function answer(directory: string, name: string): Promise<Answer> {
  const needs = needsOf(parseModel(new Uint8Array(readFileSync(join(directory, 'model.onnx')))))
  const claimed: readonly string[] = OPERATOR_NAMES
  const missing = needs.operators.filter(operator => !claimed.includes(operator))
  if (missing.length > 0) return { kind: 'unclaimed', operators: missing }
  if (needs.opset > OPSETS.most)
    return { kind: 'unclaimed', operators: needs.operators.map(operator => `${operator} of opset ${needs.opset}`) }
  const variants: (Outcome & { variant: string })[] = []
  const wrong = wrongCase(name)
  if (wrong !== null) {
    variants.push({ variant: 'read', kind: 'refused', code: 'case_wrong', reason: wrong })
    return { kind: 'done', ...needs, variants }
  }
  try {
    const entry = readCase(directory, name)
    const wanted = variantsOf(entry)
    for (const variant of wanted) {
      // Folding is looked at where there is nothing else to look at.
      if (variant.label === 'folded' && variants.some(({ kind }) => kind !== 'refused')) continue
      variants.push({ variant: variant.label, ...(await guarded(() => checkVariant(entry, variant))) })
    }
  } catch (error) {
    // Text, sequences, optional values: what is no dense tensor of numbers.
    variants.push({ variant: 'read', kind: 'refused', code: 'case_unreadable', reason: text(error) })
  }
  return { kind: 'done', ...needs, variants }
}

async function guarded(check: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await check()
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n')[1]?.trim() : ''
    return { kind: 'failed', reason: `it throws: ${text(error)} (${stack})` }
  }
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 400)

process.on('message', ({ directory, name }: { directory: string; name: string }) => {
  void answer(directory, name).then(result => process.send?.(result))
})
process.on('disconnect', () => process.exit())
process.send?.({ kind: 'ready' })
