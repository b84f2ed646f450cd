// A llama2.c file to a float language model: one tensor holds all layers, neighbouring rows of q and k turn together.

import { type ByteSource, readLlama2c, type StoredTensor } from '../../formats/index.ts'
import { chooseContext } from './context.ts'
import { checkShape, type LLAMA_PARTS, llamaFrom, type Shape } from './families.ts'
import type { ImportOptions } from './huggingface.ts'
import type { FloatLanguage } from './model.ts'
import { frequenciesOf } from './rotary.ts'
import { tensorsOf } from './tensors.ts'

const PARTS: Readonly<Partial<Record<keyof typeof LLAMA_PARTS, string>>> = {
  attentionNorm: 'rms_att_weight',
  query: 'wq',
  key: 'wk',
  value: 'wv',
  output: 'wo',
  forwardNorm: 'rms_ffn_weight',
  gate: 'w1',
  up: 'w3',
  down: 'w2',
}
/** Fixed in llama2.c. */
const EPSILON = 1e-5
const THETA = 10_000

/** One layer of a tensor that holds all. */
function sliceOf(tensor: StoredTensor, layer: number): StoredTensor {
  const [layers, ...shape] = tensor.shape as [number, ...number[]]
  return {
    name: `${tensor.name}.${layer}.weight`,
    type: tensor.type,
    shape,
    load() {
      const bytes = tensor.load()
      const size = bytes.length / layers
      return bytes.subarray(layer * size, (layer + 1) * size)
    },
  }
}

/** For use inside `attempt`. */
export function readLlama2cModel(source: ByteSource, { context: asked }: ImportOptions): FloatLanguage {
  const what = 'llama2.c file'
  const file = readLlama2c(source)
  const { width, hidden, layers, heads, groups, vocabulary, tied } = file
  const { context, notes } = chooseContext(file.context, null, asked, what)
  const headSize = width / heads
  const shape: Shape = {
    architecture: 'llama',
    ...{ width, hidden, layers, heads, groups, headSize, vocabulary, context, notes },
    epsilon: EPSILON,
    activation: 'silu',
  }
  checkShape(shape, what)
  const stacked = new Set(Object.values(PARTS))
  const list: StoredTensor[] = []
  for (const tensor of file.tensors.values()) {
    if (stacked.has(tensor.name)) for (let layer = 0; layer < layers; layer++) list.push(sliceOf(tensor, layer))
    else list.push(tensor.name === 'rms_final_weight' ? { ...tensor, name: `${tensor.name}.weight` } : tensor)
  }
  return llamaFrom(
    shape,
    {
      embedding: 'token_embedding_table',
      norm: 'rms_final_weight',
      classifier: 'wcls',
      layer: (index, part) => `${PARTS[part]}.${index}`,
    },
    tensorsOf(list, what),
    {
      frequencies: frequenciesOf(headSize, THETA, { kind: 'none' }),
      tied,
      interleaved: true,
      headNorms: false,
      // Tables of the rotation: computed here.
      ignored: /^freq_cis_(real|imag)$/,
    },
  )
}
