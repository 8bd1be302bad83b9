"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { SearchField } from "@/components/ui/controls/search-field";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { PRESENCES, type Presence, PresenceDot } from "@/components/ui/display/presence-dot";
import type { AgentWire } from "@/lib/agents/shapes";
import { countByPresence, rolesOf } from "./fleet";
import type { FleetFilterState } from "./use-fleet-filter";

type AgentsToolbarProps = { agents: readonly AgentWire[]; filter: FleetFilterState };

const ALL = "all";

export function AgentsToolbar({ agents, filter }: AgentsToolbarProps) {
  const counts = countByPresence(agents);
  const [only] = filter.presence;
  return (
    <PageToolbar>
      <SearchField
        label="Find agents"
        placeholder="Name, role, model, skill"
        value={filter.q}
        onSearch={(q) => void filter.set({ q: q || null })}
        className="w-56 max-md:w-auto max-md:flex-1"
      />
      <Segmented
        label="Presence"
        value={filter.presence.length === 1 && only ? only : ALL}
        onValueChange={(value) =>
          void filter.set({ presence: value === ALL ? null : [value as Presence] })
        }
        className="max-md:order-last max-md:w-full"
      >
        <SegmentedItem value={ALL}>
          All <Count value={agents.length} />
        </SegmentedItem>
        {PRESENCES.map((presence) => (
          <SegmentedItem
            key={presence}
            value={presence}
            disabled={counts[presence] === 0 && presence !== only}
          >
            <PresenceDot presence={presence} className="text-inherit" />
            <Count value={counts[presence]} />
          </SegmentedItem>
        ))}
      </Segmented>
      <RoleFilter roles={rolesOf(agents)} filter={filter} />
      {filter.isFiltered ? (
        <Button variant="ghost" size="sm" className="max-md:hidden" onClick={() => filter.clear()}>
          <X className="size-3.5" />
          Clear
        </Button>
      ) : null}
    </PageToolbar>
  );
}

function RoleFilter({ roles, filter }: { roles: string[]; filter: FleetFilterState }) {
  return (
    <Select
      value={filter.role ?? ALL}
      onValueChange={(role) => void filter.set({ role: role === ALL ? null : role })}
    >
      <SelectTrigger aria-label="Role" className="w-36 shrink-0 max-md:w-32">
        {filter.role ?? "All roles"}
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ALL}>All roles</SelectItem>
        {roles.map((role) => (
          <SelectItem key={role} value={role}>
            {role}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

function Count({ value }: { value: number }) {
  return <span className="font-normal text-ink-3 tabular-nums">{value}</span>;
}
