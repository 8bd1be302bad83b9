"use client";

import { Search } from "lucide-react";
import { type RefObject, useRef } from "react";
import { Input } from "@/components/ui/controls/input";

interface InboxSearchProps {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (q: string) => void;
}

const DEBOUNCE_MS = 200;

/** Searches while the user types; Escape clears the search. */
export function InboxSearch({ ref, value, onChange }: InboxSearchProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function later(q: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(q), DEBOUNCE_MS);
  }

  return (
    <div className="relative w-44 shrink-0 focus-within:w-60 sm:w-52">
      <Search
        aria-hidden
        className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <Input
        // Cleared from outside: remount the field.
        key={value === "" ? "empty" : "filled"}
        ref={ref}
        type="search"
        aria-label="Search the inbox"
        placeholder="Search"
        defaultValue={value}
        onChange={(event) => later(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.currentTarget.blur();
        }}
        className="pl-8"
      />
    </div>
  );
}
