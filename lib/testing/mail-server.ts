import { type AddressInfo, createServer, type Socket } from "node:net";

/** A mail as it came over the wire. */
export interface Mail {
  from: string;
  to: string[];
  headers: Map<string, string>;
  /** The whole message. */
  source: string;
}

/** A mail server on this machine that speaks enough SMTP to be sent to, with a password or without. */
export async function startMailServer({ password }: { password?: string } = {}) {
  const mails: Mail[] = [];
  const told: { refuse: string | null } = { refuse: null };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    talk(socket);
  });

  function talk(socket: Socket): void {
    const say = (line: string): boolean => socket.write(`${line}\r\n`);
    let from = "";
    let to: string[] = [];
    let data: string[] | null = null;
    let isIn = password === undefined;
    let rest = "";
    say("220 mail.test ESMTP");
    socket.on("data", (chunk) => {
      rest += chunk.toString("utf8");
      for (let end = rest.indexOf("\r\n"); end !== -1; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        take(line);
      }
    });

    function take(line: string): void {
      if (data !== null) {
        if (line !== ".") {
          data.push(line.startsWith(".") ? line.slice(1) : line);
          return;
        }
        const source = data.join("\r\n");
        data = null;
        if (told.refuse) {
          say(told.refuse);
          return;
        }
        mails.push({ from, to, headers: headersOf(source), source });
        say("250 2.0.0 taken");
        return;
      }
      const [word = ""] = line.toUpperCase().split(" ");
      if (word === "EHLO") {
        say("250-mail.test");
        if (password !== undefined) say("250-AUTH PLAIN");
        say("250 8BITMIME");
      } else if (word === "AUTH") {
        const given = Buffer.from(line.split(" ")[2] ?? "", "base64").toString("utf8");
        isIn = given.split("\0")[2] === password;
        say(isIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong password");
      } else if (word === "MAIL") {
        if (!isIn) say("530 5.7.0 sign in first");
        else {
          from = addressIn(line);
          to = [];
          say("250 2.1.0 ok");
        }
      } else if (word === "RCPT") {
        to.push(addressIn(line));
        say("250 2.1.5 ok");
      } else if (word === "DATA") {
        data = [];
        say("354 go on");
      } else if (word === "QUIT") {
        say("221 2.0.0 bye");
        socket.end();
      } else say("250 2.0.0 ok");
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** What the operator lists to allow it. */
    listed: `127.0.0.1:${port}`,
    mails,
    told,
    clear(): void {
      mails.length = 0;
      told.refuse = null;
    },
    close(): void {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? "";

/** The header fields, unfolded, by their names in lower case. */
function headersOf(source: string): Map<string, string> {
  const [head = ""] = source.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
