// Steps of ops that move values: one element is opened and compared. spec/trace.md, "Steps".

import { refuse } from '../../errors/index.ts'
import { bytesOf, entryOf, TOKEN_BASE } from '../../graph/index.ts'
import type { Opener } from '../opener.ts'
import { coordinates, flat, rowStart } from './geometry.ts'
import type { StepRules } from './types.ts'

/** Is the claimed value another than the value at `at` of the row of input `which`? */
function differs(opener: Opener, which: number, place: (shape: readonly number[]) => number): boolean {
  const input = opener.input(which)
  const at = rowStart(opener.step.row, input.type.shape) + place(input.type.shape)
  return input.open([{ at, count: 1 }]).at(at) !== opener.claimed
}

export const copies: StepRules<
  'input' | 'output' | 'reshape' | 'transpose' | 'concat' | 'constant' | 'take' | 'embedding' | 'position'
> = {
  // A generation is fed its prompt, and behind that its own answer. A run's root is compared when a trace is committed to.
  input(_op, opener) {
    const { step, generated } = opener
    if (generated === null) return refuse('step_refused', 'an input of a run has no step')
    if (step.element > 1) return refuse('step_refused', `element ${step.element} of a token`)
    const prompt = step.row < generated.tokensIn
    const at = prompt ? step.row : step.row - generated.tokensIn
    const pair = opener.tokens(prompt ? 'prompt' : 'answer', [{ at, count: 1 }]).at(at)
    return (step.element === 0 ? (pair << 16) >> 16 : pair >> 16) !== opener.claimed
  },

  output: (_op, opener) => differs(opener, 0, () => opener.step.element),
  reshape: (_op, opener) => differs(opener, 0, () => opener.step.element),

  transpose(op, opener) {
    const place = coordinates(opener.step.element, op.shape)
    return differs(opener, 0, shape => {
      const from = new Array<number>(shape.length).fill(0)
      op.perm.forEach((axis, i) => {
        from[axis] = place[i]!
      })
      return flat(from, shape)
    })
  },

  // The input whose run along the axis holds the element: inputs before it are opened for their types alone.
  concat(op, opener) {
    const place = coordinates(opener.step.element, op.shape)
    for (let which = 0; which < op.inputs.length; which++) {
      const input = opener.input(which)
      const { shape } = input.type
      const along = place[op.axis]!
      if (along < shape[op.axis]!) {
        const at = rowStart(opener.step.row, shape) + flat(place, shape)
        return input.open([{ at, count: 1 }]).at(at) !== opener.claimed
      }
      // A type that is believed belongs to a leaf that is shown.
      input.open([{ at: rowStart(opener.step.row, shape), count: 1 }])
      place[op.axis] = along - shape[op.axis]!
    }
    return refuse('step_refused', 'the element lies behind the last input')
  },

  constant(op, opener) {
    const bytes = bytesOf(op.bits) as 1 | 2
    const at = op.weightOffset + opener.step.element * bytes
    return opener.weights([{ at, count: bytes }]).signed(at, bytes) !== opener.claimed
  },

  take(op, opener) {
    const place = coordinates(opener.step.element, op.shape)
    const at = op.weightOffset + 4 * place[op.axis]!
    const index = opener.weights([{ at, count: 4 }]).signed(at, 4)
    if (index < 0) return opener.claimed !== op.fill
    place[op.axis] = index
    return differs(opener, 0, shape => {
      if (index >= shape[op.axis]!) refuse('step_refused', `index ${index} along an axis of ${shape[op.axis]}`)
      return flat(place, shape)
    })
  },

  embedding(op, opener) {
    const width = op.shape.at(-1)!
    const [line, column] = [Math.floor(opener.step.element / width), opener.step.element % width]
    const input = opener.input(0)
    const each = op.pair ? 2 : 1
    const from = rowStart(opener.step.row, input.type.shape) + each * line
    const x = input.open([{ at: from, count: each }])
    const entry = entryOf(op, op.pair ? x.at(from) + TOKEN_BASE * x.at(from + 1) : x.at(from))
    const bytes = bytesOf(op.bits) as 1 | 2
    const at = op.weightOffset + (entry * width + column) * bytes
    return opener.weights([{ at, count: bytes }]).signed(at, bytes) !== opener.claimed
  },

  position: (_op, opener) => opener.claimed !== opener.step.row,
}
