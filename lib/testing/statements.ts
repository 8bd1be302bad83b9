import pg from "pg";
import { vi } from "vitest";

/**
 * How many statements are sent to PostgreSQL while `work` runs. The NOTIFY that follows commits is left out: one covers all
 * the commits of a moment, so their number depends on the machine.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.filter((call) => !textOf(call).startsWith("NOTIFY")).length;
  } finally {
    query.mockRestore();
  }
}

function textOf([query]: unknown[]): string {
  if (typeof query === "string") return query;
  return (query as { text?: string } | undefined)?.text ?? "";
}
