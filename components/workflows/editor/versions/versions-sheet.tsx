"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { saveWorkflowAction } from "@/app/(app)/workflows/actions";
import { orThrow } from "@/components/forms/refusal";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { SelectOne } from "@/components/ui/controls/select";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/overlays/sheet";
import { toast } from "@/components/ui/overlays/toast";
import { compareVersionsHref } from "@/components/workflows/compare/compare-href";
import {
  type ComparedText,
  DefinitionDifference,
} from "@/components/workflows/compare/definition-difference";
import { workflowHref } from "@/components/workflows/links";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";
import { parseSource } from "@/lib/workflows/definition/parse";
import { useVersion } from "./use-version";

interface VersionsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  workflow: WorkflowDetailWire;
  /** What stands in the editor; null when it is the latest version. */
  edited: string | null;
  canWrite: boolean;
  onSaved: () => Promise<void>;
}

/** The versions of a workflow: to look at, to compare and to take back as a new one. */
export function VersionsSheet({
  open,
  onOpenChange,
  workflow,
  edited,
  canWrite,
  onSaved,
}: VersionsSheetProps) {
  const [compared, setCompared] = useState<number | null>(null);
  const { latest, name, versions } = workflow;
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={compared === null ? "Versions" : `Version ${compared}, compared`}
        description={
          compared === null ? "A run keeps the version that it started with." : undefined
        }
        className="sm:w-[min(56rem,94vw)]"
      >
        <SheetBody>
          {compared === null ? (
            <ul aria-label="Versions" className="divide-y divide-line">
              {versions.map((each) => (
                <li
                  key={each.version}
                  className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5"
                >
                  <div className="min-w-0 flex-[1_1_14rem]">
                    <p className="flex items-center gap-2 font-medium text-sm">
                      <span className="tabular-nums">Version {each.version}</span>
                      {each.version === latest.version ? <Badge tone="accent">Latest</Badge> : null}
                    </p>
                    {each.note ? <p className="break-words text-sm">{each.note}</p> : null}
                    <p className="text-ink-3 text-xs">
                      {each.created_by}, <RelativeTime time={each.created_at} />
                    </p>
                  </div>
                  <div className="ml-auto flex flex-wrap items-center gap-1">
                    {each.version === latest.version ? null : (
                      <Link
                        href={workflowHref(name, each.version)}
                        prefetch={false}
                        className={buttonVariants({ size: "sm", variant: "ghost" })}
                      >
                        Look<span className="sr-only"> at version {each.version}</span>
                      </Link>
                    )}
                    <Button size="sm" variant="ghost" onClick={() => setCompared(each.version)}>
                      Compare<span className="sr-only"> version {each.version}</span>
                    </Button>
                    {canWrite && each.version !== latest.version ? (
                      <Restore workflow={workflow} version={each.version} onSaved={onSaved} />
                    ) : null}
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <Compared
              key={compared}
              workflow={workflow}
              version={compared}
              edited={edited}
              onBack={() => setCompared(null)}
            />
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

const EDITED = "edited";

interface ComparedProps {
  workflow: WorkflowDetailWire;
  version: number;
  edited: string | null;
  onBack: () => void;
}

function Compared({ workflow, version, edited, onBack }: ComparedProps) {
  const { latest, name, versions } = workflow;
  const other = version === latest.version ? Math.max(1, version - 1) : latest.version;
  const [against, setAgainst] = useState(edited === null ? String(other) : EDITED);
  const one = useVersion(name, version);
  const two = useVersion(name, against === EDITED ? null : Number(against));
  const isLater = against === EDITED || Number(against) >= version;
  const left = one.data && textOf(one.data);
  const right = useMemo(
    () =>
      against === EDITED && edited !== null ? textOfEdited(edited) : two.data && textOf(two.data),
    [against, edited, two.data],
  );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={onBack}>
          All versions
        </Button>
        {against === EDITED ? null : (
          <Link
            href={compareVersionsHref(
              name,
              Math.min(version, Number(against)),
              Math.max(version, Number(against)),
            )}
            prefetch={false}
            className={buttonVariants({ size: "sm", variant: "ghost" })}
          >
            <ExternalLink className="size-4" />
            As a page
          </Link>
        )}
        <span className="ml-auto text-ink-2 text-sm">with</span>
        <SelectOne
          label="Compare with"
          className="w-44"
          value={against}
          options={[
            ...(edited === null ? [] : [{ value: EDITED, label: "What I edited" }]),
            ...versions
              .filter((each) => each.version !== version)
              .map((each) => ({ value: String(each.version), label: `Version ${each.version}` })),
          ]}
          onValueChange={setAgainst}
        />
      </div>
      <ReadingProblem reading={one} what={`Version ${version}`} />
      <ReadingProblem reading={two} what={`Version ${against}`} />
      {left && right ? (
        <DefinitionDifference
          key={against}
          name={name}
          a={isLater ? left : right}
          b={isLater ? right : left}
        />
      ) : versions.length < 2 && edited === null ? (
        <p className="py-6 text-center text-ink-2 text-sm">There is only one version yet.</p>
      ) : (
        <SkeletonRows label="Loading the versions" />
      )}
    </div>
  );
}

const textOf = ({ version, source, definition }: WorkflowDetailWire): ComparedText => ({
  label: `version ${version}`,
  source,
  definition,
});

function textOfEdited(source: string): ComparedText {
  const { definition } = parseSource(source);
  return {
    label: "what I edited",
    source,
    definition: definition && {
      ...definition,
      stages: definition.stages.map((stage) => ({ ...stage })),
    },
  };
}

interface RestoreProps {
  workflow: WorkflowDetailWire;
  version: number;
  onSaved: () => Promise<void>;
}

function Restore({ workflow: { name, latest }, version, onSaved }: RestoreProps) {
  const { refetch } = useVersion(name, version);
  async function restore() {
    const { data } = await refetch();
    if (!data) throw new Error(`Version ${version} could not be read. Try again.`);
    const saved = await orThrow(() =>
      saveWorkflowAction(name, {
        source: data.source,
        base_version: latest.version,
        note: `Restored version ${version}`,
      }),
    );
    await onSaved();
    toast.success(`Version ${version} is back, as version ${saved.version}`);
  }
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          Restore<span className="sr-only"> version {version}</span>
        </Button>
      }
      title={`Restore version ${version}?`}
      description="It becomes a new version. The ones in between stay, and runs keep theirs."
      confirmLabel="Restore"
      tone="primary"
      onConfirm={restore}
    />
  );
}
