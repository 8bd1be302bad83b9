import { logger } from "./logger";

/** Thrown after a loop in which some rows failed and the others succeeded. `failures` are in the order of the rows. */
export class RowsFailedError extends Error {
  readonly failures: readonly { id: number; error: unknown }[];

  constructor(what: string, served: number, failures: { id: number; error: unknown }[]) {
    const [first] = failures;
    super(
      `${failures.length} of ${served + failures.length} ${what} failed; the first is ${first?.id}: ${messageOf(first?.error)}`,
      { cause: first?.error },
    );
    this.name = "RowsFailedError";
    this.failures = failures;
  }
}

/**
 * Processes each row independently, so that a failing row does not block those behind it. Each failure is logged with
 * the row's id. After all rows it throws `RowsFailedError` if any failed, so that the job counts as failed and is
 * retried. `work` returns "stop" to end the loop early. `what` names the rows in messages ("stale tasks").
 */
export async function forEachIsolated<T extends { id: number }>(
  what: string,
  rows: Iterable<T> | AsyncIterable<T>,
  work: (row: T) => Promise<"stop" | undefined>,
): Promise<void> {
  const failures: { id: number; error: unknown }[] = [];
  let served = 0;
  for await (const row of rows) {
    try {
      const next = await work(row);
      served++;
      if (next === "stop") break;
    } catch (error) {
      failures.push({ id: row.id, error });
      logger.error({ rows: what, id: row.id, err: messageOf(error) }, "row failed, going on");
    }
  }
  if (failures.length > 0) throw new RowsFailedError(what, served, failures);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message.trim() : String(error);
