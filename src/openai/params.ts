// Reading a body's parameters by name: each is taken with its range or refused, and what nobody took is refused at the end.
// spec/openai.md, "Parameters". null and a missing member are the same, as with OpenAI.

import { invalid, unsupported } from './errors.ts'

/** Strings of a body that name something: ids, users, keys. */
const MAX_NAME = 512

export interface Params {
  /** The value, once; undefined where it is absent or null. */
  take(name: string): unknown
  /** A parameter that has no effect on the answer here. It is noted, and the answer says so. */
  note(name: string): void
  /** A parameter that is only taken where its value asks for nothing; `plain` are those values. */
  refuseUnless(name: string, plain: readonly unknown[], why: string, hint?: string): void
  /** A list that is only taken where it is empty. */
  refuseFilled(name: string, why: string): void
  number(name: string, least: number, most: number): number | undefined
  integer(name: string, least: number, most: number): number | undefined
  flag(name: string): boolean | undefined
  text(name: string, most?: number): string | undefined
  /** A text that has to be there. */
  required(name: string, most?: number): string
  object(name: string): Params | undefined
  list(name: string, most: number): readonly unknown[] | undefined
  /** Refuses a member of this name, with its path. */
  invalid(name: string, message: string): never
  unsupported(name: string, message: string): never
  /** Path of a member, as errors name it. */
  path(name: string): string
  /** Refuses every parameter that nobody has taken. */
  end(): void
  /** Names that were noted, with their paths. */
  readonly noted: readonly string[]
}

export function paramsOf(value: unknown, path = '', noted: string[] = []): Params {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return invalid(path === '' ? 'body' : path, 'not an object')
  const members = value as Readonly<Record<string, unknown>>
  const left = new Set(Object.keys(members).filter(name => members[name] !== null && members[name] !== undefined))
  const full = (name: string): string => (path === '' ? name : `${path}.${name}`)

  const params: Params = {
    noted,
    path: full,
    take(name) {
      if (!left.delete(name)) return undefined
      return members[name]
    },
    note(name) {
      if (left.delete(name)) noted.push(full(name))
    },
    refuseUnless(name, plain, why, hint) {
      const given = params.take(name)
      if (given !== undefined && !plain.includes(given)) unsupported(full(name), why, hint)
    },
    refuseFilled(name, why) {
      const given = params.take(name)
      if (given !== undefined && !(Array.isArray(given) && given.length === 0)) unsupported(full(name), why)
    },
    number(name, least, most) {
      const given = params.take(name)
      if (given === undefined) return undefined
      if (typeof given !== 'number' || !Number.isFinite(given) || given < least || given > most)
        return invalid(full(name), `not a number from ${least} to ${most}`)
      return given
    },
    integer(name, least, most) {
      const given = params.number(name, least, most)
      return given === undefined || Number.isInteger(given) ? given : invalid(full(name), 'not a whole number')
    },
    flag(name) {
      const given = params.take(name)
      return given === undefined || typeof given === 'boolean' ? given : invalid(full(name), 'not true or false')
    },
    text(name, most = MAX_NAME) {
      const given = params.take(name)
      if (given === undefined) return undefined
      return typeof given === 'string' && given.length <= most
        ? given
        : invalid(full(name), `not a text of at most ${most} characters`)
    },
    required: (name, most) => params.text(name, most) ?? invalid(full(name), 'missing'),
    invalid: (name, message) => invalid(full(name), message),
    unsupported: (name, message) => unsupported(full(name), message),
    object(name) {
      const given = params.take(name)
      return given === undefined ? undefined : paramsOf(given, full(name), noted)
    },
    list(name, most) {
      const given = params.take(name)
      if (given === undefined) return undefined
      return Array.isArray(given) && given.length <= most
        ? given
        : invalid(full(name), `not a list of at most ${most} entries`)
    },
    end() {
      for (const name of left)
        unsupported(
          full(name.slice(0, 100)),
          'not a parameter of this route',
          'A parameter is applied or refused here, never left out silently.',
        )
    },
  }
  return params
}
