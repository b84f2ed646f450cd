// Subpath /openai of the package: a fetch for OpenAI clients that believes no gateway, and what it is made of. Browser-safe.
export {
  type LoadLanguage,
  type StreamChecked,
  type VerifyingOptions,
  verifyingBackend,
} from './backend.ts'
export { type LoadOptions, languageLoader, languageOf, openLanguage } from './load.ts'
export { type ResolvedLanguage, resolveLanguage } from './resolve.ts'
export { type VerifyingFetchOptions, verifyingFetch } from './verifyingFetch.ts'
