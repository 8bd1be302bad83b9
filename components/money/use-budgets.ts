"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { useReadAgain } from "@/components/sync/data/use-read-again";
import type { EventWire } from "@/lib/events/shapes";
import type { Budgets } from "@/lib/runs/money-shapes";

const BUDGETS = ["budgets"] as const;

/** The budgets that are set, and what is spent of them. */
export function useBudgets(initial?: Budgets) {
  useReadAgain(BUDGETS, changesBudgets);
  return useQuery({
    queryKey: BUDGETS,
    queryFn: ({ signal }) => apiGet<Budgets>("/api/budgets", signal),
    initialData: initial,
  });
}

const changesBudgets = ({ type }: EventWire): boolean =>
  /^(run\.(started|completed)|agent\.(updated|created|deleted)|project\.|settings\.)/.test(type);
