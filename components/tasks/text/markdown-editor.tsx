"use client";

import { useState } from "react";
import { EditConflict } from "@/components/tasks/change/edit-conflict";
import type { Saved } from "@/components/tasks/change/save-task";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { Button } from "@/components/ui/controls/button";
import { Textarea } from "@/components/ui/controls/textarea";
import { Keys } from "@/components/ui/display/keys";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { MarkdownField } from "./editable-markdown";

interface MarkdownEditorProps {
  /** The task as it was when the user started editing. */
  base: TaskWire;
  field: MarkdownField;
  label: string;
  onClose: () => void;
}

/** Keeps the draft until it is saved or discarded; on a conflict it shows both texts and lets the user choose. */
export function MarkdownEditor({ base, field, label, onClose }: MarkdownEditorProps) {
  const [text, setText] = useState(base[field] ?? "");
  const [from, setFrom] = useState(base);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<Extract<Saved, { ok: false }> | null>(null);
  const actions = useTaskActions();

  async function save(on: TaskWire) {
    if (saving) return;
    const value = text.trim() === "" ? null : text;
    if (value === (on[field] ?? null)) return onClose();
    setSaving(true);
    setFailed(null);
    const saved = await actions.save(on, { [field]: value });
    setSaving(false);
    if (saved.ok) return onClose();
    setFailed(saved);
    if (saved.conflict) setFrom(saved.conflict.task);
  }

  return (
    <div className="flex flex-col gap-2">
      <Textarea
        aria-label={label}
        autoFocus
        value={text}
        rows={6}
        maxLength={50_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void save(from);
          }
          if (event.key === "Escape") {
            event.stopPropagation();
            if (text === (base[field] ?? "")) onClose();
          }
        }}
        className="font-mono text-xs leading-5"
      />
      {failed?.conflict ? (
        <EditConflict conflict={failed.conflict} field={field} onTakeTheirs={onClose} />
      ) : failed ? (
        <p role="alert" className="text-danger text-xs">
          {failed.message}. {failed.fix}
        </p>
      ) : null}
      <div className="flex items-center gap-2">
        <Button variant="primary" size="sm" pending={saving} onClick={() => void save(from)}>
          {failed?.conflict ? "Overwrite with mine" : "Save"}
        </Button>
        <Button variant="ghost" size="sm" onClick={onClose}>
          Cancel
        </Button>
        <span className="ml-auto text-2xs text-ink-3 pointer-coarse:hidden">
          Markdown · <Keys keys="mod+enter" /> saves
        </span>
      </div>
    </div>
  );
}
