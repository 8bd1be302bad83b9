"use client";

import { History, Play, Save } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { DraftMark } from "@/components/forms/drafts/draft-mark";
import { useDraft } from "@/components/forms/drafts/drafts";
import { asInteger } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { useAgentsAs } from "@/components/sync/data/use-agents";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { PageHeader } from "@/components/ui/display/page-header";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Callout } from "@/components/ui/feedback/callout";
import { toast } from "@/components/ui/overlays/toast";
import { workflowRunHref } from "@/components/workflows/links";
import { StartRunDialog } from "@/components/workflows/start/start-run-dialog";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";
import { EditorSkeleton } from "./editor-skeleton";
import { LeaveGuard } from "./leave-guard";
import { SaveDialog } from "./save-dialog";
import { useRefreshWorkflows, useWorkflow } from "./use-workflow";
import { useVersion } from "./versions/use-version";

// CodeMirror, React Flow, yaml and CEL: by far the largest part, and nothing of it is in the first paint.
const WorkflowEditor = dynamic(
  () => import("./workflow-editor").then((room) => room.WorkflowEditor),
  { loading: EditorSkeleton },
);
const VersionsSheet = dynamic(
  () => import("./versions/versions-sheet").then((room) => room.VersionsSheet),
  { loading: () => null },
);
const ConflictDialog = dynamic(
  () => import("./versions/conflict-dialog").then((room) => room.ConflictDialog),
  { loading: () => null },
);

const FIELDS = { version: asInteger };
const isText = (value: unknown): value is string => typeof value === "string";

interface EditorScreenProps {
  workflow: WorkflowDetailWire;
  /** The names that a definition may use. */
  profiles: readonly string[];
  workflows: readonly string[];
}

