"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { asInteger } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { SelectOne } from "@/components/ui/controls/select";
import { Badge } from "@/components/ui/display/badge";
import { PageHeader } from "@/components/ui/display/page-header";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { useWorkflow } from "@/components/workflows/editor/use-workflow";
import { useVersion } from "@/components/workflows/editor/versions/use-version";
import { workflowHref } from "@/components/workflows/links";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";

const DefinitionDifference = dynamic(
  () => import("./definition-difference").then((room) => room.DefinitionDifference),
  { loading: () => <SkeletonRows count={4} label="Loading the comparison" /> },
);

const ADDRESS = { a: asInteger, b: asInteger };

interface VersionsScreenProps {
  workflow: WorkflowDetailWire;
  /** The versions that the page was asked for, those of them that there are. */
  versions: readonly WorkflowDetailWire[];
}

/** Two versions of a workflow beside each other: who saved them, and what the second has otherwise. */
export function VersionsScreen({ workflow: initial, versions: read }: VersionsScreenProps) {
  const workflow = useWorkflow(initial);
  const { latest, name, versions } = workflow.data;
  const [address, setAddress] = useAddress(ADDRESS);
  const b = address.b ?? latest.version;
  const a = address.a ?? Math.max(1, b - 1);
  const first = useVersion(name, a, read);
  const second = useVersion(name, b, read);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={
          <>
            <Link href={workflowHref(name)} className="font-normal text-ink-3 hover:text-ink">
              {name}
            </Link>
            <span aria-hidden className="px-1.5 font-normal text-ink-3">
              /
            </span>
            Compare versions
          </>
        }
      />
      <ReadingProblem reading={workflow} what="The workflow" />
      <ReadingProblem reading={first} what={`Version ${a}`} />
      <ReadingProblem reading={second} what={`Version ${b}`} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="grid grid-cols-2 divide-x divide-line border-b">
          <VersionHead
            label="First version"
            version={a}
            versions={versions}
            latest={latest.version}
            onChoose={(next) => setAddress({ a: next, b })}
          />
          <VersionHead
            label="Second version"
            version={b}
            versions={versions}
            latest={latest.version}
            onChoose={(next) => setAddress({ a, b: next })}
          />
        </div>
        <div className="px-4 py-5 max-md:px-3">
          {a === b ? (
            <p className="text-ink-2 text-sm">
              {versions.length < 2
                ? "There is only one version yet."
                : "Both are the same version: choose another one."}
            </p>
          ) : first.data && second.data ? (
            <DefinitionDifference
              key={`${a}-${b}`}
              name={name}
              a={{ label: `version ${a}`, ...first.data }}
              b={{ label: `version ${b}`, ...second.data }}
            />
          ) : first.error || second.error ? null : (
            <SkeletonRows count={4} label="Loading the versions" />
          )}
        </div>
      </div>
    </div>
  );
}

interface VersionHeadProps {
  label: string;
  version: number;
  versions: WorkflowDetailWire["versions"];
  latest: number;
  onChoose: (version: number) => void;
}

function VersionHead({ label, version, versions, latest, onChoose }: VersionHeadProps) {
  const known = versions.find((each) => each.version === version);
  // The list has the newest 200, and a link may lead to an older one.
  const options = known ? versions : [...versions, { version }];
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-1.5 px-4 py-3 max-md:px-3">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <SelectOne
          label={label}
          className="w-36 max-w-full"
          value={String(version)}
          options={options.map((each) => ({
            value: String(each.version),
            label: `Version ${each.version}`,
          }))}
          onValueChange={(next) => onChoose(Number(next))}
        />
        {version === latest ? <Badge tone="accent">Latest</Badge> : null}
      </div>
      {known ? (
        <>
          {known.note ? <p className="break-words text-sm">{known.note}</p> : null}
          <p className="text-ink-3 text-xs">
            {known.created_by}, <RelativeTime time={known.created_at} />
          </p>
        </>
      ) : null}
    </section>
  );
}
