"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { typedInputs } from "@/components/workflows/runs/run-again";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { TextDifference } from "./text-difference";

interface VersionDifferenceProps {
  a: WorkflowRunWire;
  b: WorkflowRunWire;
}

/** What differs in what two runs were given and in the definitions that they follow. */
export function VersionDifference({ a, b }: VersionDifferenceProps) {
  const [first, second] = [inputText(a), inputText(b)];
  const isSameVersion = a.workflow === b.workflow && a.version === b.version;
  return (
    <div className="flex flex-col gap-6 px-4 py-5 max-md:px-3">
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-sm">Inputs</h2>
        {first === second ? (
          <p className="text-ink-3 text-sm">Both were given the same.</p>
        ) : (
          <TextDifference name="Inputs" a={first} b={second} />
        )}
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-sm">Definition</h2>
        {isSameVersion ? (
          <p className="text-ink-3 text-sm">Both follow version {a.version}.</p>
        ) : (
          <Definitions a={a} b={b} />
        )}
      </section>
    </div>
  );
}

function Definitions({ a, b }: VersionDifferenceProps) {
  const [first, second] = [useSource(a), useSource(b)];
  if (first.isPending || second.isPending) return <Skeleton className="h-24" />;
  return (
    <>
      <ReadingProblem reading={first} what={`Version ${a.version}`} part />
      <ReadingProblem reading={second} what={`Version ${b.version}`} part />
      {first.data && second.data ? (
        <TextDifference
          name={
            a.workflow === b.workflow
              ? `${a.workflow}, version ${a.version} and ${b.version}`
              : `${a.workflow} and ${b.workflow}`
          }
          a={first.data.source}
          b={second.data.source}
        />
      ) : null}
    </>
  );
}

/** A version as it was written, which never changes. */
function useSource({ workflow, version }: Pick<WorkflowRunWire, "workflow" | "version">) {
  return useQuery({
    queryKey: queryKeys.workflowVersion(workflow, version),
    queryFn: ({ signal }) =>
      apiGet<{ source: string }>(
        `/api/workflows/${encodeURIComponent(workflow)}?version=${version}`,
        signal,
      ),
  });
}

function inputText({ inputs }: WorkflowRunWire): string {
  return Object.entries(typedInputs(inputs))
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([name, text]) => `${name}:\n${text}`)
    .join("\n\n");
}
