"use client";

import { Unplug } from "lucide-react";
import { ResultText } from "@/components/diff/result-text";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import type { WorkflowItemWire, WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { JsonView } from "./json-view";

interface StageInputsProps {
  run: WorkflowRunWire;
  stage: WorkflowStageWire;
  item: WorkflowItemWire | null;
  onSelect: (stage: string) => void;
}

/** What a stage is given: the results of the stages it waits for, its item, and the inputs of the run. */
export function StageInputs({ run, stage, item, onSelect }: StageInputsProps) {
  const from = stage.from.flatMap((name) => run.stages.find((each) => each.name === name) ?? []);
  const hasInputs = Object.keys(run.inputs).length > 0;
  if (from.length === 0 && !hasInputs && item?.input === undefined)
    return (
      <EmptyState
        icon={Unplug}
        className="py-10"
        title="No inputs"
        description="It waits for no other stage, and the run was given nothing."
      />
    );
  return (
    <div className="flex flex-col gap-5 p-4">
      {item?.input === undefined ? null : (
        <Part title={`Item ${item.index + 1}`}>
          <JsonView label="Item" value={item.input} />
        </Part>
      )}
      {from.map((input) => {
        const look = STAGE_LOOK[input.status];
        return (
          <Part
            key={input.name}
            title={
              <button
                type="button"
                onClick={() => onSelect(input.name)}
                className="flex items-center gap-1.5 rounded-sm hover:underline"
              >
                <look.icon aria-hidden className={`size-3.5 ${look.text}`} />
                {input.name}
                <span className="sr-only">: {look.label}</span>
              </button>
            }
          >
            {input.output !== undefined ? (
              <JsonView label={`Output of ${input.name}`} value={input.output} />
            ) : input.result ? (
              <ResultText className="text-sm leading-6" text={input.result} />
            ) : (
              <p className="text-ink-3 text-sm">{input.reason ?? "Nothing yet."}</p>
            )}
          </Part>
        );
      })}
      {hasInputs ? (
        <Part title="Inputs of the run">
          <JsonView label="Inputs" value={run.inputs} />
        </Part>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: React.ReactNode; children: React.ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium text-ink-2 text-xs">{title}</h3>
      {children}
    </section>
  );
}
