import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { EditorScreen } from "@/components/workflows/editor/editor-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { listProfiles } from "@/lib/profiles/change";
import { listWorkflows, readWorkflow } from "@/lib/workflows/catalog/find";
import { WorkflowName } from "@/lib/workflows/run-schema";
import { readHorizon } from "../../horizon";

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

const findWorkflow = cache(async (encoded: string) => {
  const name = WorkflowName.safeParse(decodeURIComponent(encoded));
  if (!name.success) return null;
  // The title of the page reads the workflow too, maybe first.
  await readHorizon();
  try {
    return await readWorkflow(await pageContext(), name.data);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
});
