"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { DraftMark } from "@/components/forms/drafts/draft-mark";
import { messageOf } from "@/components/forms/refusal";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import type { FollowUp } from "@/lib/tasks/change/follow-ups";
import type { TaskWire } from "@/lib/tasks/shapes";
import { FollowUpFields } from "./follow-up-fields";
import { useFollowUpsDraft } from "./follow-ups-draft";

/** A follow-up while it is edited, with a React key. */
type Keyed = FollowUp & { key: number };

let keys = 0;
const keyed = (followUp: FollowUp): Keyed => ({ ...followUp, key: keys++ });
const empty = (): Keyed => keyed({ title: "", assigned_to: null });

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What `FollowUpsEditor` fetches. */
export function FollowUpsEditorRendered({
  task,
  onClose,
}: {
  task: TaskWire;
  onClose: () => void;
}) {
  const draft = useFollowUpsDraft(task);
  // The task as the user first saw it: a concurrent change is reported, not overwritten.
  const [base] = useState(task);
  const [list, setShown] = useState(() => {
    const pending = draft.value ?? base.follow_ups.filter(({ created }) => !created);
    return pending.length > 0 ? pending.map(keyed) : [empty()];
  });
  const isOvertaken = draft.value !== null && !isSame(draft.base, task.follow_ups);
  const [failed, setFailed] = useState<string | null>(
    isOvertaken
      ? "What follows was changed since this draft was written. Saving replaces it."
      : null,
  );
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
    if (!saved.ok) return setFailed(messageOf(saved));
    draft.drop();
    onClose();
  }

  function setList(next: Keyed[]) {
    setShown(next);
    draft.write(
      next.map(({ key: _, ...followUp }) => followUp),
      draft.value === null ? base.follow_ups : draft.base,
    );
  }

  function discard() {
    const { value, base: from } = draft;
    draft.drop();
    onClose();
    return () => {
      if (value) draft.write(value, from);
    };
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
          {draft.value === null ? (
            <Button size="sm" variant="ghost" onClick={onClose}>
              Cancel
            </Button>
          ) : (
            <DraftMark at={draft.at} onDiscard={discard} />
          )}
          <Button type="submit" size="sm" variant="primary" pending={isSaving}>
            Save
          </Button>
        </span>
      </div>
    </form>
  );
}
