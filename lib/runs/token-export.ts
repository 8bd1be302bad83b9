import type { Context } from "@/lib/core/context";
import { csvLine } from "@/lib/core/csv";
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
    csvLine(
      COLUMNS.map((name) =>
        name === "timestamp" ? new Date(record.timestamp).toISOString() : record[name],
      ),
    ),
  );
  return [csvLine(COLUMNS), ...rows].join("");
}
