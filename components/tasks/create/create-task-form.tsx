"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { createTaskAction } from "@/app/(app)/actions";
import { openContestAction } from "@/app/(app)/ask/contests/actions";
import { FormStatus } from "@/components/forms/form-message";
import { useForm } from "@/components/forms/use-form";
import { cacheTask } from "@/components/tasks/change/save-task";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import { Keys } from "@/components/ui/display/keys";
import { DialogBody, DialogFooter } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { TaskDraft } from "./create-task-store";
import { type Draft, draftFrom, fieldsOf } from "./draft";
import { DraftProperties } from "./draft-properties";
import { DraftWork } from "./draft-work";

interface CreateTaskFormProps {
  start: TaskDraft;
  onClose: () => void;
}

const NO_TITLE = {
  ok: false as const,
  code: "invalid",
  message: "Give it a title",
  problems: [{ field: "title", rule: "Give it a title" }],
};

/** The same work for several agents; the group stands for all of it. */
async function openContest(draft: Draft): Promise<ActionResult<TaskWire>> {
  const { assigned_to: _, command: __, ...fields } = { ...draft, ...fieldsOf(draft) };
  const answer = await openContestAction(fields);
  return answer.ok ? { ...answer, data: answer.data.group } : answer;
}

/** Everything a new task can be told. What was typed stays when the server refuses, and when the dialog is closed. */
export function CreateTaskForm({ start, onClose }: CreateTaskFormProps) {
  const client = useQueryClient();
  const element = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const form = useForm({
    saved: draftFrom(start),
    draft: { object: start.parent ? `task:${start.parent.id}` : "new", field: "task" },
    send: async (draft) =>
      draft.title.trim() === ""
        ? NO_TITLE
        : draft.agents.length > 0
          ? openContest(draft)
          : createTaskAction({
              ...fieldsOf(draft),
              assigned_to: draft.assigned_to,
              ...(start.parent ? { parent_id: start.parent.ticket_ref } : {}),
            }),
    onDone(task) {
      cacheTask(client, task);
      onClose();
      const { ticket_ref } = task;
      const isContest = "best_of" in task.metadata;
      const href = `/tasks/${ticket_ref}${isContest ? "/compare" : ""}`;
      toast.success(`${ticket_ref} created`, {
        action: { label: isContest ? "Compare" : "Open", onClick: () => router.push(href) },
      });
      start.onCreated?.(task);
    },
  });
  const { problems } = form;
  return (
    <form
      ref={element}
      noValidate
      onSubmit={form.submit}
      onKeyDown={(event) => {
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (isHere && event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          element.current?.requestSubmit();
        }
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody className="flex flex-col gap-4">
        <Field label="Title" error={problems.title}>
          <Input
            {...form.text("title")}
            autoFocus
            maxLength={500}
            placeholder="What is to be done"
            className="h-10 font-medium text-base"
          />
        </Field>
        <Field label="Description" error={problems.description}>
          <Textarea
            {...form.text("description")}
            rows={4}
            maxLength={50_000}
            placeholder="Markdown. What the agent needs to know."
            className="max-h-60"
          />
        </Field>
        <Field label="Acceptance criteria" error={problems.acceptance_criteria}>
          <Textarea
            {...form.text("acceptance_criteria")}
            rows={2}
            maxLength={50_000}
            placeholder={"- one per line: the reviewer judges by them"}
            className="max-h-60 min-h-14"
          />
        </Field>
        <DraftProperties
          draft={form.values}
          fixedProject={start.parent !== undefined}
          onChange={form.set}
        />
        <DraftWork
          draft={form.values}
          isChild={start.parent !== undefined}
          problems={problems}
          onChange={form.set}
        />
        <FormStatus form={form} />
      </DialogBody>
      <DialogFooter>
        <span className="mr-auto text-2xs text-ink-3 pointer-coarse:hidden">
          <Keys keys="mod+enter" /> creates it
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" type="submit" pending={form.pending}>
          {form.values.agents.length > 1
            ? `Create for ${form.values.agents.length} agents`
            : "Create task"}
        </Button>
      </DialogFooter>
    </form>
  );
}
