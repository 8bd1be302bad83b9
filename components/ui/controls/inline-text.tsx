"use client";

import { Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import { Input } from "./input";

type InlineTextProps = {
  label: string;
  value: string;
  /** The meaning of an empty value. */
  placeholder?: string;
  type?: "text" | "number";
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
  mono,
  readOnly,
  maxLength,
  onSave,
}: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** The field closed while it had the focus, which goes back to the button. */
  const closed = useRef(false);
  const words = value || placeholder;
  const look = cn("truncate", mono && value && "font-mono text-xs", !value && "text-ink-3");

  useEffect(() => {
    if (draft !== null || !closed.current) return;
    closed.current = false;
    button.current?.focus();
  }, [draft]);

  if (readOnly) return <span className={cn("block", look)}>{words}</span>;

  function close() {
    closed.current = document.activeElement === field.current;
    setDraft(null);
  }

  async function save(next: string) {
    const text = next.trim();
    if (pending) return;
    if (text === value) return close();
    setPending(true);
    const taken = await onSave(text);
    setPending(false);
    if (taken) close();
  }

  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={`${label}: ${words}. Edit`}
        onClick={() => setDraft(value)}
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
    <span data-escape="own" className="-mx-2.5 flex max-w-sm items-center gap-2">
      <Input
        ref={field}
        autoFocus
        aria-label={label}
        type={type}
        value={draft}
        maxLength={maxLength}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => void save(draft)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            void save(draft);
          }
          if (event.key === "Escape") close();
        }}
        className={mono ? "font-mono text-xs" : undefined}
      />
      {pending ? <Spinner label="Saving" /> : null}
    </span>
  );
}
