"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus, RotateCcw, X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { setPricesAction } from "@/app/(app)/settings/costs/actions";
import { FormMessage, FormStatus } from "@/components/forms/form-message";
import { orThrow } from "@/components/forms/refusal";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { PricesWire } from "@/lib/runs/money-shapes";
import { type PriceRow, pricesOf, problemOf, rowsOf } from "./price-rows";

type PriceTableProps = { table: PricesWire; canEdit: boolean };

const FIELDS = ["model", "input", "output"] as const;
const LABELS = { model: "Model", input: "Input", output: "Output" };

/** The table of prices, edited and saved as a whole. */
export function PriceTable({ table, canEdit }: PriceTableProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLFormElement>(null);
  const form = useForm({
    saved: { prices: useMemo(() => rowsOf(table.prices), [table.prices]) },
    send: (typed) => setPricesAction({ prices: pricesOf(typed.prices) }),
    onDone(saved) {
      client.setQueryData(queryKeys.prices, saved);
      toast.success("Saved the prices");
    },
  });
  const rows = form.values.prices;
  const setRows = (next: PriceRow[]) => form.set({ prices: next });
  const edit = (id: number, change: Partial<PriceRow>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));

  function add() {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    setRows([...rows, { id, model: "", input: "", output: "" }]);
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
        {rows.map((row) => (
          <li key={row.id}>
            <div className={rowClass}>
              {FIELDS.map((field) => (
                <Input
                  key={field}
                  aria-label={`${LABELS[field]}${field === "model" ? "" : ` of ${row.model || "a new model"}`}`}
                  aria-invalid={problemOf(form.problems, rows, row, field) ? true : undefined}
                  value={row[field]}
                  onChange={(event) => edit(row.id, { [field]: event.target.value })}
                  disabled={!canEdit}
                  inputMode={field === "model" ? undefined : "decimal"}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  maxLength={field === "model" ? 200 : 20}
                  className={
                    field === "model"
                      ? "font-mono text-xs max-sm:col-span-full"
                      : "text-right tabular-nums"
                  }
                />
              ))}
              {canEdit ? (
                <IconButton
                  label={`Remove ${row.model || "the new model"}`}
                  onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
                >
                  <X className="size-4" />
                </IconButton>
              ) : null}
            </div>
            {FIELDS.map((field) => problemOf(form.problems, rows, row, field))
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
          <FormMessage message={form.problems.prices ?? null} />
          <FormStatus form={form} names={{ prices: "the prices" }} />
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
            await orThrow(() => setPricesAction({ prices: null })),
          );
          form.revert();
        }}
      />
    </form>
  );
}

const rowClass =
  "grid grid-cols-[minmax(0,1fr)_5.5rem_5.5rem_2rem] items-center gap-2 max-sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] pointer-coarse:sm:grid-cols-[minmax(0,1fr)_4.5rem_4.5rem_2.75rem]";
