import type { Profile, TokenSet } from "next-auth";
import type { GithubEmail, GithubProfile } from "next-auth/providers/github";

const API = "https://api.github.com";

/**
 * The person's GitHub profile with their primary address as its e-mail, or with none when GitHub has not verified it:
 * anybody can write somebody else's address into an account and leave it unverified.
 */
export async function githubProfile({ tokens }: { tokens: TokenSet }): Promise<Profile> {
  const headers = {
    authorization: `Bearer ${tokens.access_token}`,
    accept: "application/vnd.github+json",
    "user-agent": "baton",
  };
  const [profile, emails] = await Promise.all([
    read<GithubProfile>(`${API}/user`, headers),
    read<GithubEmail[]>(`${API}/user/emails`, headers),
  ]);
  return {
    ...profile,
    name: profile.name ?? profile.login,
    email: emails.find((email) => email.primary && email.verified)?.email,
  };
}

async function read<T>(url: string, headers: Record<string, string>): Promise<T> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`GitHub answered ${response.status} for ${url}`);
  return response.json() as Promise<T>;
}
