// Values and where they come from: flag, ASSAY_* variable, config.json, network, default (spec/network.md, "Values").

import { RefusalError } from '../../../core/errors/index.ts'
import type { Home } from './home.ts'

export interface Setting {
  readonly variable: string
  readonly fallback: string
  readonly description: string
  readonly pattern: RegExp
}

const NUMBER = /^(0|[1-9][0-9]*)$/

export const SETTINGS = {
  network: {
    variable: 'ASSAY_NETWORK',
    fallback: 'devnet',
    description: 'network: devnet, a pinned name, a path or a URL',
    pattern: /./,
  },
  engine: {
    variable: 'ASSAY_ENGINE',
    fallback: 'wasm',
    description: 'engine: wasm, native or reference',
    pattern: /^(wasm|native|reference)$/,
  },
  gateway: {
    variable: 'ASSAY_GATEWAY',
    fallback: '',
    description: 'gateway URL; empty: found in the registry',
    pattern: /^$|^https?:\/\//,
  },
  policy: {
    variable: 'ASSAY_POLICY',
    fallback: 'replayed',
    description: 'policy of verify: signed or replayed',
    pattern: /^[a-z]+$/,
  },
  disclosure: {
    variable: 'ASSAY_DISCLOSURE',
    fallback: 'requester',
    description: 'who may read input and output: requester, verifiers or public',
    pattern: /^(requester|verifiers|public)$/,
  },
  key: {
    variable: 'ASSAY_KEY',
    fallback: 'default',
    description: 'name of the payer key in keys/',
    pattern: /^[\w.-]+$/,
  },
  'max-price': {
    variable: 'ASSAY_MAX_PRICE',
    fallback: '0',
    description: 'most to pay for a run, in the smallest unit of the token',
    pattern: NUMBER,
  },
  timeout: {
    variable: 'ASSAY_TIMEOUT',
    fallback: '30',
    description: 'seconds to wait for the network',
    pattern: NUMBER,
  },
  'chain-port': {
    variable: 'ASSAY_CHAIN_PORT',
    fallback: '8545',
    description: 'port of the local chain',
    pattern: NUMBER,
  },
  'gateway-port': {
    variable: 'ASSAY_GATEWAY_PORT',
    fallback: '4100',
    description: 'first port of the local gateways',
    pattern: NUMBER,
  },
  'peer-port': {
    variable: 'ASSAY_PEER_PORT',
    fallback: '4110',
    description: 'first port of the local peers',
    pattern: NUMBER,
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
export type Origin = 'flag' | 'variable' | 'config.json' | 'default'

export class Settings {
  private readonly flags: Readonly<Record<string, string | undefined>>
  private readonly config: Readonly<Record<string, unknown>>

  constructor(home: Home, flags: Readonly<Record<string, string | undefined>>) {
    this.flags = flags
    this.config = readConfig(home)
  }

  resolve(name: SettingName): { value: string; origin: Origin } {
    const setting: Setting = SETTINGS[name]
    const candidates: [unknown, Origin][] = [
      [this.flags[name], 'flag'],
      [process.env[setting.variable], 'variable'],
      [this.config[name], 'config.json'],
      [setting.fallback, 'default'],
    ]
    const [value, origin] = candidates.find(([candidate]) => candidate !== undefined)!
    const text = String(value)
    if (!setting.pattern.test(text)) {
      throw new RefusalError(
        'usage',
        `${name}: ${JSON.stringify(text)} (from ${origin === 'variable' ? setting.variable : origin}) is not one: ${setting.description}`,
      )
    }
    return { value: text, origin }
  }

  get(name: SettingName): string {
    return this.resolve(name).value
  }

  number(name: SettingName): number {
    return Number(this.get(name))
  }
}

function readConfig(home: Home): Record<string, unknown> {
  const text = home.read('config.json')
  if (text === null) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the refusal below.
  }
  throw new RefusalError('usage', `${home.at('config.json')}: not a JSON object`, {
    hint: 'Correct the file or remove it.',
  })
}
