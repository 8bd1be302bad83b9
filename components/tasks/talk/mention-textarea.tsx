"use client";

import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { flushSync } from "react-dom";
import { handleOf, type MentionAt, mentionAt } from "@/components/editor/mention-match";
import { PictureStatus, type StorePicture, usePictureDrop } from "@/components/editor/picture-drop";
import { useAgents } from "@/components/sync/data/use-agents";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/controls/input";
import { Avatar } from "@/components/ui/display/avatar";
import { useAnnounced } from "@/components/ui/feedback/live-region";

interface MentionTextareaProps {
  ref: RefObject<HTMLTextAreaElement | null>;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  /** ⌘Enter. */
  onSubmit: () => void;
  /** Stores a picture that was dropped or pasted. */
  upload: StorePicture;
  rows?: number;
  invalid?: boolean;
}

/** A text field that completes the agents' names after an `@`, and takes pictures. */
export function MentionTextarea({
  ref,
  label,
  placeholder,
  value,
  onChange,
  onSubmit,
  upload,
  rows,
  invalid,
}: MentionTextareaProps) {
  const listId = useId();
  const [mention, setMention] = useState<MentionAt | null>(null);
  const [active, setActive] = useState(0);
  const pictures = usePictureDrop(ref, onChange, upload);
  const { data: agents = [] } = useAgents();
  const hits = mention
    ? agents
        .filter(({ name }) => handleOf(name).toLowerCase().startsWith(mention.typed.toLowerCase()))
        .slice(0, 6)
    : [];
  const open = hits.length > 0;
  useAnnounced(open ? `${hits.length} agents, arrow keys choose` : null);

  function follow(element: HTMLTextAreaElement) {
    setMention(mentionAt(element.value, element.selectionStart));
    setActive(0);
  }

  function complete(name: string) {
    if (!mention) return;
    const before = `${value.slice(0, mention.start)}@${handleOf(name)} `;
    // Synchronously, because a key pressed before the next frame must go after the name.
    flushSync(() => {
      onChange(before + value.slice(mention.start + 1 + mention.typed.length));
      setMention(null);
    });
    ref.current?.focus();
    ref.current?.setSelectionRange(before.length, before.length);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSubmit();
      return;
    }
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = hits[active];
    if (step) setActive((active + step + hits.length) % hits.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) complete(chosen.name);
    else if (event.key === "Escape") setMention(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // An open list takes Escape; otherwise it belongs to what the field stands in.
    <div className="relative" data-escape={open ? "own" : undefined}>
      <Textarea
        ref={ref}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        aria-invalid={invalid || undefined}
        placeholder={placeholder}
        rows={rows ?? 2}
        value={value}
        maxLength={50_000}
        onChange={(event) => {
          onChange(event.target.value);
          follow(event.target);
        }}
        onClick={(event) => follow(event.currentTarget)}
        onBlur={() => setMention(null)}
        onKeyDown={onKeyDown}
        {...pictures.handlers}
        className="min-h-16"
      />
      <PictureStatus {...pictures.state} />
      {open ? (
        <div
          id={listId}
          role="listbox"
          aria-label="Agents"
          className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border border-line-strong bg-raised p-1 shadow-overlay"
        >
          {hits.map((agent, index) => (
            <div
              key={agent.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // Before the field loses focus.
              onMouseDown={(event) => {
                event.preventDefault();
                complete(agent.name);
              }}
              className={cn(
                "flex h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-11",
                index === active && "bg-hover",
              )}
            >
              <Avatar name={agent.name} presence={agent.status} />
              <span className="truncate">@{handleOf(agent.name)}</span>
              <span className="ml-auto text-ink-3 text-xs">{agent.role}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
