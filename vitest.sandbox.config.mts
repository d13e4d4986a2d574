import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/sandbox/**/*.test.ts"],
    testTimeout: 30 * 60_000,
    hookTimeout: 5 * 60_000,
    // The tests wait more than they work.
    maxWorkers: 3,
  },
});