/** One workflow: its definition as graph and YAML, its versions, and the way to run it. */
export function EditorScreen({ workflow: initial, profiles, workflows }: EditorScreenProps) {
  const { canWrite } = useViewer();
  const reading = useWorkflow(initial);
  const workflow = reading.data;
  const { name } = workflow;
  const latest = workflow.latest.version;
  const refresh = useRefreshWorkflows();
  const router = useRouter();
  const [address, setAddress] = useAddress(FIELDS);
  const looked = address.version !== null && address.version !== latest ? address.version : null;
  const version = useVersion(name, looked);
  const agents = useAgentsAs(namesOf).data;
  const known = useMemo(
    () => ({ agents: agents ?? [], profiles, workflows }),
    [agents, profiles, workflows],
  );
  const draft = useDraft({ object: `workflow:${name}`, field: "source" }, isText);
  const edited = draft.value !== null && draft.value !== workflow.source ? draft.value : null;
  const base = typeof draft.base === "number" ? draft.base : latest;
  const isOvertaken = edited !== null && base < latest;
  const [errors, setErrors] = useState(0);
  const [shown, setShown] = useState<"save" | "versions" | "conflict" | "run" | null>(null);
  const dialog = (which: typeof shown) => ({
    open: shown === which,
    onOpenChange: (open: boolean) => setShown(open ? which : null),
  });

  // What the editor has, and from which version it began. Where something else is wanted than what was typed in it (a draft that was found,
  // a version that somebody else saved, a draft that was dropped), it begins anew with that.
  const wanted = edited ?? workflow.source;
  const [round, setRound] = useState(0);
  const inEditor = useRef({ text: wanted, version: base });
  useEffect(() => {
    if (looked !== null) return;
    if (edited === null) inEditor.current.version = latest;
    if (inEditor.current.text === wanted) return;
    inEditor.current = { text: wanted, version: edited === null ? latest : base };
    setRound((before) => before + 1);
  }, [wanted, edited, latest, base, looked]);

  const { current, drop, write } = draft;
  const onText = useCallback(
    (text: string, found: number) => {
      setErrors(found);
      if (looked !== null || text === inEditor.current.text) return;
      inEditor.current.text = text;
      if (text === workflow.source) drop();
      else write(text, current() === null ? inEditor.current.version : base);
    },
    [looked, workflow.source, drop, write, current, base],
  );
  const onSave = useCallback(() => {
    if (edited === null) toast("There is nothing to save");
    else if (errors > 0) toast.error("Mend the problems first: they are listed below the editor.");
    else setShown(isOvertaken ? "conflict" : "save");
  }, [edited, errors, isOvertaken]);
  const onRun = useCallback(() => setShown("run"), []);

  async function onSaved() {
    // In this order: what was saved is then no draft any more, and stays as it is in the editor.
    await refresh();
    drop();
  }

  async function onRestored() {
    await refresh();
    if (looked !== null) await setAddress({ version: null });
  }

  const isReadOnly = !canWrite || looked !== null || workflow.archived_at !== null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title={
          <>
            <Link href="/workflows" className="font-normal text-ink-3 hover:text-ink">
              Workflows
            </Link>
            <span aria-hidden className="px-1.5 font-normal text-ink-3">
              /
            </span>
            {name}
          </>
        }
        meta={
          <>
            <Badge>v{looked ?? latest}</Badge>
            {workflow.archived_at === null ? null : <Badge tone="warning">Archived</Badge>}
            {edited === null || looked !== null ? null : (
              <DraftMark
                at={draft.at}
                onDiscard={() => {
                  drop();
                  return () => write(edited, base);
                }}
              />
            )}
          </>
        }
      >
        <Button onClick={() => setShown("versions")}>
          <History className="size-4" />
          Versions
        </Button>
        {canWrite && workflow.archived_at === null ? (
          <>
            <Button onClick={onRun}>
              <Play className="size-4" />
              Run
            </Button>
            <Button
              variant="primary"
              disabled={edited === null || looked !== null}
              onClick={onSave}
            >
              <Save className="size-4" />
              Save
            </Button>
          </>
        ) : null}
      </PageHeader>
      <ReadingProblem reading={reading} what="The workflow" />
      {looked === null ? null : (
        <Callout
          shape="bar"
          actions={
            <Button size="sm" onClick={() => void setAddress({ version: null })}>
              Back to the latest
            </Button>
          }
        >
          This is version {looked}, as it was. It can be looked at, compared and restored, not
          changed.
        </Callout>
      )}
      {isOvertaken && looked === null ? (
        <Callout
          shape="bar"
          tone="warning"
          role="status"
          quiet
          actions={
            <Button size="sm" onClick={() => setShown("conflict")}>
              Compare
            </Button>
          }
        >
          {workflow.latest.created_by} saved version {latest}{" "}
          <RelativeTime time={workflow.latest.created_at} />. Your changes began from version {base}
          .
        </Callout>
      ) : null}
      {looked !== null && !version.data ? (
        version.error ? (
          <ReadingProblem reading={version} what={`Version ${looked}`} />
        ) : (
          <EditorSkeleton />
        )
      ) : (
        <WorkflowEditor
          key={looked === null ? `edit-${round}` : `version-${looked}`}
          initial={looked === null ? wanted : (version.data?.source ?? "")}
          canWrite={!isReadOnly}
          known={known}
          onText={onText}
          onSave={onSave}
          onRun={isReadOnly ? null : onRun}
        />
      )}
      <LeaveGuard isOn={edited !== null && looked === null} onDiscard={drop} />
      {edited === null ? null : (
        <>
          <SaveDialog
            {...dialog("save")}
            name={name}
            source={edited}
            base={base}
            next={latest + 1}
            onSaved={onSaved}
            onConflict={async () => {
              await refresh();
              setShown("conflict");
            }}
          />
          <ConflictDialog
            {...dialog("conflict")}
            workflow={workflow}
            base={base}
            edited={edited}
            onTakeTheirs={drop}
            onKeepMine={() => {
              write(edited, latest);
              setShown("save");
            }}
          />
        </>
      )}
      <VersionsSheet
        {...dialog("versions")}
        workflow={workflow}
        edited={edited}
        canWrite={canWrite && workflow.archived_at === null}
        onSaved={onRestored}
      />
      {canWrite ? (
        <StartRunDialog
          {...dialog("run")}
          workflow={name}
          version={latest}
          definition={workflow.definition}
          isEdited={edited !== null}
          onStarted={(id) => router.push(workflowRunHref(id))}
        />
      ) : null}
    </div>
  );
}

const namesOf = (agents: readonly { name: string }[]): string[] => agents.map(({ name }) => name);
