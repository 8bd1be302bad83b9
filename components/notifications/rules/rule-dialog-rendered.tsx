"use client";

import type { ComponentProps } from "react";
import { putPreferencesAction, putRulesAction } from "@/app/(app)/notifications/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { kindWords } from "@/components/notifications/cards/card-words";
import { useRefreshNotifications } from "@/components/notifications/use-notifications";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Choices } from "@/components/ui/controls/choices";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { PRIORITY_CHOICES } from "@/components/ui/display/priority";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { CARD_KINDS, type CardKind } from "@/lib/notifications/kinds";
import type { Rule } from "@/lib/notifications/schema";
import { PACES, PLACES, type RuleValues, ruleFrom, SEVERITIES, valuesOf } from "./rule-form";
import { type RuleNames, WEEKDAYS, withKnown } from "./rule-words";

interface RuleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  rules: Rule[];
  /** The place of the rule; one past the end for a new one. */
  index: number;
  initial: Rule;
  names: RuleNames;
  /** The zone that digests are in from now on, while the person has chosen none. */
  newZone: string | null;
}

/** What `RuleDialog` fetches. */
export function RuleDialogRendered({ open, onOpenChange, ...rest }: RuleDialogProps) {
  const isNew = rest.index === rest.rules.length;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={isNew ? "Add rule" : `Edit ${rest.initial.name}`}
        description="It fits what has one of the choices in every list. A list in which nothing is chosen fits everything."
        className="sm:max-w-2xl"
      >
        <RuleForm {...rest} isNew={isNew} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface RuleFormProps extends Omit<RuleDialogProps, "open" | "onOpenChange"> {
  isNew: boolean;
  onClose: () => void;
}

function RuleForm({ rules, index, initial, names, newZone, isNew, onClose }: RuleFormProps) {
  const refresh = useRefreshNotifications();
  const form = useForm({
    saved: valuesOf(initial),
    send: async (values) => {
      const rule = ruleFrom(values, initial.enabled);
      if (newZone !== null && rule.digest_at !== null) {
        const preferences = { timezone: newZone, quiet_hours: null, paused_until: null };
        const answer = await putPreferencesAction(preferences);
        if (!answer.ok) return answer;
      }
      const next = isNew ? [...rules, rule] : rules.with(index, rule);
      return putRulesAction({ rules: withKnown(next, names.channels) });
    },
    async onDone(_, { name }) {
      toast.success(isNew ? `Added ${name}` : `${name} is saved`);
      await refresh();
      onClose();
    },
  });
  const { values } = form;
  const problem = (field: string): string | undefined => form.problems[`rules.${index}.${field}`];
  return (
    <DialogForm form={form} submit={isNew ? "Add rule" : "Save"}>
      <Field label="Name" error={problem("name")}>
        <Input {...form.text("name")} maxLength={100} autoComplete="off" placeholder="Urgent" />
      </Field>
      <Choices
        label="What"
        error={problem("match.kinds")}
        options={CARD_KINDS.map((kind): { value: CardKind; label: string } => ({
          value: kind,
          label: kindWords(kind).label,
        }))}
        value={values.kinds}
        onValueChange={(kinds) => form.set({ kinds })}
      />
      <Checkbox
        checked={values.mine}
        onCheckedChange={(mine) => form.set({ mine })}
        label="Only mine"
        hint="Tasks that you created or have, and what names you."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Choices
          label="Severity"
          options={SEVERITIES}
          value={values.severities}
          onValueChange={(severities) => form.set({ severities })}
        />
        <Choices
          label="Priority"
          options={PRIORITY_CHOICES}
          value={values.priorities}
          onValueChange={(priorities) => form.set({ priorities })}
        />
      </div>
      <Field label="Labels" error={problem("match.labels")} hint="Enter adds one.">
        <TagsInput value={values.labels} onValueChange={(labels) => form.set({ labels })} />
      </Field>
      {names.projects.length > 1 ? (
        <Choices
          label="Projects"
          options={names.projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.project_ids}
          onValueChange={(project_ids) => form.set({ project_ids })}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Where" error={problem("channel_ids")}>
          <SelectOne
            value={values.place}
            options={PLACES}
            onValueChange={(place) => form.set({ place })}
          />
        </Field>
        {values.place === "none" ? null : (
          <Field label="When" error={problem("pace")}>
            <SelectOne
              value={values.pace}
              options={PACES}
              onValueChange={(pace) => form.set({ pace })}
            />
          </Field>
        )}
        {values.place === "chosen" ? (
          <Choices
            label="Channels"
            options={names.channels.map(({ id, name }) => ({ value: id, label: name }))}
            value={values.channel_ids}
            onValueChange={(channel_ids) => form.set({ channel_ids })}
          />
        ) : null}
        {values.place === "none" ? null : <PaceFields form={form} problem={problem} />}
      </div>
      {values.place === "none" || values.pace === "daily" || values.pace === "weekly" ? null : (
        <Checkbox
          checked={values.through_quiet}
          onCheckedChange={(through_quiet) => form.set({ through_quiet })}
          label="In quiet hours too"
        />
      )}
    </DialogForm>
  );
}

interface PaceFieldsProps {
  form: {
    values: RuleValues;
    set: (change: Partial<RuleValues>) => void;
    text: (
      name: "group_minutes" | "digest_at",
    ) => Pick<ComponentProps<typeof Input>, "value" | "onChange">;
  };
  problem: (field: string) => string | undefined;
}

function PaceFields({ form, problem }: PaceFieldsProps) {
  const { pace, digest_weekday } = form.values;
  if (pace === "now") return null;
  if (pace === "grouped") {
    return (
      <Field label="Within how many minutes" error={problem("group_minutes")}>
        <Input {...form.text("group_minutes")} inputMode="numeric" className="tabular-nums" />
      </Field>
    );
  }
  return (
    <div className="grid grid-cols-2 gap-4">
      {pace === "weekly" ? (
        <Field label="Day" error={problem("digest_weekday")}>
          <SelectOne
            value={digest_weekday}
            options={WEEKDAYS.map((label, day) => ({ value: String(day), label }))}
            onValueChange={(next) => form.set({ digest_weekday: next })}
          />
        </Field>
      ) : null}
      <Field label="At" error={problem("digest_at")}>
        <Input {...form.text("digest_at")} type="time" className="tabular-nums" />
      </Field>
    </div>
  );
}
