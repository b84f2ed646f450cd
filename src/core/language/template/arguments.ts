// Arguments of calls, by place or by name, each checked when it is taken.

import type { Text } from './text.ts'
import { type Args, fail, isText, typeName, type Value } from './values.ts'

export class Arguments {
  private readonly args: Args
  private readonly what: string
  private taken = 0
  private readonly names = new Set<string>()

  constructor(args: Args, what: string) {
    this.args = args
    this.what = what
  }

  /** The next one by place, or the one of this name. */
  value(name: string): Value | undefined {
    this.names.add(name)
    const place = this.taken++
    return place < this.args.positional.length ? this.args.positional[place] : this.args.named.get(name)
  }
  need(name: string): Value {
    const value = this.value(name)
    return value === undefined ? fail(`${this.what}: ${name} is missing`) : value
  }
  text(name: string): Text {
    const value = this.need(name)
    return isText(value) ? value : fail(`${this.what}: ${name} is ${typeName(value)}, a text expected`)
  }
  optionalText(name: string): Text | null {
    const value = this.value(name) ?? null
    return value === null || isText(value)
      ? value
      : fail(`${this.what}: ${name} is ${typeName(value)}, a text expected`)
  }
  count(name: string, fallback: number): number {
    const value = this.value(name) ?? fallback
    return typeof value === 'number'
      ? value
      : fail(`${this.what}: ${name} is ${typeName(value)}, a whole number expected`)
  }
  truth(name: string, fallback: boolean): boolean {
    const value = this.value(name) ?? fallback
    return typeof value === 'boolean'
      ? value
      : fail(`${this.what}: ${name} is ${typeName(value)}, true or false expected`)
  }
  /** All that follow by place. */
  rest(): readonly Value[] {
    const rest = this.args.positional.slice(this.taken)
    this.taken = Math.max(this.taken, this.args.positional.length)
    return rest
  }
  /** Refuses what nothing has taken. */
  done(): void {
    if (this.args.positional.length > this.taken) fail(`${this.what}: too many arguments`)
    for (const name of this.args.named.keys())
      if (!this.names.has(name)) fail(`${this.what}: no argument ${name.slice(0, 40)}`)
  }
}
