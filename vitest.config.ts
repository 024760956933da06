import { defineConfig } from 'vitest/config';
import { closingLine } from './test/setup/closing-line.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', 'dist/**', 'data/**'],
    globalSetup: ['test/setup/postgres.ts'],
    // These tests run on shared machines: what is awaited may take a while, and speed has its own place (bench).
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', closingLine()],
  },
});
