// What a thread runs: scripts/wasm.mjs makes one script of it (../generated/thread.ts), which a pool evaluates.

import { type Bound, bind } from '../bind.ts'
import { KERNEL_NAMES } from '../names.ts'
import {
  CONTROL_BYTES,
  FAILED,
  HELPED,
  KERNEL,
  type Message,
  OPEN,
  OPENED,
  PARAMETERS,
  PRESENT,
  ROWS,
  RUNNING,
  STATE,
  takeUnits,
} from './control.ts'

interface Work {
  readonly words: Int32Array
  readonly bound: Bound
  readonly lingerMs: number
}

/** Looks again this often before it sleeps: the next job of a run follows within microseconds. */
const LOOKS = 4000
/** A thread that slept through the end of a run looks up after this. */
const SLEEP_MS = 50
/** Runs of one session without a look at messages: others have theirs there. */
const MOST_RUNS = 64

export const sessions = new Map<number, Work>()

function help(words: Int32Array, bound: Bound): void {
  const divided = bound.divided[KERNEL_NAMES[words[KERNEL]!]!]!
  const parameters = words[PARAMETERS]!
  const units = divided.begin(parameters, words[ROWS]!)
  Atomics.add(words, HELPED, takeUnits(words, divided, parameters, units))
}

/** Runs of a session, as long as one follows another soon enough. */
function serve(work: Work): void {
  const { words, lingerMs } = work
  // The run that called is over: others may be waiting.
  if (Atomics.load(words, RUNNING) !== 1) return
  Atomics.add(words, PRESENT, 1)
  let runs = 0
  do join(work)
  while (lingerMs > 0 && ++runs < MOST_RUNS && isSoonCalled(words, lingerMs))
  Atomics.sub(words, PRESENT, 1)
}

/** Waits for the next run: steps of a generation follow each other faster than messages come. */
function isSoonCalled(words: Int32Array, lingerMs: number): boolean {
  const isCalled = (): boolean => Atomics.load(words, RUNNING) === 1
  for (let looks = 0; looks < LOOKS; looks++) if (isCalled()) return true
  const state = Atomics.load(words, STATE)
  if (!isCalled()) Atomics.wait(words, STATE, state, lingerMs)
  return isCalled()
}

/** One run. */
function join({ words, bound }: Work): void {
  let done = -1
  let looks = 0
  while (Atomics.load(words, RUNNING) === 1) {
    const state = Atomics.load(words, STATE)
    const job = state >>> 8
    if ((state & OPEN) !== 0 && job !== done) {
      if (Atomics.compareExchange(words, STATE, state, state + 1) !== state) continue
      done = job
      try {
        help(words, bound)
      } catch {
        Atomics.store(words, FAILED, 1)
      }
      Atomics.sub(words, STATE, 1)
      looks = 0
    } else if (looks < LOOKS) looks++
    else Atomics.wait(words, STATE, state, SLEEP_MS)
  }
}

export function receive(message: Message): void {
  if (message.kind === 'open') {
    const { memory, modules, control, workspaces, workspaceBytes, lingerMs } = message
    const words = new Int32Array(memory.buffer, control, CONTROL_BYTES / 4)
    const workspace = workspaces + Atomics.add(words, OPENED, 1) * workspaceBytes
    sessions.set(message.session, { words, bound: bind(modules, memory, workspace), lingerMs })
  } else if (message.kind === 'close') sessions.delete(message.session)
  else {
    const work = sessions.get(message.session)
    if (work !== undefined) serve(work)
  }
}

Object.assign(globalThis, { receive })
