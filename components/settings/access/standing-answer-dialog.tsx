"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createStandingAnswerAction } from "@/app/(app)/settings/standing-answers/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useAgents } from "@/components/sync/data/use-agents";
import { useViewer } from "@/components/sync/viewer";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";

/** A choice of a list is never the empty text. */
const EVERY = "every";

const OPTIONS = [
  { value: "allow", label: "Allow" },
  { value: "deny", label: "Deny" },
] as const;

const TERMS = [
  { value: "1", label: "For a day" },
  { value: "7", label: "For a week" },
  { value: "30", label: "For 30 days" },
  { value: "0", label: "Until it is revoked" },
];

const DAY_SECONDS = 86_400;

interface StandingAnswerDialogProps {
  projects: readonly ProjectWire[];
  onClose: () => void;
}

/** Sets an answer to every permission for a tool from now on: for whom, where, and until when. */
export function StandingAnswerDialog({ projects, onClose }: StandingAnswerDialogProps) {
  const client = useQueryClient();
  const isAdmin = useViewer().role === "admin";
  const { data: agents = [] } = useAgents();
  const live = projects.filter(({ archived_at }) => archived_at === null);
  const form = useForm({
    saved: {
      tool: "",
      option: "allow",
      project: String(live.find(({ is_default }) => is_default)?.id ?? live[0]?.id ?? EVERY),
      agent: EVERY,
      days: "30",
    },
    send: ({ tool, option, project, agent, days }) =>
      createStandingAnswerAction({
        tool: tool.trim(),
        option,
        project_id: project === EVERY ? null : Number(project),
        agent: agent === EVERY ? null : agent,
        expires_at:
          days === "0" ? null : Math.floor(Date.now() / 1_000) + Number(days) * DAY_SECONDS,
      }),
    async onDone({ tool }) {
      await client.invalidateQueries({ queryKey: queryKeys.standingAnswers });
      toast.success(`${tool} is answered from now on`);
      onClose();
    },
  });
  const { problems, values } = form;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Add a standing answer"
        description="Permissions that fit it are answered at once, and nobody is asked."
      >
        <DialogForm form={form} submit="Add">
          <Field
            label="Tool"
            error={problems.tool}
            hint="As the agent asks for it, such as Bash(git push:*) or mcp__github__merge."
          >
            <Input
              {...form.text("tool")}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Answer" error={problems.option}>
              <SelectOne
                value={values.option}
                options={OPTIONS}
                onValueChange={(option) => form.set({ option })}
              />
            </Field>
            <Field label="For how long" error={problems.expires_at}>
              <SelectOne
                value={values.days}
                options={TERMS}
                onValueChange={(days) => form.set({ days })}
              />
            </Field>
            <Field
              label="In"
              error={problems.project_id}
              hint={isAdmin ? undefined : "Only admins answer for every project."}
            >
              <SelectOne
                value={values.project}
                options={[
                  ...(isAdmin ? [{ value: EVERY, label: "Every project" }] : []),
                  ...live.map(({ id, name }) => ({ value: String(id), label: name })),
                ]}
                onValueChange={(project) => form.set({ project })}
              />
            </Field>
            <Field label="For" error={problems.agent}>
              <SelectOne
                value={values.agent}
                options={[
                  { value: EVERY, label: "Every agent" },
                  ...agents.map(({ name }) => ({ value: name, label: name })),
                ]}
                onValueChange={(agent) => form.set({ agent })}
              />
            </Field>
          </div>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
