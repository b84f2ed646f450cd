// assay models: what is registered, by name and id.

import { getModels, getVersions } from '../../../contracts/models.ts'
import type { Command } from '../support/command.ts'
import { resolveNetwork } from '../support/networks.ts'
import { openContracts } from '../support/registry.ts'

const command: Command = {
  name: 'models',
  usage: '',
  summary: 'List the models that are registered on the network.',
  options: {},
  words: [0, 0],
  async run(context) {
    const contracts = await openContracts(await resolveNetwork(context))
    const [registered, versions] = await Promise.all([getModels(contracts), getVersions(contracts)])
    const models = registered.map(model => ({
      ...model,
      names: versions
        .filter(({ modelId, publisher }) => modelId === model.modelId && publisher === model.publisher)
        .map(({ name }) => name),
    }))
    return {
      json: { ok: true, models },
      text:
        models.length === 0
          ? 'no models yet: assay publish FILE --name OWNER/NAME@VERSION'
          : models
              .map(
                ({ modelId, names, cid, deprecation }) =>
                  `${modelId}  ${names.join(', ') || '(no name)'}  ${cid}${deprecation === '' ? '' : `  deprecated: ${deprecation}`}`,
              )
              .join('\n'),
    }
  },
}

export default command
