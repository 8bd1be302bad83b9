import type { RunWire } from "./shapes";

/** The name of a worker to show: `build-2`, or `build-2 (4711)` with its process id. */
export function workerName({ host, pid }: NonNullable<RunWire["worker"]>): string {
  return pid === null ? host : `${host} (${pid})`;
}
