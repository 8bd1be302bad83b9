"use client";

import { ArrowDown, ArrowUp, Ellipsis, Pause, Pencil, Play, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { putRulesAction } from "@/app/(app)/notifications/actions";
import { useFormat } from "@/components/format/format-provider";
import { callAction } from "@/components/forms/call-action";
import { sayFailed } from "@/components/forms/refusal";
import {
  useChannels,
  useRefreshNotifications,
  useRules,
} from "@/components/notifications/use-notifications";
import { useProjects } from "@/components/sync/data/use-projects";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { Badge } from "@/components/ui/display/badge";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { Rule } from "@/lib/notifications/schema";
import { RuleDialog } from "./rule-dialog";
import { matchWords, moved, type RuleNames, tellWords, withKnown } from "./rule-words";
import { TimesForm } from "./times-form";

/** When the person is told what, and where: their times, and their rules in order. */
export function RulesTab() {
  const reading = useRules();
  const channelsRead = useChannels();
  const projects = useProjects().data ?? [];
  const refresh = useRefreshNotifications();
  const { reader } = useFormat();
  /** The place of the rule that is edited; one past the end for a new one. */
  const [edited, setEdited] = useState<number | null>(null);
  const { data } = reading;
  // Both: rules are stored without the channels that are gone.
  if (data === undefined || channelsRead.data === undefined) {
    if (reading.isError) return <ReadingProblem reading={reading} what="The rules" />;
    if (channelsRead.isError) return <ReadingProblem reading={channelsRead} what="The channels" />;
    return <SkeletonRows count={4} label="Loading the rules" />;
  }
  const { rules, preferences } = data;
  const { channels } = channelsRead.data;
  const names: RuleNames = { channels, projects };

  async function put(next: Rule[], said: string) {
    const answer = await callAction(() => putRulesAction({ rules: withKnown(next, channels) }));
    if (!answer.ok) return sayFailed(answer, () => void put(next, said));
    toast.success(said);
    await refresh();
  }

  return (
    <>
      <ReadingProblem reading={reading} what="The rules" />
      <TimesForm preferences={preferences} />
      <Intro
        action={
          <Button variant="primary" onClick={() => setEdited(rules.length)}>
            <Plus className="size-4" />
            Add rule
          </Button>
        }
      >
        The first rule that fits says where you are told, and when. What no rule fits is shown in
        Baton only.
      </Intro>
      <SettingList label="Rules">
        {rules.length === 0 ? (
          <SettingRow
            title={
              <>
                Without rules
                <Badge tone="neutral">Now</Badge>
              </>
            }
            details={<RuleDetails rule={data.default} names={names} />}
          />
        ) : null}
        {rules.map((rule, index) => (
          <SettingRow
            // Rules have no ids: their place is who they are.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            muted={!rule.enabled}
            title={
              <>
                <span className="text-ink-3 tabular-nums">{index + 1}.</span>
                <span className="min-w-0 break-words">{rule.name}</span>
                {rule.enabled ? null : <Badge tone="neutral">Off</Badge>}
              </>
            }
            details={<RuleDetails rule={rule} names={names} />}
          >
            <RuleMenu
              name={rule.name}
              enabled={rule.enabled}
              isFirst={index === 0}
              isLast={index === rules.length - 1}
              onEdit={() => setEdited(index)}
              onMove={(by) => void put(moved(rules, index, by), `${rule.name} was moved`)}
              onToggle={() =>
                void put(
                  rules.with(index, { ...rule, enabled: !rule.enabled }),
                  `${rule.name} is ${rule.enabled ? "off" : "on"}`,
                )
              }
              onRemove={() => void put(rules.toSpliced(index, 1), `Removed ${rule.name}`)}
            />
          </SettingRow>
        ))}
      </SettingList>
      {edited === null ? null : (
        <RuleDialog
          key={edited}
          open
          onOpenChange={(open) => !open && setEdited(null)}
          rules={rules}
          index={edited}
          initial={rules[edited] ?? { ...data.default, name: "" }}
          names={names}
          newZone={preferences.is_set ? null : reader.zone}
        />
      )}
    </>
  );
}

function RuleDetails({ rule, names }: { rule: Rule; names: RuleNames }) {
  return (
    <>
      <Detail>{matchWords(rule, names)}</Detail>
      <Detail>{tellWords(rule, names)}</Detail>
    </>
  );
}

interface RuleMenuProps {
  name: string;
  enabled: boolean;
  isFirst: boolean;
  isLast: boolean;
  onEdit: () => void;
  onMove: (by: 1 | -1) => void;
  onToggle: () => void;
  onRemove: () => void;
}

function RuleMenu(props: RuleMenuProps) {
  const { name, enabled, isFirst, isLast, onEdit, onMove, onToggle, onRemove } = props;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Actions for ${name}`}
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <Ellipsis className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem disabled={isFirst} onSelect={() => onMove(-1)}>
          <ArrowUp />
          Move up
        </DropdownMenuItem>
        <DropdownMenuItem disabled={isLast} onSelect={() => onMove(1)}>
          <ArrowDown />
          Move down
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onToggle}>
          {enabled ? <Pause /> : <Play />}
          {enabled ? "Turn off" : "Turn on"}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onRemove}>
          <Trash2 />
          Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
