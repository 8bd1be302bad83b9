"use client";

import { Check, ChevronDown } from "lucide-react";
import type { Select as Radix } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type Ref,
  useContext,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { cn } from "@/components/ui/cn";
import {
  floatingPlace,
  menuClass,
  menuItemClass,
  menuLabelClass,
} from "@/components/ui/overlays/menu-class";
import {
  OpenerProvider,
  useBothRefs,
  useOpener,
  useOverlayParts,
  useParts,
} from "@/components/ui/overlays/opener";
import { useFieldControl } from "./field";
import { controlClass } from "./input";

type Choice = Pick<
  ComponentProps<typeof Radix.Root>,
  "value" | "defaultValue" | "onValueChange" | "disabled"
>;

const ChoiceContext = createContext<Choice>({});

export function Select({ children, ...choice }: Choice & { children: ReactNode }) {
  return (
    <ChoiceContext value={choice}>
      <OpenerProvider>{children}</OpenerProvider>
    </ChoiceContext>
  );
}

type SelectTriggerProps = Omit<ComponentProps<"button">, "children"> & {
  /** The chosen option in words: the list that knows them is fetched when the trigger is reached. */
  children: ReactNode;
};

/** Opens the list. Once the list is there, its own handlers act on this button (`Handlers`). */
export function SelectTrigger({ className, children, ref, ...props }: SelectTriggerProps) {
  const field = useFieldControl(props);
  const { open, setOpen, trigger, contentId, isNear, approach } = useOpener();
  const { disabled } = useContext(ChoiceContext);
  const isReady = useOverlayParts(isNear, false).parts !== null;
  return (
    <button
      type="button"
      role="combobox"
      aria-autocomplete="none"
      aria-controls={open ? contentId : undefined}
      aria-expanded={open}
      data-state={open ? "open" : "closed"}
      disabled={disabled}
      className={cn(
        controlClass,
        "inline-flex h-8 items-center justify-between gap-2 pr-2 data-placeholder:text-ink-3 pointer-coarse:h-11",
        className,
      )}
      {...props}
      {...field}
      ref={useBothRefs(ref, trigger)}
      onPointerEnter={approach}
      onFocus={approach}
      onClick={() => {
        if (!isReady) setOpen(true);
      }}
      onKeyDown={(event) => {
        if (isReady || !["Enter", " ", "ArrowDown", "ArrowUp"].includes(event.key)) return;
        event.preventDefault();
        setOpen(true);
      }}
    >
      <span className="min-w-0 truncate">{children}</span>
      <span aria-hidden>
        <ChevronDown className="size-3.5 shrink-0 text-ink-3" />
      </span>
    </button>
  );
}

export function SelectContent({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  const choice = useContext(ChoiceContext);
  const { open, setOpen, contentId, isNear } = useOpener();
  const { parts, fetching } = useOverlayParts(open || isNear, open);
  if (!parts) return fetching;
  const { Select: Radix } = parts;
  return (
    <Radix.Root {...choice} open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Handlers />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          position="popper"
          {...floatingPlace}
          className={cn(
            menuClass,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) origin-(--radix-select-content-transform-origin)",
            className,
          )}
          {...props}
        >
          <Radix.Viewport>{children}</Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface HandlersProps {
  // What a trigger of Radix gives its child.
  ref?: Ref<HTMLElement>;
  onPointerDown?: (event: Event) => void;
  onClick?: (event: Event) => void;
  onKeyDown?: (event: Event) => void;
}

/** Lets the list's handlers act on the page's trigger: they open it, and choose by the first letters. Renders nothing. */
function Handlers({ ref, ...handlers }: HandlersProps) {
  const { trigger } = useOpener();
  const latest = useRef(handlers);
  useImperativeHandle(ref, () => trigger.current as HTMLElement, [trigger]);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    const element = trigger.current;
    const listeners = {
      pointerdown: (event: Event) => latest.current.onPointerDown?.(event),
      click: (event: Event) => latest.current.onClick?.(event),
      // Radix asks this of React's events only.
      keydown: (event: Event) =>
        latest.current.onKeyDown?.(Object.assign(event, { isPropagationStopped: () => false })),
    };
    for (const [type, listener] of Object.entries(listeners)) {
      element?.addEventListener(type, listener);
    }
    return () => {
      for (const [type, listener] of Object.entries(listeners)) {
        element?.removeEventListener(type, listener);
      }
    };
  }, [trigger]);
  return null;
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Radix.Item>) {
  const { Select: Radix } = useParts();
  return (
    <Radix.Item className={cn(menuItemClass, "pr-8", className)} {...props}>
      <Radix.ItemText asChild>
        <span className="inline-flex min-w-0 items-center gap-2">{children}</span>
      </Radix.ItemText>
      <Radix.ItemIndicator className="absolute right-2">
        <Check className="size-3.5" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}

export function SelectLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  const { Select: Radix } = useParts();
  return <Radix.Label className={cn(menuLabelClass, className)} {...props} />;
}

interface SelectOneProps<T extends string> {
  /** Its name, where no `Field` gives one. */
  label?: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onValueChange: (value: T) => void;
  disabled?: boolean;
  /** The classes of the trigger. */
  className?: string;
}

/** One of a few options, in its usual form. */
export function SelectOne<T extends string>({
  label,
  options,
  className,
  disabled,
  onValueChange,
  value,
}: SelectOneProps<T>) {
  return (
    <Select
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onValueChange(chosen.value);
      }}
      disabled={disabled}
    >
      <SelectTrigger className={className} aria-label={label}>
        {options.find((option) => option.value === value)?.label}
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
