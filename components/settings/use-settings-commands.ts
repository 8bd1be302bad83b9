import { Plus } from "lucide-react";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import type { useAddress } from "@/components/sync/address/use-address";
import { useViewer } from "@/components/sync/viewer";
import { type SETTINGS, STEP, TAB_LABEL, TABS } from "./settings-tabs";

type SetSettings = ReturnType<typeof useAddress<typeof SETTINGS>>[1];

/** The palette's commands of the settings: every tab, and every form that makes something. */
export function useSettingsCommands(set: SetSettings): void {
  const { role, canWrite } = useViewer();
  const isAdmin = role === "admin";
  const commands = useMemo<Command[]>(
    () => [
      ...TABS.map((each) => ({
        id: `settings.${each}`,
        label: `Settings: ${TAB_LABEL[each]}`,
        group: "Settings",
        run: () => set({ tab: each, create: null }, STEP),
      })),
      {
        id: "settings.create-project",
        label: "Create project",
        group: "Settings",
        icon: Plus,
        enabled: isAdmin,
        run: () => set({ tab: "projects", create: true }, STEP),
      },
      {
        id: "settings.create-trigger",
        label: "Create trigger",
        group: "Settings",
        icon: Plus,
        enabled: isAdmin,
        run: () => void set({ tab: "triggers", create: true }),
      },
      {
        id: "settings.create-webhook",
        label: "Create webhook",
        group: "Settings",
        icon: Plus,
        enabled: isAdmin,
        run: () => void set({ tab: "webhooks", create: true }),
      },
      {
        id: "settings.create-answer",
        label: "Add a standing answer",
        group: "Settings",
        icon: Plus,
        enabled: canWrite,
        run: () => set({ tab: "answers", create: true }, STEP),
      },
      {
        id: "settings.create-key",
        label: "Create API key",
        group: "Settings",
        icon: Plus,
        enabled: isAdmin,
        run: () => set({ tab: "keys", create: true }, STEP),
      },
    ],
    [isAdmin, canWrite, set],
  );
  useCommands(commands);
}
