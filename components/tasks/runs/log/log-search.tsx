"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import type { Ref } from "react";
import { useFormat } from "@/components/format/format-provider";
import { IconButton } from "@/components/ui/controls/icon-button";
import { SearchField } from "@/components/ui/controls/search-field";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import type { Found } from "./find-lines";

interface LogSearchProps {
  ref: Ref<HTMLInputElement>;
  found: Found;
  /** The place of the current match; -1 before the first step. */
  current: number;
  onSearch: (words: string) => void;
  onStep: (step: 1 | -1) => void;
  /** Leads back into the log. */
  onLeave: () => void;
}

/** Finds words in the whole log, also where it is not rendered: how many there are, and the way through them. */
export function LogSearch({ ref, found, current, onSearch, onStep, onLeave }: LogSearchProps) {
  const format = useFormat();
  const { words, matches, isCut } = found;
  const count = `${format.number(matches.length)}${isCut ? "+" : ""}`;
  const place =
    words === ""
      ? ""
      : matches.length === 0
        ? "Not found"
        : current === -1
          ? count
          : `${format.number(current + 1)} of ${count}`;
  useAnnounced(words === "" ? null : matches.length === 0 ? "Not found" : `${place} found`);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1 max-md:basis-full">
      <SearchField
        ref={ref}
        label="Search in the log"
        value={words}
        onSearch={onSearch}
        onLeave={onLeave}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || matches.length === 0) return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
        className="min-w-0 flex-1 md:max-w-72"
        inputClassName="pr-24"
      >
        <span
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 text-ink-3 text-xs tabular-nums"
        >
          {place}
        </span>
      </SearchField>
      <IconButton
        label="Previous match"
        keys="shift+enter"
        size="icon-sm"
        disabled={matches.length === 0}
        onClick={() => onStep(-1)}
      >
        <ChevronUp className="size-4" />
      </IconButton>
      <IconButton
        label="Next match"
        keys="enter"
        size="icon-sm"
        disabled={matches.length === 0}
        onClick={() => onStep(1)}
      >
        <ChevronDown className="size-4" />
      </IconButton>
    </div>
  );
}
