"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field";
import { controlClass } from "./input";

type TagsInputProps = {
  /** Its accessible name when it is not inside a Field. */
  label?: string;
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

/** Words added with Enter or a comma, and removed with their button or Backspace. */
export function TagsInput({
  label,
  value,
  onValueChange,
  placeholder,
  disabled,
  className,
}: TagsInputProps) {
  const [draft, setDraft] = useState("");
  const field = useFieldControl();

  function add(text: string) {
    const words = text
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean);
    setDraft("");
    const next = [...new Set([...value, ...words])];
    if (next.length !== value.length) onValueChange(next);
  }

  return (
    <div
      className={cn(
        controlClass,
        "flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 has-[input:focus-visible]:border-focus has-[input:focus-visible]:outline-1 has-[input:focus-visible]:outline-focus pointer-coarse:min-h-11",
        className,
      )}
    >
      {value.map((word) => (
        <span
          key={word}
          className="inline-flex h-5.5 items-center rounded-sm bg-hover pl-1.5 text-ink-2 text-xs"
        >
          {word}
          <button
            type="button"
            disabled={disabled}
            aria-label={`Remove ${word}`}
            onClick={() => onValueChange(value.filter((other) => other !== word))}
            className="relative flex h-full items-center px-1 text-ink-3 after:-inset-1 after:absolute hover:text-ink"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...field}
        aria-label={label}
        value={draft}
        disabled={disabled}
        placeholder={value.length === 0 ? placeholder : undefined}
        onChange={(event) =>
          event.target.value.includes(",") ? add(event.target.value) : setDraft(event.target.value)
        }
        onBlur={() => draft.trim() && add(draft)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && draft.trim()) {
            event.preventDefault();
            add(draft);
          }
          if (event.key === "Backspace" && draft === "" && value.length > 0)
            onValueChange(value.slice(0, -1));
        }}
        className="h-6 min-w-12 flex-1 bg-transparent px-1 outline-none"
      />
    </div>
  );
}
