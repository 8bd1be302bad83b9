"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { DraftMark } from "@/components/forms/drafts/draft-mark";
import { useDraft } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Keys } from "@/components/ui/display/keys";
import { DialogBody, DialogFooter } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskDraft } from "./create-task-store";
import { type Draft, draftFrom, isDraft, isWritten } from "./draft";
import { DraftProperties } from "./draft-properties";
import { type Refusal, useCreateTask } from "./use-create-task";

interface CreateTaskFormProps {
  start: TaskDraft;
  onClose: () => void;
}

/** Everything a new task can be told. What was typed stays when the server refuses, and when the dialog is closed. */
export function CreateTaskForm({ start, onClose }: CreateTaskFormProps) {
  const kept = useDraft(
    { object: start.parent ? `task:${start.parent.id}` : "new", field: "task" },
    isDraft,
  );
  const [draft, setDraft] = useState(() => draftFrom(start, kept.value));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sending, setSending] = useState(false);
  const underWay = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const create = useCreateTask();
  const router = useRouter();

  function set(change: Partial<Draft>) {
    const next = { ...draft, ...change };
    setDraft(next);
    if (isWritten(next)) kept.write(next, null);
    else kept.drop();
  }

  function discard() {
    setDraft(draftFrom(start, null));
    setRefusal(null);
    kept.drop();
    return () => {
      setDraft(draft);
      kept.write(draft, null);
    };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (underWay.current) return;
    if (draft.title.trim() === "") {
      setRefusal({ message: "", problems: { title: "Give it a title" } });
      title.current?.focus();
      return;
    }
    underWay.current = true;
    setSending(true);
    const result = await create(draft, start.parent?.ticket_ref);
    underWay.current = false;
    setSending(false);
    if (!result.ok) {
      setRefusal(result.refusal);
      return;
    }
    kept.drop();
    onClose();
    const { ticket_ref } = result.task;
    toast.success(`${ticket_ref} created`, {
      action: { label: "Open", onClick: () => router.push(`/tasks/${ticket_ref}`) },
    });
    start.onCreated?.(result.task);
  }

  const problems = refusal?.problems ?? {};
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          form.current?.requestSubmit();
        }
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody className="flex flex-col gap-4">
        <Field label="Title" error={problems.title}>
          <Input
            ref={title}
            autoFocus
            value={draft.title}
            maxLength={500}
            placeholder="What is to be done"
            onChange={(event) => set({ title: event.target.value })}
            className="h-10 font-medium text-base"
          />
        </Field>
        <Field label="Description" error={problems.description}>
          <Textarea
            value={draft.description}
            rows={4}
            maxLength={50_000}
            placeholder="Markdown. What the agent needs to know."
            onChange={(event) => set({ description: event.target.value })}
            className="max-h-60"
          />
        </Field>
        <Field label="Acceptance criteria" error={problems.acceptance_criteria}>
          <Textarea
            value={draft.acceptance_criteria}
            rows={2}
            maxLength={50_000}
            placeholder={"- one per line: the reviewer judges by them"}
            onChange={(event) => set({ acceptance_criteria: event.target.value })}
            className="max-h-60 min-h-14"
          />
        </Field>
        <DraftProperties draft={draft} fixedProject={start.parent !== undefined} onChange={set} />
        {kept.value === null ? null : <DraftMark at={kept.at} onDiscard={discard} />}
        {refusal?.message ? (
          <p role="alert" className="text-danger text-sm">
            {refusal.message}
          </p>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <span className="mr-auto text-2xs text-ink-3 pointer-coarse:hidden">
          <Keys keys="mod+enter" /> creates it
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" type="submit" pending={sending}>
          Create task
        </Button>
      </DialogFooter>
    </form>
  );
}
