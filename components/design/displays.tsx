import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Cost, Count, Tokens } from "@/components/ui/display/figure";
import { KeyValue, KeyValueList } from "@/components/ui/display/key-value";
import { Keys } from "@/components/ui/display/keys";
import { Markdown } from "@/components/ui/display/markdown";
import { PageHeader } from "@/components/ui/display/page-header";
import { PRESENCES, PresenceDot } from "@/components/ui/display/presence-dot";
import { PRIORITIES } from "@/components/ui/display/priority";
import { PriorityIcon } from "@/components/ui/display/priority-icon";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { TASK_STATUSES } from "@/components/ui/display/status";
import { StatusBadge } from "@/components/ui/display/status-badge";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { Step, Steps } from "@/components/ui/display/steps";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/display/table";
import { Specimen } from "./specimen";

const TONES = ["neutral", "outline", "accent", "success", "warning", "danger"] as const;
const TEXT =
  "## Heading\n\nWords with `code`, a [link](https://example.com) and\n\n- a list\n- [x] done\n\n| a | b |\n| - | - |\n| 1 | 2 |";

export function Displays() {
  return (
    <>
      <Specimen title="PageHeader">
        <PageHeader title="Inbox" meta="12" description="What needs a person" className="w-full" />
      </Specimen>
      <Specimen title="Status">
        {TASK_STATUSES.map((status) => (
          <StatusIcon key={status} status={status} labelled />
        ))}
        {TASK_STATUSES.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </Specimen>
      <Specimen title="Priority, presence">
        {PRIORITIES.map((priority) => (
          <PriorityIcon key={priority} priority={priority} withLabel />
        ))}
        {PRESENCES.map((presence) => (
          <PresenceDot key={presence} presence={presence} />
        ))}
      </Specimen>
      <Specimen title="Badge, Avatar">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Avatar name="Ada Byron" kind="person" />
        <Avatar name="scout" presence="busy" size="lg" />
        <Avatar name="scout" size="xs" />
      </Specimen>
      <Specimen title="Figures, times, keys">
        <span>
          <Count value={12_845} />
        </span>
        <span>
          <Cost usd={0.0042} />
        </span>
        <span>
          <Tokens count={3_100_000} />
        </span>
        <RelativeTime time={0} />
        <Keys keys="mod+k" />
        <Keys keys="g i" />
      </Specimen>
      <Specimen title="KeyValue, Table">
        <KeyValueList>
          <KeyValue label="Runtime">Anthropic</KeyValue>
          <KeyValue label="Tier">Deep</KeyValue>
        </KeyValueList>
        <Table label="Costs">
          <TableHead>
            <tr>
              <TableHeader>Agent</TableHeader>
              <TableHeader numeric>Cost</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            <TableRow>
              <TableCell>scout</TableCell>
              <TableCell numeric>$1.20</TableCell>
            </TableRow>
            <TableRow aria-selected>
              <TableCell>chosen</TableCell>
              <TableCell numeric>$0.30</TableCell>
            </TableRow>
          </TableBody>
        </Table>
      </Specimen>
      <Specimen title="CodeBlock, Markdown">
        <CodeBlock caption="In a shell" code="curl $MC_URL/api/health" className="w-full" />
        <Markdown>{TEXT}</Markdown>
      </Specimen>
      <Specimen title="Steps">
        <Steps>
          <Step number={1} title="Done already" done>
            <CodeBlock code="npm start" />
          </Step>
          <Step number={2} title="To do" meaning="What it does, in one line.">
            <CodeBlock code="npm run demo" />
          </Step>
        </Steps>
      </Specimen>
    </>
  );
}
