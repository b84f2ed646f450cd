import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Small files that take long: at the end they would leave one worker alone. */
const LONG = /contracts\/(steps|forgeries|stepMoves)\.test\.ts$|node\/(kill|faults)\.test\.ts$|native\/causal\.test\.ts$/

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

/** Rooms whose tests leave nothing behind in their process: files of these share one, which loads the sources once. */
const SHARED =
  'attack|audit|compile|crypto|dispute|engine|field|float|formats|gateway|graph|language|log|onnx|openai|proof|receipt|trace|verify|watch'
const exclude = ['**/node_modules/**', '**/*.slow.test.ts']

// Two cores everywhere this runs: one worker each. Tests that start processes raise their own timeouts.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'rooms', include: [`test/@(${SHARED})/**/*.test.ts`], exclude, isolate: false } },
      {
        extends: true,
        test: { name: 'world', include: ['test/**/*.test.ts'], exclude: [...exclude, `test/@(${SHARED})/**`] },
      },
    ],
  },
})
