const PREFIX = "baton-run-";

/**
 * The idempotency key of a run at its runtime. `lost` is how often it was given up there and begun again: then it is another one for the
 * runtime, which would not start the first a second time.
 */
export const runKeyOf = (runId: number, lost: unknown = 0): string =>
  typeof lost === "number" && lost > 0 ? `${PREFIX}${runId}-${lost + 1}` : `${PREFIX}${runId}`;

/** Whether a run's name at a runtime was given by a Baton, this one or another. */
export const isRunKey = (key: string): boolean => key.startsWith(PREFIX);
