// Renders the syntax tree of a chat template: statements write text, expressions give values. Every node costs a step, every text its
// length, and blocks, calls and expressions in one another are counted, so that a template ends soon or is refused.

import { refuse } from '../../errors/index.ts'
import { arithmetic } from './arithmetic.ts'
import { applyFilter, testOf, within } from './filters.ts'
import { functions } from './globals.ts'
import { iterate, member, sliced } from './members.ts'
import { print } from './print.ts'
import type { Node } from './source.ts'
import { concat, type Text, TextBuilder, trusted, untrusted } from './text.ts'
import {
  type Args,
  callable,
  compare,
  dict,
  equal,
  fail,
  float,
  integer,
  isCallable,
  isDict,
  isFloat,
  isNamespace,
  list,
  type Meter,
  named,
  numberOf,
  truthy,
  typeName,
  undefinedValue,
  type Value,
} from './values.ts'

type Nodes = readonly Node[]
/** How a block ended. */
type Signal = 'break' | 'continue' | null

class Scope {
  private readonly names = new Map<string, Value>()
  private readonly parent: Scope | null

  constructor(parent: Scope | null) {
    this.parent = parent
  }
  get(name: string): Value | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const value = scope.names.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }
  set(name: string, value: Value): void {
    this.names.set(name, value)
  }
}

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])

const node = (of: Node, name: string): Node => of[name] as Node
const nodes = (of: Node, name: string): Nodes => of[name] as Nodes
const nameOf = (of: Node): string => of['value'] as string

class Interpreter {
  private readonly meter: Meter
  private readonly globals = new Scope(null)
  private depth = 0

  constructor(globals: ReadonlyMap<string, Value>, meter: Meter) {
    this.meter = meter
    for (const [name, value] of [...globals, ...functions(meter)]) this.globals.set(name, value)
  }

  render(body: Nodes): Text {
    const out = new TextBuilder()
    // What a template sets at its top is seen by its macros, and shadows what it was given.
    this.block(body, new Scope(this.globals), out)
    return out.finish()
  }

  // Statements.

  private deeper<T>(f: () => T): T {
    if (++this.depth > this.meter.bounds.depth)
      refuse(
        'template_limit',
        `chat template: more than ${this.meter.bounds.depth} blocks, calls and expressions in one another`,
      )
    const result = f()
    this.depth--
    return result
  }

  private block(body: Nodes, scope: Scope, out: TextBuilder): Signal {
    for (const statement of body) {
      const signal = this.deeper(() => this.statement(statement, scope, out))
      if (signal !== null) return signal
    }
    return null
  }

  private captured(body: Nodes, scope: Scope): Text {
    const out = new TextBuilder()
    this.block(body, scope, out)
    return this.meter.made(out.finish())
  }

  private write(value: Value, out: TextBuilder): void {
    const text = print(value, this.meter)
    this.meter.length(out.length + text.length)
    out.add(text)
  }

  private statement(of: Node, scope: Scope, out: TextBuilder): Signal {
    this.meter.work(1)
    switch (of.type) {
      case 'Comment':
        return null
      case 'If': {
        const taken = truthy(this.expression(node(of, 'test'), scope)) ? 'body' : 'alternate'
        return this.block(nodes(of, taken), scope, out)
      }
      case 'For':
        return this.loop(of, scope, out)
      case 'Break':
        return 'break'
      case 'Continue':
        return 'continue'
      case 'Set': {
        const value =
          of['value'] === null ? this.captured(nodes(of, 'body'), scope) : this.expression(node(of, 'value'), scope)
        this.assign(node(of, 'assignee'), value, scope)
        return null
      }
      case 'Macro':
        scope.set(
          nameOf(node(of, 'name')),
          this.macro(nameOf(node(of, 'name')), nodes(of, 'args'), nodes(of, 'body'), scope),
        )
        return null
      case 'CallStatement': {
        const call = node(of, 'call')
        const caller = this.macro('caller', (of['callerArgs'] as Nodes | null) ?? [], nodes(of, 'body'), scope)
        const { positional, named: entries } = this.arguments(nodes(call, 'args'), scope)
        this.write(
          this.call(node(call, 'callee'), { positional, named: new Map([...entries, ['caller', caller]]) }, scope),
          out,
        )
        return null
      }
      case 'FilterStatement':
        this.write(this.filtered(this.captured(nodes(of, 'body'), new Scope(scope)), node(of, 'filter'), scope), out)
        return null
      default:
        this.write(this.expression(of, scope), out)
        return null
    }
  }

