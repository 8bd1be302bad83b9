import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { LongFirst } from "./scripts/testing/long-first.mjs";

const exclude = [...configDefaults.exclude, "e2e/**", ".next/**", ".data/**", ".baton/**"];

/** Test files that run at the same time. Two keep two processors busy, because a database test often waits for its PostgreSQL. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism() - 1));

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx,mjs}"],
          maxWorkers,
          // In one process after the other: half of the processor's time went into loading the same modules for every file.
          isolate: false,
          // Bounds against hanging: a busy machine can take this long for anything.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          setupFiles: ["scripts/testing/patience.mjs"],
          exclude: [...exclude, "**/*.db.test.{ts,mjs}", "**/*.commands.test.mjs"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          // One more: many of these tests wait, for a lease, a job or a gateway that is back.
          maxWorkers: maxWorkers + 1,
          sequence: { groupOrder: 1 },
          // lib/testing/fresh-process.ts gives each file the process as it finds it after a start.
          isolate: false,
          include: ["**/*.db.test.{ts,mjs}"],
          exclude,
          globalSetup: ["scripts/testing/integration-setup.mjs"],
          setupFiles: ["scripts/testing/patience.mjs", "lib/testing/fresh-process.ts"],
          expect: { poll: { timeout: 50_000 } },
          testTimeout: 60_000,
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
          // Needs the real Claude Code and Codex: `npm run test:agents` installs them.
          name: "agents",
          include: ["e2e/agents/*.test.ts"],
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
          maxWorkers,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
