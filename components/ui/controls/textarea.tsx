"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

/** Grows with its text up to its `max-h-*`. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  const field = useFieldControl(props);
  return (
    <textarea
      rows={rows}
      className={cn(
        controlClass,
        "field-sizing-content max-h-96 min-h-[4.75rem] resize-y py-1.5",
        className,
      )}
      {...props}
      {...field}
    />
  );
}
