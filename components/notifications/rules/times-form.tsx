"use client";

import { useId } from "react";
import { putPreferencesAction } from "@/app/(app)/notifications/actions";
import { useFormat } from "@/components/format/format-provider";
import { FormStatus } from "@/components/forms/form-message";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { useRefreshNotifications } from "@/components/notifications/use-notifications";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { useNow } from "@/components/ui/display/use-now";
import { toast } from "@/components/ui/overlays/toast";
import type { PreferencesWire } from "@/lib/notifications/shapes";
import { NOT_PAUSED, PAUSES, type Pause, pausedUntil } from "./pauses";

const QUIET = { from: "22:00", until: "07:00" };
const KEPT = "kept" as const;

/** The person's zone, their quiet hours, and a pause. */
export function TimesForm({ preferences }: { preferences: PreferencesWire }) {
  const refresh = useRefreshNotifications();
  const zones = useId();
  const now = useNow();
  const format = useFormat();
  const { paused_until, quiet_hours, is_set } = preferences;
  const isPaused = paused_until !== null && paused_until * 1_000 > now;
  const saved = {
    timezone: is_set ? preferences.timezone : format.reader.zone,
    isQuiet: quiet_hours !== null,
    from: quiet_hours?.from ?? QUIET.from,
    until: quiet_hours?.until ?? QUIET.until,
    pause: (isPaused ? KEPT : NOT_PAUSED) as Pause | typeof KEPT,
  };
  const form = useForm({
    saved,
    send: ({ timezone, isQuiet, from, until, pause }) =>
      putPreferencesAction({
        timezone,
        quiet_hours: isQuiet ? { from, until } : null,
        paused_until: pause === KEPT ? paused_until : pausedUntil(pause, Date.now()),
      }),
    async onDone() {
      toast.success("Your times are saved");
      await refresh();
    },
  });
  const { problems, values } = form;
  return (
    <form onSubmit={form.submit} noValidate aria-label="Your times" className="border-b px-4 py-5">
      <div className="flex max-w-3xl flex-col gap-4">
        <FormStatus form={form} names={NAMES} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Time zone"
            error={problems.timezone}
            hint="For quiet hours and digests, wherever you read this."
          >
            <Input
              {...form.text("timezone")}
              list={zones}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Field>
          <datalist id={zones}>
            {["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <Field
            label="Pause"
            error={problems.paused_until}
            hint="Nothing is sent until then; Baton itself goes on showing what needs you."
          >
            <SelectOne
              value={values.pause}
              options={[
                ...(isPaused
                  ? [
                      {
                        value: KEPT,
                        label: `Until ${format.moment(paused_until * 1_000, now)}`,
                      } as const,
                    ]
                  : []),
                ...PAUSES,
              ]}
              onValueChange={(pause) => form.set({ pause })}
            />
          </Field>
        </div>
        <Checkbox
          checked={values.isQuiet}
          onCheckedChange={(isQuiet) => form.set({ isQuiet })}
          label="Quiet hours"
          hint="What comes meanwhile is sent at their end, as one message."
        />
        {values.isQuiet ? (
          <div className="grid max-w-xs grid-cols-2 gap-4">
            <Field label="From" error={problems.from ?? problems["quiet_hours.from"]}>
              <Input {...form.text("from")} type="time" className="tabular-nums" />
            </Field>
            <Field label="Until" error={problems.until ?? problems["quiet_hours.until"]}>
              <Input {...form.text("until")} type="time" className="tabular-nums" />
            </Field>
          </div>
        ) : null}
        <SaveButton form={form} className="self-start" />
      </div>
    </form>
  );
}

const NAMES = {
  timezone: "the time zone",
  isQuiet: "the quiet hours",
  from: "the quiet hours",
  until: "the quiet hours",
  pause: "the pause",
};
