"use client";

import { Check } from "lucide-react";
import type { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import { Keys } from "@/components/ui/display/keys";
import { pressLater } from "@/components/ui/late/kept-keys";
import { floatingPlace, menuClass, menuItemClass, menuLabelClass } from "./menu-class";
import {
  Anchored,
  OpenerProvider,
  OpenerTrigger,
  overlayParts,
  type TriggerProps,
  useOpener,
  useOverlayParts,
  useParts,
} from "./opener";
import { leaveFocusElsewhere } from "./return-focus";

export const DropdownMenu = OpenerProvider;

/** Opens on the press, as menus do, and with Enter, Space or the arrow down. */
export function DropdownMenuTrigger({ onPointerDown, onKeyDown, ...props }: TriggerProps) {
  const { open, setOpen, triggerId } = useOpener();
  return (
    <OpenerTrigger
      opens="menu"
      id={triggerId}
      {...props}
      onPointerDown={(event) => {
        onPointerDown?.(event);
        if (event.defaultPrevented || event.button !== 0 || event.ctrlKey) return;
        setOpen(!open);
        // The focus goes to the menu, not to the trigger.
        if (!open) event.preventDefault();
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.defaultPrevented || !["Enter", " ", "ArrowDown"].includes(event.key)) return;
        setOpen(event.key === "ArrowDown" || !open);
        // A menu that is still fetched has not heard the key, and would not put the focus on its first item.
        if (overlayParts.get() === null) pressLater("ArrowDown");
        event.preventDefault();
      }}
    />
  );
}

export function DropdownMenuContent({
  className,
  align = "start",
  ...props
}: ComponentProps<typeof Radix.Content>) {
  const { open, triggerId, contentId, isNear } = useOpener();
  // Mounted before it opens: a menu hears whether a key opens it, and then puts the focus on its first item.
  const { parts, fetching } = useOverlayParts(open || isNear, open);
  if (!parts) return fetching;
  const { DropdownMenu: Radix } = parts;
  return (
    <Anchored of={Radix}>
      <Radix.Content
        id={contentId}
        aria-labelledby={triggerId}
        align={align}
        onCloseAutoFocus={leaveFocusElsewhere}
        {...floatingPlace}
        className={cn(
          menuClass,
          "max-h-(--radix-dropdown-menu-content-available-height) origin-(--radix-dropdown-menu-content-transform-origin)",
          className,
        )}
        {...props}
      />
    </Anchored>
  );
}

export function DropdownMenuRadioGroup(props: ComponentProps<typeof Radix.RadioGroup>) {
  const { DropdownMenu: Radix } = useParts();
  return <Radix.RadioGroup {...props} />;
}

/** A menu that fades out heeds the pointer no more: it would take the focus from the dialog that an item of it has opened. */
function ignoreWhileClosing(event: PointerEvent<HTMLElement>) {
  const menu = event.currentTarget.closest<HTMLElement>('[role="menu"]');
  if (menu?.dataset.state === "closed") event.preventDefault();
}

type ItemProps = ComponentProps<typeof Radix.Item> & { tone?: "default" | "danger"; keys?: string };

export function DropdownMenuItem({
  className,
  tone = "default",
  keys,
  children,
  ...props
}: ItemProps) {
  const { DropdownMenu: Radix } = useParts();
  return (
    <Radix.Item
      className={cn(
        menuItemClass,
        tone === "danger" && "text-danger data-highlighted:bg-danger/10",
        className,
      )}
      onPointerMove={ignoreWhileClosing}
      onPointerLeave={ignoreWhileClosing}
      {...props}
    >
      {keys ? (
        <>
          {children}
          <span className="ml-auto pl-4 pointer-coarse:hidden">
            <Keys keys={keys} />
          </span>
        </>
      ) : (
        // Alone, so that it can be the item itself (`asChild`).
        children
      )}
    </Radix.Item>
  );
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  const { DropdownMenu: Radix } = useParts();
  return (
    <Radix.CheckboxItem className={cn(menuItemClass, "pr-8", className)} {...props}>
      {children}
      <ItemMark />
    </Radix.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  const { DropdownMenu: Radix } = useParts();
  return (
    <Radix.RadioItem className={cn(menuItemClass, "pr-8", className)} {...props}>
      {children}
      <ItemMark />
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  const { DropdownMenu: Radix } = useParts();
  return <Radix.Label className={cn(menuLabelClass, className)} {...props} />;
}

export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof Radix.Separator>) {
  const { DropdownMenu: Radix } = useParts();
  return <Radix.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}

function ItemMark() {
  const { DropdownMenu: Radix } = useParts();
  return (
    <Radix.ItemIndicator className="absolute right-2">
      <Check />
    </Radix.ItemIndicator>
  );
}
