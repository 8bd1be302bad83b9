"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect, useId } from "react";
import { createStore, useStore } from "@/components/ui/create-store";

export type Command = {
  /** Stable and unique: `task.create`. A later registration of the same id wins. */
  id: string;
  label: string;
  /** The heading it stands under in the palette and the key map. */
  group: string;
  /** `"c"`, `"g i"`, `"mod+k"`, `"shift+enter"`; several for one action. */
  keys?: string | readonly string[];
  icon?: LucideIcon;
  /** More words that find it. */
  keywords?: readonly string[];
  /** False for keys that mean nothing in a list, such as `j` and `k`. */
  inPalette?: boolean;
  /** True for keys that act again and again while they are held, such as `j` and `k`. */
  repeats?: boolean;
  /** False while it cannot be done; it is then neither listed nor run. */
  enabled?: boolean;
  run: () => void;
};

const owners = new Map<string, readonly Command[]>();
/** Those that every screen has: where a screen uses one of their keys, the screen's own command has it. */
const everywhere = new Set<string>();
const NONE: readonly Command[] = [];
const available = createStore(NONE);

function publish() {
  const byId = new Map<string, Command>();
  const ordered = [...owners].sort(
    ([a], [b]) => Number(everywhere.has(b)) - Number(everywhere.has(a)),
  );
  for (const [, commands] of ordered) {
    for (const command of commands) {
      byId.delete(command.id);
      if (command.enabled !== false) byId.set(command.id, command);
    }
  }
  available.set(withoutDoubleKeys([...byId.values()]));
}

/** A key that several have is the last one's, and the key map says so. */
function withoutDoubleKeys(commands: readonly Command[]): readonly Command[] {
  const taken = new Set<string>();
  return commands
    .toReversed()
    .map((command) => {
      const own = keysOf(command).filter((keys) => !taken.has(keys));
      for (const keys of own) taken.add(keys);
      return { ...command, keys: own };
    })
    .toReversed();
}

/** Offers commands while the calling component is mounted: in the palette, in the key map and on their keys. */
export function useCommands(
  commands: readonly Command[],
  scope: "screen" | "everywhere" = "screen",
) {
  const owner = useId();
  useEffect(() => {
    owners.set(owner, commands);
    if (scope === "everywhere") everywhere.add(owner);
    publish();
  }, [owner, commands, scope]);
  useEffect(
    () => () => {
      owners.delete(owner);
      everywhere.delete(owner);
      publish();
    },
    [owner],
  );
}

/** What can be done now, for whoever lists it. */
export function useAvailableCommands(): readonly Command[] {
  return useStore(available, (commands) => commands, NONE);
}

export function availableCommands(): readonly Command[] {
  return available.get();
}

/** Runs a command from a button, so that button, key and palette are one action. */
export function runCommand(id: string) {
  available
    .get()
    .find((command) => command.id === id)
    ?.run();
}

export function keysOf(command: Command): readonly string[] {
  if (!command.keys) return [];
  return typeof command.keys === "string" ? [command.keys] : command.keys;
}
