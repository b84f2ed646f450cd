// Functions that every template can call. Variables of the caller do not replace them.

import { refuse } from '../../errors/index.ts'
import { print } from './print.ts'
import { untrusted } from './text.ts'
import { callable, dict, fail, isDict, list, type Meter, typeName, type Value } from './values.ts'

export function functions(meter: Meter): [string, Value][] {
  return Object.entries({
    range: callable('range', ({ positional }) => {
      const [first, second, third] = positional.map(value =>
        typeof value === 'number' ? value : fail(`range of ${typeName(value)}`),
      )
      if (first === undefined || third === 0 || positional.length > 3)
        return fail('range takes one to three whole numbers, a step that is not 0')
      const [begin, end] = second === undefined ? [0, first] : [first, second]
      const step = third ?? 1
      const count = Math.max(0, Math.ceil((end - begin) / step))
      meter.items(count)
      return list(Array.from({ length: count }, (_, i) => begin + i * step))
    }),
    namespace: callable('namespace', ({ positional, named: entries }) => {
      const source = positional[0]
      if (positional.length > 1 || (source !== undefined && !isDict(source)))
        return fail('namespace takes a dictionary and names')
      const start =
        source === undefined
          ? []
          : [...source.entries.values()].map(([key, value]): [string, Value] => [print(key, meter).text, value])
      return { kind: 'namespace', entries: new Map([...start, ...entries]) }
    }),
    dict: callable('dict', ({ positional, named: entries }) => {
      const source = positional[0]
      if (positional.length > 1 || (source !== undefined && !isDict(source)))
        return fail('dict takes a dictionary and names')
      // Names may have come from data, by `**`.
      const start = source === undefined ? [] : [...source.entries.values()]
      return dict([...start, ...[...entries].map(([name, value]): [Value, Value] => [untrusted(name), value])])
    }),
    raise_exception: callable('raise_exception', ({ positional }) => {
      const message = positional[0] === undefined ? '' : print(positional[0], meter).text
      return refuse('template_refused', `the chat template refuses: ${message.slice(0, 500)}`)
    }),
  })
}
