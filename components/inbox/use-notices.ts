"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { apiGet } from "@/components/sync/api";
import { useReadAgain } from "@/components/sync/data/use-read-again";
import type { NoticeWire } from "@/lib/dispatch/notice-wire";
import type { EventWire } from "@/lib/events/shapes";
import { keepDismissed } from "./dismissed-notices";

const NOTICES = ["notices"] as const;

/** As the server rendered them. */
export interface FirstNotices {
  notices: NoticeWire[];
  dismissed: string[];
}

/** The problems that block work, except those dismissed in this browser; kept current by the event stream. */
export function useNotices(first: FirstNotices) {
  const [dismissed, setDismissed] = useState(first.dismissed);
  useReadAgain(NOTICES, mayChange);
  const { data } = useQuery({
    queryKey: NOTICES,
    queryFn: async ({ signal }) =>
      (await apiGet<{ notices: NoticeWire[] }>("/api/notices", signal)).notices,
    initialData: first.notices,
  });
  return {
    notices: data.filter(({ id }) => !dismissed.includes(id)),
    dismiss: (id: string) => setDismissed(keepDismissed([...dismissed, id])),
  };
}

const mayChange = ({ type }: EventWire): boolean =>
  /^(task\.(created|updated|claimed|status_changed|deleted|commented)|run\.(started|completed)|agent\.(updated|deleted)|project\.|runtime\.|settings\.)/.test(
    type,
  );
