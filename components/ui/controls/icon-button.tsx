"use client";

import type { ReactNode } from "react";
import { Keys } from "@/components/ui/display/keys";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { Button, type ButtonProps } from "./button";

type IconButtonProps = Omit<ButtonProps, "size" | "asChild" | "children" | "aria-label"> & {
  /** Says what the button does: its accessible name and its tooltip. */
  label: string;
  /** The shortcut shown in the tooltip, such as `"g i"`. */
  keys?: string;
  size?: "icon" | "icon-sm";
  side?: "top" | "right" | "bottom" | "left";
  /** The icon. */
  children: ReactNode;
};

export function IconButton({
  label,
  keys,
  size = "icon",
  side = "bottom",
  variant = "ghost",
  ...props
}: IconButtonProps) {
  const content = keys ? (
    <span className="flex items-center gap-2">
      {label} <Keys keys={keys} tone="inverse" />
    </span>
  ) : (
    label
  );
  return (
    <Tooltip content={content} side={side}>
      <Button aria-label={label} size={size} variant={variant} {...props} />
    </Tooltip>
  );
}
