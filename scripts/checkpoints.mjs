// node scripts/checkpoints.mjs NAME FORMAT DIRECTORY: writes a language model with random weights for measurements.

import { bundle } from './bundle.mjs'
import { root } from './ensure.mjs'

const { load } = await bundle('checkpoints', ['bench/language/models.ts'], root)
const { checkpoint, CHECKPOINTS, CHECKPOINT_FORMATS } = await load('bench/language/models')
const [name, format, directory] = process.argv.slice(2)
if (!Object.hasOwn(CHECKPOINTS, name ?? '') || !CHECKPOINT_FORMATS.includes(format) || directory === undefined) {
  console.error(`node scripts/checkpoints.mjs NAME FORMAT DIRECTORY

Writes a language model with random weights, for measurements: the same bytes every time.

  NAME    ${Object.keys(CHECKPOINTS).join(', ')}
  FORMAT  ${CHECKPOINT_FORMATS.join(', ')}`)
  process.exit(2)
}
console.log(checkpoint(directory, name, format))
