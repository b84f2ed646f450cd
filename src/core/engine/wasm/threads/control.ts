// How threads share a kernel call: words in shared memory. The caller opens a job, threads that come in time enter it, all
// take units until none is left; the caller closes it and waits for those inside. Nobody waits for a thread that sleeps.

import type { Divided, Modules } from '../bind.ts'

/** Words, by index. */
export const STATE = 0
export const KERNEL = 1
export const PARAMETERS = 2
export const ROWS = 3
export const NEXT = 4
export const RUNNING = 5
/** How many threads have opened the session: whose workspace is whose. */
export const OPENED = 6
/** Units that threads have done: tests ask. */
export const HELPED = 7
/** A thread could not do its unit. */
export const FAILED = 8
/** How many threads attend to the session: they are in a run of it, or wait for the next. */
export const PRESENT = 9
export const CONTROL_BYTES = 64

/** STATE: the job's number above, whether it is open, how many threads are inside. */
export const INSIDE = 0x7f
export const OPEN = 0x80
export const JOB = 0x100

/** Most threads beside the caller's. */
export const MOST_THREADS = 63

/** Takes units of the open job until none is left; gives how many it took. */
export function takeUnits(words: Int32Array, divided: Divided, parameters: number, units: number): number {
  for (let taken = 0; ; taken++) {
    const at = Atomics.add(words, NEXT, 1)
    if (at >= units) return taken
    divided.unit(parameters, at)
  }
}

/** What a thread is told of a session. */
export interface OpenMessage {
  readonly kind: 'open'
  readonly session: number
  readonly memory: WebAssembly.Memory
  readonly modules: Modules
  /** Where the words lie, and where the workspaces of threads do, one after the other. */
  readonly control: number
  readonly workspaces: number
  readonly workspaceBytes: number
  /** How long a thread waits for the next run of the session before it turns to others; 0: not at all. */
  readonly lingerMs: number
}

/** A run begins: whoever is free comes. */
export interface JoinMessage {
  readonly kind: 'join'
  readonly session: number
}

export interface CloseMessage {
  readonly kind: 'close'
  readonly session: number
}

export type Message = OpenMessage | JoinMessage | CloseMessage
