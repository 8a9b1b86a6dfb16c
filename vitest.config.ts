import { defineConfig } from 'vitest/config';

const report = process.env.GENKAN_TEST_REPORT;

export default defineConfig({
  // Vite would take the package's ESM copy beside the CommonJS one that Apollo's packages load.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    globalSetup: ['test/harness/templateDatabase.ts'],
    // Two cores: more files at once only take each other's time.
    maxWorkers: 2,
    // Files share what they import, not what they open: loading it anew took a third of the time.
    isolate: false,
    // Commands are processes of their own, and several start at once on a machine that is busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
