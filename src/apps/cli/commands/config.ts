// assay config show: each value with its origin.

import { type Command, usage } from '../support/command.ts'
import { SETTINGS, type SettingName } from '../support/settings.ts'

const command: Command = {
  name: 'config',
  usage: 'show',
  summary: 'Show each value and where it comes from: flag, variable, config.json or default.',
  options: {},
  words: [1, 1],
  async run({ words, settings, home }) {
    if (words[0] !== 'show') usage(`config ${words[0]}: not known`, 'assay config show')
    const names = Object.keys(SETTINGS) as SettingName[]
    const rows = names.map(name => ({
      name,
      ...settings.resolve(name),
      variable: SETTINGS[name].variable,
      description: SETTINGS[name].description,
    }))
    const width = Math.max(...rows.map(({ name, value }) => name.length + value.length))
    return {
      json: {
        ok: true,
        home: home.path,
        values: Object.fromEntries(rows.map(({ name, value, origin }) => [name, { value, origin }])),
      },
      text: [
        `home  ${home.path}`,
        ...rows.map(
          ({ name, value, origin, variable, description }) =>
            `${`${name} = ${value}`.padEnd(width + 4)} ${origin === 'variable' ? variable : origin}  (${description})`,
        ),
      ].join('\n'),
    }
  },
}

export default command
