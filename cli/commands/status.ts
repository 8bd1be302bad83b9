import { Command } from "commander";
import { coloursOf } from "../output/colours";
import { agoText } from "../output/values";
import type { Globals, Open } from "../session";

/** `mc status`: how the installation is, and how much work lies where. */
export function statusCommand(open: Open): Command {
  const command = new Command("status").description(
    "how Baton is, who calls, and how much work lies where",
  );
  return command.action(async () => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out, signal, settings } = session;
    const baton = await session.baton();
    const [health, { user }, workload] = await Promise.all([
      baton.call("health.read", {}, { signal }),
      baton.call("accounts.me", {}, { signal }),
      baton.call("workload.read", {}, { signal }),
    ]);
    const caller = { username: user.username, role: user.role };
    if (out.json) return out.value({ url: settings.url, health, caller, workload });
    if (out.quiet) return out.line(health.status);
    const { queue, agents, recommendation, needs_person: needed, stale } = workload;
    const oldest = agoText(0, queue.oldest_pending_age_seconds * 1_000);
    const counts = Object.entries(queue.by_status)
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${count} ${out.paint(status, ...coloursOf(status))}`);
    await out.line(
      `Baton ${health.version} at ${settings.url}: ${out.paint(health.status, ...coloursOf(health.status))}`,
    );
    await out.line(`You      ${user.username} (${user.role})`);
    await out.line(
      `Tasks    ${counts.join(", ") || "none"}; ${queue.total_pending} pending, the oldest for ${oldest}`,
    );
    await out.line(
      `Agents   ${agents.online} of ${agents.total} online, ${agents.busy} busy, ${workload.capacity.active_tasks} tasks in hand`,
    );
    if (needed > 0) await out.line(`Needs a person: ${needed}`);
    if (stale > 0) await out.line(`Stale: ${stale}`);
    if (recommendation.action !== "normal")
      await out.line(`${out.paint(recommendation.action, "yellow")}: ${recommendation.reason}`);
  });
}
