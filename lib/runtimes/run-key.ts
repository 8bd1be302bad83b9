const PREFIX = "baton-run-";

/** The idempotency key of a run at its runtime. */
export const runKeyOf = (runId: number): string => `${PREFIX}${runId}`;

/** Whether a run's name at a runtime was given by a Baton, this one or another. */
export const isRunKey = (key: string): boolean => key.startsWith(PREFIX);
