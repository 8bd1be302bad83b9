import { type LucideIcon, Mail, MessageSquare, MonitorSmartphone, Send } from "lucide-react";
import type { BadgeProps } from "@/components/ui/display/badge";
import type { ChannelWire } from "@/lib/notifications/shapes";

type Kind = ChannelWire["kind"];

export const CHANNEL_KIND: Record<Kind, { label: string; icon: LucideIcon; does: string }> = {
  email: { label: "E-mail", icon: Mail, does: "Sends a mail to an address of yours." },
  slack: {
    label: "Slack",
    icon: MessageSquare,
    does: "Posts to an incoming webhook of Slack, or of anything that takes the same: Mattermost, Rocket.Chat, Discord under /slack.",
  },
  telegram: {
    label: "Telegram",
    icon: Send,
    does: "A bot of yours writes to you or to a group.",
  },
  push: { label: "Browser", icon: MonitorSmartphone, does: "Shows a notification in a browser." },
};

export const HEALTH: Record<ChannelWire["health"], { label: string; tone: BadgeProps["tone"] }> = {
  new: { label: "Nothing sent yet", tone: "neutral" },
  unconfirmed: { label: "Not confirmed", tone: "warning" },
  healthy: { label: "Works", tone: "success" },
  failing: { label: "Failing", tone: "warning" },
  disabled: { label: "Turned off after failures", tone: "danger" },
  off: { label: "Off", tone: "neutral" },
};

/** Where a channel leads, as far as it may be shown. */
export function placeOf({ kind, shown }: Pick<ChannelWire, "kind" | "shown">): string {
  if (kind === "email") return shown.address ?? "";
  if (kind === "telegram") return shown.chat_id ? `chat ${shown.chat_id}` : (shown.host ?? "");
  return shown.host ?? "";
}

/** How a test went, in words. */
export function testWords(test: {
  success: boolean;
  error: string | null;
  status: number | null;
  duration_ms: number | null;
}): string {
  const took = test.duration_ms === null ? "" : ` in ${test.duration_ms} ms`;
  if (test.success) return `It was taken${took}. Look whether it arrived.`;
  return `It failed${took}: ${test.error ?? `answered ${test.status}`}.`;
}
