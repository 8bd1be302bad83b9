"use client";

import { CircleAlert, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import {
  changeKind,
  type FieldEdit,
  renameStage,
  setFields,
  whyNotName,
} from "@/components/workflows/editor/document/operations";
import type { OutlineStage } from "@/components/workflows/editor/document/outline";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { SHOWN_KINDS, type ShownKind, STAGE_KINDS } from "@/components/workflows/stage-kinds";
import { AfterField } from "./after-field";
import { BrokenNotice } from "./fields";
import { KindFields } from "./kind-fields";
import { FlowFields, MoreFields } from "./shared-fields";

/** Sets a field of the stage that is shown, by the way to it; with `and`, another one in the same step. */
export type SetStageField = (path: readonly string[], value: unknown, and?: FieldEdit) => void;

/** Everything one stage says, as fields. Each change is in the YAML at once. */
export function StagePanel({ stage, onClose }: { stage: OutlineStage; onClose: () => void }) {
  const { apply, canWrite: mayWrite, checked, code, isBroken } = useWorkbench();
  const canWrite = mayWrite && !isBroken;
  const marks = checked.byStage.get(stage.index) ?? [];
  const set: SetStageField = (path, value, and) =>
    void apply(
      setFields(code.get().text, stage.id, [...(and ? [and] : []), [path, value]]),
      `${stage.id}/${path.join("/")}`,
    );
  const kinds = [
    ...(stage.kind === "none" ? [{ value: "none", label: "Nothing yet" }] : []),
    ...SHOWN_KINDS.map((kind) => ({ value: kind, label: STAGE_KINDS[kind].label })),
  ];
  return (
    <section aria-label={`Stage ${stage.name}`} className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm">{stage.name || "Stage"}</h2>
        <IconButton label="Close the panel" size="icon-sm" onClick={onClose}>
          <X className="size-4" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {isBroken ? <BrokenNotice /> : null}
        {marks.length > 0 ? (
          <ul className="flex flex-col gap-2 border-b bg-danger/5 px-4 py-3 text-xs">
            {marks.map((mark) => (
              <li key={mark.path + mark.message} className="flex gap-2">
                {mark.severity === "error" ? (
                  <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-danger" />
                ) : (
                  <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
                )}
                <span className="min-w-0 break-words">
                  {mark.message} <span className="text-ink-2">{mark.fix}</span>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        <fieldset disabled={!canWrite} className="min-w-0">
          <div className="flex flex-col gap-4 p-4">
            <div className="grid grid-cols-[1fr_8.5rem] gap-3">
              <NameField key={stage.id} stage={stage} />
              <Field label="Kind">
                <SelectOne
                  value={stage.kind}
                  options={kinds}
                  disabled={!canWrite}
                  onValueChange={(kind) =>
                    kind !== stage.kind &&
                    kind !== "none" &&
                    apply(changeKind(code.get().text, stage.id, kind as ShownKind))
                  }
                />
              </Field>
            </div>
            <KindFields stage={stage} set={set} />
            <AfterField stage={stage} />
          </div>
          <FlowFields key={`flow-${stage.id}`} stage={stage} set={set} />
          <MoreFields key={`more-${stage.id}`} stage={stage} set={set} />
        </fieldset>
      </div>
    </section>
  );
}

/** Takes effect on Enter and when one leaves it: half a name is no name, and every mention of it changes with it. */
function NameField({ stage }: { stage: OutlineStage }) {
  const { apply, code, outline } = useWorkbench();
  const [typed, setTyped] = useState<string | null>(null);
  const others = outline.stages.filter(({ id }) => id !== stage.id).map(({ name }) => name);
  const error = typed === null || typed === stage.name ? null : whyNotName(typed, others);
  const save = () => {
    if (typed !== null && typed !== stage.name && error === null) {
      apply(renameStage(code.get().text, stage.id, typed));
    }
    setTyped(null);
  };
  return (
    <Field label="Name" error={error}>
      <Input
        value={typed ?? stage.name}
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
          if (event.key === "Escape" && typed !== null) {
            event.stopPropagation();
            setTyped(null);
          }
        }}
      />
    </Field>
  );
}
