"use client";

import { Search } from "lucide-react";
import { runCommand } from "@/components/shell/keys/command-registry";
import { Keys } from "@/components/ui/display/keys";

/** Opens the palette: a field to look at on a desktop, an icon on a phone. */
export function SearchButton() {
  return (
    <button
      type="button"
      onClick={() => runCommand("palette.open")}
      className="flex h-8 items-center gap-2 rounded-md text-ink-3 text-sm hover:text-ink max-sm:w-10 max-sm:justify-center sm:w-56 sm:border sm:border-line-strong sm:bg-panel sm:pr-1.5 sm:pl-2.5 sm:hover:border-line-control pointer-coarse:h-10"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 text-left max-sm:sr-only">
        Find…<span className="sr-only"> a task or an action</span>
      </span>
      <span className="max-sm:hidden pointer-coarse:hidden">
        <Keys keys="mod+k" />
      </span>
    </button>
  );
}
