"use client";

import { Play, Plus, Save } from "lucide-react";
import { type RefObject, useEffect, useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import type { CodeStore } from "./code/code-store";

interface EditorCommands {
  code: CodeStore;
  root: RefObject<HTMLElement | null>;
  canWrite: boolean;
  onSave: () => void;
  onRun: (() => void) | null;
  onAdding: () => void;
}

/** The keys of the editor as a whole, and undo and redo wherever in it one is. */
export function useEditorCommands({
  code,
  root,
  canWrite,
  onSave,
  onRun,
  onAdding,
}: EditorCommands) {
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "workflow.add-stage",
        label: "Add stage",
        group: "Workflow",
        keys: "n",
        icon: Plus,
        enabled: canWrite,
        run: onAdding,
      },
      {
        id: "workflow.save",
        label: "Save as a new version",
        group: "Workflow",
        keys: "mod+s",
        icon: Save,
        enabled: canWrite,
        run: onSave,
      },
      {
        id: "workflow.run",
        label: "Run workflow",
        group: "Workflow",
        keys: "mod+enter",
        icon: Play,
        enabled: canWrite && onRun !== null,
        run: () => onRun?.(),
      },
    ],
    [canWrite, onAdding, onSave, onRun],
  );
  useCommands(commands);

  useEffect(() => {
    if (!canWrite) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key, metaKey, ctrlKey, shiftKey, altKey } = event;
      if (event.defaultPrevented || altKey || !(metaKey || ctrlKey)) return;
      const isHere =
        target === document.body || (target instanceof Node && root.current?.contains(target));
      // The code has the same history, and keeps its own caret.
      if (!isHere || (target instanceof Node && code.view.dom.contains(target))) return;
      const letter = key.toLowerCase();
      const isRedo = (letter === "z" && shiftKey) || (letter === "y" && !shiftKey);
      if (!isRedo && letter !== "z") return;
      event.preventDefault();
      // What is being typed in a field is a step as well.
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        target.blur();
        target.focus();
      }
      if (isRedo) code.redo();
      else code.undo();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [canWrite, code, root]);
}
