"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import { Input } from "./input";
import { useInlineEdit, useInlineLine } from "./use-inline-edit";

type InlineTextProps = {
  label: string;
  value: string;
  /** The meaning of an empty value. */
  placeholder?: string;
  type?: "text" | "number";
  inputMode?: "decimal";
  mono?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  /** Whether the value was accepted; if not, the field stays open. */
  onSave: (value: string) => Promise<boolean>;
};

/** A value that becomes a field when pressed. Enter or blur saves, Escape cancels. */
export function InlineText({
  label,
  value,
  placeholder,
  type = "text",
  inputMode,
  mono,
  readOnly,
  maxLength,
  onSave,
}: InlineTextProps) {
  const [typed, setTyped] = useState("");
  const edit = useInlineEdit<string>();
  const line = useInlineLine(edit, {
    save(text) {
      const next = text.trim();
      return next === value || onSave(next);
    },
  });
  const words = value || placeholder;
  const look = cn("truncate", mono && value && "font-mono text-xs", !value && "text-ink-3");

  if (readOnly) return <span className={cn("block", look)}>{words}</span>;

  if (edit.edited === null) {
    return (
      <button
        ref={edit.opener}
        type="button"
        aria-label={`${label}: ${words}. Edit`}
        onClick={() => {
          setTyped(value);
          edit.open(value);
        }}
        className="group -mx-2.5 flex h-8 w-[calc(100%+1.25rem)] max-w-sm items-center gap-2 rounded-md px-2.5 text-left hover:bg-hover pointer-coarse:h-11"
      >
        <span className={cn("min-w-0", look)}>{words}</span>
        <Pencil
          aria-hidden
          className="size-3 shrink-0 text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 pointer-coarse:opacity-100"
        />
      </button>
    );
  }
  return (
    <span {...edit.frame} className="-mx-2.5 flex max-w-sm items-center gap-2">
      <Input
        autoFocus
        aria-label={label}
        type={type}
        inputMode={inputMode}
        value={typed}
        maxLength={maxLength}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        {...line.field}
        className={mono ? "font-mono text-xs" : undefined}
      />
      {line.isSaving ? <Spinner label="Saving" /> : null}
    </span>
  );
}
