"use client";

import type { Popover as Radix } from "radix-ui";
import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClass, floatingPlace } from "./menu-class";
import {
  OpenerProvider,
  TriggerStandIn,
  useBothRefs,
  useOpener,
  useOverlayParts,
  useTriggerProps,
} from "./opener";

export const Popover = OpenerProvider;

type PopoverTriggerProps = ComponentProps<"button"> & { asChild?: boolean };

export function PopoverTrigger({ asChild, ref, onClick, ...props }: PopoverTriggerProps) {
  const { open, setOpen, trigger } = useOpener();
  const Trigger = asChild ? Slot.Root : "button";
  return (
    <Trigger
      {...useTriggerProps("dialog", props)}
      ref={useBothRefs(ref, trigger)}
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
  const { open, setOpen, contentId } = useOpener();
  const { parts, fetching } = useOverlayParts(open, open);
  if (!parts) return fetching;
  const { Popover: Radix } = parts;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>
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
      </Radix.Portal>
    </Radix.Root>
  );
}
