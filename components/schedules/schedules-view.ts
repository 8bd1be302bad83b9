"use client";

import { asFlag, asInteger, asOneOf, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";

const VIEWS = ["list", "agenda"] as const;

const SCHEDULES = {
  view: orElse(asOneOf(VIEWS), "list"),
  /** The schedule whose history is open. */
  open: asInteger,
  /** The schedule that is being changed. */
  edit: asInteger,
  create: orElse(asFlag, false),
};

/** What the screen shows, kept in the URL. */
export function useSchedulesView() {
  const [state, set] = useAddress(SCHEDULES);
  return { ...state, set };
}
