import pg from "pg";
import { vi } from "vitest";

/**
 * How many statements are sent to PostgreSQL while `work` runs. The NOTIFY that follows commits is left out: one covers all
 * the commits of a moment, so their number depends on the machine.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(work)).length;
}

/** The same statements by their first 80 characters, in order, so that a difference says what it is. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls
      .map((call) => textOf(call).trim().slice(0, 80))
      .filter((text) => !text.startsWith("NOTIFY"));
  } finally {
    query.mockRestore();
  }
}

function textOf([query]: unknown[]): string {
  if (typeof query === "string") return query;
  return (query as { text?: string } | undefined)?.text ?? "";
}
