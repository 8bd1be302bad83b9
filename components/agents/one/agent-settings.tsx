"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { updateAgentAction } from "@/app/(app)/agents/actions";
import { dispatchModelOf, modelOf, openclawIdOf } from "@/components/agents/fleet/fleet";
import { isCalled, RUNTIME, RUNTIME_NAMES } from "@/components/agents/runtimes";
import { callAction } from "@/components/forms/call-action";
import { messageOf, problemsOf } from "@/components/forms/refusal";
import { dollarsOf, typedDollars } from "@/components/money/money-field";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useViewer } from "@/components/sync/viewer";
import { InlineText } from "@/components/ui/controls/inline-text";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { Badge } from "@/components/ui/display/badge";
import type { AgentWire } from "@/lib/agents/shapes";

/** A field whose frame appears only on hover or focus, like the values that turn into fields. */
const quietClass =
  "-mx-2.5 w-[calc(100%+1.25rem)] max-w-sm border-transparent hover:border-line-control";

type Change = Parameters<typeof updateAgentAction>[1];
type SettingName =
  | "role"
  | "runtime"
  | "openclawId"
  | "model"
  | "dispatchModel"
  | "max_capacity"
  | "capabilities"
  | (typeof BUDGETS)[number]["name"];

/** In US dollars. */
const BUDGETS = [
  { name: "daily_budget_usd", label: "Daily budget (US$)", span: "on a day (UTC)" },
  { name: "budget_usd", label: "Budget (US$)", span: "in all" },
] as const;

/** The agent's settings; users with the right to do so edit each in place. */
export function AgentSettings({ agent }: { agent: AgentWire }) {
  const { canWrite } = useViewer();
  const client = useQueryClient();
  const [error, setError] = useState<{ setting: SettingName; message: string } | null>(null);

  async function save(setting: SettingName, change: Change): Promise<boolean> {
    setError(null);
    const answer = await callAction(() => updateAgentAction(agent.id, change));
    if (!answer.ok) {
      const message = Object.values(problemsOf(answer))[0] ?? messageOf(answer);
      setError({ setting, message });
      return false;
    }
    client.setQueryData(queryKeys.agent(agent.name), answer.data);
    return true;
  }

  const errorOf = (setting: SettingName) =>
    error?.setting === setting ? error.message : undefined;
  const push = isCalled(agent.runtime);
  // A reviewer without a runtime of its own is called through the installation's.
  const isDispatched = push || agent.role === "reviewer" || dispatchModelOf(agent) !== "";
  return (
    <div className="divide-y divide-line border-y">
      <Setting label="Role" hint="A reviewer may give verdicts." error={errorOf("role")}>
        <InlineText
          label="Role"
          value={agent.role}
          readOnly={!canWrite}
          maxLength={100}
          onSave={(role) => save("role", { role })}
        />
      </Setting>
      <Setting
        label="Runtime"
        hint={`${RUNTIME[agent.runtime].meaning} ${RUNTIME[agent.runtime].needs}`}
        error={errorOf("runtime")}
      >
        {canWrite ? (
          <SelectOne
            label="Runtime"
            value={agent.runtime}
            options={RUNTIME_NAMES.map((value) => ({ value, label: RUNTIME[value].label }))}
            onValueChange={(runtime) => void save("runtime", { runtime })}
            className={quietClass}
          />
        ) : (
          RUNTIME[agent.runtime].label
        )}
      </Setting>
      {agent.runtime === "openclaw" ? (
        <Setting label="Agent of the gateway" hint="Its id there." error={errorOf("openclawId")}>
          <InlineText
            label="Agent of the gateway"
            value={openclawIdOf(agent)}
            placeholder={agent.name}
            mono
            readOnly={!canWrite}
            maxLength={200}
            onSave={(id) => save("openclawId", { config: { openclawId: id || null } })}
          />
        </Setting>
      ) : null}
      <Setting
        label="Model"
        hint={push ? "For tasks that no tier decides." : "What it says it runs on."}
        error={errorOf("model")}
      >
        <InlineText
          label="Model"
          value={modelOf(agent)}
          placeholder="The default"
          mono
          readOnly={!canWrite}
          maxLength={200}
          onSave={(model) => save("model", { config: { model: model || null } })}
        />
      </Setting>
      {isDispatched ? (
        <Setting
          label="Dispatch model"
          hint="Wins over every tier when Baton sends it a task."
          error={errorOf("dispatchModel")}
        >
          <InlineText
            label="Dispatch model"
            value={dispatchModelOf(agent)}
            placeholder="The tier decides"
            mono
            readOnly={!canWrite}
            maxLength={200}
            onSave={(model) => save("dispatchModel", { config: { dispatchModel: model || null } })}
          />
        </Setting>
      ) : null}
      <Setting
        label="Capacity"
        hint="How many tasks it takes at once, 1 to 20."
        error={errorOf("max_capacity")}
      >
        <InlineText
          label="Capacity"
          type="number"
          value={String(agent.max_capacity)}
          readOnly={!canWrite}
          onSave={(capacity) => save("max_capacity", { max_capacity: Number(capacity) })}
        />
      </Setting>
      {BUDGETS.map(({ name, label, span }) => (
        <Setting
          key={name}
          label={label}
          hint={
            push
              ? `What it may spend ${span}; work it has no room for waits.`
              : `What it may spend ${span}. It takes work by itself: this stops only what Baton sends it.`
          }
          error={errorOf(name)}
        >
          <InlineText
            label={label}
            value={typedDollars(agent[name])}
            placeholder="No limit"
            readOnly={!canWrite}
            inputMode="decimal"
            maxLength={20}
            onSave={(typed) => save(name, { [name]: dollarsOf(typed) })}
          />
        </Setting>
      ))}
      <Setting label="Capabilities" hint="What it is good at." error={errorOf("capabilities")}>
        {canWrite ? (
          <TagsInput
            label="Capabilities"
            value={agent.capabilities}
            placeholder="Add one"
            className={quietClass}
            onValueChange={(words) =>
              void save("capabilities", capabilityChange(agent.capabilities, words))
            }
          />
        ) : (
          <span className="flex flex-wrap gap-1">
            {agent.capabilities.length === 0 ? <span className="text-ink-3">None</span> : null}
            {agent.capabilities.map((word) => (
              <Badge key={word}>{word}</Badge>
            ))}
          </span>
        )}
      </Setting>
    </div>
  );
}

/** Only what was added and removed, so that somebody else's words stay. */
function capabilityChange(before: readonly string[], after: readonly string[]): Change {
  return {
    add_capabilities: after.filter((word) => !before.includes(word)),
    remove_capabilities: before.filter((word) => !after.includes(word)),
  };
}

type SettingProps = { label: string; hint: string; error: string | undefined; children: ReactNode };

function Setting({ label, hint, error, children }: SettingProps) {
  return (
    <div className="grid gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[minmax(8rem,16rem)_minmax(0,1fr)] sm:items-center">
      <div>
        <p className="font-medium text-sm">{label}</p>
        <p className="text-ink-3 text-xs">{hint}</p>
      </div>
      <div className="min-w-0">
        {children}
        {error ? (
          <p role="alert" className="mt-1 text-danger text-xs">
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}
