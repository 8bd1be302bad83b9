"use client";

import { Lock } from "lucide-react";
import dynamic from "next/dynamic";
import { ProjectsTab } from "@/components/settings/projects/projects-tab";
import { useAddress } from "@/components/sync/address/use-address";
import { useRuntimesReading } from "@/components/sync/data/use-runtimes";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { PageHeader } from "@/components/ui/display/page-header";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { KeyWire } from "@/lib/auth/schema";
import type { UserWire } from "@/lib/auth/users/user-wire";
import type { SchedulerTask } from "@/lib/jobs/periodic";
import type { ProjectWire } from "@/lib/projects/schema";
import type { RuntimesWire } from "@/lib/runtimes/shapes";
import { SETTINGS, STEP, TAB_LABEL, TABS, type Tab } from "./settings-tabs";
import { useAllProjects, useApiKeys, useUsers } from "./use-settings";
import { useSettingsCommands } from "./use-settings-commands";

/** In the place of a tab whose code is on its way: without it the whole page would wait. */
const loading = () => <SkeletonRows count={3} />;
const ApiKeysTab = dynamic(
  () => import("@/components/settings/access/api-keys-tab").then((room) => room.ApiKeysTab),
  { loading },
);
const UsersTab = dynamic(
  () => import("@/components/settings/access/users-tab").then((room) => room.UsersTab),
  { loading },
);
const CostsTab = dynamic(
  () => import("@/components/settings/costs/costs-tab").then((room) => room.CostsTab),
  { loading },
);
const ModelsTab = dynamic(
  () => import("@/components/settings/models/models-tab").then((room) => room.ModelsTab),
  { loading },
);
const RuntimesTab = dynamic(
  () => import("@/components/settings/runtimes/runtimes-tab").then((room) => room.RuntimesTab),
  { loading },
);
const SchedulerTab = dynamic(
  () => import("@/components/settings/system/scheduler-tab").then((room) => room.SchedulerTab),
  { loading },
);

const StandingAnswersTab = dynamic(
  () =>
    import("@/components/settings/access/standing-answers-tab").then(
      (room) => room.StandingAnswersTab,
    ),
  { loading },
);

const WebhooksTab = dynamic(
  () => import("@/components/settings/webhooks/webhooks-tab").then((room) => room.WebhooksTab),
  { loading },
);

const TriggersTab = dynamic(
  () => import("@/components/settings/triggers/triggers-tab").then((room) => room.TriggersTab),
  { loading },
);

type SettingsScreenProps = {
  projects: ProjectWire[];
  keys: KeyWire[];
  users: UserWire[];
  /** Null for viewers, who may not read them. */
  runtimes: RuntimesWire | null;
  scheduler: SchedulerTask[];
  /** The address of this installation, as the browser requested it. */
  origin: string;
};

/** The settings that admins manage: runtimes, projects, users and keys. */
export function SettingsScreen({ origin, ...initial }: SettingsScreenProps) {
  const { role, canWrite } = useViewer();
  const isAdmin = role === "admin";
  const [{ tab, create }, set] = useAddress(SETTINGS);
  const projectsRead = useAllProjects(initial.projects);
  const projects = projectsRead.data;
  useSettingsCommands(set);
  const dialog = (of: Tab) => ({
    creating: create && tab === of,
    onCreatingChange: (open: boolean) => set({ create: open ? true : null }),
  });
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs
        value={tab}
        onValueChange={(next) => set({ tab: next as Tab, create: null }, STEP)}
        // As high as its content, so that the sticky tabs stay in view for all of it.
        className="flex flex-[1_0_auto] flex-col"
      >
        <TabsList aria-label="Settings" className="sticky top-12 z-10 bg-panel">
          {TABS.map((each) => (
            <TabsTrigger key={each} value={each}>
              {TAB_LABEL[each]}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="projects">
          <ReadingProblem reading={projectsRead} what="The projects" />
          <ProjectsTab projects={projects} {...dialog("projects")} />
        </TabsContent>
        {canWrite ? (
          <Runtimes initial={initial.runtimes} scheduler={initial.scheduler} />
        ) : (
          OPERATED.map((each) => (
            <TabsContent key={each} value={each}>
              <OperatorsOnly what={TAB_LABEL[each]} />
            </TabsContent>
          ))
        )}
        <TabsContent value="costs">
          <CostsTab />
        </TabsContent>
        <TabsContent value="triggers">
          {isAdmin ? (
            <TriggersTab projects={projects} {...dialog("triggers")} />
          ) : (
            <AdminsOnly what="Triggers" />
          )}
        </TabsContent>
        <TabsContent value="webhooks">
          {isAdmin ? (
            <WebhooksTab projects={projects} {...dialog("webhooks")} />
          ) : (
            <AdminsOnly what="Webhooks" />
          )}
        </TabsContent>
        <TabsContent value="answers">
          <StandingAnswersTab projects={projects} {...dialog("answers")} />
        </TabsContent>
        <TabsContent value="keys">
          {isAdmin ? (
            <Keys initial={initial.keys} projects={projects} origin={origin} {...dialog("keys")} />
          ) : (
            <AdminsOnly what="API keys" />
          )}
        </TabsContent>
        <TabsContent value="users">
          {isAdmin ? (
            <Users initial={initial.users} {...dialog("users")} />
          ) : (
            <AdminsOnly what="Users" />
          )}
        </TabsContent>
      </Tabs>
    </>
  );
}

/** Whether a tab's form is open, which the URL says. */
export type CreatingProps = { creating: boolean; onCreatingChange: (open: boolean) => void };

const OPERATED = ["runtimes", "models", "scheduler"] as const;

function Runtimes({
  initial,
  scheduler,
}: {
  initial: RuntimesWire | null;
  scheduler: SchedulerTask[];
}) {
  const reading = useRuntimesReading(initial);
  const known = reading.data;
  const problem = <ReadingProblem reading={reading} what="The runtimes" />;
  return (
    <>
      <TabsContent value="runtimes">
        {problem}
        {known ? <RuntimesTab runtimes={known.runtimes} /> : null}
      </TabsContent>
      <TabsContent value="models">
        {problem}
        {known ? <ModelsTab tiers={known.tiers} /> : null}
      </TabsContent>
      <TabsContent value="scheduler">
        <SchedulerTab initial={scheduler} />
      </TabsContent>
    </>
  );
}

function Keys({
  initial,
  ...tab
}: { initial: KeyWire[]; projects: ProjectWire[]; origin: string } & CreatingProps) {
  const reading = useApiKeys(initial);
  return (
    <>
      <ReadingProblem reading={reading} what="The keys" />
      <ApiKeysTab keys={reading.data} {...tab} />
    </>
  );
}

function Users({ initial, ...tab }: { initial: UserWire[] } & CreatingProps) {
  const reading = useUsers(initial);
  return (
    <>
      <ReadingProblem reading={reading} what="The users" />
      <UsersTab users={reading.data} {...tab} />
    </>
  );
}

function OperatorsOnly({ what }: { what: string }) {
  return (
    <EmptyState
      icon={Lock}
      title={`${what}: for operators`}
      description="Ask an admin to make you an operator, who may look, or an admin, who may change it."
    />
  );
}

function AdminsOnly({ what }: { what: string }) {
  return (
    <EmptyState
      icon={Lock}
      title={`${what} are for admins`}
      description="Ask an admin to look, or to make you one."
    />
  );
}
