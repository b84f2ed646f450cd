// Protocol buffer messages, written once: parts are kept as they are until the whole is put together, so that weights are
// copied a single time.

const utf8 = new TextEncoder()

export class Message {
  private readonly parts: Uint8Array[] = []
  length = 0

  private push(part: Uint8Array): void {
    this.parts.push(part)
    this.length += part.length
  }

  /** A number, not negative. */
  int(field: number, value: number): this {
    this.push(varints(field * 8, value))
    return this
  }

  bytes(field: number, value: Uint8Array): this {
    this.push(varints(field * 8 + 2, value.length))
    this.push(value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value))
  }

  message(field: number, { parts, length }: Message): this {
    this.push(varints(field * 8 + 2, length))
    for (const part of parts) this.push(part)
    return this
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.length)
    let at = 0
    for (const part of this.parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }
}

function varints(...values: readonly number[]): Uint8Array {
  const out: number[] = []
  for (let value of values) {
    for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) | 128)
    out.push(value)
  }
  return Uint8Array.from(out)
}
