"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { setRetentionAction } from "@/app/(app)/settings/events/actions";
import { FormStatus } from "@/components/forms/form-message";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { toast } from "@/components/ui/overlays/toast";
import type { RetentionWire } from "@/lib/events/schema";

/** For how many days events are kept. */
export function Retention() {
  const reading = useQuery({
    queryKey: queryKeys.retention,
    queryFn: ({ signal }) => apiGet<RetentionWire>("/api/events/retention", signal),
  });
  const { data } = reading;
  if (!data) return <ReadingProblem reading={reading} what="The retention of events" />;
  return <RetentionForm kept={data} />;
}

function RetentionForm({ kept }: { kept: RetentionWire }) {
  const canEdit = useViewer().role === "admin";
  const client = useQueryClient();
  const form = useForm({
    saved: { retention_days: kept.is_set ? String(kept.retention_days) : "" },
    send: ({ retention_days: days }) =>
      setRetentionAction({ retention_days: days.trim() === "" ? null : Number(days) }),
    onDone(saved) {
      client.setQueryData(queryKeys.retention, saved);
      toast.success(`Events are kept for ${saved.retention_days} days`);
    },
  });
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label="Retention of events"
      className="flex max-w-5xl flex-col gap-3 px-4 py-5"
    >
      <FormStatus form={form} names={{ retention_days: "the retention" }} />
      <Field
        label="Keep events for (days)"
        error={form.problems.retention_days}
        hint="How far back Activity goes and a broken stream can resume. If empty, the server's setting counts: 90 days unless BATON_EVENT_RETENTION_DAYS is set. Events are removed in blocks, so some stay a few days longer."
      >
        <Input
          {...form.text("retention_days")}
          placeholder={String(kept.retention_days)}
          inputMode="numeric"
          autoComplete="off"
          disabled={!canEdit}
          className="max-w-40 tabular-nums"
        />
      </Field>
      {canEdit ? <SaveButton form={form} className="self-start" /> : null}
    </form>
  );
}
