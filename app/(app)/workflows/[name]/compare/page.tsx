import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { addressOf, asInteger, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { VersionsScreen } from "@/components/workflows/compare/versions-screen";
import { MAX_INT } from "@/lib/core/fields";
import { readHorizon } from "../../../horizon";
import { findWorkflow } from "../find-workflow";

interface PageProps {
  params: Promise<{ name: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const workflow = await findWorkflow((await params).name);
  return { title: workflow ? `Versions of ${workflow.name}` : "No such workflow" };
}

/** Two versions of a workflow beside each other. */
export default async function CompareVersionsPage({ params, searchParams }: PageProps) {
  const { name } = await params;
  const workflow = await findWorkflow(name);
  if (workflow === null) notFound();
  const { a, b } = await addressOf({ a: asInteger, b: asInteger }, searchParams);
  const second = b ?? workflow.version;
  const wanted = [a ?? Math.max(1, second - 1), second].filter(
    (version) => version >= 1 && version <= MAX_INT,
  );
  const versions = await Promise.all(wanted.map((version) => findWorkflow(name, version)));
  return (
    <FirstPaint horizon={await readHorizon()}>
      <VersionsScreen
        key={workflow.id}
        workflow={workflow}
        versions={versions.filter((version) => version !== null)}
      />
    </FirstPaint>
  );
}
