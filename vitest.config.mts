import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["__tests__/**/*.test.ts"],
    exclude: ["__tests__/sandbox/**"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
