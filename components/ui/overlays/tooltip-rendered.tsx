"use client";

import { Tooltip as Radix } from "radix-ui";
import {
  type ComponentProps,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { cn } from "@/components/ui/cn";

const DELAY_MS = 400;
/** After one tooltip closed, the next one opens at once for this long. */
const SKIP_DELAY_MS = 200;

/** Until when, by the page's clock, a tooltip opens without a delay. */
let skipsDelayUntil = Number.NEGATIVE_INFINITY;

function noteOpen(open: boolean) {
  skipsDelayUntil = open ? Number.POSITIVE_INFINITY : performance.now() + SKIP_DELAY_MS;
}

/** The element that was pointed at or focused, and how. */
export interface Reached {
  element: HTMLElement;
  event: Event;
}

type TooltipRenderedProps = {
  reached: Reached;
  /** Called with the id of the words while they are shown. */
  onDescribed: (id: string | undefined) => void;
  content: ReactNode;
  side?: ComponentProps<typeof Radix.Content>["side"];
  align?: ComponentProps<typeof Radix.Content>["align"];
  className?: string;
};

/** A tooltip of Radix at an element that is already in the page. */
export function TooltipRendered({
  reached,
  onDescribed,
  content,
  side = "top",
  align = "center",
  className,
}: TooltipRenderedProps) {
  useEffect(() => () => noteOpen(false), []);
  return (
    <Radix.Provider delayDuration={DELAY_MS}>
      <Radix.Root onOpenChange={noteOpen}>
        <Radix.Trigger asChild>
          <Reacher reached={reached} onDescribed={onDescribed} />
        </Radix.Trigger>
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
    </Radix.Provider>
  );
}

interface ReacherProps extends Pick<TooltipRenderedProps, "reached" | "onDescribed"> {
  // What a trigger of Radix gives its child.
  ref?: Ref<HTMLElement>;
  "aria-describedby"?: string;
  onPointerMove?: (event: Event) => void;
  onPointerLeave?: (event: Event) => void;
  onPointerDown?: (event: Event) => void;
  onFocus?: (event: Event) => void;
  onBlur?: (event: Event) => void;
  onClick?: (event: Event) => void;
}

/** Makes the element that is in the page the trigger of Radix: gives it the handlers, and begins with what reached it. */
function Reacher({
  ref,
  reached,
  onDescribed,
  "aria-describedby": describedBy,
  ...handlers
}: ReacherProps) {
  const { element } = reached;
  const latest = useRef(handlers);
  useImperativeHandle(ref, () => element, [element]);
  useLayoutEffect(() => onDescribed(describedBy), [describedBy, onDescribed]);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    let isInside = false;
    function move(event: Event) {
      latest.current.onPointerMove?.(event);
      if (!isInside && isMouse(event) && performance.now() < skipsDelayUntil) {
        latest.current.onFocus?.(event);
      }
      isInside = true;
    }
    const listeners: Record<string, (event: Event) => void> = {
      pointermove: move,
      pointerleave(event) {
        isInside = false;
        latest.current.onPointerLeave?.(event);
      },
      pointerdown: (event) => latest.current.onPointerDown?.(event),
      focusin: (event) => latest.current.onFocus?.(event),
      focusout: (event) => latest.current.onBlur?.(event),
      click: (event) => latest.current.onClick?.(event),
    };
    for (const [type, listener] of Object.entries(listeners)) {
      element.addEventListener(type, listener);
    }
    const { event } = reached;
    if (event.type === "pointerdown") listeners.pointerdown?.(event);
    else if (event.type === "focusin" && element.contains(document.activeElement)) {
      listeners.focusin?.(event);
    } else if (event.type === "pointermove" && element.matches(":hover")) move(event);
    return () => {
      for (const [type, listener] of Object.entries(listeners)) {
        element.removeEventListener(type, listener);
      }
    };
  }, [element, reached]);
  return null;
}

function isMouse(event: Event): boolean {
  return event instanceof PointerEvent && event.pointerType !== "touch";
}
