// A tree of texts by UTF-16 unit, in one hash table of integers: for the longest token at a place, or all tokens there. Millions of
// nodes take ten bytes each; untrusted texts are never names of properties.

import { refuse } from '../../errors/index.ts'

/** A vocabulary of 250,000 pieces has about one million. */
const MAX_NODES = 1 << 22
/** Half full, tables of a million entries stay below 150. More is a vocabulary made to collide. */
export const MAX_PROBES = 512

export class Trie {
  /** Where the text ends that `longest` found. */
  end = 0
  private size = 1
  private values = new Int32Array(1024).fill(-1)
  /** Open addressing: parent node, unit, child; child 0 is an empty slot (no node has the root as child). */
  private mask = 2047
  private parents = new Int32Array(2048)
  private units = new Uint16Array(2048)
  private children = new Int32Array(2048)
  /** Units that some text begins with: most places of a text fail here. */
  private readonly begins = new Uint8Array(0x10000)

  private slot(node: number, unit: number): number {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0
    at = (at ^ (at >>> 15)) & this.mask
    for (let probes = 0; this.children[at] !== 0 && (this.parents[at] !== node || this.units[at] !== unit); probes++) {
      if (probes === MAX_PROBES) refuse('tokenizer_unsupported', 'a vocabulary whose tokens collide')
      at = (at + 1) & this.mask
    }
    return at
  }

  private grow(): void {
    const { parents, units, children } = this
    this.mask = 2 * this.mask + 1
    this.parents = new Int32Array(this.mask + 1)
    this.units = new Uint16Array(this.mask + 1)
    this.children = new Int32Array(this.mask + 1)
    for (let i = 0; i < children.length; i++) {
      if (children[i] === 0) continue
      const at = this.slot(parents[i]!, units[i]!)
      this.parents[at] = parents[i]!
      this.units[at] = units[i]!
      this.children[at] = children[i]!
    }
    const values = new Int32Array((this.mask + 1) >> 1).fill(-1)
    values.set(this.values)
    this.values = values
  }

  /** Sets the text's value, 0 or more; the text is not empty. */
  add(text: string, value: number): void {
    this.begins[text.charCodeAt(0)] = 1
    let node = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      let at = this.slot(node, unit)
      if (this.children[at] === 0) {
        if (this.size === MAX_NODES)
          refuse('tokenizer_unsupported', `a vocabulary whose tokens take more than ${MAX_NODES} nodes`)
        if (2 * (this.size + 1) > this.mask) {
          this.grow()
          at = this.slot(node, unit)
        }
        this.parents[at] = node
        this.units[at] = unit
        this.children[at] = this.size++
      }
      node = this.children[at]!
    }
    this.values[node] = value
  }

  /** The node one unit further, or 0 where there is none. The root is 0. */
  step(node: number, unit: number): number {
    return this.children[this.slot(node, unit)]!
  }

  /** Value of the text that ends in the node, or -1. */
  valueAt(node: number): number {
    return this.values[node]!
  }

  find(text: string): number {
    let node = 0
    for (let i = 0; i < text.length; i++) {
      node = this.step(node, text.charCodeAt(i))
      if (node === 0) return -1
    }
    return this.values[node]!
  }

  mayBegin(unit: number): boolean {
    return this.begins[unit] === 1
  }

  /** Value of the longest text of the tree at `at`, and its end in `this.end`; -1 where there is none. */
  longest(text: string, at: number, end: number): number {
    if (this.begins[text.charCodeAt(at)] === 0) return -1
    let found = -1
    let node = 0
    for (let i = at; i < end; i++) {
      node = this.step(node, text.charCodeAt(i))
      if (node === 0) break
      const value = this.values[node]!
      if (value >= 0) {
        found = value
        this.end = i + 1
      }
    }
    return found
  }
}
