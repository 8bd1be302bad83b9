"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";

/** A shipped SOUL template, as offered by the screens. */
export interface SoulChoice {
  name: string;
  description: string;
  content: string;
}

type TemplateMenuProps = { souls: readonly SoulChoice[]; onChoose: (soul: SoulChoice) => void };

export function TemplateMenu({ souls, onChoose }: TemplateMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          Templates
          <ChevronDown aria-hidden className="size-3.5 text-ink-3" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-96 max-w-[calc(100vw-1rem)]">
        {souls.map((soul) => (
          <DropdownMenuItem
            key={soul.name}
            onSelect={() => requestAnimationFrame(() => onChoose(soul))}
            className="h-auto! flex-col items-start gap-0.5 py-1.5"
          >
            <span className="font-medium">{soul.name}</span>
            <span className="text-ink-3 text-xs">{soul.description}</span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
