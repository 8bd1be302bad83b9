"use client";

import { asFlag, asListOf, asOneOf, asText, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { PRESENCES } from "@/components/ui/display/presence-dot";
import { SORT_KEYS, type SortKey } from "./fleet";

const FLEET = {
  q: orElse(asText, ""),
  presence: orElse(asListOf(asOneOf(PRESENCES)), []),
  role: asText,
  sort: asOneOf(SORT_KEYS),
  desc: orElse(asFlag, false),
  create: orElse(asFlag, false),
  /** The gateway agent to create an agent for. */
  openclaw: asText,
};

/** The filter and order of the list, kept in the URL. */
export function useFleetFilter() {
  const [state, set] = useAddress(FLEET);
  return {
    ...state,
    sort: state.sort ? { by: state.sort, descending: state.desc } : null,
    isFiltered: state.q.trim() !== "" || state.presence.length > 0 || state.role !== null,
    set,
    clear: () => set({ q: null, presence: null, role: null }),
    /** The first press sorts, the second reverses the order, the third returns to groups. */
    sortBy(by: SortKey) {
      const first = by !== "name";
      if (state.sort !== by) return set({ sort: by, desc: first });
      return state.desc === first ? set({ desc: !first }) : set({ sort: null, desc: null });
    },
  };
}

export type FleetFilterState = ReturnType<typeof useFleetFilter>;
