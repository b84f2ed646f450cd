// Collects a system while a graph's ops are gone through (spec/proof.md, "Graphs"). What is here knows no op.

import {
  type Expression,
  type Fill,
  type Lookup,
  type Named,
  type Product,
  type Relation,
  type Run,
  type Source,
  type System,
  type Table,
  whole,
} from '../system/index.ts'

/** One stretch of a table's rows: how many, and for each entry its first value and its step. */
export type Stretch = readonly [length: number, ...entries: (readonly [first: number, step: number])[]]

export class Builder {
  private readonly columns: Named[] = []
  private readonly weights: Named[] = []
  private readonly publics: Named[] = []
  private readonly tables: Table[] = []
  private readonly lookups: Lookup[] = []
  private readonly relations: Relation[] = []
  private readonly fills: Fill[] = []
  private readonly known = new Map<string, number>()
  private lower: Expression | null = null

  /** A column of its own. */
  column(op: number, role: string, lengths: readonly number[]): Source & { readonly kind: 'column' } {
    this.columns.push({ op, role, lengths })
    return { kind: 'column', id: this.columns.length - 1 }
  }

  /** Parameters of an op: `role` says which, to whoever has them. */
  parameters(op: number, role: string, lengths: readonly number[]): Expression {
    return whole(this.parameterSource(op, role, lengths), lengths)
  }

  parameterSource(op: number, role: string, lengths: readonly number[]): Source {
    this.weights.push({ op, role, lengths })
    return { kind: 'weights', id: this.weights.length - 1 }
  }

  public(op: number, role: string, lengths: readonly number[]): Expression {
    this.publics.push({ op, role, lengths })
    return whole({ kind: 'public', id: this.publics.length - 1 }, lengths)
  }

  /** Ones where the second index is at most the first, zeros elsewhere: [rows, rows]. */
  triangle(rows: number): Expression {
    this.lower ??= this.public(-1, 'triangle', [rows, rows])
    return this.lower
  }

  /** The table of these stretches; equal ones are one. Rows may repeat: the first counts. */
  table(...stretches: readonly Stretch[]): number {
    const key = JSON.stringify(stretches)
    let table = this.known.get(key)
    if (table === undefined) {
      const runs = stretches.map(([length, ...entries]) => ({
        length,
        entries: entries.map(([first, step]): Run => ({ first, step })),
      }))
      const rows = stretches.reduce((total, [length]) => total + length, 0)
      table = this.addTable(rows, { kind: 'runs', runs })
      this.known.set(key, table)
    }
    return table
  }

  /** The table of an index and parameters along it. */
  parameterTable(rows: number, sources: readonly Source[]): number {
    return this.addTable(rows, { kind: 'parameters', sources })
  }

  private addTable(
    rows: number,
    table:
      | { kind: 'runs'; runs: Extract<Table, { kind: 'runs' }>['runs'] }
      | { kind: 'parameters'; sources: readonly Source[] },
  ): number {
    const multiplicities = this.column(-1, `multiplicities ${this.tables.length}`, [rows])
    this.tables.push({ lengths: [rows], multiplicities: multiplicities.id, ...table })
    return this.tables.length - 1
  }

  lookup(lookup: Omit<Lookup, 'lengths' | 'valid'> & { readonly valid?: Lookup['valid'] }): void {
    const { lengths } = lookup.entries[0]!
    this.lookups.push({ ...lookup, lengths, valid: lookup.valid ?? lengths.map(() => null) })
  }

  /** expression + products = 0 at every index. */
  relation(op: number, what: string, expression: Expression, products: readonly Product[] = []): void {
    this.relations.push({ op, what, lengths: expression.lengths, expression, products })
  }

  /** How a prover fills columns, in the order in which that is possible. */
  fill(fill: Fill): void {
    this.fills.push(fill)
  }

  /** The slot of an input among the public tensors; null for others. */
  inputSlot(id: number): number | null {
    const { role } = this.publics[id]!
    return role.startsWith('input ') ? Number(role.slice('input '.length)) : null
  }

  /** Is a public tensor one that both sides have before anything is computed: an input, the rows' positions? */
  isGiven(id: number): boolean {
    return this.inputSlot(id) !== null || this.publics[id]!.role === 'position'
  }

  finish(): System {
    const { columns, weights, publics, tables, lookups, relations, fills } = this
    return { columns, weights, publics, tables, lookups, relations, fills }
  }
}
