"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { sentence } from "@/components/tasks/change/task-actions";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import type { FollowUp } from "@/lib/tasks/change/follow-ups";
import type { TaskWire } from "@/lib/tasks/shapes";
import { FollowUpFields } from "./follow-up-fields";

/** A follow-up while it is edited, with a React key. */
type Draft = FollowUp & { key: number };

let keys = 0;
const draft = (followUp: FollowUp): Draft => ({ ...followUp, key: keys++ });
const empty = (): Draft => draft({ title: "", assigned_to: null });

/** Edits a task's follow-ups, each with a title and an agent. Those already created are not shown, and are kept. */
export function FollowUpsEditor({ task, onClose }: { task: TaskWire; onClose: () => void }) {
  // The task as the user first saw it: a concurrent change is reported, not overwritten.
  const [base] = useState(task);
  const [list, setList] = useState(() => {
    const pending = base.follow_ups.filter(({ created }) => !created).map(draft);
    return pending.length > 0 ? pending : [empty()];
  });
  const [failed, setFailed] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const actions = useTaskActions();

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    setSaving(true);
    const wanted = list
      .filter(({ title }) => title.trim() !== "")
      .map(({ key: _, ...followUp }) => ({ ...followUp, created: false }));
    const created = base.follow_ups.filter((followUp) => followUp.created);
    const saved = await actions.save(base, { follow_ups: [...created, ...wanted] });
    setSaving(false);
    if (saved.ok) onClose();
    else setFailed(sentence(saved));
  }

  return (
    <form
      onSubmit={save}
      aria-label="What follows"
      className="mt-1 flex flex-col gap-2 rounded-md border p-2"
    >
      <p className="text-ink-3 text-xs">
        Created when this task is done, with its result. <code>{"{{title}}"}</code> and{" "}
        <code>{"{{ticket_ref}}"}</code> stand for this task’s.
      </p>
      <ul className="flex flex-col gap-2">
        {list.map((each, index) => (
          <FollowUpFields
            key={each.key}
            followUp={each}
            place={index + 1}
            onChange={(change) =>
              setList(list.map((one) => (one.key === each.key ? { ...one, ...change } : one)))
            }
            onRemove={() => setList(list.filter(({ key }) => key !== each.key))}
          />
        ))}
      </ul>
      {failed ? (
        <p role="alert" className="text-danger text-xs">
          {failed}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          variant="ghost"
          disabled={list.length >= 20}
          onClick={() => setList([...list, empty()])}
        >
          <Plus aria-hidden className="size-3.5" />
          Add another
        </Button>
        <span className="ml-auto flex gap-2">
          <Button size="sm" variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="sm" variant="primary" pending={isSaving}>
            Save
          </Button>
        </span>
      </div>
    </form>
  );
}
