"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { MOST_EXPORTED } from "@/lib/events/limits";
import { type ActivityFilters, filterQuery } from "./activity-view";

/** Downloads everything that passes the filters, not only what is loaded. */
export function ExportMenu({ view }: { view: ActivityFilters }) {
  const filters = filterQuery(view);
  const href = (format: "jsonl" | "csv") =>
    `/api/activities/export?format=${format}${filters ? `&${filters}` : ""}`;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Download aria-hidden className="size-4" />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel className="max-w-64 text-pretty font-normal">
          The newest {MOST_EXPORTED.toLocaleString("en")} events that pass the filters. The last
          line says when it was cut.
        </DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <a href={href("csv")} download>
            As CSV
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={href("jsonl")} download>
            As JSON lines
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
