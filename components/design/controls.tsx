"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { InlineText } from "@/components/ui/controls/inline-text";
import { Input, Textarea } from "@/components/ui/controls/input";
import { PageToolbar } from "@/components/ui/controls/page-toolbar";
import { SearchField } from "@/components/ui/controls/search-field";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { SelectOne } from "@/components/ui/controls/select";
import { Tabs, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Explained } from "@/components/ui/overlays/explained";
import { Filter } from "@/components/ui/overlays/filter";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { Specimen } from "./specimen";

const VARIANTS = ["primary", "secondary", "ghost", "danger", "danger-ghost", "link"] as const;
const RUNTIMES = [
  { value: "pull", label: "Polls by itself" },
  { value: "anthropic", label: "Anthropic" },
];
const SIZES = ["sm", "md", "lg"] as const;

export function Controls() {
  const [words, setWords] = useState("invoices");
  const [lanes, setLanes] = useState("none");
  const [tags, setTags] = useState(["billing", "a-label-with-a-rather-long-name"]);
  const [name, setName] = useState("scout");
  const [tab, setTab] = useState("queue");
  const [runtime, setRuntime] = useState("pull");
  return (
    <>
      {VARIANTS.map((variant) => (
        <Specimen key={variant} title={`Button, ${variant}`}>
          {SIZES.map((size) => (
            <Button key={size} variant={variant} size={size}>
              Save
            </Button>
          ))}
          <Button variant={variant} pending>
            Save
          </Button>
          <Button variant={variant} disabled>
            Save
          </Button>
        </Specimen>
      ))}
      <Specimen title="IconButton, CopyButton">
        <IconButton label="Add" keys="c">
          <Plus className="size-4" />
        </IconButton>
        <IconButton label="Add" size="icon-sm" disabled>
          <Plus className="size-4" />
        </IconButton>
        <CopyButton value="TASK-1" label="Copy the reference" />
        <CopyButton value="TASK-1" label="Copy" withLabel />
      </Specimen>
      <Specimen title="Field: plain, required, hint, error, disabled">
        <Field label="Name">
          <Input defaultValue="scout" />
        </Field>
        <Field label="Name" required hint="As agents write it.">
          <Input placeholder="scout" />
        </Field>
        <Field label="Budget" error="Must be an amount in US dollars, such as 12.50.">
          <Input defaultValue="twelve" />
        </Field>
        <Field label="Name">
          <Input disabled defaultValue="scout" />
        </Field>
        <Field label="Notes" className="w-full">
          <Textarea defaultValue={"w".repeat(200)} />
        </Field>
        <Field label="Labels" className="w-full">
          <TagsInput value={tags} onValueChange={setTags} />
        </Field>
        <Field label="Runtime">
          <SelectOne
            value={runtime}
            options={RUNTIMES}
            onValueChange={setRuntime}
            className="w-40"
          />
        </Field>
      </Specimen>
      <Specimen title="Checkbox">
        <Checkbox label="Off" hint="With a hint." checked={false} />
        <Checkbox label="On" checked />
        <Checkbox label="Some" checked="indeterminate" />
        <Checkbox label="Disabled" disabled checked={false} />
      </Specimen>
      <Specimen title="InlineText: value, empty, read only">
        <InlineText
          label="Name"
          value={name}
          onSave={async (next) => {
            setName(next);
            return true;
          }}
        />
        <InlineText label="Model" value="" placeholder="The tier's" onSave={async () => true} />
        <InlineText label="Name" value={name} readOnly onSave={async () => true} />
      </Specimen>
      <Specimen title="PageToolbar, SearchField, Filter, Segmented">
        <PageToolbar
          className="w-full"
          active={1}
          lead={
            <SearchField
              label="Search"
              value={words}
              onSearch={setWords}
              className="w-44 max-md:w-auto max-md:min-w-0 max-md:flex-1"
            />
          }
        >
          <Filter label="Priority" value={null}>
            <p className="p-3 text-sm">Choices</p>
          </Filter>
          <Filter label="Label" value="billing, a-label-with-a-rather-long-name">
            <p className="p-3 text-sm">Choices</p>
          </Filter>
          <Segmented label="Lanes" value={lanes} onValueChange={setLanes}>
            <SegmentedItem value="none">None</SegmentedItem>
            <SegmentedItem value="agent">Agent</SegmentedItem>
            <SegmentedItem value="epic" disabled>
              Epic
            </SegmentedItem>
          </Segmented>
        </PageToolbar>
      </Specimen>
      <Specimen title="Tabs">
        <Tabs value={tab} onValueChange={setTab} className="w-full">
          <TabsList aria-label="Reviews">
            <TabsTrigger value="queue" count={12}>
              Waiting
            </TabsTrigger>
            <TabsTrigger value="history">History</TabsTrigger>
            <TabsTrigger value="none" disabled>
              Disabled
            </TabsTrigger>
          </TabsList>
        </Tabs>
      </Specimen>
      <Specimen title="Tooltip, Explained, ConfirmDialog">
        <Tooltip content="On hover and on focus">
          <Button>Tooltip</Button>
        </Tooltip>
        <Explained content="Work is in, waits for a verdict" className="text-sm">
          Review
        </Explained>
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost">
              <Trash2 aria-hidden className="size-4" />
              Delete
            </Button>
          }
          title="Delete agent scout?"
          description="Its history stays."
          confirmLabel="Delete"
          onConfirm={() => {}}
        />
      </Specimen>
    </>
  );
}
