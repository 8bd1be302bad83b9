const PREFIX = "baton-run-";

/** The idempotency key of a run at its runtime. */
export const runKeyOf = (runId: number): string => `${PREFIX}${runId}`;

/** Whether a runtime's name for a run is one that a Baton gave it, this one or another. */
export const isRunKey = (key: string): boolean => key.startsWith(PREFIX);
