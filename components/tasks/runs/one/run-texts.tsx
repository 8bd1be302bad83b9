"use client";

import { FileText } from "lucide-react";
import { ResultText } from "@/components/diff/result-text";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { CodeBlock } from "@/components/ui/display/code-block";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { RunWire } from "@/lib/runs/shapes";
import { useRunTexts } from "./use-run";

/** What a run was told, or what it handed in. */
export function RunTexts({ run, which }: { run: RunWire; which: "prompt" | "output" }) {
  const reading = useRunTexts(run.id);
  const text = reading.data?.[which];
  if (reading.isPending) return <Skeleton className="m-4 h-40" />;
  return (
    <>
      <ReadingProblem reading={reading} what={which === "prompt" ? "The prompt" : "The result"} />
      {text ? (
        <div className="max-w-4xl p-4">
          {which === "prompt" ? (
            <CodeBlock code={text} />
          ) : (
            <ResultText className="text-sm leading-6" text={text} />
          )}
        </div>
      ) : reading.data ? (
        <EmptyState icon={FileText} {...NOTHING[which](run)} />
      ) : null}
    </>
  );
}

const NOTHING = {
  prompt: () => ({
    title: "No prompt is kept",
    description:
      "An agent that polls is given the task and writes its own prompt; prompts of old runs are removed.",
  }),
  output: ({ outcome }: RunWire) =>
    outcome === null
      ? { title: "No result yet", description: "It stands here when the run has ended." }
      : {
          title: "No result",
          description: "The run handed nothing in, or its texts were removed because of their age.",
        },
} as const;
