"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { TextEditor } from "@/components/editor/text-editor";
import { DraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import type { Conflict, Saved } from "@/components/tasks/change/save-task";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import { Markdown } from "@/components/ui/display/markdown";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { MarkdownField } from "./editable-markdown";
import { uploadPicture } from "./upload-picture";

interface MarkdownEditorProps {
  /** The task as it is now. */
  task: TaskWire;
  /** The task as it was when the user began to write. */
  base: TaskWire;
  field: MarkdownField;
  label: string;
  autoFocus: boolean;
  onClose: () => void;
}

type Failed = Pick<Extract<Saved, { ok: false }>, "message" | "fix" | "conflict">;

/**
 * Keeps what is typed as a draft until it is saved or discarded. When somebody else changed the text, it shows both and
 * lets the user choose.
 */
export function MarkdownEditor({
  task,
  base,
  field,
  label,
  autoFocus,
  onClose,
}: MarkdownEditorProps) {
  const draft = useTextDraft({ object: `task:${base.id}`, field }, base[field] ?? "");
  const { text } = draft;
  // A draft from before may be about a text that is no longer there.
  const isOvertaken = base[field] !== task[field];
  const [from, setFrom] = useState(isOvertaken ? task : base);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(
    isOvertaken ? { message: "", conflict: { by: null, task, fields: [field] } } : null,
  );
  const actions = useTaskActions();

  async function save(on: TaskWire) {
    if (saving) return;
    const value = text.trim() === "" ? null : text;
    if (value === (on[field] ?? null)) return discard();
    setSaving(true);
    setFailed(null);
    const saved = await actions.save(on, { [field]: value });
    setSaving(false);
    if (saved.ok) {
      // What was typed while it was saved is the next change.
      if (draft.current() === text) return discard();
      return setFrom(saved.task);
    }
    setFailed(saved);
    if (saved.conflict) setFrom(saved.conflict.task);
  }

  function discard() {
    draft.drop();
    onClose();
  }

  function discardAndBringBack() {
    discard();
    return () => draft.set(text);
  }

  return (
    <div className="flex flex-col gap-2">
      <TextEditor
        label={label}
        autoFocus={autoFocus}
        mentions
        upload={(file) => uploadPicture(base.ticket_ref, file)}
        value={text}
        maxLength={50_000}
        onChange={draft.set}
        onSubmit={() => void save(from)}
        onEscape={() => {
          if (!draft.isDraft) onClose();
        }}
        className="min-h-32"
      />
      {failed?.conflict ? (
        <EditConflict conflict={failed.conflict} field={field} onTakeTheirs={discard} />
      ) : failed ? (
        <p role="alert" className="text-danger text-xs">
          {messageOf(failed)}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" size="sm" pending={saving} onClick={() => void save(from)}>
          {failed?.conflict ? "Overwrite with mine" : "Save"}
        </Button>
        {draft.isDraft ? (
          <DraftMark at={draft.at} onDiscard={discardAndBringBack} />
        ) : (
          <Button variant="ghost" size="sm" onClick={onClose}>
            Cancel
          </Button>
        )}
        <span className="ml-auto text-2xs text-ink-3 pointer-coarse:hidden">
          Markdown · <Keys keys="mod+enter" /> saves
        </span>
      </div>
    </div>
  );
}

interface EditConflictProps {
  conflict: Conflict;
  field: MarkdownField;
  onTakeTheirs: () => void;
}

/** Somebody else saved the same text first: shows who, and the current text. */
export function EditConflict({ conflict, field, onTakeTheirs }: EditConflictProps) {
  const theirs = conflict.task[field];
  return (
    <div role="alert" className="rounded-md border border-warning/40 bg-warning/5 p-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
        {conflict.by ?? "Somebody"} changed this while you were writing. Yours is not saved yet.
      </p>
      <div className="mt-2 max-h-48 overflow-y-auto rounded-sm border bg-panel p-2">
        {theirs ? <Markdown>{theirs}</Markdown> : <p className="text-ink-3">It is empty now.</p>}
      </div>
      <Button size="sm" className="mt-2" onClick={onTakeTheirs}>
        Take theirs
      </Button>
    </div>
  );
}