  private assign(target: Node, value: Value, scope: Scope): void {
    if (target.type === 'Identifier') scope.set(nameOf(target), value)
    else if (target.type === 'TupleLiteral') {
      const targets = target['value'] as Nodes
      const items = iterate(value, this.meter)
      if (items.length !== targets.length) fail(`${items.length} values for ${targets.length} names`)
      targets.forEach((inner, i) => {
        this.assign(inner, items[i]!, scope)
      })
    } else if (target.type === 'MemberExpression') {
      const object = this.expression(node(target, 'object'), scope)
      const property = node(target, 'property')
      if (!isNamespace(object) || target['computed'] === true || property.type !== 'Identifier')
        throw fail('set changes only names, and members of a namespace')
      this.meter.work(1)
      object.entries.set(nameOf(property), value)
    } else fail('set of something that is no name')
  }

  private loop(of: Node, scope: Scope, out: TextBuilder): Signal {
    const source = node(of, 'iterable')
    const filtered = source.type === 'SelectExpression'
    let items = iterate(this.expression(filtered ? node(source, 'lhs') : source, scope), this.meter)
    const target = node(of, 'loopvar')
    if (filtered)
      items = items.filter(item => {
        this.meter.work(1)
        const inner = new Scope(scope)
        this.assign(target, item, inner)
        return truthy(this.expression(node(source, 'test'), inner))
      })
    if (items.length === 0) return this.block(nodes(of, 'defaultBlock'), scope, out)
    for (let i = 0; i < items.length; i++) {
      this.meter.work(4)
      const inner = new Scope(scope)
      this.assign(target, items[i]!, inner)
      inner.set('loop', this.loopValue(items, i))
      if (this.block(nodes(of, 'body'), inner, out) === 'break') break
    }
    return null
  }

  private loopValue(items: readonly Value[], i: number): Value {
    return named({
      index: i + 1,
      index0: i,
      revindex: items.length - i,
      revindex0: items.length - i - 1,
      first: i === 0,
      last: i === items.length - 1,
      length: items.length,
      previtem: items[i - 1] ?? undefinedValue('loop.previtem'),
      nextitem: items[i + 1] ?? undefinedValue('loop.nextitem'),
      cycle: callable('cycle', ({ positional }) => positional[i % positional.length] ?? fail('cycle of nothing')),
    })
  }

  private macro(name: string, parameters: Nodes, body: Nodes, scope: Scope): Value {
    return callable(name, ({ positional, named: entries }) => {
      const inner = new Scope(scope)
      const rest = new Map(entries)
      parameters.forEach((parameter, i) => {
        const plain = parameter.type === 'Identifier'
        const key = nameOf(plain ? parameter : node(parameter, 'key'))
        const given = i < positional.length ? positional[i] : rest.get(key)
        rest.delete(key)
        inner.set(
          key,
          given ??
            (given === null ? null : plain ? undefinedValue(key) : this.expression(node(parameter, 'value'), inner)),
        )
      })
      const caller = rest.get('caller')
      rest.delete('caller')
      if (caller !== undefined) inner.set('caller', caller)
      inner.set('varargs', list(positional.slice(parameters.length), true))
      // Names may have come from data, by `**`.
      inner.set('kwargs', dict([...rest].map(([key, value]): [Value, Value] => [untrusted(key), value])))
      return this.captured(body, inner)
    })
  }

  // Expressions.

  private expression(of: Node, scope: Scope): Value {
    this.meter.work(1)
    return this.deeper(() => this.evaluate(of, scope))
  }

  private evaluate(of: Node, scope: Scope): Value {
    switch (of.type) {
      case 'StringLiteral':
        return trusted(of['value'] as string)
      case 'IntegerLiteral':
        return integer(of['value'] as number)
      case 'FloatLiteral':
        return float(of['value'] as number)
      case 'ArrayLiteral':
      case 'TupleLiteral':
        return list(
          (of['value'] as Nodes).map(item => this.expression(item, scope)),
          of.type === 'TupleLiteral',
        )
      case 'ObjectLiteral':
        return dict(
          [...(of['value'] as Map<Node, Node>)].map(([key, value]): [Value, Value] => [
            this.expression(key, scope),
            this.expression(value, scope),
          ]),
        )
      case 'Identifier': {
        const constant = CONSTANTS.get(nameOf(of))
        if (constant !== undefined) return constant
        const value = scope.get(nameOf(of))
        return value === undefined ? undefinedValue(nameOf(of)) : value
      }
      case 'MemberExpression':
        return this.member(of, scope)
      case 'CallExpression':
        return this.call(node(of, 'callee'), this.arguments(nodes(of, 'args'), scope), scope)
      case 'FilterExpression':
        return this.filtered(this.expression(node(of, 'operand'), scope), node(of, 'filter'), scope)
      case 'TestExpression': {
        const value = this.expression(node(of, 'operand'), scope)
        return testOf(nameOf(node(of, 'test')))(value, [], this.meter) !== of['negate']
      }
      case 'SelectExpression':
        return truthy(this.expression(node(of, 'test'), scope))
          ? this.expression(node(of, 'lhs'), scope)
          : undefinedValue('an expression without else')
      case 'Ternary':
        return this.expression(
          node(of, truthy(this.expression(node(of, 'condition'), scope)) ? 'trueExpr' : 'falseExpr'),
          scope,
        )
      case 'UnaryExpression':
        return this.unary(nameOf(node(of, 'operator')), this.expression(node(of, 'argument'), scope))
      case 'BinaryExpression':
        return this.binary(of, scope)
      default:
        return fail(`${of.type} stands where a value is expected`)
    }
  }

