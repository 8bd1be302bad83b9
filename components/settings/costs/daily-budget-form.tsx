"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { setDailyBudgetAction } from "@/app/(app)/settings/costs/actions";
import { FormMessage } from "@/components/forms/form-message";
import { useSubmit } from "@/components/forms/use-submit";
import { dollarsOf, typedDollars } from "@/components/money/dollars";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { toast } from "@/components/ui/overlays/toast";

type DailyBudgetFormProps = { daily: number | null; canEdit: boolean };

export function DailyBudgetForm({ daily, canEdit }: DailyBudgetFormProps) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(typedDollars(daily));
  const { submit, pending, problems, message } = useSubmit(
    () => setDailyBudgetAction({ daily_usd: dollarsOf(typed) }),
    async (budgets) => {
      client.setQueryData(queryKeys.budgets, budgets);
      toast.success(
        budgets.day?.daily_usd == null ? "No limit on a day any more" : "Saved the daily budget",
      );
    },
  );
  return (
    <form onSubmit={submit} noValidate aria-label="Daily budget" className="flex flex-col gap-3">
      <FormMessage message={message} />
      <Field
        label="Daily budget (US$)"
        error={problems.daily_usd}
        hint="Empty is without a limit. 0 lets nothing be spent."
      >
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="No limit"
          inputMode="decimal"
          autoComplete="off"
          disabled={!canEdit}
          className="max-w-40 tabular-nums"
        />
      </Field>
      {canEdit ? (
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          disabled={dollarsOf(typed) === daily}
          className="self-start"
        >
          Save
        </Button>
      ) : null}
    </form>
  );
}
