"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input, Textarea } from "@/components/ui/controls/input";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { Check } from "@/lib/runs/evidence/schema";
import {
  type CheckDraft,
  checksOf,
  draftsOf,
  emptyCheck,
  freeKey,
  moved,
  problemsIn,
} from "./checks-draft";

const MOST_CHECKS = 20;

interface ChecksDialogProps {
  /** Whose checks: "TASK-012", "Web shop". */
  of: string;
  /** The checks as they are; null for those of the project. */
  checks: readonly Check[] | null;
  /** For a task: it may have those of its project. */
  mayInherit?: boolean;
  draft: { object: string; field: string };
  send: (checks: Check[] | null) => Promise<ActionResult<unknown>>;
  onClose: () => void;
}

/** What `ChecksDialog` fetches. */
export function ChecksDialogRendered({
  of,
  checks,
  mayInherit = false,
  draft,
  send,
  onClose,
}: ChecksDialogProps) {
  const form = useForm({
    saved: { from: checks === null ? "project" : "own", list: draftsOf(checks ?? []) },
    draft,
    send: ({ from, list }) => send(from === "project" ? null : checksOf(list)),
    onDone() {
      toast.success(`Saved the checks of ${of}`);
      onClose();
    },
  });
  const { from, list } = form.values;
  const problems = problemsIn(form.problems);
  const setList = (next: CheckDraft[]) => form.set({ list: next });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Checks of ${of}`}
        description="Commands that have to end well on the very commit that is handed in. Workers run them, in the worktree; agents cannot change them."
        className="sm:max-w-2xl"
      >
        <DialogForm form={form} names={{ from: "whose checks", list: "the checks" }} submit="Save">
          {mayInherit ? (
            <Segmented
              label="Which checks"
              value={from}
              onValueChange={(next) => form.set({ from: next })}
              className="self-start"
            >
              <SegmentedItem value="project">Those of the project</SegmentedItem>
              <SegmentedItem value="own">Its own</SegmentedItem>
            </Segmented>
          ) : null}
          {from === "project" ? (
            <p className="text-ink-3 text-sm">
              What has to hold of its work is set in Settings, Projects.
            </p>
          ) : (
            <>
              {list.length === 0 ? (
                <p className="text-ink-3 text-sm">
                  None: work counts as it is handed in
                  {mayInherit ? ", whatever the project asks for." : "."}
                </p>
              ) : (
                <ol aria-label="Checks" className="flex flex-col gap-3">
                  {list.map((check, at) => (
                    <CheckFields
                      key={check.key}
                      check={check}
                      place={at}
                      count={list.length}
                      problemOf={(field) => problems.of(at, field)}
                      onChange={(change) => setList(list.with(at, { ...check, ...change }))}
                      onMove={(by) => setList(moved(list, at, by))}
                      onRemove={() => setList(list.toSpliced(at, 1))}
                    />
                  ))}
                </ol>
              )}
              {problems.whole ? (
                <p role="alert" className="text-danger text-sm">
                  {problems.whole}
                </p>
              ) : null}
              <Button
                size="sm"
                className="self-start"
                disabled={list.length >= MOST_CHECKS}
                onClick={() => setList([...list, emptyCheck(freeKey(list))])}
              >
                <Plus aria-hidden className="size-3.5" />
                Add a check
              </Button>
            </>
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

interface CheckFieldsProps {
  check: CheckDraft;
  /** From 0. */
  place: number;
  count: number;
  problemOf: (field: keyof Check) => string | undefined;
  onChange: (change: Partial<CheckDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function CheckFields({
  check,
  place,
  count,
  problemOf,
  onChange,
  onMove,
  onRemove,
}: CheckFieldsProps) {
  const name = check.name.trim() || `check ${place + 1}`;
  const mono = cn("font-mono text-xs pointer-coarse:text-base");
  return (
    <li className="flex flex-col gap-3 rounded-lg border p-3">
      <div className="flex items-end gap-2">
        <Field label="Name" error={problemOf("name")} className="flex-1">
          <Input
            value={check.name}
            onChange={(event) => onChange({ name: event.target.value })}
            maxLength={60}
            placeholder="test"
            autoComplete="off"
          />
        </Field>
        <div className="flex shrink-0">
          <IconButton label={`Move ${name} up`} disabled={place === 0} onClick={() => onMove(-1)}>
            <ArrowUp className="size-4" />
          </IconButton>
          <IconButton
            label={`Move ${name} down`}
            disabled={place === count - 1}
            onClick={() => onMove(1)}
          >
            <ArrowDown className="size-4" />
          </IconButton>
          <IconButton label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 className="size-4" />
          </IconButton>
        </div>
      </div>
      <Field
        label="Command"
        error={problemOf("command")}
        hint="Run with sh -c at the top of the worktree. Without a shell: baton changed, baton unchanged PATTERN, baton exists PATH."
      >
        <Textarea
          value={check.command}
          onChange={(event) => onChange({ command: event.target.value })}
          rows={1}
          maxLength={2_000}
          placeholder="npm test"
          spellCheck={false}
          className={cn(mono, "min-h-8")}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-[1fr_8rem]">
        <Field
          label="Only when one of these files changed"
          error={problemOf("paths")}
          hint="Patterns such as src/**, one a line. Empty: always."
        >
          <Textarea
            value={check.paths}
            onChange={(event) => onChange({ paths: event.target.value })}
            rows={1}
            placeholder="**/*.ts"
            spellCheck={false}
            className={cn(mono, "min-h-8")}
          />
        </Field>
        <Field label="Exit code" error={problemOf("exit_code")} hint="That it ends with.">
          <Input
            value={check.exit_code}
            onChange={(event) => onChange({ exit_code: event.target.value })}
            inputMode="numeric"
            maxLength={3}
            placeholder="0"
          />
        </Field>
      </div>
    </li>
  );
}
