"use client";

import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { CodeStore } from "./code-store";

/** The place of the code: its view is made before, and stays when another tab is shown. */
export function CodePane({ code, className }: { code: CodeStore; className?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { dom } = code.view;
    place.current?.append(dom);
    code.view.requestMeasure();
    return () => dom.remove();
  }, [code]);
  return (
    <div
      ref={place}
      data-escape="own"
      className={cn("min-h-0 min-w-0 flex-1 overflow-hidden bg-panel", className)}
    />
  );
}
