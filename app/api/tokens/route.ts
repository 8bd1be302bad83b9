import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { ok } from "@/lib/http/respond";
import { ReportTokens, TokenQuery } from "@/lib/runs/schema";
import { taskCosts } from "@/lib/runs/task-costs";
import { exportTokens } from "@/lib/runs/token-export";
import { reportTokens, tokenRecords } from "@/lib/runs/token-records";
import { ReportedTokensResponse, TokensResponse } from "@/lib/runs/token-shapes";
import { agentCosts, tokenStats, tokenTrends } from "@/lib/runs/tokens";

const LISTED = 100;

export const GET = defineRoute({
  id: "tokens.query",
  summary: "Tokens and costs in the shapes of Mission Control's clients",
  query: TokenQuery,
  response: byContentType({ "application/json": TokensResponse, "text/csv": z.string() }),
  handle: async ({ ctx, query: { action, timeframe, format, limit } }) => {
    switch (action) {
      case "list":
        return ok({ ...(await tokenRecords(ctx, timeframe, LISTED)), timeframe });
      case "stats":
        return ok(await tokenStats(ctx, timeframe));
      case "agent-costs":
        return ok(await agentCosts(ctx, timeframe));
      case "task-costs":
        return ok(await taskCosts(ctx, timeframe));
      case "trends":
        return ok(await tokenTrends(ctx, timeframe));
      case "export": {
        const { body, filename } = await exportTokens(ctx, timeframe, format, limit);
        const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json";
        const disposition = `attachment; filename="${filename}"`;
        return new Response(body, {
          headers: { "content-type": type, "content-disposition": disposition },
        });
      }
    }
  },
});

export const POST = defineRoute({
  id: "tokens.report",
  summary: "Report tokens that an agent used",
  role: "operator",
  body: ReportTokens,
  response: ReportedTokensResponse,
  handle: async ({ ctx, body }) => ok({ success: true, record: await reportTokens(ctx, body) }),
});
