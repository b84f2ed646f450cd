// Operators on numbers, texts and lists.

import { concat, type Text, TextBuilder, trusted } from './text.ts'
import {
  fail,
  float,
  integer,
  isFloat,
  isList,
  isText,
  isUndefined,
  list,
  type Meter,
  numberOf,
  typeName,
  type Value,
} from './values.ts'

/** What is neither logic nor comparison. */
export function arithmetic(operator: string, left: Value, right: Value, meter: Meter): Value {
  const [a, b] = [numberOf(left), numberOf(right)]
  if (a !== null && b !== null) return number(operator, a, b, isFloat(left) || isFloat(right))
  if (operator === '+' && isText(left) && isText(right)) {
    meter.length(left.length + right.length)
    return concat(left, right)
  }
  if (operator === '+' && isList(left) && isList(right) && left.tuple === right.tuple) {
    meter.items(left.items.length + right.items.length)
    return list([...left.items, ...right.items], left.tuple)
  }
  if (operator === '*' && (isText(left) || isText(right))) {
    const [text, times] = isText(left) ? [left, b] : [right as Text, a]
    if (times !== null && Number.isInteger(times)) {
      const count = Math.max(0, times)
      meter.length(text.length * count)
      return text.trusted || count === 0 ? trusted(text.text.repeat(count)) : repeated(text, count, meter)
    }
  }
  const which = isUndefined(left) ? left : right
  return fail(
    isUndefined(which) ? `${operator} with ${typeName(which)}` : `${typeName(left)} ${operator} ${typeName(right)}`,
  )
}

function repeated(text: Text, count: number, meter: Meter): Text {
  meter.work(count)
  const builder = new TextBuilder()
  for (let i = 0; i < count; i++) builder.add(text)
  return builder.finish()
}

/** Arithmetic as Python's: `/` gives floats, `//` rounds down, `%` has the sign of the divisor. */
function number(operator: string, a: number, b: number, floats: boolean): Value {
  const result = (value: number): Value => (floats ? float(value) : integer(value))
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) return fail('a division by zero')
  switch (operator) {
    case '+':
      return result(a + b)
    case '-':
      return result(a - b)
    case '*':
      return result(a * b)
    case '/':
      return float(a / b)
    case '//':
      return result(Math.floor(a / b))
    case '%':
      return result(a - b * Math.floor(a / b))
    case '**':
      return b < 0 ? float(a ** b) : result(a ** b)
  }
  return fail(`the operator ${operator}`)
}
