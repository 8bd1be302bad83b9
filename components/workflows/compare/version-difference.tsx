"use client";

import { ReadingProblem } from "@/components/sync/reading-problem";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { useVersion } from "@/components/workflows/editor/versions/use-version";
import { typedInputs } from "@/components/workflows/runs/run-again";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { DefinitionDifference } from "./definition-difference";
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
      {isSameVersion ? (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold text-sm">Definition</h2>
          <p className="text-ink-3 text-sm">Both follow version {a.version}.</p>
        </section>
      ) : (
        <Definitions a={a} b={b} />
      )}
    </div>
  );
}

function Definitions({ a, b }: VersionDifferenceProps) {
  const first = useVersion(a.workflow, a.version);
  const second = useVersion(b.workflow, b.version);
  if (first.isPending || second.isPending) return <Skeleton className="h-24" />;
  return (
    <>
      <ReadingProblem reading={first} what={`Version ${a.version}`} part />
      <ReadingProblem reading={second} what={`Version ${b.version}`} part />
      {first.data && second.data ? (
        <DefinitionDifference
          name={a.workflow === b.workflow ? a.workflow : `${a.workflow} and ${b.workflow}`}
          a={{ label: `version ${a.version}`, ...first.data }}
          b={{ label: `version ${b.version}`, ...second.data }}
        />
      ) : null}
    </>
  );
}

function inputText({ inputs }: WorkflowRunWire): string {
  return Object.entries(typedInputs(inputs))
    .toSorted(([x], [y]) => (x < y ? -1 : 1))
    .map(([name, text]) => `${name}:\n${text}`)
    .join("\n\n");
}
