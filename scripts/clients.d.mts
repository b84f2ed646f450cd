/** Modules of others, untyped: the tests say what they expect of them. */
export function ensureClients(): Promise<
  // biome-ignore lint/suspicious/noExplicitAny: their types are not installed
  { load(name: string): Promise<Record<string, any>>; readonly missing?: undefined } | { readonly missing: string }
>
