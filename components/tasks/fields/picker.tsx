"use client";

import { type ReactNode, useState } from "react";
import { READ_ONLY, useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Tooltip } from "@/components/ui/overlays/tooltip";

const list = onDemand(async () => (await import("./picker-list")).PickerListRendered);

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

export interface PickerListProps {
  /** What the list is for, for screen readers. */
  label: string;
  placeholder: string;
  items: readonly PickerItem[];
  /** The current values. */
  picked: readonly string[];
  onPick: (value: string) => void;
  /** Told of what is typed, where more items can be had for it. */
  onTyped?: (typed: string) => void;
  /** Whether there are items that only typing finds. */
  hasMore?: boolean;
  /** The label of the row that adds the typed text as a new item. */
  create?: (typed: string) => string | null;
  /** Shown in place of the items while loading or after an error. */
  notice?: ReactNode;
}

/** A list of choices with a search field, used to pick every property. */
export function PickerList(props: PickerListProps) {
  return <Late of={list} props={props} />;
}
