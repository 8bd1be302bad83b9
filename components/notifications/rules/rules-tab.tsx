"use client";

import { ArrowDown, ArrowUp, Pause, Pencil, Play, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { putRulesAction } from "@/app/(app)/notifications/actions";
import { useFormat } from "@/components/format/format-provider";
import { useChange } from "@/components/forms/use-change";
import {
  useChannels,
  useRefreshNotifications,
  useRules,
} from "@/components/notifications/use-notifications";
import { useProjects } from "@/components/sync/data/use-projects";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import type { Rule } from "@/lib/notifications/schema";
import { RuleDialog } from "./rule-dialog";
import { matchWords, moved, type RuleNames, ruleKeys, tellWords, withKnown } from "./rule-words";
import { TimesForm } from "./times-form";

/** When the person is told what, and where: their times, and their rules in order. */
export function RulesTab() {
  const reading = useRules();
  const channelsRead = useChannels();
  const projects = useProjects().data ?? [];
  const { change } = useChange(useRefreshNotifications());
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
  const keys = ruleKeys(rules);
  const names: RuleNames = { channels, projects };

  const put = (next: Rule[], said: string) =>
    void change(() => putRulesAction({ rules: withKnown(next, channels) }), said);

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
            key={keys[index]}
            muted={!rule.enabled}
            title={
              <>
                <span className="text-ink-3 tabular-nums">{index + 1}.</span>
                <span dir="auto" className="wrap-anywhere min-w-0">
                  {rule.name}
                </span>
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
              onMove={(by) => put(moved(rules, index, by), `${rule.name} was moved`)}
              onToggle={() =>
                put(
                  rules.with(index, { ...rule, enabled: !rule.enabled }),
                  `${rule.name} is ${rule.enabled ? "off" : "on"}`,
                )
              }
              onRemove={() => put(rules.toSpliced(index, 1), `Removed ${rule.name}`)}
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
    <RowMenu name={name}>
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
    </RowMenu>
  );
}
