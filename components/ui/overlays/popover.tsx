"use client";

import type { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClass, floatingPlace } from "./menu-class";
import {
  Anchored,
  OpenerProvider,
  OpenerTrigger,
  type TriggerProps,
  useOpener,
  useOverlayParts,
} from "./opener";

export const Popover = OpenerProvider;

export function PopoverTrigger({ onClick, ...props }: TriggerProps) {
  const { open, setOpen } = useOpener();
  return (
    <OpenerTrigger
      opens="dialog"
      {...props}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) setOpen(!open);
      }}
    />
  );
}

export function PopoverContent({
  className,
  align = "start",
  ...props
}: ComponentProps<typeof Radix.Content>) {
  const { open, contentId } = useOpener();
  const { parts, fetching } = useOverlayParts(open, open);
  if (!parts) return fetching;
  const { Popover: Radix } = parts;
  return (
    <Anchored of={Radix}>
      <Radix.Content
        id={contentId}
        align={align}
        {...floatingPlace}
        className={cn(
          floatingClass,
          "max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] origin-(--radix-popover-content-transform-origin) overflow-y-auto p-3",
          className,
        )}
        {...props}
      />
    </Anchored>
  );
}
