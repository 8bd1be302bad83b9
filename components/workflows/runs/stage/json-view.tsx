"use client";

import { useState } from "react";
import { CopyButton } from "@/components/ui/controls/copy-button";

/** How many levels are open at first, and how many entries a level shows before it is asked for all. */
const OPEN_LEVELS = 3;
const SHOWN = 100;

/** A value as JSON: what is nested folds, and long texts wrap. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <figure
      aria-label={label}
      className="relative min-w-0 rounded-md border bg-sunken py-2 pr-10 pl-3"
    >
      <div dir="ltr" className="wrap-anywhere font-mono text-xs leading-5">
        <Value value={value} level={0} />
      </div>
      <CopyButton
        value={JSON.stringify(value, null, 2)}
        label={`Copy ${label.toLowerCase()}`}
        className="absolute top-1 right-1 bg-sunken"
      />
    </figure>
  );
}

function Value({ value, level }: { value: unknown; level: number }) {
  if (typeof value === "object" && value !== null) return <Nested value={value} level={level} />;
  if (typeof value === "string")
    return <span className="whitespace-pre-wrap text-success">{JSON.stringify(value)}</span>;
  return <span className="text-accent-ink">{JSON.stringify(value) ?? "null"}</span>;
}

function Nested({ value, level }: { value: object; level: number }) {
  const [isAll, setAll] = useState(false);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [begin, end] = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return <span className="text-ink-3">{begin + end}</span>;
  const shown = isAll ? entries : entries.slice(0, SHOWN);
  const size = isList
    ? `${entries.length} ${entries.length === 1 ? "item" : "items"}`
    : `${entries.length} ${entries.length === 1 ? "field" : "fields"}`;
  return (
    <details open={level < OPEN_LEVELS} className="inline-block w-full align-top">
      <summary className="w-fit rounded-xs text-ink-3 [[open]>&>span]:hidden">
        {begin}{" "}
        <span>
          {size} {end}
        </span>
      </summary>
      <div className="border-l pl-3">
        {shown.map(([name, each]) => (
          <div key={name}>
            {isList ? null : <span className="text-ink-2">{name}: </span>}
            <Value value={each} level={level + 1} />
          </div>
        ))}
        {shown.length < entries.length ? (
          <button
            type="button"
            className="rounded-xs text-accent-ink hover:underline"
            onClick={() => setAll(true)}
          >
            Show all {entries.length}
          </button>
        ) : null}
      </div>
      <span className="text-ink-3">{end}</span>
    </details>
  );
}
