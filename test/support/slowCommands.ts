// First values of an input that slowProgram.ts obeys; every other is run at once.

export const COMMANDS = {
  /** The program ends by itself. */
  crash: -1,
  /** The engine throws what it should not. */
  fault: -2,
  /** Computes for longer than any test waits. */
  forever: -3,
  /** And ten milliseconds for each one more. */
  hold: 50,
} as const
