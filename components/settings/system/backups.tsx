"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { makeBackupAction, setBackupsAction } from "@/app/(app)/settings/backups/actions";
import { FormStatus } from "@/components/forms/form-message";
import { sayFailed } from "@/components/forms/refusal";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { withProof } from "@/components/forms/with-proof";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { toast } from "@/components/ui/overlays/toast";
import type { BackupsWire, BackupWire } from "@/lib/backups/schema";

/** Whether backups work, where and when they are made, and the newest of them. For admins. */
export function Backups() {
  const reading = useQuery({
    queryKey: queryKeys.backups,
    queryFn: ({ signal }) => apiGet<BackupsWire>("/api/backups", signal),
  });
  const { data } = reading;
  return (
    <section aria-label="Backups" className="border-t">
      <Intro action={<MakeNow />}>
        A backup is everything as it was at one moment: the database and the pictures of tasks. Keep
        the installation's secret apart from it; what is sealed in a backup needs it.
      </Intro>
      {data ? <Known backups={data} /> : <ReadingProblem reading={reading} what="The backups" />}
    </section>
  );
}

function Known({ backups: { settings, health, backups } }: { backups: BackupsWire }) {
  const [tone, word] = HEALTH[health.state];
  return (
    <>
      <SettingList label="Backups">
        <SettingRow
          title={
            <>
              Automatic backups <Badge tone={tone}>{word}</Badge>
            </>
          }
          details={
            <>
              {settings.enabled ? (
                <Detail>{`${settings.description}, ${settings.timezone}`}</Detail>
              ) : null}
              {settings.next_at === null ? null : (
                <Detail>
                  Next <UpcomingTime time={settings.next_at} />
                </Detail>
              )}
              {health.state === "ok" ? null : (
                <Detail>
                  {health.state === "off"
                    ? "A backup is made only when somebody asks for one"
                    : health.message}
                </Detail>
              )}
            </>
          }
        />
        {backups.slice(0, SHOWN).map((backup) => (
          <BackupRow key={backup.id} backup={backup} />
        ))}
      </SettingList>
      <BackupsForm settings={settings} />
    </>
  );
}

const SHOWN = 5;

const HEALTH: Record<
  BackupsWire["health"]["state"],
  ["success" | "danger" | "warning" | "neutral", string]
> = {
  off: ["neutral", "Off"],
  none: ["neutral", "None yet"],
  ok: ["success", "OK"],
  late: ["warning", "Late"],
  failing: ["danger", "Failing"],
};

const STATE: Record<BackupWire["state"], ["success" | "danger" | "accent", string]> = {
  running: ["accent", "Running"],
  done: ["success", "Done"],
  failed: ["danger", "Failed"],
};

function BackupRow({ backup }: { backup: BackupWire }) {
  const { state, trigger, file, bytes, rows, error, created_by, started_at, removed_at } = backup;
  const [tone, word] = STATE[state];
  return (
    <SettingRow
      muted={removed_at !== null}
      title={
        <>
          <span className="min-w-0 break-all font-mono text-xs">
            {file ?? `Downloaded by ${created_by}`}
          </span>
          <Badge tone={tone}>{word}</Badge>
        </>
      }
      details={
        <>
          <Detail>
            <RelativeTime time={started_at} />
          </Detail>
          {trigger === "manual" ? <Detail>Asked for by {created_by}</Detail> : null}
          {bytes === null ? null : <Detail>{sizeText(bytes)}</Detail>}
          {rows === null ? null : <Detail>{`${rows.toLocaleString("en")} rows`}</Detail>}
          {removed_at === null ? null : <Detail>Removed, because there are newer ones</Detail>}
          {error === null ? null : <Detail>{error}</Detail>}
        </>
      }
    />
  );
}

const sizeText = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function MakeNow() {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);

  async function make() {
    setPending(true);
    const answer = await withProof(() => makeBackupAction());
    setPending(false);
    if (answer.ok) toast.success("A backup is being made");
    else sayFailed(answer, () => void make());
    await client.invalidateQueries({ queryKey: queryKeys.backups });
  }

  return (
    <Button size="sm" pending={pending} onClick={() => void make()}>
      Back up now
    </Button>
  );
}

const NAMES = {
  enabled: "whether they are made",
  directory: "the folder",
  schedule: "the times",
  timezone: "the zone",
  keep: "how many are kept",
};

function BackupsForm({ settings }: { settings: BackupsWire["settings"] }) {
  const client = useQueryClient();
  const { enabled, directory, schedule, timezone, keep } = settings;
  const form = useForm({
    saved: { enabled, directory, schedule, timezone, keep: String(keep) },
    send: (values, changes) =>
      setBackupsAction({
        enabled: changes.enabled,
        schedule: changes.schedule,
        timezone: changes.timezone,
        ...(changes.directory === undefined
          ? {}
          : { directory: values.directory.trim() === "" ? null : values.directory }),
        ...(changes.keep === undefined ? {} : { keep: Number(values.keep) }),
      }),
    onDone(saved) {
      client.setQueryData(queryKeys.backups, saved);
      toast.success(saved.settings.enabled ? "Automatic backups are on" : "Saved");
    },
  });
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label="Automatic backups"
      className="flex max-w-5xl flex-col gap-3 px-4 py-5"
    >
      <FormStatus form={form} names={NAMES} />
      <Checkbox
        label="Back up automatically"
        checked={form.values.enabled}
        onCheckedChange={(checked) => form.set({ enabled: checked === true })}
      />
      <div className="flex flex-wrap gap-3">
        <Field
          label="When"
          error={form.problems.schedule}
          hint="Such as every day at 03:00, or every 6 hours."
        >
          <Input {...form.text("schedule")} autoComplete="off" className="w-60" />
        </Field>
        <Field label="Time zone" error={form.problems.timezone}>
          <Input {...form.text("timezone")} autoComplete="off" className="w-48" />
        </Field>
        <Field label="Keep" error={form.problems.keep} hint="Older ones are removed.">
          <Input
            {...form.text("keep")}
            inputMode="numeric"
            autoComplete="off"
            className="w-24 tabular-nums"
          />
        </Field>
      </div>
      <Field
        label="Folder on the server"
        error={form.problems.directory}
        hint="Preferably on another disk. If empty, backups in the data directory."
      >
        <Input {...form.text("directory")} autoComplete="off" className="max-w-xl font-mono" />
      </Field>
      <SaveButton form={form} className="self-start" />
    </form>
  );
}
