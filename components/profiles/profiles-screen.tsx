"use client";

import { Bot, Contact, Pencil, Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { removeProfileAction } from "@/app/(app)/profiles/actions";
import { orThrow } from "@/components/forms/refusal";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asFlag, asInteger, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { useProjects } from "@/components/sync/data/use-projects";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { ReadOnlyBadge, useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { PageHeader } from "@/components/ui/display/page-header";
import { Detail, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { ProfileWire } from "@/lib/profiles/shapes";
import { MakeAgentDialog, ProfileDialog } from "./profile-dialog";
import { RUNTIMES } from "./profile-words";
import { useProfiles, useRefreshProfiles } from "./use-profiles";

const ADDRESS = { edit: asInteger, make: asInteger, create: orElse(asFlag, false) };

/** The ways to work from which agents are made. */
export function ProfilesScreen({ profiles: initial }: { profiles: ProfileWire[] }) {
  const { canWrite } = useViewer();
  const reading = useProfiles(initial);
  const profiles = reading.data;
  const [{ edit, make, create }, set] = useAddress(ADDRESS);
  const { data: projects = [] } = useProjects();
  const projectOf = (id: number) => projects.find((project) => project.id === id)?.name;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "profile.create",
        label: "Create profile",
        group: "Profiles",
        icon: Plus,
        keywords: ["new", "add", "role"],
        enabled: canWrite,
        run: () => set({ create: true }),
      },
    ],
    [canWrite, set],
  );
  useCommands(commands);
  const edited = profiles.find(({ id }) => id === edit);
  const made = profiles.find(({ id }) => id === make);
  const close = () => set({ edit: null, make: null, create: null });
  return (
    <>
      <PageHeader
        title="Profiles"
        meta={
          <>
            {profiles.length > 0 ? profiles.length : null}
            <ReadOnlyBadge />
          </>
        }
        description="Ways to work, from which agents are made"
      >
        {canWrite ? (
          <Button
            variant={profiles.length > 0 ? "primary" : "secondary"}
            onClick={() => set({ create: true })}
          >
            <Plus className="size-4" />
            Create profile
          </Button>
        ) : null}
      </PageHeader>
      <ReadingProblem reading={reading} what="The list of profiles" />
      {profiles.length === 0 ? (
        <EmptyState
          icon={Contact}
          title="No profiles"
          description="A profile has a role, a model, limits and budgets. Agents that are made from it work alike, and a worker can serve all of them."
        />
      ) : (
        <SettingList label="Profiles">
          {profiles.map((profile) => (
            <SettingRow
              key={profile.id}
              title={
                <>
                  <span className="wrap-anywhere">{profile.name}</span>
                  {profile.project_id === null ? null : (
                    <Badge tone="outline">{projectOf(profile.project_id) ?? "One project"}</Badge>
                  )}
                  {profile.workshop_tools ? <Badge tone="accent">Leads a team</Badge> : null}
                </>
              }
              details={<ProfileDetails profile={profile} />}
            >
              {canWrite ? (
                <ProfileMenu
                  profile={profile}
                  onEdit={() => set({ edit: profile.id })}
                  onMake={() => set({ make: profile.id })}
                />
              ) : null}
            </SettingRow>
          ))}
        </SettingList>
      )}
      {canWrite && (create || edited) ? (
        <ProfileDialog key={edited?.id ?? "new"} profile={edited ?? null} onClose={close} />
      ) : null}
      {canWrite && made ? <MakeAgentDialog profile={made} onClose={close} /> : null}
    </>
  );
}

function ProfileDetails({ profile }: { profile: ProfileWire }) {
  const { name, agents, runtime, model, work_types, max_turns, description } = profile;
  return (
    <>
      <Detail>
        {agents === 0 ? (
          "No agents"
        ) : (
          <Link
            href={`/agents?q=${encodeURIComponent(name)}`}
            prefetch={false}
            className="rounded-sm hover:underline"
          >
            {agents === 1 ? "1 agent" : `${agents} agents`}
          </Link>
        )}
      </Detail>
      <Detail>{RUNTIMES.find(({ value }) => value === runtime)?.label ?? runtime}</Detail>
      {model ? <Detail>{model}</Detail> : null}
      {work_types.length > 0 ? <Detail>Takes {work_types.join(", ")}</Detail> : null}
      {max_turns === null ? null : <Detail>At most {max_turns} turns</Detail>}
      {description ? <Detail>{description}</Detail> : null}
    </>
  );
}

interface ProfileMenuProps {
  profile: ProfileWire;
  onEdit: () => void;
  onMake: () => void;
}

function ProfileMenu({ profile, onEdit, onMake }: ProfileMenuProps) {
  const refresh = useRefreshProfiles();
  const [asking, setAsking] = useState(false);
  const { name, agents } = profile;
  return (
    <>
      <Button size="sm" onClick={onMake} className="max-sm:hidden">
        <Bot aria-hidden className="size-3.5" />
        Make an agent<span className="sr-only"> from {name}</span>
      </Button>
      <RowMenu name={name}>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onMake)}>
          <Bot />
          Make an agent
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem
          tone="danger"
          onSelect={() => requestAnimationFrame(() => setAsking(true))}
        >
          <Trash2 />
          Remove
        </DropdownMenuItem>
      </RowMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove profile ${name}?`}
        description={
          agents === 0
            ? "No agent is made from it."
            : "The agents that are made from it stay, and work on as they do."
        }
        confirmLabel="Remove profile"
        onConfirm={async () => {
          await orThrow(() => removeProfileAction(profile));
          await refresh();
          toast(`Removed profile ${name}`);
        }}
      />
    </>
  );
}
