"use client";

import { useMemo } from "react";
import type { CellFilter } from "@/components/board/columns/cell";
import { useAddress } from "@/components/sync/address/use-address";
import { boardParsers } from "./board-view";
import { filterOf } from "./filter-of";

/** The board's view from the URL, and functions that change it. */
export function useBoardView() {
  const [view, setView] = useAddress(boardParsers);
  const filter = useMemo<CellFilter>(() => filterOf(view), [view]);
  return { view, filter, setView };
}

export type SetBoardView = ReturnType<typeof useBoardView>["setView"];
