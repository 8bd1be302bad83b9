"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ended, sentence } from "@/components/format/sentence";
import { ApiError, apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { cn } from "@/components/ui/cn";
import { ZonedTime } from "./zoned-time";

interface Parsed {
  cron: string | null;
  words: string;
  timezone: string;
  next: number[];
}

const TYPING_PAUSE_MS = 250;

/** What is typed, as the server understands it: cron, words, and the next five times. */
export function SchedulePreview({ input, timezone }: { input: string; timezone: string }) {
  const settled = useSettled(`${input.trim()}\n${timezone.trim()}`);
  const [words = "", zone = ""] = settled.split("\n");
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: queryKeys.scheduleParse(words, zone),
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ input: words, ...(zone ? { timezone: zone } : {}) });
      return apiGet<Parsed>(`/api/schedule-parse?${query}`, signal);
    },
    enabled: words !== "",
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  if (words === "") return null;
  return (
    <div
      aria-live="polite"
      className="min-h-32 shrink-0 rounded-md border bg-sunken px-3 py-2 text-sm"
    >
      {error ? <Refused error={error} /> : null}
      {data && !error ? (
        <div className={cn(isPlaceholderData && "opacity-60")}>
          <p className="font-medium">{data.words}</p>
          <p className="text-ink-3 text-xs">
            {data.cron === null ? null : <code className="font-mono">{data.cron}</code>}
            {data.cron === null ? "" : " · "}
            {data.timezone}
          </p>
          <ol className="mt-1 text-ink-2 text-xs">
            {data.next.map((at) => (
              <li key={at}>
                <ZonedTime seconds={at} zone={data.timezone} />
              </li>
            ))}
          </ol>
        </div>
      ) : null}
    </div>
  );
}

function Refused({ error }: { error: Error }) {
  const fix = error instanceof ApiError ? error.fix : undefined;
  return (
    <>
      <p className="text-danger">{ended(sentence(error.message.replace(/^\w+: /, "")))}</p>
      {fix ? <p className="text-ink-2 text-xs">{ended(sentence(fix))}</p> : null}
    </>
  );
}

/** The text once it has not changed for a moment, so that not every letter is asked about. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
