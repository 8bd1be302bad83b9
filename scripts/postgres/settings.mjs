import { totalmem } from "node:os";

/** Settings for a small machine. fsync, full_page_writes and synchronous_commit stay at their durable defaults. */
export function durableSettings() {
  const memoryMb = Math.floor(totalmem() / 1024 / 1024);
  return {
    shared_buffers: memoryMb < 4_096 ? "128MB" : "256MB",
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 2))}MB`,
    max_connections: "100",
    jit: "off",
    random_page_cost: "1.1",
    max_wal_size: "1GB",
    checkpoint_timeout: "10min",
    autovacuum_naptime: "20s",
    timezone: "UTC",
    log_timezone: "UTC",
  };
}

/** For throwaway databases of tests: real, fast, and lost with the machine. */
export function throwawaySettings() {
  return {
    ...durableSettings(),
    shared_buffers: "256MB",
    max_connections: "200",
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
  };
}
