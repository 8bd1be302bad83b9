"use client";

import { Checkbox } from "@/components/ui/controls/checkbox";
import { Keys } from "@/components/ui/display/keys";
import { Dialog, DialogBody, DialogContent, focusContent } from "@/components/ui/overlays/dialog";
import { type Command, keysOf, useAvailableCommands } from "./command-registry";
import { setSingleKeys, useSingleKeys } from "./use-shortcuts";

type ShortcutsDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** The keys that act on the screen one is on. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Keyboard shortcuts"
        className="sm:max-w-2xl"
        onOpenAutoFocus={focusContent}
      >
        {/* It has nothing to focus, and scrolls on a phone. */}
        <DialogBody tabIndex={0} role="group" aria-label="Keys">
          <KeyMap />
        </DialogBody>
        <div className="border-t px-5 py-3">
          <SingleKeysSwitch />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function KeyMap() {
  const commands = useAvailableCommands().filter((command) => keysOf(command).length > 0);
  return (
    <div className="gap-8 sm:columns-2">
      {[...Map.groupBy(commands, (command) => command.group)].map(([group, members]) => (
        <section key={group} className="mb-5 break-inside-avoid last:mb-0">
          <h3 className="mb-1 font-medium text-ink-3 text-xs">{group}</h3>
          <ul>
            {members.map((command) => (
              <KeyMapRow key={command.id} command={command} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function KeyMapRow({ command }: { command: Command }) {
  return (
    <li className="flex min-h-8 items-center justify-between gap-4">
      <span>{command.label}</span>
      <span className="flex shrink-0 items-center gap-2">
        {keysOf(command).map((keys, index) => (
          <span key={keys} className="flex items-center gap-2">
            {index > 0 ? <span className="text-ink-3 text-xs">or</span> : null}
            <Keys keys={keys} />
          </span>
        ))}
      </span>
    </li>
  );
}

function SingleKeysSwitch() {
  const enabled = useSingleKeys();
  return (
    <Checkbox
      checked={enabled}
      onCheckedChange={(checked) => setSingleKeys(checked === true)}
      label="Single-key shortcuts"
      hint="Turn off if speech input or a stray key sets them off. Chords with Ctrl or ⌘ keep working."
    />
  );
}
