import { defineConfig } from 'vitest/config'

// What takes minutes: all 10,000 digits on both engines, thousands of random models. npm run test:slow
export default defineConfig({
  test: {
    include: ['src/**/*.slow.test.ts', 'test/**/*.slow.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
})
