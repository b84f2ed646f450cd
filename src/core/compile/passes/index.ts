// The passes between an imported model and its lowering to integers, in order: spec/compile.md, "Passes".

import { refuse } from '../../errors/index.ts'
import type { DroppedSoftmax, FloatGraph } from '../ir.ts'
import { quote } from '../limits.ts'
import { channelsLast } from './channelsLast.ts'
import { compact } from './compact.ts'
import { foldIntoEmbeddings } from './embeddings.ts'
import { affineToDepthwise, foldAffineIntoNext, foldAffineIntoPrevious } from './foldAffine.ts'
import { foldConstants } from './foldConstants.ts'
import { fuseClamps } from './fuseClamps.ts'
import { fuseFunctions, namedScales } from './fuseFunctions.ts'
import { nameMagnitudes } from './magnitudes.ts'
import { nameNormsOverAxes } from './norms.ts'
import { dropFinalSoftmax } from './softmax.ts'
import { nameNorms } from './spelledOut.ts'
import { dropUnits } from './units.ts'

/** What passes tell their caller. */
export interface PassContext {
  note(text: string): void
  readonly softmax: DroppedSoftmax[]
}

export interface Pass {
  readonly name: string
  run(graph: FloatGraph, context: PassContext): FloatGraph
}

export const PASSES: readonly Pass[] = [
  { name: 'drop axes of length 1', run: dropUnits },
  { name: 'fold constants', run: foldConstants },
  { name: 'fuse functions', run: fuseFunctions },
  { name: 'name norms over any axis', run: nameNormsOverAxes },
  { name: 'name spelled-out norms and softmax', run: nameNorms },
  { name: 'name magnitudes', run: nameMagnitudes },
  { name: 'drop final softmax', run: dropFinalSoftmax },
  { name: 'scales out of functions', run: namedScales },
  { name: 'fold scales and offsets into the product before', run: foldAffineIntoPrevious },
  { name: 'fold scales and offsets into the product after', run: foldAffineIntoNext },
  { name: 'turn what is left into sums and depthwise convolutions', run: affineToDepthwise },
  { name: 'fuse clamps', run: fuseClamps },
  { name: 'fold into tables of embeddings', run: foldIntoEmbeddings },
  { name: 'channels last', run: channelsLast },
  { name: 'remove dead code', run: compact },
]

export interface Prepared {
  readonly graph: FloatGraph
  readonly notes: readonly string[]
  readonly softmax: readonly DroppedSoftmax[]
}

/** Runs every pass. Refuses what cannot be laid out, and weights that folding has made infinite. */
export function prepare(graph: FloatGraph): Prepared {
  const notes: string[] = []
  const context: PassContext = { note: text => notes.push(text), softmax: [] }
  const result = PASSES.reduce((current, pass) => pass.run(current, context), graph)
  for (const node of result.nodes) {
    if (node.kind !== 'conv' && node.kind !== 'linear') continue
    if (!node.weights.every(Number.isFinite) || !node.bias.every(Number.isFinite))
      refuse(
        'weight_not_finite',
        `node ${quote(node.name)}: its weights leave float32 when scales are folded into them`,
      )
  }
  return { graph: result, notes, softmax: context.softmax }
}
