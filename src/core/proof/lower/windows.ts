// maxPool and averagePool.

import { refuse } from '../../errors/index.ts'
import { countedTaps, reciprocal } from '../../graph/index.ts'
import { constant, type Expression, gathered, scaled, sum, whole } from '../system/index.ts'
import type { Stretch } from './builder.ts'
import type { Lowerings } from './context.ts'
import { tapsOf } from './products.ts'
import { requantize } from './requantize.ts'

/** Taps that classes of windows are written out with, and classes: beyond, moving elements would cost more than the rest. */
const MOST_TAPS = 2 ** 20
const MOST_CLASSES = 1024

const tooMany = (id: number): never =>
  refuse('proof_unsupported', `op ${id}: windows with too many different counts of taps`)

export const windows: Lowerings<'maxPool' | 'averagePool'> = {
  // Of each tap a column `chosen` and the difference y - tap, which is not negative, and 0 where the tap is chosen; one
  // tap of each window is.
  maxPool(op, { builder, id, inputs, lengths }) {
    const x = inputs[0]!
    const [, height, width] = lengths as [number, number, number, number]
    const y = whole(builder.column(id, 'y', lengths), lengths)
    const alongY = tapsOf(op, 0, height, x.lengths[1]!)
    const alongX = tapsOf(op, 1, width, x.lengths[2]!)
    const [kh, kw] = op.kernel
    const every = (taps: Int32Array, kernel: number, k: number): Int32Array => taps.filter((_, i) => i % kernel === k)
    const candidates: Expression[] = []
    const valid: (Uint8Array | null)[][] = []
    const chosen: Expression[] = []
    const widths = op.bits <= 12 ? [] : [Math.ceil(op.bits / 2), Math.floor(op.bits / 2)]
    for (let ky = 0; ky < kh; ky++)
      for (let kx = 0; kx < kw; kx++) {
        const [rows, columns] = [every(alongY, kh, ky), every(alongX, kw, kx)]
        const tap = gathered(gathered(x, 1, rows), 2, columns)
        const inside = [rows, columns].map(taps =>
          taps.every(at => at >= 0) ? null : Uint8Array.from(taps, at => (at >= 0 ? 1 : 0)),
        )
        const where = [null, inside[0]!, inside[1]!, null]
        const which = candidates.length
        const choice = whole(builder.column(id, `chosen ${which}`, lengths), lengths)
        const difference = sum(y, scaled(tap, -1))
        const table = (bits: number): number =>
          builder.table([2 ** bits, [0, 0], [0, 1]], [1, [1, 0], [0, 0]] as Stretch)
        if (widths.length === 0)
          builder.lookup({
            op: id,
            what: `tap ${which}`,
            table: table(op.bits),
            entries: [choice, difference],
            valid: where,
          })
        else {
          const limbs = widths.map((bits, i) => {
            const limb = whole(builder.column(id, `difference ${which} ${i}`, lengths), lengths)
            builder.lookup({
              op: id,
              what: `tap ${which} ${i}`,
              table: table(bits),
              entries: [choice, limb],
              valid: where,
            })
            return limb
          })
          builder.relation(
            id,
            `tap ${which} in limbs`,
            sum(
              masked(difference, where),
              ...limbs.map((limb, i) => masked(scaled(limb, -(i === 0 ? 1 : 2 ** widths[0]!)), where)),
            ),
          )
        }
        candidates.push(tap)
        valid.push(where)
        chosen.push(masked(choice, where))
      }
    builder.relation(id, 'one tap is chosen', sum(constant(-1, lengths), ...chosen))
    builder.fill({ kind: 'largest', op: id, candidates, valid, widths })
    return y
  },

  // Windows with as many counted taps have one multiplier.
  averagePool(op, { builder, id, inputs, lengths }) {
    const x = inputs[0]!
    const classes = ([0, 1] as const).map(axis => {
      const outputs = lengths[axis + 1]!
      const taps = tapsOf(op, axis, outputs, x.lengths[axis + 1]!)
      const counts = Array.from({ length: outputs }, (_, at) => countedTaps(op, at, axis, x.lengths[axis + 1]!))
      const different = [...new Set(counts)]
      if (different.length * taps.length > MOST_TAPS) tooMany(id)
      return different.map(count => ({
        count,
        taps: taps.map((from, i) => (counts[Math.floor(i / op.kernel[axis])] === count ? from : -1)),
      }))
    })
    if (classes[0]!.length * classes[1]!.length > MOST_CLASSES) tooMany(id)
    const parts = classes[0]!.flatMap(along =>
      classes[1]!.map(across =>
        scaled(
          gathered(gathered(x, 1, along.taps, op.kernel[0]), 2, across.taps, op.kernel[1]),
          reciprocal(along.count * across.count, op.reciprocalBits),
        ),
      ),
    )
    return requantize(builder, id, sum(parts[0]!, ...parts.slice(1)), [], op)
  },
}

/** The expression where all axes are valid, nothing elsewhere. */
function masked(expression: Expression, valid: readonly (Uint8Array | null)[]): Expression {
  return valid.reduce<Expression>(
    (masked, mask, axis) =>
      mask === null
        ? masked
        : gathered(
            masked,
            axis,
            Int32Array.from(mask, (is, i) => (is === 1 ? i : -1)),
          ),
    expression,
  )
}
