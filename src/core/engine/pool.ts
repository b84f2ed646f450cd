// The slot for threads: core has none of its own. platform/node brings worker threads, platform/web web workers where the
// page may share memory.

export interface Pool {
  /** Gives every thread a message, by structured clone, after those before it. Modules and shared memory go with it. */
  post(message: unknown): void
  /** Ends the threads, whatever they do. */
  close(): void
}

/** Starts `size` threads that evaluate `program`: a script that leaves a function `receive` for messages. */
export type StartPool = (program: string, size: number) => Pool
