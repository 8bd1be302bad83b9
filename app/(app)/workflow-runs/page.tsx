import type { Metadata } from "next";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { RunsScreen } from "@/components/workflows/run-list/runs-screen";
import { RUNS_ADDRESS, runsQuery } from "@/components/workflows/run-list/runs-view";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { parse } from "@/lib/http/validate";
import { listRuns } from "@/lib/workflows/run/read";
import { ListRuns } from "@/lib/workflows/run-schema";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Runs of workflows" };

export default async function WorkflowRunsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const view = await addressOf(RUNS_ADDRESS, searchParams);
  const query = Object.fromEntries(new URLSearchParams(runsQuery(view)));
  const { runs, next } = await listRuns(ctx, parse(ListRuns, query, "query"));
  return (
    <FirstPaint horizon={horizon}>
      <RunsScreen first={{ view, page: { runs, next_cursor: next } }} />
    </FirstPaint>
  );
}
