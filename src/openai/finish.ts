// Why an answer ended, in OpenAI's words: spec/openai.md, "Ends".

import type { StreamFinish } from '../core/receipt/index.ts'

const REASONS: Readonly<Record<StreamFinish, 'stop' | 'length'>> = {
  eos: 'stop',
  stop: 'stop',
  grammar: 'stop',
  length: 'length',
  // Cut off before its rule says: the receipt says so, and `assay.finish`.
  truncated: 'length',
}

export const finishReason = (finish: StreamFinish): 'stop' | 'length' => REASONS[finish]
