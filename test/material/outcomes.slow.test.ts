// Every ONNX file of the material through `assay compile`, as a user would call it: it compiles to a model whose engines agree, or is
// refused for the reason that is known of it. Slow suite.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { materialPath, missing } from '../compile/support/material.ts'
import { assay, oneObject } from '../e2e/support/cli.ts'

/** A few made-up rows: what is shown here is that a file compiles; what it loses on real data is in targets.slow.test.ts. */
const RANDOM = ['--calibration', 'random:2', '--activation-bits', '12', '--weight-bits', '8', '--no-evaluation']
const VOICE = ['--shape', 'input=1,576', '--shape', 'state=2,1,128']
/** These hold both sampling rates, and branch on it. */
const RATE = ['--bind', 'sr=16000']

const COMPILES: readonly [file: string, options: readonly string[]][] = [
  ['mnist-8-cntk/mnist.onnx', []],
  ['magika-v1/model.onnx', []],
  ['ultraface-rfb320/Ultraface_version-RFB-320.onnx', []],
  ['silero-vad/silero_vad_16k_op15.onnx', VOICE],
  ['silero-vad/silero_vad_op18_ifless.onnx', [...VOICE, ...RATE]],
  ['silero-vad/silero_vad_half.onnx', VOICE],
  ['silero-vad/silero_vad.onnx', [...VOICE, ...RATE]],
  ...[
    ...['bvlc_alexnet', 'densenet121', 'inception_v1', 'inception_v2', 'resnet50', 'shufflenet', 'squeezenet'],
    'zfnet512',
  ].map((name): [string, readonly string[]] => [`onnx-light/light_${name}.onnx`, []]),
]

const REFUSED: readonly [file: string, code: string, message: RegExp][] = [
  // All of its weights are one made-up number: after 19 layers its logits are beyond 2^90.
  ['onnx-light/light_vgg19.onnx', 'attribute_unsupported', /port "prob_1": its values need the exponent -\d+/],
  [
    'superres/supres.onnx',
    'operator_unsupported',
    /SuperResolutionPreProcess \(domain ai\.onnx\.contrib\).*SuperResolutionPostProcess \(domain ai\.onnx\.contrib\)/,
  ],
  [
    'superres/pytorch_superresolution_with_pre_post_processing_op18.onnx',
    'operator_unsupported',
    /DecodeImage \(domain com\.microsoft\.extensions\).*EncodeImage \(domain com\.microsoft\.extensions\)/,
  ],
]

describe('ONNX files of the material', () => {
  let home = ''
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'assay-outcomes-'))
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  for (const [file, options] of COMPILES) {
    const reason = missing(file)
    it.skipIf(reason !== null)(`${file} compiles`, async () => {
      const out = join(home, 'model.assay')
      const args = ['compile', materialPath(file), ...RANDOM, ...options, '-o', out, '--home', home, '--json']
      const result = await assay(args)
      expect(result.code, result.stdout.slice(0, 2000)).toBe(0)
      expect(oneObject(result)).toMatchObject({ modelId: expect.stringMatching(/^0x[0-9a-f]{64}$/) })
    })
  }

  for (const [file, code, message] of REFUSED) {
    const reason = missing(file)
    it.skipIf(reason !== null)(`${file} is refused, naming what stands in the way`, async () => {
      const result = await assay(['compile', materialPath(file), ...RANDOM, '--home', home, '--json'])
      expect(result.code).toBe(1)
      expect(oneObject(result)).toMatchObject({ ok: false, code, message: expect.stringMatching(message) })
    })
  }
})
