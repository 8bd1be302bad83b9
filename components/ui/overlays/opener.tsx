"use client";

import * as Slot from "radix-ui/slot";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type Ref,
  type RefObject,
  useCallback,
  useContext,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { Fetching } from "@/components/ui/late/fetching";
import { useKeptKeys } from "@/components/ui/late/kept-keys";
import { onDemand, useOnDemand } from "@/components/ui/late/on-demand";

type Parts = typeof import("./radix-parts");

/** The parts of Radix that only an overlay has. Its trigger is ours, so that it is there, and acts, from the start. */
export const overlayParts = onDemand<Parts>(() => import("./radix-parts"));

interface Opener {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** The trigger's element, which the overlay stands at and gives the focus back to. */
  trigger: RefObject<HTMLElement | null>;
  triggerId: string;
  contentId: string;
  /** Whether the trigger was reached: what it opens gets ready. */
  isNear: boolean;
  approach: () => void;
}

const Context = createContext<Opener | null>(null);

export interface OpenerProps {
  /** Leave out where only the trigger opens it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
}

/** What a trigger and its overlay share. */
export function OpenerProvider({ open: controlled, onOpenChange, children }: OpenerProps) {
  const [own, setOwn] = useState(false);
  const [isNear, setNear] = useState(false);
  const trigger = useRef<HTMLElement | null>(null);
  const triggerId = useId();
  const contentId = useId();
  const open = controlled ?? own;
  const opener = useMemo<Opener>(
    () => ({
      open,
      setOpen(next) {
        setOwn(next);
        onOpenChange?.(next);
      },
      trigger,
      triggerId,
      contentId,
      isNear,
      approach: () => setNear(true),
    }),
    [open, onOpenChange, triggerId, contentId, isNear],
  );
  return <Context value={opener}>{children}</Context>;
}

export function useOpener(): Opener {
  const opener = useContext(Context);
  if (!opener) throw new Error("A trigger or an overlay outside of its menu, popover or dialog");
  return opener;
}

export type TriggerProps = ComponentProps<"button"> & { asChild?: boolean };

/** A trigger with what every trigger says of itself. What opens the overlay is its owner's. */
export function OpenerTrigger({
  opens,
  asChild,
  ref,
  ...props
}: TriggerProps & { opens: "menu" | "dialog" }) {
  const { open, contentId, trigger, approach } = useOpener();
  const Trigger = asChild ? Slot.Root : "button";
  return (
    <Trigger
      type="button"
      aria-haspopup={opens}
      aria-expanded={open}
      aria-controls={open ? contentId : undefined}
      data-state={open ? "open" : "closed"}
      {...props}
      ref={useBothRefs(ref, trigger)}
      onPointerEnter={(event) => {
        props.onPointerEnter?.(event);
        approach();
      }}
      onFocus={(event) => {
        props.onFocus?.(event);
        approach();
      }}
    />
  );
}

interface AnchoredProps {
  of: Pick<Parts["Popover"] | Parts["DropdownMenu"], "Root" | "Trigger" | "Portal">;
  children: ReactNode;
}

/** An overlay of Radix at the page's trigger, open as its opener says. */
export function Anchored({ of: Radix, children }: AnchoredProps) {
  const { open, setOpen } = useOpener();
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <TriggerStandIn />
      </Radix.Trigger>
      <Radix.Portal>{children}</Radix.Portal>
    </Radix.Root>
  );
}

/** The parts once the overlay is needed and they are there; until then `fetching` is what to render. */
export function useOverlayParts(isNeeded: boolean, open: boolean) {
  const [wasNeeded, setWasNeeded] = useState(isNeeded);
  if (isNeeded && !wasNeeded) setWasNeeded(true);
  const { part, ...fetching } = useOnDemand(overlayParts, wasNeeded);
  useKeptKeys(open && part === null && !fetching.failed);
  return {
    parts: wasNeeded ? part : null,
    fetching: open && part === null ? <Fetching {...fetching} /> : null,
  };
}

/** For what stands inside of an overlay, where the parts are there. */
export function useParts(): Parts {
  const parts = useOnDemand(overlayParts, true).part;
  if (!parts) throw new Error("A part of an overlay outside of it");
  return parts;
}

interface StandInProps {
  /** Given by a trigger of Radix, `asChild`. */
  ref?: Ref<HTMLElement>;
}

/** Tells a trigger of Radix that the page's trigger is its own element; renders nothing. */
function TriggerStandIn({ ref }: StandInProps) {
  const { trigger, open } = useOpener();
  // biome-ignore lint/correctness/useExhaustiveDependencies: The trigger may be another element when it opens again.
  useImperativeHandle(ref, () => trigger.current as HTMLElement, [trigger, open]);
  return null;
}

/** One ref for two owners of an element. */
export function useBothRefs<T>(one: Ref<T> | undefined, other: Ref<T> | undefined) {
  return useCallback(
    (element: T | null) => {
      const cleanups = [one, other].map((ref) => assign(ref, element));
      return () => {
        for (const cleanup of cleanups) cleanup();
      };
    },
    [one, other],
  );
}

function assign<T>(ref: Ref<T> | undefined, element: T | null): () => void {
  if (typeof ref === "function") {
    const cleanup = ref(element);
    return typeof cleanup === "function" ? cleanup : () => void ref(null);
  }
  if (ref) ref.current = element;
  return () => {
    if (ref) ref.current = null;
  };
}
