// Template text to syntax tree, by the parser of @huggingface/jinja, held by bounds of our own: its lexer has an expression that takes
// quadratic time in white space, and its parser calls itself as deep as the template says. Nothing of its run time is used.

import { parse, tokenize } from '@huggingface/jinja'
import { refuse } from '../../errors/index.ts'

export const MAX_TEMPLATE_LENGTH = 1 << 18
const MAX_WHITE_RUN = 256
const MAX_BRACKETS = 32
const MAX_BLOCKS = 64
/** Words and signs that each make the parser call itself once more. */
const MAX_CHAINED = 1500
const MAX_TREE_DEPTH = 150

/** Nodes as the parser makes them: a type and members. */
export interface Node {
  readonly type: string
  readonly [member: string]: unknown
}

const malformed = (why: string): never => refuse('template_malformed', `chat template: ${why}`)
const limit = (why: string): never => refuse('template_limit', `chat template: ${why}`)

interface Token {
  readonly type: string
  readonly value: string
}

const OPENING = new Set(['OpenParen', 'OpenSquareBracket', 'OpenCurlyBracket'])
const CLOSING = new Set(['CloseParen', 'CloseSquareBracket', 'CloseCurlyBracket'])
const BLOCKS = new Set(['for', 'if', 'macro', 'call', 'filter', 'set'])

/** What bounds the depth of the parser's calls, before it makes them. */
function checkTokens(tokens: readonly Token[]): void {
  let brackets = 0
  let blocks = 0
  let chained = 0
  tokens.forEach(({ type, value }, i) => {
    if (OPENING.has(type)) {
      if (++brackets > MAX_BRACKETS) limit(`more than ${MAX_BRACKETS} brackets in one another`)
      if (type === 'OpenParen' && tokens[i - 1]?.type === 'CloseParen') chained++
    } else if (CLOSING.has(type)) brackets--
    else if (type === 'OpenStatement' || type === 'OpenExpression') brackets = 0
    else if (type === 'UnaryOperator' || type === 'AdditiveBinaryOperator') chained++
    else if (type === 'Identifier') {
      if (tokens[i - 1]?.type === 'OpenStatement') {
        // A `set` with a value opens no block; counting it as one only makes the bound tighter until its sign is seen.
        if (BLOCKS.has(value) && !(value === 'set' && assigns(tokens, i))) {
          if (++blocks > MAX_BLOCKS) limit(`more than ${MAX_BLOCKS} blocks in one another`)
        } else if (value.startsWith('end')) blocks--
      }
      if (value === 'not' || value === 'elif' || value === 'else') chained++
    }
  })
  if (chained > MAX_CHAINED) limit(`more than ${MAX_CHAINED} signs and words that chain expressions`)
}

function assigns(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < tokens.length && tokens[i]!.type !== 'CloseStatement'; i++)
    if (tokens[i]!.type === 'Equals') return true
  return false
}

/** Depth of the tree, without calling itself. Long chains of operators lean to the left: they are deep, too. */
function checkTree(root: Node): void {
  const stack: [value: unknown, depth: number][] = [[root, 0]]
  while (stack.length > 0) {
    const [value, depth] = stack.pop()!
    if (typeof value !== 'object' || value === null) continue
    const isNode = !Array.isArray(value) && !(value instanceof Map)
    if (depth > MAX_TREE_DEPTH) limit(`expressions or blocks deeper than ${MAX_TREE_DEPTH}`)
    const members = value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value)
    for (const member of members) stack.push([member, isNode ? depth + 1 : depth])
  }
}

/** For use inside `attempt`. */
export function parseTemplate(text: string): readonly Node[] {
  if (text.length > MAX_TEMPLATE_LENGTH) limit(`${text.length} characters, at most ${MAX_TEMPLATE_LENGTH}`)
  if (new RegExp(`\\s{${MAX_WHITE_RUN + 1}}`).test(text))
    limit(`more than ${MAX_WHITE_RUN} characters of white space in a row`)
  let tokens: readonly Token[]
  try {
    tokens = tokenize(text, { trim_blocks: true, lstrip_blocks: true })
  } catch (error) {
    return malformed(String((error as Error).message).slice(0, 200))
  }
  checkTokens(tokens)
  let program: Node
  try {
    program = parse(tokens as Parameters<typeof parse>[0]) as unknown as Node
  } catch (error) {
    // The parser runs off the end of its list where something is missing.
    const message = error instanceof TypeError ? 'it ends where something is still open' : (error as Error).message
    return malformed(String(message).slice(0, 200))
  }
  checkTree(program)
  return program['body'] as readonly Node[]
}
