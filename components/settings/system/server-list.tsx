"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import type { ServerWire } from "@/lib/api/servers";

const SERVERS = ["settings", "servers"] as const;
/** Servers report once a minute, and emit no events. */
const READ_AGAIN_MS = 60_000;

/** The servers of this installation. */
export function ServerList() {
  const { data } = useQuery({
    queryKey: SERVERS,
    queryFn: async ({ signal }) =>
      (await apiGet<{ servers: ServerWire[] }>("/api/servers", signal)).servers,
    refetchInterval: READ_AGAIN_MS,
  });
  if (!data) return null;
  return (
    <section aria-label="Servers" className="border-t">
      <Intro>
        The servers on this database. All should run the same version, and their clocks agree with
        the database's.
      </Intro>
      <SettingList label="Servers">
        {data.map((server) => (
          <SettingRow
            key={server.id}
            muted={server.is_silent}
            title={
              <>
                <span className="min-w-0 break-words font-mono text-xs">{server.host}</span>
                {server.is_silent ? (
                  <Badge tone="warning">Not heard from</Badge>
                ) : (
                  <Badge tone="success">Running</Badge>
                )}
              </>
            }
            details={
              <>
                <Detail>{DOES[server.role]}</Detail>
                <Detail>Version {server.version}</Detail>
                <Detail>Process {server.pid}</Detail>
                <Detail>
                  Started <RelativeTime time={server.started_at} />
                </Detail>
                <Detail>
                  Last seen <RelativeTime time={server.last_seen_at} />
                </Detail>
                <Detail>{clockWords(server.clock_offset_ms)}</Detail>
              </>
            }
          />
        ))}
      </SettingList>
    </section>
  );
}

const DOES: Record<ServerWire["role"], string> = {
  all: "Serves and runs jobs",
  web: "Serves",
  jobs: "Runs jobs",
};

function clockWords(offsetMs: number): string {
  if (offsetMs === 0) return "Clock exact";
  return `Clock ${Math.abs(offsetMs)} ms ${offsetMs > 0 ? "ahead" : "behind"}`;
}
