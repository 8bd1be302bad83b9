"use client";

import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { STATUS, TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";

type ColumnsMenuProps = { closed: readonly TaskStatus[]; onChange: (closed: TaskStatus[]) => void };

export function ColumnsMenu({ closed, onChange }: ColumnsMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="pointer-coarse:h-11">
          <Columns3 aria-hidden className="size-3.5" /> Columns
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {TASK_STATUSES.map((status) => (
          <DropdownMenuCheckboxItem
            key={status}
            checked={!closed.includes(status)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(open) =>
              onChange(open ? closed.filter((other) => other !== status) : [...closed, status])
            }
          >
            <StatusIcon status={status} />
            {STATUS[status].label}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
