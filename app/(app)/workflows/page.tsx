import type { Metadata } from "next";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { WorkflowsScreen } from "@/components/workflows/list/workflows-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { listWorkflows } from "@/lib/workflows/catalog/find";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  return (
    <FirstPaint horizon={horizon}>
      <WorkflowsScreen workflows={await listWorkflows(ctx, { archived: false })} />
    </FirstPaint>
  );
}
