"use client";

import { Command as Cmdk } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Count } from "@/components/ui/display/figure";
import { fittingChoices } from "./choices";
import type { PickerListProps } from "./picker";

const rowClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover data-[disabled=true]:text-ink-3 pointer-coarse:min-h-11 [&_svg]:shrink-0";

/** The list of `PickerList`. */
export function PickerListRendered({
  label,
  placeholder,
  items,
  picked,
  onPick,
  onTyped,
  hasMore = false,
  create,
  notice,
}: PickerListProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const word = typed.trim();
  const { drawn, more } = fittingChoices(items, typed);
  const known = items.some((item) => item.label.toLowerCase() === word.toLowerCase());
  const fresh = word && !known ? (create?.(word) ?? null) : null;
  const choices = drawn.filter(({ disabled }) => disabled === undefined).map(({ value }) => value);
  if (fresh) choices.push(`new:${word}`);
  // Items may come and go while one types. What Enter would choose is always one that is there.
  const current = choices.find((value) => value.trim() === chosen) ?? choices[0] ?? "";
  return (
    <Cmdk
      label={label}
      loop
      value={current}
      onValueChange={setChosen}
      shouldFilter={false}
      className="flex max-h-80 flex-col"
    >
      <Cmdk.Input
        value={typed}
        onValueChange={(next) => {
          setTyped(next);
          onTyped?.(next);
        }}
        autoFocus
        placeholder={placeholder}
        className="h-9 shrink-0 border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11 pointer-coarse:text-lg"
      />
      <Cmdk.List className="min-h-0 overflow-y-auto overscroll-contain p-1">
        {notice ?? (
          <Cmdk.Empty className="px-3 py-4 text-center text-ink-3 text-xs">
            Nothing matches.
          </Cmdk.Empty>
        )}
        {drawn.map((item) => (
          <Cmdk.Item
            key={item.value}
            value={item.value}
            disabled={item.disabled !== undefined}
            onSelect={() => onPick(item.value)}
            className={rowClass}
          >
            {item.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{item.label}</span>
              {item.disabled ? (
                <span className="block text-2xs text-ink-3">{item.disabled}</span>
              ) : null}
            </span>
            {item.hint ? <span className="shrink-0 text-ink-3 text-xs">{item.hint}</span> : null}
            <Check
              role={picked.includes(item.value) ? "img" : undefined}
              aria-label={picked.includes(item.value) ? "Chosen" : undefined}
              className={cn("size-3.5", !picked.includes(item.value) && "invisible")}
            />
          </Cmdk.Item>
        ))}
        {fresh ? (
          <Cmdk.Item
            key="new"
            value={`new:${word}`}
            onSelect={() => {
              onPick(word);
              setTyped("");
              onTyped?.("");
            }}
            className={rowClass}
          >
            <Plus aria-hidden className="size-3.5 text-ink-3" />
            {fresh}
          </Cmdk.Item>
        ) : null}
        {hasMore && word === "" ? (
          <p className="px-2 py-2 text-ink-3 text-xs">Type to find others.</p>
        ) : more > 0 ? (
          <p className="px-2 py-2 text-ink-3 text-xs">
            <Count value={more} /> more: type to find them.
          </p>
        ) : null}
      </Cmdk.List>
    </Cmdk>
  );
}
