"use client";

import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Keys } from "@/components/ui/display/keys";
import { floatingPlace, menuClass, menuItemClass, menuLabelClass } from "./menu-class";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuGroup = Radix.Group;
export const DropdownMenuRadioGroup = Radix.RadioGroup;
export const DropdownMenuSub = Radix.Sub;

export function DropdownMenuContent({
  className,
  align = "start",
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        {...floatingPlace}
        className={cn(
          menuClass,
          "max-h-(--radix-dropdown-menu-content-available-height) origin-(--radix-dropdown-menu-content-transform-origin)",
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & { tone?: "default" | "danger"; keys?: string };

export function DropdownMenuItem({
  className,
  tone = "default",
  keys,
  children,
  ...props
}: ItemProps) {
  return (
    <Radix.Item
      className={cn(
        menuItemClass,
        tone === "danger" && "text-danger data-highlighted:bg-danger/10",
        className,
      )}
      {...props}
    >
      {children}
      {keys ? (
        <span className="ml-auto pl-4 pointer-coarse:hidden">
          <Keys keys={keys} />
        </span>
      ) : null}
    </Radix.Item>
  );
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
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
  return (
    <Radix.RadioItem className={cn(menuItemClass, "pr-8", className)} {...props}>
      {children}
      <ItemMark />
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn(menuLabelClass, className)} {...props} />;
}

export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("-mx-1 my-1 h-px bg-line", className)} {...props} />;
}

export function DropdownMenuSubTrigger({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.SubTrigger>) {
  return (
    <Radix.SubTrigger className={cn(menuItemClass, className)} {...props}>
      {children}
      <ChevronRight className="ml-auto text-ink-3" />
    </Radix.SubTrigger>
  );
}

export function DropdownMenuSubContent({
  className,
  ...props
}: ComponentProps<typeof Radix.SubContent>) {
  return (
    <Radix.Portal>
      <Radix.SubContent {...floatingPlace} className={cn(menuClass, className)} {...props} />
    </Radix.Portal>
  );
}

function ItemMark() {
  return (
    <Radix.ItemIndicator className="absolute right-2">
      <Check />
    </Radix.ItemIndicator>
  );
}
