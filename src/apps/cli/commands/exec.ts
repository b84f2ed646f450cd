// assay exec: run a compiled model here, through no network.

import { convertInputs } from '../../../client/tensors.ts'
import { toHex } from '../../../core/bytes/index.ts'
import type { Command } from '../support/command.ts'
import { engineOf } from '../support/engines.ts'
import { readInputs, rowsFlag } from '../support/inputs.ts'
import { openModel } from '../support/models.ts'
import { exactOutputs, OUTPUT_ENDINGS, outputsJson, outputsText, writeOutputs } from '../support/outputs.ts'

const command: Command = {
  name: 'exec',
  usage: 'MODEL --input FILE',
  summary: 'Run a compiled model on this machine. MODEL is a file made by compile, or the id of a model kept here.',
  details:
    'Inputs: .npy, .npz, .pb (TensorProto), IDX (also .gz), .json, .png. The answer is the same on every engine and machine.',
  options: {
    input: { type: 'string', short: 'i', multiple: true, value: '[NAME=]FILE', description: 'an input; once for each' },
    engine: { type: 'string', value: 'NAME', description: 'wasm (default), native or reference' },
    output: { type: 'string', value: 'FILE', description: `write the outputs here: ${OUTPUT_ENDINGS}` },
    first: { type: 'string', value: 'N', description: 'only the first N rows' },
  },
  words: [1, 1],
  async run({ words, flags, flag, settings, home }) {
    const model = openModel(home, words[0]!)
    const inputs = convertInputs(model.ports, readInputs(model.ports, flags('input'), rowsFlag(flag('first'))))
    const engine = await engineOf({ settings, home })
    const session = await engine.load(model)
    const started = performance.now()
    const results = await session.run(inputs.map(({ tensor }) => tensor))
    const milliseconds = Number((performance.now() - started).toFixed(3))
    session.close()
    const outputs = exactOutputs(model.ports, results)
    const file = flag('output')
    if (file !== undefined) writeOutputs(file, outputs)
    const modelId = toHex(model.identity.modelId)
    const name = `${engine.name}/${engine.version}`
    return {
      json: { modelId, outputs: outputsJson(outputs), engine: name, milliseconds },
      text: `${outputsText(outputs, model.manifest.labels)}\n\n${modelId}\n${inputs[0]!.tensor.rows} rows in ${milliseconds} ms, engine ${name}`,
    }
  },
}

export default command
