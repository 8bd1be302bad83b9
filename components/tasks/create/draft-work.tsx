"use client";

import { Columns3, ListChecks, Terminal, X } from "lucide-react";
import { useState } from "react";
import { CommandField } from "@/components/forms/command-field";
import { ChecksDialog } from "@/components/tasks/checks/checks-dialog";
import { AgentsList } from "@/components/tasks/fields/agents-list";
import { Picker } from "@/components/tasks/fields/picker";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { toggled } from "@/components/ui/toggled";
import type { Check } from "@/lib/runs/evidence/schema";
import type { Draft } from "./draft";

interface DraftWorkProps {
  draft: Draft;
  /** A child is done once: best of n makes a group of its own. */
  isChild: boolean;
  problems: Partial<Record<string, string>>;
  onChange: (change: Partial<Draft>) => void;
}

const chip = "border border-line-strong";

/** How a new task is done: by one or several agents, or by a command, and what its work has to pass. */
export function DraftWork({ draft, isChild, problems, onChange }: DraftWorkProps) {
  const [isCommand, setCommand] = useState(draft.command !== "");
  const [editing, setEditing] = useState(false);
  const { agents, checks, command } = draft;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {isChild || isCommand ? null : (
          <Picker
            label="Several agents"
            prefix={agents.length > 0 ? "Several agents: " : ""}
            className={chip}
            content={() => (
              <AgentsList
                label="Several agents"
                value={agents}
                onToggle={(agent) => onChange({ agents: toggled(agents, agent) })}
              />
            )}
          >
            <span className="inline-flex min-w-0 items-center gap-1.5">
              <Columns3 aria-hidden className="size-3.5 text-ink-3" />
              <span className={agents.length > 0 ? "truncate" : "text-ink-2"}>
                {agents.length > 0 ? agents.join(", ") : "Best of several agents"}
              </span>
            </span>
          </Picker>
        )}
        <Button
          variant="ghost"
          aria-haspopup="dialog"
          className={`${chip} min-w-0 shrink px-2 font-normal`}
          onClick={() => setEditing(true)}
        >
          <ListChecks aria-hidden className="size-3.5 text-ink-3" />
          <span className="truncate">{checksInWords(checks)}</span>
        </Button>
        {isCommand || agents.length > 0 ? null : (
          <Button
            variant="ghost"
            className={`${chip} px-2 font-normal`}
            onClick={() => setCommand(true)}
          >
            <Terminal aria-hidden className="size-3.5 text-ink-3" />
            Run a command
          </Button>
        )}
      </div>
      {problems.agents ? (
        <p role="alert" className="text-danger text-xs">
          The agents: {problems.agents}
        </p>
      ) : agents.length > 0 ? (
        <p className="text-ink-3 text-xs">
          {agents.length === 1
            ? "Choose at least one more."
            : "Each does it on its own. You compare what they hand in and pick one."}
        </p>
      ) : null}
      {isCommand ? (
        <div className="flex items-start gap-1">
          <CommandField
            value={command}
            hint="A worker started with --commands runs it, as its own user and without an agent. Several lines are a script."
            error={problems.command}
            onChange={(event) => onChange({ command: event.target.value })}
          />
          <IconButton
            label="No command"
            onClick={() => {
              setCommand(false);
              onChange({ command: "" });
            }}
          >
            <X className="size-4" />
          </IconButton>
        </div>
      ) : null}
      {editing ? (
        <ChecksDialog
          of="the new task"
          checks={checks}
          mayInherit
          draft={{ object: "new", field: "checks" }}
          send={async (next) => {
            onChange({ checks: next });
            return { ok: true, data: next };
          }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </div>
  );
}

function checksInWords(checks: Check[] | null): string {
  if (checks === null) return "Checks of the project";
  if (checks.length === 0) return "No checks";
  return checks.map(({ name }) => name).join(", ");
}
