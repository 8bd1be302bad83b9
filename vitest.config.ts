import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**", ".baton/**"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx,mjs}"],
          exclude: [...exclude, "**/*.db.test.{ts,mjs}", "**/*.commands.test.mjs"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["**/*.db.test.{ts,mjs}"],
          exclude,
          globalSetup: ["scripts/testing/integration-setup.mjs"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Needs a real gateway: `npm run test:openclaw` installs one.
          name: "openclaw",
          include: ["e2e/openclaw/*.test.ts"],
          globalSetup: ["scripts/testing/integration-setup.mjs"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          // Starts the product as a person does; needs the production build.
          name: "commands",
          include: ["scripts/**/*.commands.test.mjs"],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
