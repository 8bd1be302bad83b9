"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { createWorkflowAction } from "@/app/(app)/workflows/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { workflowHref } from "@/components/workflows/links";
import type { TemplatesResponse } from "@/lib/workflows/catalog/shapes";

interface NewWorkflowProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What `NewWorkflow` fetches. */
export function NewWorkflowRendered({ open, onOpenChange }: NewWorkflowProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New workflow"
        description="The templates work as they are, with any agent."
        className="sm:max-w-2xl"
      >
        <NewForm />
      </DialogContent>
    </Dialog>
  );
}

const EMPTY = "";
const FIRST = `# A stage waits for those that it comes from.
stages:
  - name: plan
    prompt: Say what is to be done
`;

function NewForm() {
  const router = useRouter();
  const reading = useQuery({
    queryKey: queryKeys.workflowTemplates,
    queryFn: async ({ signal }) =>
      (await apiGet<z.output<typeof TemplatesResponse>>("/api/workflow-templates", signal))
        .templates,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const form = useForm({
    saved: { name: "", template: EMPTY },
    send: ({ name, template }) =>
      createWorkflowAction(
        template === EMPTY ? { name: name.trim(), source: FIRST } : { name: name.trim(), template },
      ),
    onDone: ({ name }) => router.push(workflowHref(name)),
  });
  const { problems, values } = form;
  const choices = [
    { name: EMPTY, title: "Empty", description: "One stage, and the rest is yours.", stages: 1 },
    ...(reading.data ?? []),
  ];
  return (
    <DialogForm form={form} submit="Create">
      <Field
        label="Name"
        error={problems.name}
        hint="By which it is run: letters, digits, dots, dashes and underscores."
      >
        <Input
          {...form.text("name")}
          maxLength={80}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="feature"
        />
      </Field>
      <ReadingProblem reading={reading} what="The templates" />
      <fieldset className="min-w-0">
        <legend className="mb-1.5 font-medium text-xs">Begin with</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {choices.map(({ name, title, description, stages }) => (
            <label
              key={name}
              className={cn(
                "flex min-w-0 cursor-pointer flex-col gap-0.5 rounded-md border border-line-strong p-3 hover:border-line-control",
                "has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus",
                values.template === name && "border-accent! bg-selected",
              )}
            >
              <span className="flex items-baseline justify-between gap-2">
                <span className="font-medium text-sm">{title}</span>
                <span className="text-ink-3 text-xs tabular-nums">
                  {stages === 1 ? "1 stage" : `${stages} stages`}
                </span>
              </span>
              <span className="text-ink-2 text-xs">{description}</span>
              <input
                type="radio"
                name="template"
                className="sr-only"
                checked={values.template === name}
                onChange={() =>
                  form.set({
                    template: name,
                    // A name that nobody has typed follows the template.
                    ...(values.name === "" || choices.some((each) => each.name === values.name)
                      ? { name }
                      : {}),
                  })
                }
              />
            </label>
          ))}
        </div>
      </fieldset>
    </DialogForm>
  );
}
