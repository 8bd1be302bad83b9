"use client";

import type { ReactNode } from "react";
import { type FirstPaint, FirstPaintContext } from "@/components/board/columns/use-cell";

export function FirstPaintProvider({
  firstPaint,
  children,
}: {
  firstPaint: FirstPaint;
  children: ReactNode;
}) {
  return <FirstPaintContext value={firstPaint}>{children}</FirstPaintContext>;
}
