"use client";

import { SelectOne } from "@/components/ui/controls/select";
import type { RequestWire } from "@/lib/requests/shapes";
import type { Remember } from "./answer";

const TERMS = [
  { value: "1", label: "for a day" },
  { value: "7", label: "for a week" },
  { value: "30", label: "for 30 days" },
  { value: "0", label: "until revoked" },
] as const;

interface RememberFieldsProps {
  request: RequestWire;
  value: Remember;
  onChange: (value: Remember) => void;
}

/** Asks whether the next request for this tool gets the same answer without a person. */
export function RememberFields({ request, value, onChange }: RememberFieldsProps) {
  const { agent, project_name, tool } = request;
  const scopes = [
    { value: "once", label: "Ask again" },
    { value: "agent", label: `The same for ${agent}` },
    { value: "project", label: "The same for every agent" },
  ] as const;
  const select = "w-auto max-sm:w-full";
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 text-ink-2 text-sm">
      <span className="min-w-0">
        Next time <code className="wrap-anywhere font-mono text-ink text-xs">{tool}</code> is asked
        for in {project_name}:
      </span>
      <span className="flex min-w-0 flex-wrap gap-1.5 max-sm:w-full">
        <SelectOne
          label="The next time"
          value={value.scope}
          options={scopes}
          onValueChange={(scope) => onChange({ ...value, scope })}
          className={select}
        />
        {value.scope === "once" ? null : (
          <SelectOne
            label="For how long"
            value={String(value.days)}
            options={TERMS.map(({ value: days, label }) => ({ value: days as string, label }))}
            onValueChange={(days) => onChange({ ...value, days: Number(days) })}
            className={select}
          />
        )}
      </span>
    </div>
  );
}
