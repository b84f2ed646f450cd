// Evidence as it is written and as it is read. Both sides run the same program over a channel, which gives a prover's bytes a place and
// a judge the bytes that lie there.

import { Reader } from '../bytes/cursor.ts'
import { concat } from '../bytes/index.ts'

export interface Channel {
  /** The next `length` bytes of the evidence. `make` gives them where it is being written, and is not called where it is read. */
  take(length: number, make: () => Uint8Array): Uint8Array
}

export class Writing implements Channel {
  private readonly pieces: Uint8Array[] = []

  take(length: number, make: () => Uint8Array): Uint8Array {
    const piece = make()
    if (piece.length !== length) throw new RangeError(`evidence: ${piece.length} bytes where ${length} belong`)
    this.pieces.push(piece)
    return piece
  }

  bytes(): Uint8Array {
    return concat(...this.pieces)
  }
}

export class Reading implements Channel {
  private readonly reader: Reader

  constructor(evidence: Uint8Array) {
    this.reader = new Reader(evidence, 'evidence', 'step_refused')
  }

  take(length: number): Uint8Array {
    return this.reader.raw(length)
  }

  /** Refuses bytes that nothing has read. */
  finish(): void {
    this.reader.finish()
  }
}
