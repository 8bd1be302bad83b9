"use client";

import { Plus, SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useAddress } from "@/components/sync/address/use-address";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { PageHeader } from "@/components/ui/display/page-header";
import type { CardPage } from "@/lib/notifications/shapes";
import { CardsTab } from "./cards/cards-tab";
import { type CardState, NOTIFICATIONS, type NotificationTab } from "./notifications-view";
import { useCards } from "./use-notifications";

const ChannelsTab = dynamic(() =>
  import("@/components/notifications/channels/channels-tab").then((room) => room.ChannelsTab),
);
const RulesTab = dynamic(() =>
  import("@/components/notifications/rules/rules-tab").then((room) => room.RulesTab),
);

interface NotificationsScreenProps {
  /** The first page of the cards that the address asks for. */
  cards: CardPage;
  state: CardState;
}

/** What needs the signed-in person, where they are told of it, and when. */
export function NotificationsScreen({ cards, state: rendered }: NotificationsScreenProps) {
  const [{ log, state, tab }, set] = useAddress(NOTIFICATIONS);
  const reading = useCards(state, state === rendered ? cards : undefined);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "notifications.channels",
        label: "Notifications: channels",
        group: "Notifications",
        icon: Plus,
        keywords: ["push", "mail", "slack", "telegram", "browser"],
        run: () => void set({ tab: "channels" }),
      },
      {
        id: "notifications.rules",
        label: "Notifications: rules and quiet hours",
        group: "Notifications",
        icon: SlidersHorizontal,
        keywords: ["digest", "pause", "zone"],
        run: () => void set({ tab: "rules" }),
      },
    ],
    [set],
  );
  useCommands(commands);
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => void set({ tab: next as NotificationTab, log: null })}
      className="flex h-full min-h-0 flex-col"
    >
      <PageHeader title="Notifications" className="static border-b-0" />
      <TabsList aria-label="Notifications" className="shrink-0">
        <TabsTrigger value="cards" count={reading.data?.pages[0]?.open}>
          For you
        </TabsTrigger>
        <TabsTrigger value="channels">Channels</TabsTrigger>
        <TabsTrigger value="rules">Rules</TabsTrigger>
      </TabsList>
      <TabsContent
        value="cards"
        tabIndex={-1}
        className="flex flex-col overflow-y-auto data-[state=inactive]:hidden"
      >
        <CardsTab
          reading={reading}
          state={state}
          onStateChange={(next) => void set({ state: next })}
        />
      </TabsContent>
      <TabsContent value="channels" className="overflow-y-auto">
        <ChannelsTab log={log} onLogChange={(channel) => void set({ log: channel })} />
      </TabsContent>
      <TabsContent value="rules" className="overflow-y-auto">
        <RulesTab />
      </TabsContent>
    </Tabs>
  );
}
