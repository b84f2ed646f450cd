// What is sent to have something generated, and to have a stream followed: a request with what it commits to. spec/wire.md, "Generation".
// Read strictly; that request, input and sampler belong together is for whoever acts on it to check.

import { fromBase64, isHex, toBase64 } from '../bytes/index.ts'
import { RefusalError, refuse } from '../errors/index.ts'
import {
  type Disclosed,
  MAX_SAMPLER_BYTES,
  requestFromJson,
  requestToJson,
  type SignedRequest,
  tensorsFromJson,
  tensorsToJson,
} from './bundle.ts'
import { SALT_BYTES } from './fields.ts'
import { type Json, jsonReader } from './json.ts'
import { MAX_TOP_LOGPROBS } from './streamEvents.ts'

export interface GenerateAsk {
  readonly request: SignedRequest
  readonly input: Disclosed
  /** Canonical bytes of the sampler that the request commits to. */
  readonly sampler: Uint8Array
  /** Likeliest tokens to tell of at each place, 0 to 20; undefined: none, and no logarithms. */
  readonly logprobs?: number
}

const { bad, integer, members } = jsonReader('request_malformed', 'request')

export const askToJson = ({ request, input, sampler, logprobs }: GenerateAsk): Json => ({
  ...requestToJson(request),
  input: { salt: input.salt, tensors: tensorsToJson(input.tensors) },
  sampler: toBase64(sampler),
  ...(logprobs === undefined ? {} : { logprobs }),
})

/** Reads an ask from a parsed JSON value; refuses with request_malformed. For use inside `attempt`. */
export function askFromJson(value: unknown): GenerateAsk {
  const json = members(value, ['request', 'signature', 'input', 'sampler'], 'ask', ['logprobs'])
  const { salt, tensors } = members(json['input'], ['salt', 'tensors'], 'input')
  const text = json['sampler']
  const sampler = typeof text === 'string' && text.length <= (MAX_SAMPLER_BYTES * 4) / 3 + 4 ? fromBase64(text) : null
  try {
    return {
      request: requestFromJson({ request: json['request'], signature: json['signature'] }),
      input: {
        salt: isHex(salt, SALT_BYTES) ? salt : bad('input.salt is not 16 bytes in hex'),
        tensors: tensorsFromJson(tensors, 'input.tensors'),
      },
      sampler: sampler ?? bad(`sampler is not base64 of at most ${MAX_SAMPLER_BYTES} bytes`),
      ...(Object.hasOwn(json, 'logprobs') ? { logprobs: integer(json['logprobs'], MAX_TOP_LOGPROBS, 'logprobs') } : {}),
    }
  } catch (error) {
    if (error instanceof RefusalError && error.code === 'receipt_malformed')
      refuse('request_malformed', error.message.replace(/^receipt: /, 'request: '))
    throw error
  }
}
