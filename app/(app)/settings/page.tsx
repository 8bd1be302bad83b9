import type { Metadata } from "next";
import { headers } from "next/headers";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { keyToWire, listKeys } from "@/lib/auth/keys/issue-key";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { isSecure } from "@/lib/auth/sign-in/client-address";
import { userToWire } from "@/lib/auth/users/user-wire";
import { listUsers } from "@/lib/auth/users/users";
import { hasRole } from "@/lib/core/actor";
import { listPeriodicJobs } from "@/lib/jobs/periodic";
import { listProjects } from "@/lib/projects/queries";
import { projectToWire } from "@/lib/projects/wire";
import { readRuntimes } from "@/lib/runtimes/overview";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const isAdmin = hasRole(ctx.actor, "admin");
  const canWrite = hasRole(ctx.actor, "operator");
  const [projects, keys, users, runtimes, scheduler] = await Promise.all([
    listProjects(ctx, { archived: "all", counts: true }),
    isAdmin ? listKeys(ctx) : [],
    isAdmin ? listUsers(ctx) : [],
    canWrite ? readRuntimes(ctx) : null,
    canWrite ? listPeriodicJobs(ctx) : [],
  ]);
  const head = await headers();
  return (
    <FirstPaint horizon={horizon}>
      <SettingsScreen
        projects={projects.map(({ project, tasks }) => projectToWire(project, tasks))}
        keys={keys.map(keyToWire)}
        users={users.map(userToWire)}
        runtimes={runtimes}
        scheduler={scheduler}
        origin={`${isSecure(head) ? "https" : "http"}://${head.get("host") ?? "127.0.0.1:3000"}`}
      />
    </FirstPaint>
  );
}
