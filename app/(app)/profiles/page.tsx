import type { Metadata } from "next";
import { ProfilesScreen } from "@/components/profiles/profiles-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { listProfiles } from "@/lib/profiles/change";
import { profileToWire } from "@/lib/profiles/row";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Profiles" };

export default async function ProfilesPage() {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const profiles = await listProfiles(ctx, undefined);
  return (
    <FirstPaint horizon={horizon}>
      <ProfilesScreen profiles={profiles.map(profileToWire)} />
    </FirstPaint>
  );
}
