"use client";

import { stringify } from "yaml";
import type { FieldChange } from "./compare-definitions";
import { TextDifference } from "./text-difference";

/** Fields with their values before and after: short ones in a line, long ones line by line. */
export function FieldDifferences({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <dl className="flex flex-col gap-3 bg-canvas px-4 py-3 max-md:px-3">
      {fields.map(({ field, before, after }) => (
        <div key={field} className="flex min-w-0 flex-col gap-1 text-xs">
          <dt className="font-medium font-mono">{field}</dt>
          <dd className="min-w-0">
            <Value field={field} before={textOf(before)} after={textOf(after)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field, before, after }: { field: string; before: string; after: string }) {
  if (before.includes("\n") && after.includes("\n"))
    return <TextDifference name={field} a={before} b={after} />;
  return (
    <div className="flex flex-col gap-1 font-mono">
      <Side text={before} tag="del" />
      <Side text={after} tag="ins" />
    </div>
  );
}

/** A value that was there, or is now; nothing where there is none. */
function Side({ text, tag: Tag }: { text: string; tag: "del" | "ins" }) {
  if (text === "") return null;
  const isGone = Tag === "del";
  return (
    <Tag
      className={`flex gap-2 whitespace-pre-wrap break-words rounded-sm px-2 py-1 no-underline ${isGone ? "bg-danger/10" : "bg-success/10"}`}
    >
      <span aria-hidden className={isGone ? "text-danger" : "text-success"}>
        {isGone ? "−" : "+"}
      </span>
      <span className="sr-only">{isGone ? "Before:" : "After:"}</span>
      <span className="min-w-0 flex-1">{text}</span>
    </Tag>
  );
}

/** A value as it is written in YAML; empty where it is not set. */
function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  const isFlat = typeof value !== "object" || JSON.stringify(value).length <= 80;
  return stringify(value, { lineWidth: 0, collectionStyle: isFlat ? "flow" : "any" }).trimEnd();
}
