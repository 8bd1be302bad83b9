"use client";

import { Command as Cmdk } from "cmdk";
import { Check, Plus } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { READ_ONLY, useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Count } from "@/components/ui/display/figure";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { fittingChoices } from "./choices";

interface PickerProps {
  /** The property, such as "Priority". It labels the list, and the button before its value. */
  label: string;
  /** The screen reader text before the button's content; by default the label and a colon. */
  prefix?: string;
  /** The button's content: the value in words. */
  children: ReactNode;
  className?: string;
  /** False where viewers may use it too, as in a filter. */
  writes?: boolean;
  /** Renders the list; `close` closes it. */
  content: (close: () => void) => ReactNode;
}

/** A property that opens its choices when pressed. Viewers see only the value. */
export function Picker({
  label,
  prefix = `${label}: `,
  children,
  className,
  writes = true,
  content,
}: PickerProps) {
  const [open, setOpen] = useState(false);
  const { canWrite } = useViewer();
  const named = (
    <>
      {prefix ? <span className="sr-only">{prefix}</span> : null}
      {children}
    </>
  );
  if (writes && !canWrite) {
    return (
      <Tooltip content={READ_ONLY}>
        <Button
          variant="ghost"
          aria-disabled
          className={cn(
            "min-w-0 max-w-full shrink cursor-default justify-start px-2 font-normal text-ink aria-disabled:opacity-100",
            className,
          )}
        >
          {named}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          className={cn(
            "min-w-0 max-w-full shrink justify-start px-2 font-normal text-ink pointer-coarse:h-11",
            className,
          )}
        >
          {named}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-64 p-0" aria-label={label}>
        {content(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}

export interface PickerItem {
  value: string;
  label: string;
  icon?: ReactNode;
  /** At the end of the row: a role or a count. */
  hint?: ReactNode;
  keywords?: string[];
  /** Why it cannot be chosen now. */
  disabled?: string;
}

interface PickerListProps {
  /** What the list is for, for screen readers. */
  label: string;
  placeholder: string;
  items: readonly PickerItem[];
  /** The current values. */
  picked: readonly string[];
  onPick: (value: string) => void;
  /** The label of the row that adds the typed text as a new item. */
  create?: (typed: string) => string | null;
  /** Shown in place of the items while loading or after an error. */
  notice?: ReactNode;
}

const rowClass =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover data-[disabled=true]:text-ink-3 pointer-coarse:min-h-11 [&_svg]:shrink-0";

/** A list of choices with a search field, used to pick every property. */
export function PickerList({
  label,
  placeholder,
  items,
  picked,
  onPick,
  create,
  notice,
}: PickerListProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState("");
  const word = typed.trim();
  const { drawn, more } = fittingChoices(items, typed);
  const known = items.some((item) => item.label.toLowerCase() === word.toLowerCase());
  const fresh = word && !known ? (create?.(word) ?? null) : null;

  // When nothing else matches, Enter creates the new item; cmdk by itself does not select items that appear later.
  useEffect(() => {
    if (fresh) setChosen((current) => current || `new:${word}`);
  }, [fresh, word]);
  return (
    <Cmdk
      label={label}
      loop
      value={chosen}
      onValueChange={setChosen}
      shouldFilter={false}
      className="flex max-h-80 flex-col"
    >
      <Cmdk.Input
        value={typed}
        onValueChange={setTyped}
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
            }}
            className={rowClass}
          >
            <Plus aria-hidden className="size-3.5 text-ink-3" />
            {fresh}
          </Cmdk.Item>
        ) : null}
        {more > 0 ? (
          <p className="px-2 py-2 text-ink-3 text-xs">
            <Count value={more} /> more: type to find them.
          </p>
        ) : null}
      </Cmdk.List>
    </Cmdk>
  );
}
