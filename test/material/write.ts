// Writes the real models' data as .npz files, for `assay compile --calibration`: scripts/material.mjs.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeNpz } from '../../src/core/formats/index.ts'
import { missing } from '../compile/support/material.ts'
import { FACES, FRAME, machineFiles, photographs, type Rows, speechFrames } from './datasets.ts'
import { listenFloat, VOICE, voiceCalibration, voiceModel } from './voice.ts'

const array = (name: string, { data, rows }: Rows, shape: readonly number[]) => ({
  name,
  tensor: { dtype: 'float32' as const, shape: [rows, ...shape], data },
})

/** Says of each file that it was written, or why not. */
export async function writeDatasets(directory: string, say: (text: string) => void): Promise<void> {
  const put = (name: string, arrays: Parameters<typeof writeNpz>[0]): void => {
    writeFileSync(join(directory, name), writeNpz(arrays, { compress: true }))
    say(`${name}: ${arrays.map(({ name: input, tensor }) => `${input} [${tensor.shape.join(', ')}]`).join(', ')}`)
  }
  put('magika.npz', [array('bytes', machineFiles(), [1536])])
  const photos = photographs()
  if ('missing' in photos) say(`ultraface.npz: not written, ${photos.missing}`)
  else {
    put('ultraface.npz', [array('input', photos.parts, [3, FACES.height, FACES.width])])
    put('ultraface-photos.npz', [array('input', photos.whole, [3, FACES.height, FACES.width])])
  }
  const absent = missing(...VOICE)
  if (absent !== null) return say(`silero.npz: not written, ${absent}`)
  const frames = speechFrames()
  const { input, state } = voiceCalibration(frames, (await listenFloat(voiceModel(), frames)).states)
  put('silero.npz', [array('input', input, [FRAME.length]), array('state', state, [2, 1, 128])])
  writeFileSync(join(directory, 'silero-vad-16k.onnx'), voiceModel())
  say('silero-vad-16k.onnx: the model with its shapes fixed to one frame, and its rate to 16 kHz')
}
