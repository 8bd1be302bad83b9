"use client";

import { useState } from "react";
import { useAgents } from "@/components/sync/data/use-agents";
import { cn } from "@/components/ui/cn";
import { SearchField } from "@/components/ui/controls/search-field";
import { PresenceDot } from "@/components/ui/display/presence-dot";

/** More agents than this are searched. */
const SHOWN = 12;

interface AgentChipsProps {
  chosen: readonly string[];
  onChange: (agents: string[]) => void;
}

/** The agents that can be asked: one, or several to compare their answers. */
export function AgentChips({ chosen, onChange }: AgentChipsProps) {
  const { data: agents = [] } = useAgents();
  const [words, setWords] = useState("");
  const needle = words.trim().toLowerCase();
  const found = agents.filter(({ name, role }) => `${name} ${role}`.toLowerCase().includes(needle));
  // Those that are chosen stay in view, whatever is searched for.
  const shown = [
    ...agents.filter(({ name }) => chosen.includes(name)),
    ...found.filter(({ name }) => !chosen.includes(name)).slice(0, SHOWN),
  ];
  const hidden = found.length - shown.filter(({ name }) => !chosen.includes(name)).length;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1.5">
      <legend className="mb-1.5 font-medium text-xs">Agents</legend>
      {agents.length > SHOWN ? (
        <SearchField
          label="Find an agent"
          placeholder="Find an agent"
          value={words}
          onSearch={setWords}
          onType={setWords}
          className="w-40"
        />
      ) : null}
      {shown.map(({ name, status }) => {
        const isChosen = chosen.includes(name);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isChosen}
            onClick={() =>
              onChange(isChosen ? chosen.filter((one) => one !== name) : [...chosen, name])
            }
            className={cn(
              "inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-sm pointer-coarse:h-9",
              isChosen
                ? "border-accent bg-selected font-medium"
                : "border-line-strong text-ink-2 hover:bg-hover",
            )}
          >
            <PresenceDot presence={status} dotOnly />
            <span className="truncate">{name}</span>
          </button>
        );
      })}
      {agents.length > SHOWN && hidden > 0 ? (
        <span className="text-ink-3 text-xs">{hidden} more</span>
      ) : null}
    </fieldset>
  );
}
