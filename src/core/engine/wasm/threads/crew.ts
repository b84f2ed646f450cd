// The caller's side of threads: starts them with the first session, tells them of sessions and runs, shares kernel calls.

import type { Pool, StartPool } from '../../pool.ts'
import type { Bound } from '../bind.ts'
import { KERNEL_NAMES, type KernelName } from '../names.ts'
import {
  CONTROL_BYTES,
  FAILED,
  HELPED,
  INSIDE,
  JOB,
  KERNEL,
  type Message,
  NEXT,
  OPEN,
  type OpenMessage,
  PARAMETERS,
  PRESENT,
  ROWS,
  RUNNING,
  STATE,
  takeUnits,
} from './control.ts'

/** The threads of an engine beside its caller's; they run while there are sessions. */
export class Crew {
  readonly size: number
  private readonly start: (size: number) => Pool
  private pool: Pool | undefined
  private members = new Set<number>()
  private last = 0

  constructor(start: StartPool, program: string, size: number) {
    this.size = size
    this.start = n => start(program, n)
  }

  /** Programs of other engines have messages of their own. */
  post(message: Message | { readonly session: number }): void {
    this.pool?.post(message)
  }

  /** A session's way to the threads. */
  open(bound: Bound, place: Omit<OpenMessage, 'kind' | 'session'>): Shift {
    const { memory, modules, control, workspaces, workspaceBytes, lingerMs } = place
    this.pool ??= this.start(this.size)
    const session = ++this.last
    this.members.add(session)
    this.post({ kind: 'open', session, memory, modules, control, workspaces, workspaceBytes, lingerMs })
    return new Shift(this, session, bound, new Int32Array(memory.buffer, control, CONTROL_BYTES / 4))
  }

  close(session: number): void {
    if (!this.members.delete(session)) return
    this.post({ kind: 'close', session })
    if (this.members.size > 0) return
    this.pool?.close()
    this.pool = undefined
  }
}

/** One session's work with a crew. */
export class Shift {
  private readonly crew: Crew
  readonly session: number
  private readonly bound: Bound
  private readonly words: Int32Array

  constructor(crew: Crew, session: number, bound: Bound, words: Int32Array) {
    this.crew = crew
    this.session = session
    this.bound = bound
    this.words = words
  }

  /** A run begins: threads come as soon as they can. */
  begin(): void {
    const { words } = this
    Atomics.store(words, RUNNING, 1)
    if (Atomics.load(words, PRESENT) > 0) Atomics.notify(words, STATE)
    // One that leaves at this moment misses a run, no more.
    if (Atomics.load(words, PRESENT) < this.crew.size) this.crew.post({ kind: 'join', session: this.session })
  }

  /** The run is over: threads go. */
  end(): void {
    const { words } = this
    Atomics.store(words, RUNNING, 0)
    Atomics.add(words, STATE, JOB)
    Atomics.notify(words, STATE)
  }

  /** Runs a kernel with whoever is there; false when it is none that threads share. */
  share(kernel: KernelName, parameters: number, rows: number): boolean {
    const divided = this.bound.divided[kernel]
    if (divided === undefined) return false
    const { words } = this
    const units = divided.begin(parameters, rows)
    if (units < 2) {
      divided.unit(parameters, 0)
      return true
    }
    words[KERNEL] = KERNEL_NAMES.indexOf(kernel)
    words[PARAMETERS] = parameters
    words[ROWS] = rows
    Atomics.store(words, NEXT, 0)
    // Nobody is inside, and nobody enters before this.
    Atomics.add(words, STATE, JOB + OPEN)
    Atomics.notify(words, STATE)
    try {
      takeUnits(words, divided, parameters, units)
    } finally {
      Atomics.and(words, STATE, ~OPEN)
      while ((Atomics.load(words, STATE) & INSIDE) !== 0);
    }
    if (Atomics.load(words, FAILED) !== 0) throw new Error('a thread of the engine failed')
    return true
  }

  /** Units that threads have done so far. */
  helpedUnits(): number {
    return Atomics.load(this.words, HELPED)
  }

  close(): void {
    this.crew.close(this.session)
  }
}
