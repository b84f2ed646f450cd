// The validator itself: it finds what is wrong, and takes what is right.

import { describe, expect, test } from 'vitest'
import { noDescription, problemOf } from './support/description.ts'

describe.skipIf(noDescription !== null)(`the description of the OpenAI API ${noDescription ?? ''}`, () => {
  const chunk = {
    id: 'a',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }],
    usage: null,
  }
  const error = { error: { message: 'm', type: 't', param: null, code: 'c' } }

  test('what is right', () => {
    expect(problemOf('CreateChatCompletionStreamResponse', chunk)).toBeNull()
    expect(problemOf('ErrorResponse', error)).toBeNull()
  })

  test.each([
    ['a wrong object', 'CreateChatCompletionStreamResponse', { ...chunk, object: 'chat.completion' }],
    ['a missing member', 'CreateChatCompletionStreamResponse', { ...chunk, choices: [{ index: 0, delta: {} }] }],
    [
      'an unknown reason',
      'CreateChatCompletionStreamResponse',
      { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'eos' }] },
    ],
    ['an event of no known type', 'ResponseStreamEvent', { type: 'response.nothing', sequence_number: 0 }],
    ['a missing param', 'ErrorResponse', { error: { message: 'm', type: 't', code: 'c' } }],
  ])('%s', (_, schema, value) => {
    expect(problemOf(schema, value)).not.toBeNull()
  })
})
