"use client";

import { type ReactNode, useState } from "react";
import { READ_ONLY, useViewer } from "@/components/live/viewer";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";

interface PickerProps {
  /** The property: "Priority". It names the list, and the button before the value. */
  label: string;
  /** Before what the button shows, for screen readers: the label and a colon, if nothing else. */
  prefix?: string;
  /** What the button shows: the value in words. */
  children: ReactNode;
  className?: string;
  /** False where looking is enough: a filter. */
  writes?: boolean;
  /** The list; `close` shuts it. */
  content: (close: () => void) => ReactNode;
}

/** A property that opens its choices. Viewers see the value. */
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
            "min-w-0 cursor-default justify-start px-2 font-normal text-ink aria-disabled:opacity-100",
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
            "min-w-0 justify-start px-2 font-normal text-ink pointer-coarse:h-11",
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
