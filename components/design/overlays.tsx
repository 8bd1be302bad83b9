"use client";

import { Archive, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from "@/components/ui/overlays/dialog";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { Sheet, SheetBody, SheetContent, SheetTrigger } from "@/components/ui/overlays/sheet";
import { Specimen } from "./specimen";

const LONG = "A paragraph that is longer than the window is high. ".repeat(60);

/** What floats above the page, in the theme of the page: the switch at the top changes it. */
export function Overlays() {
  const [isOn, setOn] = useState(true);
  return (
    <>
      <Specimen title="Dialog: with a description, with a text that scrolls">
        <Dialog>
          <DialogTrigger asChild>
            <Button>Dialog</Button>
          </DialogTrigger>
          <DialogContent title="Reject TASK-1" description="The agent gets what you write.">
            <DialogBody>One field or two.</DialogBody>
            <DialogFooter>
              <Button>Cancel</Button>
              <Button variant="danger">Reject</Button>
            </DialogFooter>
          </DialogContent>
        </Dialog>
        <Dialog>
          <DialogTrigger asChild>
            <Button>Long dialog</Button>
          </DialogTrigger>
          <DialogContent title={"A title without a space: ".concat("w".repeat(80))}>
            <DialogBody className="wrap-anywhere">{LONG}</DialogBody>
          </DialogContent>
        </Dialog>
      </Specimen>
      <Specimen title="Sheet: from the right; on a phone from the bottom">
        <Sheet>
          <SheetTrigger asChild>
            <Button>Sheet</Button>
          </SheetTrigger>
          <SheetContent title="TASK-1" description="Fix the sign-in page">
            <SheetBody>{LONG}</SheetBody>
          </SheetContent>
        </Sheet>
      </Specimen>
      <Specimen title="DropdownMenu, Popover">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button>Menu</Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuLabel>Show</DropdownMenuLabel>
            <DropdownMenuCheckboxItem checked={isOn} onCheckedChange={setOn}>
              Finished
            </DropdownMenuCheckboxItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem>
              <Archive />
              Archive
            </DropdownMenuItem>
            <DropdownMenuItem disabled>Disabled</DropdownMenuItem>
            <DropdownMenuItem tone="danger">
              <Trash2 />
              Delete
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Popover>
          <PopoverTrigger asChild>
            <Button>Popover</Button>
          </PopoverTrigger>
          <PopoverContent className="p-3 text-sm">Anything short.</PopoverContent>
        </Popover>
      </Specimen>
    </>
  );
}
