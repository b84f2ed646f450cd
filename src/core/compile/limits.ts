// What a hostile model file may cost at most: spec/compile.md, "Limits". Every cap is checked before anything of that size
// is allocated or computed. Callers who know their file may raise them.

export interface ImportLimits {
  /** Bytes of the file. */
  readonly bytes: number
  /** Nesting of messages in the file. */
  readonly depth: number
  /** Messages in the file: each becomes an object of a few hundred bytes. */
  readonly messages: number
  /** Numbers and names in repeated fields of the file. */
  readonly items: number
  /** Nodes of the graph. */
  readonly nodes: number
  /** Elements that one row needs in all tensors together. */
  readonly rowElements: number
  /** Multiplications that one row needs. */
  readonly rowProducts: number
  /** Numbers in constants, weights and lists of indices that operators make, beside 4 for each byte of the file. */
  readonly numbers: number
  /** Numbers of the file, or made of it, that nodes look at, each time that one does, beside 32 for each byte. */
  readonly looks: number
  /** Weights of all products and tables, each time that one is used (recurrent operators are unrolled), beside 4 for each byte. */
  readonly weights: number
}

export const DEFAULT_LIMITS: ImportLimits = {
  bytes: 2 ** 31,
  depth: 64,
  messages: 2 ** 18,
  items: 2 ** 20,
  nodes: 16_384,
  rowElements: 2 ** 27,
  rowProducts: 2 ** 35,
  numbers: 2 ** 23,
  looks: 2 ** 26,
  weights: 2 ** 26,
}

/** A name out of a file, short enough and printable, for messages. */
export const quote = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name)
