"use client";

import { Copy, Download, FileCode2, Image as ImageIcon, Shapes } from "lucide-react";
import { useRef } from "react";
import { StatusGlyphs } from "@/components/canvas/drawing/draw-theme";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { Button } from "@/components/ui/controls/button";
import { copyText } from "@/components/ui/controls/copy-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import { useExport } from "./use-export";

/** The canvas as a file: a picture of all of it, or its structure as Mermaid. */
export function ExportMenu({ flow, root }: { flow: Flow | null; root: string | undefined }) {
  const glyphs = useRef<HTMLDivElement>(null);
  const files = useExport(flow, root, glyphs);

  async function copy() {
    if (await copyText(files.mermaid())) toast("Mermaid copied");
    else toast.error("The browser refused to copy");
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="sm" disabled={!flow || flow.nodes.length === 0}>
            <Download aria-hidden className="size-3.5 text-ink-3" /> Export
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void files.png()}>
            <ImageIcon className="text-ink-3" /> Picture (PNG)
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void files.svg()}>
            <Shapes className="text-ink-3" /> Drawing (SVG)
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{files.about}</DropdownMenuLabel>
          <DropdownMenuItem onSelect={files.saveMermaid}>
            <FileCode2 className="text-ink-3" /> Mermaid file
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void copy()}>
            <Copy className="text-ink-3" /> Copy Mermaid
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <StatusGlyphs ref={glyphs} />
    </>
  );
}
