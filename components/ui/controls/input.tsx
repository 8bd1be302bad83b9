"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "./field";

/** What every text-like control shares. 16 px on touch, so that phones do not zoom in on focus. */
export const controlClass = [
  "w-full min-w-0 rounded-md border border-line-control bg-panel px-2.5 text-ink text-sm pointer-coarse:text-lg",
  "transition-[border-color] duration-100 hover:border-ink-3",
  "focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0",
  "aria-invalid:border-danger",
  "disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-ink-3",
].join(" ");

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const field = useFieldControl(props);
  return (
    <input
      type={type}
      className={cn(controlClass, "h-8 pointer-coarse:h-11", className)}
      {...props}
      {...field}
    />
  );
}

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
