/** What a test calls the API with: plain fetch, as an agent's script would. */
export interface Client {
  url: string;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: T; headers: Headers }>;
}

export function clientFor(url: string, key: string): Client {
  return {
    url,
    async call<T>(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        body:
          body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: (text ? JSON.parse(text) : null) as T,
        headers: response.headers,
      };
    },
  };
}

/** The Baton that the whole run shares. */
export function sharedClient(): Client {
  return clientFor(process.env.BATON_TEST_URL as string, process.env.MC_API_KEY as string);
}

let made = 0;
/** A name that no other test uses. */
export function uniqueName(word: string): string {
  made += 1;
  return `${word}-${process.pid}-${Date.now().toString(36)}-${made}`;
}

export interface Task {
  id: number;
  ticket_ref: string;
  etag: string;
  title: string;
  status: string;
  assigned_to: string | null;
  resolution: string | null;
  error_message: string | null;
  review_cycles: number;
  ready: boolean;
  comment_count: number;
}
