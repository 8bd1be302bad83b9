"use client";

import { type ComponentProps, createContext, type ReactNode, useContext, useState } from "react";
import { cn } from "@/components/ui/cn";
import { moveAmong } from "@/components/ui/list/move-among";

type SegmentedProps<Value extends string> = {
  /** Names the choice for screen readers. */
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
  children: ReactNode;
};

interface Choice {
  value: string;
  /** Which one the Tab key reaches: the chosen one, or the one that has the focus. */
  stop: string;
  choose: (value: string) => void;
  focus: (value: string) => void;
}

const Context = createContext<Choice | null>(null);

/** One of a few, all in view. Compose with `SegmentedItem`. Arrows move the focus; Enter, Space or a press choose. */
export function Segmented<Value extends string>({
  label,
  value,
  onValueChange,
  className,
  children,
}: SegmentedProps<Value>) {
  const [focused, setFocused] = useState<string | null>(null);
  return (
    <Context
      value={{
        value,
        stop: focused ?? value,
        choose: (next) => next !== value && onValueChange(next as Value),
        focus: setFocused,
      }}
    >
      <div
        role="radiogroup"
        aria-label={label}
        onKeyDown={(event) => moveAmong("radio", event)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
        }}
        className={cn(
          "inline-flex max-w-full flex-wrap items-center gap-0.5 md:shrink-0 rounded-md bg-hover p-0.5",
          className,
        )}
      >
        {children}
      </div>
    </Context>
  );
}

export function SegmentedItem({
  value,
  className,
  ...props
}: ComponentProps<"button"> & { value: string }) {
  const choice = useContext(Context);
  const isChosen = choice?.value === value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: A radio input could not show an icon and a count.
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      data-state={isChosen ? "on" : "off"}
      tabIndex={choice?.stop === value ? 0 : -1}
      onClick={() => choice?.choose(value)}
      onFocus={() => choice?.focus(value)}
      className={cn(
        "inline-flex h-7 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-ink-2 text-xs hover:text-ink",
        "data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-[0_0_0_1px_var(--line-strong)]",
        "disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-9 pointer-coarse:px-3 [&_svg]:size-3.5",
        className,
      )}
      {...props}
    />
  );
}
