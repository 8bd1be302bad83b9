"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus, RotateCcw, X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { setPricesAction } from "@/app/(app)/settings/costs/actions";
import type { Refusal } from "@/components/forms/call-action";
import { FormStatus } from "@/components/forms/form-message";
import { orThrow } from "@/components/forms/refusal";
import { SaveButton } from "@/components/forms/save-button";
import { saveWithEtag } from "@/components/forms/save-with-etag";
import { useForm } from "@/components/forms/use-form";
import { MoneyInput } from "@/components/money/money-field";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { PricesWire } from "@/lib/runs/money-shapes";
import {
  changeOf,
  doubledRow,
  isContested,
  nextKey,
  type PriceRow,
  problemsByRow,
  rowsOf,
} from "./price-rows";
import { fetchPrices } from "./use-prices";

type PriceTableProps = { table: PricesWire; canEdit: boolean };

const FIELDS = ["model", "input", "output"] as const;
const LABELS = { model: "Model", input: "Input", output: "Output" };

/** The table of prices. What was touched is saved together; the other rows follow what others save. */
export function PriceTable({ table, canEdit }: PriceTableProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLFormElement>(null);
  const saved = useMemo(() => rowsOf(table.prices), [table.prices]);
  const form = useForm({
    saved,
    async send(rows, touched) {
      const doubled = doubledRow(rows, touched);
      if (doubled) return refusedTwice(doubled);
      const { keys, ...change } = changeOf(saved, touched);
      const answer = await saveWithEtag({
        seen: table,
        send: (etag) => setPricesAction({ ...change, etag }),
        read: () => fetchPrices().catch(() => null),
        isContested: (now) => isContested(table, now, change),
        async onConflict(now) {
          client.setQueryData(queryKeys.prices, now);
          return "Somebody changed the same prices meanwhile, and nothing is saved yet";
        },
      });
      return answer.ok || !answer.problems
        ? answer
        : { ...answer, problems: problemsByRow(answer.problems, keys) };
    },
    onDone(now) {
      client.setQueryData(queryKeys.prices, now);
      toast.success("Saved the prices");
    },
  });
  const rows = Object.entries(form.values).flatMap(([key, row]) => (row ? [{ key, row }] : []));
  const edit = (key: string, row: PriceRow, change: Partial<PriceRow>) =>
    form.set({ [key]: { ...row, ...change } });
  const names = Object.fromEntries(rows.map(({ key, row }) => [key, row.model]));

  function add() {
    form.set({ [nextKey(form.values)]: { model: "", input: "", output: "" } });
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus(),
    );
  }

  return (
    <form ref={list} onSubmit={form.submit} noValidate aria-label="Prices">
      <div aria-hidden className={`${rowClass} pb-1 text-ink-3 text-xs`}>
        {FIELDS.map((field) => (
          <span key={field} className={field === "model" ? "max-sm:col-span-full" : undefined}>
            {LABELS[field]}
          </span>
        ))}
      </div>
      <ul aria-label="Prices" className="flex flex-col gap-1.5">
        {rows.map(({ key, row }) => (
          <li key={key}>
            <div className={rowClass}>
              <Input
                aria-label={LABELS.model}
                aria-invalid={form.problems[`${key}.model`] ? true : undefined}
                value={row.model}
                onChange={(event) => edit(key, row, { model: event.target.value })}
                disabled={!canEdit}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={200}
                className="font-mono text-xs max-sm:col-span-full"
              />
              {(["input", "output"] as const).map((field) => (
                <MoneyInput
                  key={field}
                  aria-label={`${LABELS[field]} of ${row.model || "a new model"}`}
                  aria-invalid={form.problems[`${key}.${field}`] ? true : undefined}
                  value={row[field]}
                  onChange={(event) => edit(key, row, { [field]: event.target.value })}
                  disabled={!canEdit}
                  className="text-right"
                />
              ))}
              {canEdit ? (
                <IconButton
                  label={`Remove ${row.model || "the new model"}`}
                  onClick={() => form.set({ [key]: key in saved ? null : undefined })}
                >
                  <X className="size-4" />
                </IconButton>
              ) : null}
            </div>
            {FIELDS.map((field) => form.problems[`${key}.${field}`])
              .filter((problem) => problem !== undefined)
              .map((problem) => (
                <p key={problem} role="alert" className="pt-1 text-danger text-xs">
                  {problem}
                </p>
              ))}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className="py-3 text-ink-3 text-sm">
          No prices: the cost of a run is known only when it is reported.
        </p>
      ) : null}
      {canEdit ? (
        <div className="flex flex-col gap-3 pt-3">
          <FormStatus form={form} names={names} />
          <div className="flex flex-wrap items-center gap-2">
            <SaveButton form={form} />
            <Button onClick={add}>
              <Plus className="size-4" />
              Add a model
            </Button>
            {table.is_default ? (
              <span className="text-ink-3 text-xs">These are list prices: check them.</span>
            ) : (
              <Button variant="ghost" onClick={() => setAsking(true)}>
                <RotateCcw className="size-3.5" />
                Back to list prices
              </Button>
            )}
          </div>
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Go back to the list prices?"
        description="Your own prices are gone. Runs keep what they were priced at."
        confirmLabel="Use list prices"
        onConfirm={async () => {
          client.setQueryData(
            queryKeys.prices,
            await orThrow(() => setPricesAction({ prices: null, etag: table.etag })),
          );
          form.revert();
        }}
      />
    </form>
  );
}

function refusedTwice(key: string): Refusal {
  const rule = "is in the table already";
  return {
    ok: false,
    code: "invalid",
    message: `A model ${rule}`,
    problems: [{ field: `${key}.model`, rule }],
  };
}

const rowClass =
  "grid grid-cols-[minmax(0,1fr)_5.5rem_5.5rem_2rem] items-center gap-2 max-sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] pointer-coarse:sm:grid-cols-[minmax(0,1fr)_4.5rem_4.5rem_2.75rem]";
