"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export const TooltipProvider = Radix.Provider;

type TooltipProps = {
  content: ReactNode;
  /** One element that takes a ref; focusable unless the text is also available elsewhere. */
  children: ReactNode;
  side?: ComponentProps<typeof Radix.Content>["side"];
  align?: ComponentProps<typeof Radix.Content>["align"];
  className?: string;
};

export function Tooltip({
  content,
  children,
  side = "top",
  align = "center",
  className,
}: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-w-72 text-balance rounded-md bg-tooltip px-2 py-1 text-tooltip-ink text-xs shadow-raised",
            "data-[state=closed]:animate-fade-out data-[state=delayed-open]:animate-fade-in",
            className,
          )}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
