"use client";

import { useRouter } from "next/navigation";
import { copyRunAction, retryStageAction } from "@/app/(app)/workflow-runs/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { workflowRunHref } from "@/components/workflows/links";
import type { ActionResult } from "@/lib/api/action";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";
import { changedInputs, typedInputs } from "./run-again";
import { useRefreshRun } from "./use-workflow-run";

export interface AgainDialogProps {
  run: WorkflowRunWire;
  /** `retry` goes on in the same run; `copy` starts another one. */
  how: "retry" | "copy";
  /** Where it begins; null for a copy of the whole. */
  stage: string | null;
  onClose: () => void;
}

/** Tries a stage again, or runs a copy, with the same inputs or with others. */
export function AgainDialogRendered({ run, how, stage, onClose }: AgainDialogProps) {
  const router = useRouter();
  const refresh = useRefreshRun(run.id);
  const names = Object.keys(run.inputs);
  const form = useForm<Record<string, string>, number>({
    saved: typedInputs(run.inputs),
    send: async (typed): Promise<ActionResult<number>> => {
      const read = changedInputs(run.inputs, typed);
      if (!read.ok)
        return {
          ok: false,
          code: "invalid",
          message: "Some inputs cannot be read",
          fix: "write them as JSON",
          problems: Object.entries(read.problems).map(([field, rule]) => ({ field, rule })),
        };
      if (how === "copy") return copyRunAction(run.id, { inputs: read.inputs, from: stage });
      return retryStageAction(run.id, { stage: stage ?? "", inputs: read.inputs });
    },
    async onDone(id) {
      await refresh();
      onClose();
      if (how === "retry") {
        toast.success(`${stage} is tried again`);
        return;
      }
      toast.success(`Run #${id} started`);
      router.push(workflowRunHref(id));
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={how === "retry" ? `Try ${stage} again?` : `Run ${run.workflow} again as a copy?`}
        description={
          how === "retry"
            ? "It and all stages after it run again. What the others came to stays."
            : stage === null
              ? `A new run of version ${run.version} from its beginning.`
              : `A new run of version ${run.version} that begins at ${stage} and takes over what the stages before it came to.`
        }
      >
        <DialogForm form={form} submit={how === "retry" ? "Try again" : "Start the copy"}>
          {names.length === 0 ? (
            <p className="text-ink-3 text-sm">The workflow takes no inputs.</p>
          ) : (
            names.map((name) => (
              <Field
                key={name}
                label={name}
                error={form.problems[name]}
                hint={typeof run.inputs[name] === "string" ? undefined : "JSON"}
              >
                <Textarea
                  {...form.text(name)}
                  rows={(form.values[name] ?? "").includes("\n") ? 5 : 2}
                  dir="auto"
                  spellCheck={false}
                  className="font-mono text-xs"
                />
              </Field>
            ))
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
