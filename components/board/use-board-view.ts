"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { CellFilter } from "@/components/board/columns/cell";
import { boardParsers } from "./board-view";
import { filterOf } from "./filter-of";

/** The board's view from the URL, and functions that change it. */
export function useBoardView() {
  const [view, setView] = useQueryStates(boardParsers, { history: "replace", shallow: true });
  const filter = useMemo<CellFilter>(() => filterOf(view), [view]);
  return { view, filter, setView };
}

export type SetBoardView = ReturnType<typeof useBoardView>["setView"];
