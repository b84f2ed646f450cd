// Loads language models to replay with: the file by its blocks, checked against the model id, into the wasm engine of this program.
// spec/gateway.md, "Verifying clients". A model is loaded once, however many streams need it.

import type { Hex } from '../../core/bytes/index.ts'
import { type Engine, isCausalSession, type Session, wasm } from '../../core/engine/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { type ExactModel, languagePorts } from '../../core/graph/index.ts'
import { type LanguageSession, readTokenizer, vocabularyOf } from '../../core/language/index.ts'
import type { Client } from '../client.ts'
import { type FetchModelOptions, fetchModel } from '../fetchModel.ts'
import type { LoadLanguage } from './backend.ts'

export interface LoadOptions extends Pick<FetchModelOptions, 'cache' | 'maxBytes'> {
  /** Hears how much of a model file has come. */
  readonly onFetch?: (bytes: number, total: number) => void
  readonly engine?: Engine
  /** Models that stay loaded. */
  readonly most?: number
}

/** A checked model, ready to generate and to replay. Refuses what is no language model. */
export const openLanguage = async (model: ExactModel, engine: Engine = wasm): Promise<LanguageSession> =>
  languageOf(model, await engine.load(model))

/** The same of a model that has been loaded. */
export function languageOf(model: ExactModel, session: Session): LanguageSession {
  if (model.language === null) return refuse('parameter_unsupported', 'the model is no language model')
  const ports = languagePorts(model)
  const tokenizer = unwrap(readTokenizer(model.language.tokenizer))
  if (!isCausalSession(session)) return refuse('runtime_missing', 'the engine runs no language models')
  return { session, ports, vocabulary: vocabularyOf(tokenizer, ports.vocabulary) }
}

export function languageLoader(client: Client, options: LoadOptions = {}): LoadLanguage {
  const { engine, most = 2, onFetch, cache, maxBytes } = options
  const fetching = {
    ...(cache === undefined ? {} : { cache }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(onFetch === undefined ? {} : { onProgress: onFetch }),
  }
  const loaded = new Map<Hex, Promise<LanguageSession>>()
  return (modelId, signal) => {
    const found =
      loaded.get(modelId) ??
      fetchModel(client, { modelId, ...fetching, signal }).then(model => openLanguage(unwrap(model), engine))
    loaded.delete(modelId)
    loaded.set(modelId, found)
    found.catch(() => loaded.delete(modelId))
    // One that is let go of lives on in the streams that use it.
    for (const oldest of loaded.keys()) {
      if (loaded.size <= most) break
      loaded.delete(oldest)
    }
    return found
  }
}
