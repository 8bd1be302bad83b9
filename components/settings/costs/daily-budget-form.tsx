"use client";

import { useQueryClient } from "@tanstack/react-query";
import { setDailyBudgetAction } from "@/app/(app)/settings/costs/actions";
import { FormStatus } from "@/components/forms/form-message";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { dollarsOf, MoneyField, typedDollars } from "@/components/money/money-field";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { toast } from "@/components/ui/overlays/toast";

type DailyBudgetFormProps = { daily: number | null; canEdit: boolean };

export function DailyBudgetForm({ daily, canEdit }: DailyBudgetFormProps) {
  const client = useQueryClient();
  const form = useForm({
    saved: { daily_usd: typedDollars(daily) },
    send: ({ daily_usd }) => setDailyBudgetAction({ daily_usd: dollarsOf(daily_usd) }),
    onDone(budgets) {
      client.setQueryData(queryKeys.budgets, budgets);
      toast.success(
        budgets.day?.daily_usd == null ? "No limit on a day any more" : "Saved the daily budget",
      );
    },
  });
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label="Daily budget"
      className="flex flex-col gap-3"
    >
      <FormStatus form={form} names={{ daily_usd: "the daily budget" }} />
      <MoneyField
        label="Daily budget"
        {...form.text("daily_usd")}
        error={form.problems.daily_usd}
        hint="Empty is without a limit. 0 lets nothing be spent."
        disabled={!canEdit}
        className="max-w-xs"
      />
      {canEdit ? <SaveButton form={form} className="self-start" /> : null}
    </form>
  );
}
