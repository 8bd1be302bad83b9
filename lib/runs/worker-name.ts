import type { RunWire } from "./shapes";

/** A worker in a word: `build-2`, or `build-2 (4711)` when it named its process. */
export function workerName({ host, pid }: NonNullable<RunWire["worker"]>): string {
  return pid === null ? host : `${host} (${pid})`;
}
