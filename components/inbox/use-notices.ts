"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { NoticeWire } from "@/lib/dispatch/notice-wire";
import { keepDismissed } from "./dismissed-notices";

/** As the server rendered them. */
export interface FirstNotices {
  notices: NoticeWire[];
  dismissed: string[];
}

/** The problems that block work, except those dismissed in this browser; kept current by the event stream. */
export function useNotices(first: FirstNotices) {
  const [dismissed, setDismissed] = useState(first.dismissed);
  const { data } = useQuery({
    queryKey: queryKeys.notices,
    queryFn: async ({ signal }) =>
      (await apiGet<{ notices: NoticeWire[] }>("/api/notices", signal)).notices,
    ...useFirstPaint(queryKeys.notices, first.notices),
  });
  return {
    notices: data.filter(({ id }) => !dismissed.includes(id)),
    dismiss: (id: string) => setDismissed(keepDismissed([...dismissed, id])),
  };
}
