import type { Metadata } from "next";
import { addressOf, asInteger, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { CompareScreen } from "@/components/workflows/compare/compare-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { readRun } from "@/lib/workflows/run/read";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { readHorizon } from "../../horizon";

export const metadata: Metadata = { title: "Compare runs" };

/** Two runs beside each other. */
export default async function CompareRunsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { a, b } = await addressOf({ a: asInteger, b: asInteger }, searchParams);
  return (
    <FirstPaint horizon={horizon}>
      <CompareScreen a={await find(ctx, a)} b={await find(ctx, b)} />
    </FirstPaint>
  );
}

/** Null for none, and for what the screen will say is not there. */
async function find(ctx: Context, id: number | null): Promise<WorkflowRunWire | null> {
  if (id === null || id < 1) return null;
  try {
    return await readRun(ctx, id);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
