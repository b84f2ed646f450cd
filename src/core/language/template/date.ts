// `strftime_now` of chat templates, for a time that the caller gives: UTC, English names. There is no clock in here.

import { Arguments } from './arguments.ts'
import { derived } from './text.ts'
import { callable, fail, type Meter, type Value } from './values.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const two = (value: number): string => String(value).padStart(2, '0')

function format(pattern: string, seconds: number): string {
  const date = new Date(seconds * 1000)
  const hour = date.getUTCHours()
  const parts: Readonly<Record<string, () => string>> = {
    Y: () => String(date.getUTCFullYear()),
    y: () => two(date.getUTCFullYear() % 100),
    m: () => two(date.getUTCMonth() + 1),
    d: () => two(date.getUTCDate()),
    B: () => MONTHS[date.getUTCMonth()]!,
    b: () => MONTHS[date.getUTCMonth()]!.slice(0, 3),
    A: () => DAYS[date.getUTCDay()]!,
    a: () => DAYS[date.getUTCDay()]!.slice(0, 3),
    H: () => two(hour),
    I: () => two(hour % 12 === 0 ? 12 : hour % 12),
    M: () => two(date.getUTCMinutes()),
    S: () => two(date.getUTCSeconds()),
    p: () => (hour < 12 ? 'AM' : 'PM'),
    F: () => format('%Y-%m-%d', seconds),
    T: () => format('%H:%M:%S', seconds),
    Z: () => 'UTC',
    z: () => '+0000',
    '%': () => '%',
  }
  return pattern.replace(/%(-?)(.)/gsu, (all, dash: string, letter: string) => {
    if (!Object.hasOwn(parts, letter)) return fail(`strftime_now: ${all} is not supported`)
    const part = parts[letter]!()
    return dash === '' ? part : part.replace(/^0(?=\d)/, '')
  })
}

/** `seconds`: Unix time, or null where templates that ask for the date are refused. */
export const strftime = (seconds: number | null, meter: Meter): Value =>
  callable('strftime_now', args => {
    const taken = new Arguments(args, 'strftime_now')
    const pattern = taken.text('format')
    taken.done()
    if (seconds === null) return fail('it asks for the date, and none is given')
    if (pattern.length > 200) return fail('strftime_now: a format of more than 200 characters')
    return meter.made(derived(format(pattern.text, seconds), pattern))
  })
