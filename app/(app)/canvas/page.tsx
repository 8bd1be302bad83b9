import type { Metadata } from "next";
import { CanvasScreen } from "@/components/canvas/canvas-screen";
import { canvasParsers } from "@/components/canvas/canvas-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { readHorizon } from "../horizon";
import { readGraph } from "./read-graph";

export const metadata: Metadata = { title: "Canvas" };

export default async function CanvasPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { project, finished, loose } = await addressOf(canvasParsers, searchParams);
  const scope = { project, finished, loose };
  return (
    <FirstPaint horizon={horizon}>
      <CanvasScreen firstScope={scope} first={await readGraph(ctx, scope)} />
    </FirstPaint>
  );
}
