"use client";

import { CornerDownLeft } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { openCreateTask } from "@/components/tasks/create/create-task-store";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import type { TaskWire } from "@/lib/tasks/shapes";

interface AddChildProps {
  parent: TaskWire;
  /** The order number after the last step. */
  nextOrder: number;
  startsAsStep: boolean;
  onClose: () => void;
}

/** Adds children one after the other by title, as steps or in parallel. */
export function AddChild({ parent, nextOrder, startsAsStep, onClose }: AddChildProps) {
  const id = useId();
  const { addChild } = useTaskActions();
  const [kind, setKind] = useState<"step" | "child">(startsAsStep ? "step" : "child");
  const draft = useTextDraft({ object: `task:${parent.id}`, field: "child" });
  const title = draft.text;
  const [failed, setFailed] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (title.trim() === "" || isAdding) return;
    setAdding(true);
    const refusal = await addChild(parent, title.trim(), kind === "step" ? nextOrder : null);
    setAdding(false);
    setFailed(refusal);
    if (refusal === null) draft.drop();
  }

  return (
    <form
      data-escape="own"
      onSubmit={submit}
      className="mt-2 flex flex-col gap-2 rounded-md border p-2"
    >
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="sr-only">
          Title of the new {kind}
        </label>
        <Input
          id={id}
          autoFocus
          value={title}
          maxLength={500}
          placeholder={
            kind === "step" ? `Step ${nextOrder}: what is to be done?` : "What is to be done?"
          }
          aria-invalid={failed !== null}
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        />
        <Button type="submit" size="sm" disabled={title.trim() === "" || isAdding}>
          <CornerDownLeft aria-hidden className="size-3.5" />
          Add
        </Button>
      </div>
      {failed ? (
        <p role="alert" className="text-danger text-xs">
          {failed}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="How it is done" value={kind} onValueChange={setKind}>
          <SegmentedItem value="step" className="h-6">
            Next step
          </SegmentedItem>
          <SegmentedItem value="child" className="h-6">
            In parallel
          </SegmentedItem>
        </Segmented>
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          onClick={() => openCreateTask({ parent, title })}
        >
          More fields…
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}
