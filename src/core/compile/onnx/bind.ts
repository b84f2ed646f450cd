// Which lengths the axes of a model's inputs have, and which inputs are constants: what the file leaves open is bound by whoever
// compiles. spec/compile.md, "Shapes".

import { refuse } from '../../errors/index.ts'
import type { Dtype } from '../../graph/index.ts'
import type { BoundInput } from '../ir.ts'
import { quote } from '../limits.ts'
import type { ValueInfoProto } from './generated/onnx_pb.ts'
import { type OpenAxis, shapeOf } from './graph.ts'
import { isElementType, typeName } from './tensor.ts'

export interface Binding {
  /** Lengths of open axes and values of inputs, by name. */
  readonly bind?: Readonly<Record<string, number | readonly number[]>>
  /** Whole shapes of inputs, by name. */
  readonly shapes?: Readonly<Record<string, readonly number[]>>
}

export interface InputPlan {
  readonly name: string
  /** ONNX element type. */
  readonly element: number
  /** As the file states it, everything open bound. */
  readonly dims: readonly number[]
  /** Does its leading axis hold rows? Then a row is what stands behind it. */
  readonly rows: boolean
}

export interface InputPlans {
  readonly inputs: readonly InputPlan[]
  readonly bound: readonly BoundInput[]
  /** Every input has an open leading axis that nothing binds. */
  readonly open: boolean
}

/** Element types of ports for those of ONNX. */
const PORT_TYPES: Readonly<Record<number, Dtype>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'uint8',
  10: 'float32',
  11: 'float64',
  12: 'int64',
  13: 'int64',
  16: 'float32',
}
export const portType = (element: number): Dtype => PORT_TYPES[element] ?? 'float32'

const MAX_AXES = 8

export function planInputs(infos: readonly ValueInfoProto[], { bind = {}, shapes = {} }: Binding): InputPlans {
  const used = new Set<string>()
  const value = (name: string): number | readonly number[] | undefined => {
    if (!Object.hasOwn(bind, name)) return undefined
    used.add(name)
    return bind[name]
  }
  for (const name of Object.keys(shapes)) {
    if (!infos.some(info => info.name === name))
      refuse('input_invalid', `shape ${quote(name)}: the model has no input of that name`)
  }
  // A name that stands for the leading axis somewhere means rows everywhere.
  const rowNames = new Set<string>()
  let open = true
  const axes = infos.map(info => {
    const declared = declaredAxes(info, Object.hasOwn(shapes, info.name) ? shapes[info.name] : undefined)
    const [leading] = declared
    if (leading === undefined || typeof leading === 'number' || Object.hasOwn(bind, leading.name)) open = false
    else if (declared.length > 1 && leading.name !== '') rowNames.add(leading.name)
    return declared
  })
  const inputs: InputPlan[] = []
  const bound: BoundInput[] = []
  infos.forEach((info, at) => {
    const what = `input ${quote(info.name)}`
    const { element } = elementOf(info)
    const constant = value(info.name)
    const dims = axes[at]!.map((axis, i): number => {
      if (typeof axis === 'number') return axis
      const given = axis.name === '' ? undefined : value(axis.name)
      if (given !== undefined) return lengthOf(given, axis.name)
      if ((i === 0 && (axes[at]!.length > 1 || constant !== undefined)) || rowNames.has(axis.name)) return 1
      const named = axis.name === '' ? '' : ` (${quote(axis.name)})`
      return refuse('attribute_unsupported', `${what}: axis ${i}${named} has no fixed length`, {
        hint:
          axis.name === ''
            ? `State the input's shape (--shape ${info.name}=...), or export the model with fixed sizes.`
            : `Bind it (--bind ${axis.name}=64), or export the model with fixed sizes.`,
        facts: { input: info.name.slice(0, 80), axis: i, name: axis.name.slice(0, 80) },
      })
    })
    if (constant === undefined) inputs.push({ name: info.name, element, dims, rows: dims.length > 1 && dims[0] === 1 })
    else bound.push(boundInput(info.name, element, dims, constant))
  })
  for (const name of Object.keys(bind)) {
    if (!used.has(name))
      refuse('input_invalid', `bind ${quote(name)}: the model has no open axis and no input of that name`)
  }
  if (inputs.length === 0) refuse('input_invalid', 'bind: no input is left')
  return { inputs, bound, open }
}

function elementOf(info: ValueInfoProto): { element: number } {
  const type = info.type?.value
  const what = `input ${quote(info.name)}`
  if (type?.case !== 'tensorType') return refuse('attribute_unsupported', `${what}: not a dense tensor`)
  const element = type.value.elemType
  if (!isElementType(element))
    refuse('attribute_unsupported', `${what}: element type ${element} (${typeName(element)}) is not supported`)
  return { element }
}

/** The input's axes: declared ones, and where those are open the stated ones. */
function declaredAxes(info: ValueInfoProto, stated: readonly number[] | undefined): (number | OpenAxis)[] {
  const what = `input ${quote(info.name)}`
  elementOf(info)
  for (const n of stated ?? [])
    if (!Number.isSafeInteger(n) || n < 1) refuse('input_invalid', `shape ${quote(info.name)}: a length of ${n}`)
  const declared = shapeOf(info)
  if (declared === null)
    return (
      stated?.slice() ??
      refuse('attribute_unsupported', `${what}: its shape is not stated`, {
        hint: `State it (--shape ${info.name}=...).`,
      })
    )
  if (declared.length > MAX_AXES)
    refuse('attribute_unsupported', `${what}: ${declared.length} axes, at most ${MAX_AXES} are supported`)
  if (stated === undefined) return declared
  if (stated.length !== declared.length || declared.some((axis, i) => typeof axis === 'number' && axis !== stated[i]))
    refuse(
      'shape_mismatch',
      `shape ${quote(info.name)}: [${stated}] given, [${declared.map(axis => (typeof axis === 'number' ? axis : '?'))}] declared`,
    )
  return stated.slice()
}

function lengthOf(given: number | readonly number[], name: string): number {
  if (typeof given !== 'number' || !Number.isSafeInteger(given) || given < 1)
    return refuse('input_invalid', `bind ${quote(name)}: ${given} is no length of an axis`)
  return given
}

function boundInput(
  name: string,
  element: number,
  dims: readonly number[],
  given: number | readonly number[],
): BoundInput {
  const count = dims.reduce((product, n) => product * n, 1)
  const data = typeof given === 'number' ? [given] : given
  if (data.length !== count || !data.every(Number.isFinite))
    refuse('input_invalid', `bind ${quote(name)}: ${data.length} numbers, ${count} finite ones expected ([${dims}])`)
  return { name, dims, element, data }
}
