"use client";

import { asFlag, asInteger, asOneOf, type Field, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";

/** A month of this century, such as `2026-12`. */
const asMonth: Field<string> = {
  read: (text) => (/^20\d\d-(0[1-9]|1[0-2])$/.test(text) && text < "2099-12" ? text : null),
  write: String,
};

const VIEWS = ["list", "agenda", "month"] as const;

const SCHEDULES = {
  view: orElse(asOneOf(VIEWS), "list"),
  /** The month that is shown, such as `2026-12`; the present one without it. */
  month: asMonth,
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
