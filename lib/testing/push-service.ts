import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** A push that the stand-in took, as the browser would get it. */
export interface ReceivedPush {
  /** What the service worker reads. */
  text: string;
  /** The bytes on the wire. */
  bytes: number;
  headers: http.IncomingHttpHeaders;
  /** The signed claims. */
  vapid: { aud: string; exp: number; sub: string };
}

/** A browser's subscription at the stand-in. */
export interface Subscribed {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  /** What arrived here, oldest first. */
  received: ReceivedPush[];
  /** As a browser that was unsubscribed: its address answers 410 from now on. */
  unsubscribe(): void;
}

/**
 * A push service on this machine that checks the sender's token (RFC 8292) and decrypts for the browser (RFC 8291), written from the
 * RFCs and not with the library under test. It answers 201, 403 for a token that is not by `publicKey`, and what `answerWith` says.
 */
export async function startPushService(publicKey: () => string) {
  const subscriptions = new Map<string, { ecdh: Ecdh; auth: Buffer; subscribed: Subscribed }>();
  let told: number | null = null;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const found = subscriptions.get(request.url ?? "");
    if (told !== null) return void response.writeHead(told).end("as told");
    if (!found) return void response.writeHead(410).end("unsubscribed");
    const vapid = claimsOf(request.headers.authorization ?? "", publicKey());
    if (vapid === null || vapid.aud !== origin) return void response.writeHead(403).end("vapid");
    const body = Buffer.concat(chunks);
    found.subscribed.received.push({
      text: decrypted(body, found.ecdh, found.auth),
      bytes: body.length,
      headers: request.headers,
      vapid,
    });
    response.writeHead(201, { location: `${origin}/message/1` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    /** For BATON_WEBHOOK_RECEIVERS. */
    receiver: `127.0.0.1:${port}`,
    subscribe(): Subscribed {
      const ecdh = createECDH("prime256v1");
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(16).toString("base64url")}`;
      const subscribed: Subscribed = {
        endpoint: `${origin}${path}`,
        keys: {
          p256dh: ecdh.generateKeys("base64url"),
          auth: auth.toString("base64url"),
        },
        received: [],
        unsubscribe: () => void subscriptions.delete(path),
      };
      subscriptions.set(path, { ecdh, auth, subscribed });
      return subscribed;
    },
    /** Answers everything with this status; null as it should be again. */
    answerWith(status: number | null) {
      told = status;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Ecdh = ReturnType<typeof createECDH>;

/** RFC 8291, section 3, and RFC 8188 for a single record. */
function decrypted(body: Buffer, ecdh: Ecdh, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), senderKey]);
  const shared = derived(ecdh.computeSecret(senderKey), auth, info, 32);
  const key = derived(shared, salt, "Content-Encoding: aes128gcm\0", 16);
  const nonce = derived(shared, salt, "Content-Encoding: nonce\0", 12);
  const decipher = createDecipheriv("aes-128-gcm", key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end === -1) throw new Error("the record is not the last one");
  return padded.subarray(0, end).toString("utf8");
}

function derived(secret: Buffer, salt: Buffer, info: Buffer | string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
}

/** The claims of the header `vapid t=…, k=…`, if they are signed by this key and still hold; else null. RFC 8292, sections 2 and 3. */
function claimsOf(authorization: string, publicKey: string): ReceivedPush["vapid"] | null {
  const [, token = "", key = ""] = /^vapid t=([^,\s]+), ?k=(\S+)$/.exec(authorization) ?? [];
  if (key !== publicKey) return null;
  const [header = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const signer = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const isSigned = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: signer, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned || JSON.parse(Buffer.from(header, "base64url").toString()).alg !== "ES256")
    return null;
  const said = JSON.parse(Buffer.from(claims, "base64url").toString());
  const left = said.exp - Date.now() / 1_000;
  return left > 0 && left <= 86_400 ? said : null;
}
