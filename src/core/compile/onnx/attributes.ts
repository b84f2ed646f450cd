// A node's attributes, typed and counted: one that no operator has asked for is refused, so that nothing that changes a
// result is overlooked. spec/compile.md, "Operators".

import type { AttributeProto, GraphProto } from './generated/onnx_pb.ts'
import { type Constant, readDoubles, readTensor, saturated, toNumber } from './tensor.ts'

const NAMES = [
  'undefined',
  'float',
  'int',
  'string',
  'tensor',
  'graph',
  'floats',
  'ints',
  'strings',
  'tensors',
  'graphs',
  'sparse tensor',
  'sparse tensors',
  'type',
  'types',
] as const

export class Attributes {
  private readonly byName = new Map<string, AttributeProto>()
  private readonly taken = new Set<string>()
  private readonly fail: (reason: string) => never

  /** `fail` refuses, naming the node. */
  constructor(list: readonly AttributeProto[], fail: (reason: string) => never) {
    this.fail = fail
    for (const attribute of list) {
      if (this.byName.has(attribute.name)) fail(`attribute ${attribute.name} stands twice`)
      if (attribute.refAttrName !== '') fail(`attribute ${attribute.name} refers to a function's`)
      this.byName.set(attribute.name, attribute)
    }
  }

  private take(name: string, type: number): AttributeProto | undefined {
    const attribute = this.byName.get(name)
    this.taken.add(name)
    if (attribute !== undefined && attribute.type !== type) {
      this.fail(`attribute ${name} is of type ${NAMES[attribute.type] ?? attribute.type}, ${NAMES[type]} expected`)
    }
    return attribute
  }

  has(name: string): boolean {
    return this.byName.has(name)
  }

  float(name: string, otherwise: number): number {
    const value = this.take(name, 1)?.f ?? otherwise
    if (!Number.isFinite(value)) this.fail(`attribute ${name} is ${value}`)
    return value
  }

  /** As `float`, where infinity has a meaning (bounds of Clip). */
  bound(name: string, otherwise: number): number {
    const value = this.take(name, 1)?.f ?? otherwise
    if (Number.isNaN(value)) this.fail(`attribute ${name} is NaN`)
    return value
  }

  int(name: string, otherwise: number): number {
    const attribute = this.take(name, 2)
    return attribute === undefined ? otherwise : toNumber(attribute.i, `attribute ${name}`)
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.int(name, otherwise ? 1 : 0)
    if (value !== 0 && value !== 1) this.fail(`attribute ${name} is ${value}, 0 or 1 expected`)
    return value === 1
  }

  string(name: string, otherwise: string): string {
    const attribute = this.take(name, 3)
    return attribute === undefined ? otherwise : new TextDecoder().decode(attribute.s)
  }

  ints(name: string): number[] | undefined {
    return this.take(name, 7)?.ints.map(saturated)
  }

  floats(name: string): number[] | undefined {
    return this.take(name, 6)?.floats.slice()
  }

  tensor(name: string): Constant | undefined {
    const attribute = this.take(name, 4)
    if (attribute === undefined) return undefined
    if (attribute.t === undefined) return this.fail(`attribute ${name} is empty`)
    return readTensor(attribute.t, `attribute ${name}`)
  }

  /** The numbers of a tensor, those of float64 as they are. */
  doubles(name: string): Float64Array | undefined {
    const tensor = this.take(name, 4)?.t
    return tensor === undefined ? undefined : readDoubles(tensor, `attribute ${name}`)
  }

  /** A list of numbers without counting it as read. */
  peekInts(name: string): number[] | undefined {
    return this.byName.get(name)?.ints.map(Number)
  }

  /** A number without counting it as read. */
  peekInt(name: string, otherwise: number): number {
    const attribute = this.byName.get(name)
    return attribute === undefined ? otherwise : Number(attribute.i)
  }

  strings(name: string): string[] | undefined {
    return this.take(name, 8)?.strings.map(bytes => new TextDecoder().decode(bytes))
  }

  graph(name: string): GraphProto | undefined {
    return this.take(name, 5)?.g
  }

  /** Accepts attributes that do not change the result of inference. */
  ignore(...names: string[]): void {
    for (const name of names) this.taken.add(name)
  }

  /** Refuses attributes that nothing has asked for. */
  finish(): void {
    for (const name of this.byName.keys())
      if (!this.taken.has(name)) this.fail(`attribute ${name.slice(0, 80)} is not supported`)
  }
}
