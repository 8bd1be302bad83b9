"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "./dropdown-menu";

/** The dots at the end of a row, with what else can be done with what is called `name`. The items are `DropdownMenuItem`s. */
export function RowMenu({ name, children }: { name: string; children: ReactNode }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Actions for ${name}`}
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <Ellipsis className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">{children}</DropdownMenuContent>
    </DropdownMenu>
  );
}
