import { afterAll, vi } from "vitest";
import { hearKeyChanges } from "@/lib/auth/keys/known-keys";
import { commits } from "@/lib/core/commits";
import { closeDatabase } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { setTracing } from "@/lib/core/tracing";
import { stopEventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import { closeLinks } from "@/lib/runtimes/openclaw/link";

/**
 * Setup of every database test: files that follow each other in one process find it as a new one. What a server keeps once per
 * process (on `globalThis`, docs/architecture.md) is closed and forgotten, and the environment is what it was in the beginning.
 */
const process_ = globalThis as typeof globalThis & {
  __batonBeforeTests?: { environment: NodeJS.ProcessEnv; logLevel: string };
  __batonBooted?: unknown;
  __batonShutdown?: unknown;
  __batonLongLived?: { isStopping: boolean };
  __batonMcpSessions?: Map<string, unknown>;
};
process_.__batonBeforeTests ??= { environment: { ...process.env }, logLevel: logger.level };
const before = process_.__batonBeforeTests;

// Registered before all others, and so the last to run.
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  restoreEnvironment(before);
  logger.level = before.logLevel;
  endLongLived();
  if (process_.__batonLongLived) process_.__batonLongLived.isStopping = false;
  process_.__batonMcpSessions?.clear();
  process_.__batonBooted = undefined;
  process_.__batonShutdown = undefined;
  closeLinks();
  await stopEventHub();
  commits.removeAllListeners();
  hearKeyChanges(false);
  setTracing(undefined);
  metrics().registry.resetMetrics();
  await closeDatabase();
});

function restoreEnvironment({ environment }: { environment: NodeJS.ProcessEnv }): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  for (const [name, value] of Object.entries(environment))
    if (process.env[name] !== value) process.env[name] = value;
}
