// silero-vad heard frame by frame, its state going from each to the next.

import * as ort from 'onnxruntime-node'
import { fixInputs } from '../../bench/models/rewrite.ts'
import { material } from '../compile/support/material.ts'
import { everyNth, FRAME, type Rows } from './datasets.ts'

export const VOICE = ['silero-vad/silero_vad_16k_op15.onnx', 'silero-vad/test.wav'] as const
const STATE = 256

/** The file for one frame of 16 kHz. */
export const voiceModel = (): Uint8Array =>
  fixInputs(material(VOICE[0]), { input: [1, FRAME.length], state: [2, 1, STATE / 2] }, { sr: 16_000 })

/** Every sixteenth frame, with the state that float32 had before it. */
export const voiceCalibration = (frames: Rows, states: Float32Array): Record<'input' | 'state', Rows> => ({
  input: everyNth(frames, 16),
  state: everyNth({ data: states, rows: frames.rows }, 16),
})

/** Gives the speech probabilities, and the state before each frame. */
export async function listen(
  frames: Rows,
  step: (frame: Float32Array, state: Float32Array) => Promise<{ output: number; state: Float32Array }>,
): Promise<{ speech: Float32Array; states: Float32Array }> {
  const speech = new Float32Array(frames.rows)
  const states = new Float32Array(frames.rows * STATE)
  let state: Float32Array = new Float32Array(STATE)
  for (let row = 0; row < frames.rows; row++) {
    states.set(state, row * STATE)
    const next = await step(frames.data.slice(row * FRAME.length, (row + 1) * FRAME.length), state)
    speech[row] = next.output
    state = next.state
  }
  return { speech, states }
}

/** onnxruntime itself: its axis of rows is the second of the state, which no runner of rows knows. */
export async function listenFloat(
  bytes: Uint8Array,
  frames: Rows,
): Promise<{ speech: Float32Array; states: Float32Array }> {
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const heard = await listen(frames, async (input, state) => {
    const outputs = await session.run({
      input: new ort.Tensor('float32', input, [1, FRAME.length]),
      state: new ort.Tensor('float32', state, [2, 1, STATE / 2]),
    })
    return {
      output: Number(outputs['output']!.data[0]),
      state: Float32Array.from(outputs['stateN']!.data as Float32Array),
    }
  })
  await session.release()
  return heard
}
