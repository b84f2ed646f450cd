// What was counted, in the words of each route.

import type { Usage } from './choices.ts'

export const completionUsage = ({ prompt, cached, completion }: Usage): Readonly<Record<string, unknown>> => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  prompt_tokens_details: { cached_tokens: cached },
})

export const responseUsage = ({ prompt, cached, completion }: Usage): Readonly<Record<string, unknown>> => ({
  input_tokens: prompt,
  input_tokens_details: { cached_tokens: cached, cache_write_tokens: 0 },
  output_tokens: completion,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: prompt + completion,
})
