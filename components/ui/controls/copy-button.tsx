"use client";

import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "@/components/ui/overlays/toast";
import { Button, type ButtonProps } from "./button";
import { copyText } from "./copy-text";

type CopyButtonProps = Omit<ButtonProps, "onClick" | "children" | "value"> & {
  value: string;
  /** What it copies: "Copy link". */
  label?: string;
  /** Shows the label beside the icon. */
  withLabel?: boolean;
};

export function CopyButton({
  value,
  label = "Copy",
  withLabel = false,
  variant = "ghost",
  size,
  ...props
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function copy() {
    if (!(await copyText(value))) {
      toast.error("The browser refused to copy. Select the text and copy it by hand.");
      return;
    }
    clearTimeout(timer.current);
    setCopied(true);
    timer.current = setTimeout(() => setCopied(false), 1500);
  }

  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={variant}
      size={size ?? (withLabel ? "sm" : "icon-sm")}
      onClick={copy}
      {...props}
    >
      <Icon aria-hidden className={copied ? "size-3.5 text-success" : "size-3.5"} />
      <span aria-live="polite" className={withLabel ? undefined : "sr-only"}>
        {copied ? "Copied" : label}
      </span>
    </Button>
  );
}
