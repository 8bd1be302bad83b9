"use client";

import { Search } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "./input";

const DEBOUNCE_MS = 200;

interface SearchFieldProps {
  /** The accessible name: "Search the inbox". */
  label: string;
  placeholder?: string;
  /** The words that are searched for now, from the URL or a store. */
  value: string;
  /** Called when the user stops typing, and at once on Enter and Escape. */
  onSearch: (words: string) => void;
  /** Called with every change, for a screen that answers from what it already has. */
  onType?: (words: string) => void;
  /** Runs before the field's own keys; `preventDefault` takes the key. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Where Escape leads: with it, one Escape clears the field and leaves it; without it, a second one leaves it. */
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
  id?: string;
  /** The field's size and place in its toolbar. */
  className?: string;
  inputClassName?: string;
  /** Stands at the right end inside the field: a count. */
  children?: ReactNode;
}

/**
 * A field that searches while the user types. It is one input for its whole life, so the focus never leaves it by itself;
 * what is typed stays as typed until the words change from outside (Clear, Back, Forward). Escape clears it, and leaves
 * it when it is empty.
 */
export function SearchField({
  label,
  placeholder = "Search",
  value,
  onSearch,
  onType,
  onKeyDown,
  onLeave,
  ref,
  id,
  className,
  inputClassName,
  children,
}: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  /** The words that were searched for last, by this field or from outside. */
  const [searched, setSearched] = useState(value);
  const [outside, setOutside] = useState(value);
  if (value !== outside) {
    setOutside(value);
    if (value !== searched) {
      setTyped(value);
      setSearched(value);
    }
  }

  function search(words: string) {
    if (words === searched) return;
    setSearched(words);
    onSearch(words);
  }

  const searchLater = useEffectEvent(search);
  useEffect(() => {
    if (typed === searched) return;
    const timer = setTimeout(() => searchLater(typed), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed, searched]);

  function type(words: string) {
    setTyped(words);
    onType?.(words);
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Enter") search(typed);
    if (event.key !== "Escape") return;
    event.preventDefault();
    const leaves = typed === "" || onLeave !== undefined;
    type("");
    search("");
    if (!leaves) return;
    event.currentTarget.blur();
    onLeave?.();
  }

  return (
    <div className={cn("relative shrink-0", className)}>
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-3.5 text-ink-3"
      />
      <Input
        ref={ref}
        id={id}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKey}
        className={cn("pl-8", inputClassName)}
      />
      {children}
    </div>
  );
}
