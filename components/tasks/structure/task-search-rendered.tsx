"use client";

import { Command as Cmdk } from "cmdk";
import { useTaskSearch } from "@/components/sync/data/use-task-search";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { TaskSearchProps } from "./task-search";

/** The field and the list of `TaskSearch`. */
export function TaskSearchRendered({ without, onPick }: TaskSearchProps) {
  const { search, ask } = useTaskSearch();
  const found = search.hits.filter(({ id }) => id !== without).slice(0, 8);
  return (
    <Cmdk label="Find a task" shouldFilter={false} loop>
      <Cmdk.Input
        autoFocus
        onValueChange={ask}
        placeholder="Find a task by words or reference"
        className="h-8 w-full rounded-md border border-line-control bg-panel px-2.5 text-sm pointer-coarse:h-11 pointer-coarse:text-lg"
      />
      <Cmdk.List className="max-h-56 overflow-y-auto" aria-live="polite">
        {search.state === "found" && found.length === 0 ? (
          <p className="px-2 py-2 text-ink-3 text-xs">No task matches.</p>
        ) : null}
        {search.state === "failed" ? (
          <p role="alert" className="px-2 py-2 text-danger text-xs">
            {search.reason}. Type on to try again.
          </p>
        ) : null}
        {found.map((hit) => (
          <Cmdk.Item
            key={hit.id}
            value={hit.ref}
            onSelect={() => onPick(hit)}
            className="mt-0.5 flex h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm data-[selected=true]:bg-hover pointer-coarse:h-11"
          >
            <StatusIcon status={hit.status} labelled />
            <span className="shrink-0 font-mono text-ink-3 text-xs">{hit.ref}</span>
            <span className="truncate">{hit.title}</span>
          </Cmdk.Item>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}
