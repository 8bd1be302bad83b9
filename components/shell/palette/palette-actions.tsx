import { Command as Cmdk } from "cmdk";
import { CornerDownRight } from "lucide-react";
import { type Command, keysOf } from "@/components/shell/keys/command-registry";
import { Keys } from "@/components/ui/display/keys";
import { PaletteItem, paletteGroupClass } from "./palette-item";

type PaletteActionsProps = {
  commands: readonly Command[];
  onChoose: (command: Command) => void;
};

export function PaletteActions({ commands, onChoose }: PaletteActionsProps) {
  const listed = commands.filter((command) => command.inPalette !== false);
  return [...Map.groupBy(listed, (command) => command.group)].map(([group, members]) => (
    <Cmdk.Group key={group} heading={group} className={paletteGroupClass}>
      {members.map((command) => {
        const Icon = command.icon ?? CornerDownRight;
        const keys = keysOf(command)[0];
        return (
          <PaletteItem
            key={command.id}
            value={command.id}
            keywords={[command.label, ...(command.keywords ?? [])]}
            onSelect={() => onChoose(command)}
          >
            <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1 truncate">{command.label}</span>
            {keys ? (
              <span className="pointer-coarse:hidden">
                <Keys keys={keys} />
              </span>
            ) : null}
          </PaletteItem>
        );
      })}
    </Cmdk.Group>
  ));
}
