"use client";

import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { useAvailableCommands } from "@/components/shell/keys/command-registry";
import { useTaskSearch } from "@/components/sync/data/use-task-search";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import { scrimClass } from "@/components/ui/overlays/menu-class";
import { leaveFocusElsewhere } from "@/components/ui/overlays/return-focus";
import { PaletteActions } from "./palette-actions";
import { scorePaletteItem, TASK_ITEM } from "./palette-score";
import { PaletteTasks } from "./palette-tasks";

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Every action that can be done now, and every task. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  // Opened again while it still fades out, it begins anew all the same.
  const [shown, setShown] = useState({ open, times: 0 });
  if (shown.open !== open) setShown({ open, times: shown.times + (open ? 1 : 0) });
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={leaveFocusElsewhere}
          className={cn(
            "fixed inset-x-0 top-0 z-50 overflow-hidden border-line-strong bg-raised text-ink shadow-overlay outline-none",
            "max-sm:border-b sm:-translate-x-1/2 sm:top-[14dvh] sm:left-1/2 sm:w-[36rem] sm:rounded-xl sm:border",
            "data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
          )}
        >
          <Radix.Title className="sr-only">Command palette</Radix.Title>
          <PaletteBody key={shown.times} close={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteBody({ close }: { close: () => void }) {
  const router = useRouter();
  const commands = useAvailableCommands();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState("");
  const { search, ask } = useTaskSearch();
  const { state, hits } = search;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  // An answer that comes where no action fits is what Enter chooses; cmdk by itself chooses nothing then.
  const [first] = hits;
  useEffect(() => {
    if (first) setChosen((current) => current || `${TASK_ITEM}${first.ref}`);
  }, [first]);

  function type(next: string) {
    setQuery(next);
    ask(next);
  }

  function choose(run: () => void) {
    close();
    // After the palette has given the focus back, so that what opens next can take it.
    requestAnimationFrame(run);
  }

  return (
    <Cmdk
      label="Command palette"
      loop
      value={chosen}
      onValueChange={setChosen}
      filter={scorePaletteItem}
      className="flex max-h-[70dvh] flex-col"
    >
      <div className="flex h-12 shrink-0 items-center gap-3 border-b px-4 focus-within:border-line-strong">
        {state === "searching" ? (
          <Spinner label="Searching" />
        ) : (
          <Search aria-hidden className="size-4 text-ink-3" />
        )}
        <Cmdk.Input
          ref={input}
          value={query}
          onValueChange={type}
          placeholder="Find a task or an action"
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none pointer-coarse:text-lg"
        />
        <Radix.Close className="rounded-sm px-1 py-1 text-ink-3 text-xs hover:text-ink sm:hidden">
          Cancel
        </Radix.Close>
      </div>
      <Cmdk.List className="min-h-0 overflow-y-auto overscroll-contain p-1.5">
        <Cmdk.Empty className="px-3 py-8 text-center text-ink-3 text-sm">
          {state === "searching" ? "Searching…" : null}
          {state === "failed" ? "No action matches." : null}
          {state === "idle" || state === "found" ? `Nothing matches “${query}”.` : null}
        </Cmdk.Empty>
        {search.state === "failed" ? (
          <p role="alert" className="px-3 py-2 text-danger text-xs">
            Tasks could not be searched: {search.reason}. Actions still work.
          </p>
        ) : null}
        <PaletteActions commands={commands} onChoose={(command) => choose(command.run)} />
        <PaletteTasks hits={hits} onChoose={(hit) => choose(() => router.push(hit.href))} />
      </Cmdk.List>
    </Cmdk>
  );
}
