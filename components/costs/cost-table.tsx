"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Amount } from "@/components/money/amount";
import { Count, Tokens } from "@/components/ui/display/figure";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/display/table";
import type { CostGroup, Costs } from "@/lib/runs/money-shapes";

type CostTableProps = {
  title: string;
  /** What a row is: `Agent`. */
  of: string;
  costs: Costs;
  /** Where a row leads; null for none. */
  hrefOf: (group: CostGroup) => string | null;
  /** Before the name of a row. */
  refOf?: (group: CostGroup) => string | null;
  /** What runs that have none are called: `Of no task`. */
  none: string;
};

/** Sums by one thing, the dearest first, with its share of all that is known. */
export function CostTable({ title, of, costs, hrefOf, refOf, none }: CostTableProps) {
  const all = costs.total.cost_usd ?? 0;
  return (
    <div className="min-w-0">
      <h2 className="px-4 pt-5 pb-1 font-semibold text-sm">{title}</h2>
      <Table label={title}>
        <TableHead>
          <TableRow className="hover:bg-transparent">
            <TableHeader>{of}</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Runs
            </TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Tokens
            </TableHeader>
            <TableHeader numeric>Cost</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {costs.groups.map((group) => (
            <TableRow key={group.key ?? ""}>
              <TableCell className="w-full max-w-0">
                <Name href={hrefOf(group)}>
                  {group.key === null ? <span className="text-ink-3">{none}</span> : null}
                  {refOf?.(group) ? (
                    <span className="pr-2 font-mono text-ink-3 text-xs">{refOf(group)}</span>
                  ) : null}
                  {group.name}
                </Name>
                <Share value={group.cost_usd ?? 0} max={all} />
              </TableCell>
              <TableCell numeric className="text-ink-2 max-sm:hidden">
                <Count value={group.runs} />
              </TableCell>
              <TableCell numeric className="text-ink-2 max-sm:hidden">
                <Tokens count={group.tokens_in + group.tokens_out} />
              </TableCell>
              <TableCell numeric className="whitespace-nowrap font-medium">
                <Amount cost={group} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Name({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <span className="block truncate">{children}</span>;
  return (
    <Link prefetch={false} href={href} className="block truncate rounded-sm hover:underline">
      {children}
    </Link>
  );
}

/** A line as long as the share; the cost beside it says the same in figures. */
function Share({ value, max }: { value: number; max: number }) {
  const percent = max > 0 ? (value / max) * 100 : 0;
  return (
    <span aria-hidden className="mt-1 block h-0.5 w-full rounded-full bg-hover">
      <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
    </span>
  );
}
