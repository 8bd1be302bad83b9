"use client";

import { Plus, Waypoints } from "lucide-react";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asFlag, asText, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { SearchField } from "@/components/ui/controls/search-field";
import { PageHeader } from "@/components/ui/display/page-header";
import { SettingList } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { WorkflowTabs } from "@/components/workflows/workflow-tabs";
import type { WorkflowWire } from "@/lib/workflows/catalog/shapes";
import { NewWorkflow } from "./new-workflow";
import { useWorkflows } from "./use-workflows";
import { WorkflowRow } from "./workflow-row";

const FIELDS = {
  q: orElse(asText, ""),
  archived: orElse(asFlag, false),
  create: orElse(asFlag, false),
};

/** Every definition: what it is for, how large it is, what came of its last runs. */
export function WorkflowsScreen({ workflows: initial }: { workflows: WorkflowWire[] }) {
  const { canWrite } = useViewer();
  const [{ q, archived, create }, set] = useAddress(FIELDS);
  const reading = useWorkflows(initial, archived);
  const workflows = reading.data ?? [];
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "workflow.create",
        label: "Create workflow",
        group: "Workflows",
        keys: "n",
        icon: Plus,
        keywords: ["new", "add", "template", "dag"],
        enabled: canWrite,
        run: () => void set({ create: true }),
      },
    ],
    [canWrite, set],
  );
  useCommands(commands);
  const letters = q.trim().toLowerCase();
  const found = workflows.filter(({ name, description }) =>
    `${name} ${description ?? ""}`.toLowerCase().includes(letters),
  );
  return (
    <>
      <PageHeader title="Workflows" meta={workflows.length > 0 ? String(workflows.length) : null}>
        {canWrite ? (
          <Button variant="primary" onClick={() => void set({ create: true })}>
            <Plus className="size-4" />
            New workflow
          </Button>
        ) : null}
      </PageHeader>
      <WorkflowTabs current="definitions" />
      {workflows.length > 0 || archived ? (
        <PageToolbar>
          <SearchField
            label="Search workflows"
            value={q}
            onSearch={(words) => void set({ q: words })}
            onType={(words) => void set({ q: words })}
          />
          <Checkbox
            label="Archived too"
            checked={archived}
            onCheckedChange={(checked) => void set({ archived: checked })}
          />
        </PageToolbar>
      ) : null}
      <ReadingProblem reading={reading} what="The list of workflows" />
      {workflows.length === 0 && reading.data ? (
        <EmptyState
          icon={Waypoints}
          title="No workflows"
          description="A workflow is defined once and run many times: agents, commands and approvals that wait for each other. Begin with a template, or with nothing."
        >
          {canWrite ? (
            <Button variant="primary" onClick={() => void set({ create: true })}>
              <Plus className="size-4" />
              New workflow
            </Button>
          ) : null}
        </EmptyState>
      ) : found.length === 0 && reading.data ? (
        <EmptyState
          title="Nothing found"
          description={`No workflow has “${q.trim()}” in its name.`}
        >
          <Button onClick={() => void set({ q: null })}>Clear the search</Button>
        </EmptyState>
      ) : (
        <SettingList label="Workflows">
          {found.map((workflow) => (
            <WorkflowRow key={workflow.id} workflow={workflow} canWrite={canWrite} />
          ))}
        </SettingList>
      )}
      {canWrite ? (
        <NewWorkflow open={create} onOpenChange={(open) => void set({ create: open || null })} />
      ) : null}
    </>
  );
}
