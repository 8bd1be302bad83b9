"use client";

import type { Tooltip as Radix } from "radix-ui";
import * as Slot from "radix-ui/slot";
import {
  type ComponentProps,
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useState,
} from "react";
import { useOnDemand } from "@/components/ui/late/on-demand";
import { overlayParts } from "./opener";
import type { Reached } from "./tooltip-rendered";

type TooltipProps = {
  content: ReactNode;
  /** One element that takes a ref; focusable unless the text is also available elsewhere. */
  children: ReactNode;
  side?: ComponentProps<typeof Radix.Content>["side"];
  align?: ComponentProps<typeof Radix.Content>["align"];
  className?: string;
};

/**
 * Words about an element, shown while it is pointed at or focused. What shows them is mounted when the element is first
 * reached; until it has been fetched, the words are there for screen readers.
 */
export function Tooltip({ children, ...tooltip }: TooltipProps) {
  const [reached, setReached] = useState<Reached | null>(null);
  const [describedBy, setDescribedBy] = useState<string>();
  const { part: parts } = useOnDemand(overlayParts, reached !== null);
  const id = useId();

  function reach(event: PointerEvent<HTMLElement> | FocusEvent<HTMLElement>) {
    if (reached?.element !== event.currentTarget)
      setReached({ element: event.currentTarget, event: event.nativeEvent });
  }

  return (
    <>
      <Slot.Root
        aria-describedby={parts || !reached ? describedBy : id}
        onPointerMove={reach}
        onPointerDown={reach}
        onFocus={reach}
      >
        {children}
      </Slot.Root>
      {reached && parts ? (
        <parts.TooltipRendered reached={reached} onDescribed={setDescribedBy} {...tooltip} />
      ) : null}
      {reached && !parts ? (
        <span id={id} hidden>
          {tooltip.content}
        </span>
      ) : null}
    </>
  );
}
