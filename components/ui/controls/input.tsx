"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const field = useFieldControl(props);
  return (
    <input
      type={type}
      className={cn(controlClass, "h-8 pointer-coarse:h-11", className)}
      {...props}
      {...field}
    />
  );
}
