// What a case's model gives in float arithmetic, by onnxruntime: the operators' meaning at other inputs than the case's own.

import * as ort from 'onnxruntime-node'
import type { Tensor } from '../../src/core/formats/index.ts'
import type { CaseValue } from './case.ts'

/** The case's own types only: half floats have been widened when they were read. */
const TYPES: Readonly<Record<number, ort.Tensor.Type>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  11: 'float64',
}

export type FloatRun = (values: ReadonlyMap<string, ArrayLike<number>>) => Promise<readonly Float64Array[]>

/** Numbers of any tensor as doubles. */
export const numbersOf = ({ data }: Tensor): Float64Array =>
  Float64Array.from(data as ArrayLike<number | bigint>, Number)

/** Runs the model with some of the case's inputs replaced, or null where onnxruntime has no such operator. */
export async function floatRun(bytes: Uint8Array, inputs: readonly CaseValue[]): Promise<FloatRun | null> {
  if (inputs.some(({ type }) => TYPES[type] === undefined)) return null
  let session: ort.InferenceSession
  try {
    session = await ort.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
      // What it would fold or fuse is what is looked at.
      graphOptimizationLevel: 'disabled',
    })
  } catch {
    return null
  }
  return async replaced => {
    const feeds = Object.fromEntries(
      inputs.map(({ name, type, tensor }) => {
        const values = replaced.get(name)
        const like = tensor.data
        const data =
          values === undefined
            ? like
            : like instanceof BigInt64Array
              ? BigInt64Array.from(Array.from(values, value => BigInt(Math.round(value))))
              : (like.constructor as Float32ArrayConstructor).from(values)
        const make = ort.Tensor as new (type: string, data: unknown, dims: readonly number[]) => ort.Tensor
        return [name, new make(TYPES[type]!, data, tensor.shape)]
      }),
    )
    const outputs = await session.run(feeds)
    return session.outputNames.map(name =>
      Float64Array.from(outputs[name]!.data as unknown as ArrayLike<number | bigint>, Number),
    )
  }
}
