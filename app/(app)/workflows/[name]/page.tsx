import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { EditorScreen } from "@/components/workflows/editor/editor-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { listProfiles } from "@/lib/profiles/change";
import { listWorkflows } from "@/lib/workflows/catalog/find";
import { readHorizon } from "../../horizon";
import { findWorkflow } from "./find-workflow";

interface PageProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const workflow = await findWorkflow((await params).name);
  return { title: workflow?.name ?? "No such workflow" };
}

/** One workflow in its editor. */
export default async function WorkflowPage({ params }: PageProps) {
  const workflow = await findWorkflow((await params).name);
  if (workflow === null) notFound();
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const [profiles, workflows] = await Promise.all([
    listProfiles(ctx, undefined),
    listWorkflows(ctx, { archived: false }),
  ]);
  return (
    <FirstPaint horizon={horizon}>
      <EditorScreen
        key={workflow.id}
        workflow={workflow}
        profiles={profiles.map(({ name }) => name)}
        workflows={workflows.map(({ name }) => name)}
      />
    </FirstPaint>
  );
}
