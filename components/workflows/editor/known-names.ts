"use client";

import { createContext, use } from "react";
import type { KnownNames } from "./code/completions";

const KnownNamesContext = createContext<KnownNames>({ agents: [], profiles: [], workflows: [] });
export const KnownNamesProvider = KnownNamesContext;

/** The agents, profiles and workflows that a definition may name. */
export function useKnownNames(): KnownNames {
  return use(KnownNamesContext);
}