  private member(of: Node, scope: Scope): Value {
    const object = this.expression(node(of, 'object'), scope)
    const property = node(of, 'property')
    if (property.type === 'SliceExpression') {
      const bounds = ['start', 'stop', 'step'].map(name =>
        property[name] === undefined ? null : this.expression(node(property, name), scope),
      )
      return sliced(object, bounds, this.meter)
    }
    const computed = of['computed'] === true
    const key =
      !computed && property.type === 'Identifier' ? trusted(nameOf(property)) : this.expression(property, scope)
    return member(object, key, computed, this.meter)
  }

  private arguments(args: Nodes, scope: Scope): Args {
    const positional: Value[] = []
    const entries = new Map<string, Value>()
    const put = (name: string, value: Value): void => {
      if (entries.has(name)) fail(`the argument ${name.slice(0, 40)} stands twice`)
      entries.set(name, value)
    }
    for (const arg of args) {
      if (arg.type === 'KeywordArgumentExpression')
        put(nameOf(node(arg, 'key')), this.expression(node(arg, 'value'), scope))
      else if (arg.type === 'SpreadExpression')
        positional.push(...iterate(this.expression(node(arg, 'argument'), scope), this.meter).slice(0, 256))
      else if (arg.type === 'KeywordSpreadExpression') {
        const value = this.expression(node(arg, 'argument'), scope)
        if (!isDict(value)) return fail(`** of ${typeName(value)}`)
        for (const [key, item] of value.entries.values()) put(print(key, this.meter).text, item)
      } else positional.push(this.expression(arg, scope))
    }
    return { positional, named: entries }
  }

  private call(callee: Node, args: Args, scope: Scope): Value {
    const f = this.expression(callee, scope)
    if (!isCallable(f)) return fail(`${typeName(f)} is called, and is no function`)
    return this.deeper(() => f.call(args))
  }

  private filtered(value: Value, filter: Node, scope: Scope): Value {
    if (filter.type === 'Identifier')
      return applyFilter(nameOf(filter), value, { positional: [], named: new Map() }, this.meter)
    const callee = node(filter, 'callee')
    if (filter.type !== 'CallExpression' || callee.type !== 'Identifier') return fail('a filter that is no name')
    return applyFilter(nameOf(callee), value, this.arguments(nodes(filter, 'args'), scope), this.meter)
  }

  private unary(operator: string, value: Value): Value {
    if (operator === 'not') return !truthy(value)
    const number = numberOf(value) ?? fail(`${operator} of ${typeName(value)}`)
    const result = operator === '-' ? -number : number
    return isFloat(value) ? float(result) : integer(result)
  }

  private binary(of: Node, scope: Scope): Value {
    const operator = nameOf(node(of, 'operator'))
    const left = this.expression(node(of, 'left'), scope)
    if (operator === 'and') return truthy(left) ? this.expression(node(of, 'right'), scope) : left
    if (operator === 'or') return truthy(left) ? left : this.expression(node(of, 'right'), scope)
    const right = this.expression(node(of, 'right'), scope)
    switch (operator) {
      case '==':
        return equal(left, right, this.meter)
      case '!=':
        return !equal(left, right, this.meter)
      case 'in':
        return within(left, right, this.meter)
      case 'not in':
        return !within(left, right, this.meter)
      case '~': {
        const [a, b] = [print(left, this.meter), print(right, this.meter)]
        this.meter.length(a.length + b.length)
        return concat(a, b)
      }
      case '<':
        return compare(left, right) < 0
      case '<=':
        return compare(left, right) <= 0
      case '>':
        return compare(left, right) > 0
      case '>=':
        return compare(left, right) >= 0
    }
    return arithmetic(operator, left, right, this.meter)
  }
}

/** The text that a template writes, every character with its trust. For use inside `attempt`. */
export const interpret = (body: Nodes, globals: ReadonlyMap<string, Value>, meter: Meter): Text =>
  new Interpreter(globals, meter).render(body)
