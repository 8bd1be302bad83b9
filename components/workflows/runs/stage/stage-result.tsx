"use client";

import { FileText } from "lucide-react";
import { ResultText } from "@/components/diff/result-text";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { isSettled } from "@/components/workflows/runs/stage-look";
import type { WorkflowItemWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { JsonView } from "./json-view";

interface StageResultProps {
  of: WorkflowStageWire | WorkflowItemWire;
  /** The whole text that was handed in, once it is read. */
  resolution: string | null | undefined;
}

/** What a stage, or an item of one, came to: JSON where it has an output, else the text that was handed in. */
export function StageResult({ of, resolution }: StageResultProps) {
  const text = resolution ?? of.result;
  const choice = "choice" in of ? of.choice : undefined;
  if (of.output === undefined && !text && choice === undefined)
    return (
      <EmptyState
        icon={FileText}
        className="py-10"
        title={isSettled(of.status) ? "No result" : "No result yet"}
        description={
          isSettled(of.status)
            ? "It ended without handing anything in."
            : "It stands here when the stage has ended, and goes to the stages that take it."
        }
      />
    );
  return (
    <div className="flex flex-col gap-3 p-4">
      {choice === undefined ? null : (
        <p className="text-sm">
          Chosen: <span className="font-medium">{choice}</span>
        </p>
      )}
      {of.output === undefined ? null : <JsonView label="Output" value={of.output} />}
      {text && !isSame(text, of.output) ? (
        <ResultText className="text-sm leading-6" text={text} />
      ) : null}
    </div>
  );
}

/** Whether the text is nothing but the output, which is shown already. */
function isSame(text: string, output: unknown): boolean {
  if (output === undefined) return false;
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(output);
  } catch {
    return false;
  }
}
