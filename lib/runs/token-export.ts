import type { Context } from "@/lib/core/context";
import type { Timeframe } from "./schema";
import { tokenRecords } from "./token-records";
import type { TokenRecord } from "./token-shapes";
import { tokenStats } from "./tokens";

const MAX_RECORDS = 50_000;
const COLUMNS = [
  "timestamp",
  "agentName",
  "model",
  "sessionId",
  "operation",
  "inputTokens",
  "outputTokens",
  "totalTokens",
  "cost",
  "duration",
] as const;

/** Exports the newest token records as CSV or JSON. An unknown cost is an empty cell, or null. */
export async function exportTokens(
  ctx: Context,
  timeframe: Timeframe,
  format: "json" | "csv",
  limit = MAX_RECORDS,
): Promise<{ body: string; filename: string }> {
  const { usage } = await tokenRecords(ctx, timeframe, limit);
  const filename = `token-usage-${timeframe}-${ctx.clock.now().toISOString().slice(0, 10)}.${format}`;
  if (format === "csv") return { body: toCsv(usage), filename };
  const { summary, models, sessions } = await tokenStats(ctx, timeframe);
  return { body: JSON.stringify({ usage, summary, models, sessions }), filename };
}

function toCsv(records: TokenRecord[]): string {
  const rows = records.map((record) =>
    COLUMNS.map((name) =>
      cell(name === "timestamp" ? new Date(record.timestamp).toISOString() : record[name]),
    ).join(","),
  );
  return `${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

/** A CSV cell, quoted if necessary. Text that a spreadsheet would run as a formula gets an apostrophe in front. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
