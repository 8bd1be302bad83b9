import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One accepted WebSocket that carries text (RFC 6455), as much of it as a test needs. */
export class ServerSocket {
  onText: (text: string) => void = () => undefined;
  onClose: () => void = () => undefined;
  private buffer: Buffer = Buffer.alloc(0);
  private parts: Buffer[] = [];
  private isOpen = true;
  private readonly stream: Duplex;

  constructor(stream: Duplex) {
    this.stream = stream;
    stream.on("data", (bytes: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, bytes]);
      this.read();
    });
    stream.on("error", () => this.drop());
    stream.on("close", () => this.ended());
  }

  send(text: string): void {
    if (this.isOpen) this.stream.write(frame(TEXT, Buffer.from(text, "utf8")));
  }

  /** Ends it as the protocol has it. */
  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    const body = Buffer.alloc(2 + Buffer.byteLength(reason));
    body.writeUInt16BE(code);
    body.write(reason, 2);
    this.stream.end(frame(CLOSE, body));
    this.ended();
  }

  /** Ends it as a network does. */
  drop(): void {
    this.stream.destroy();
    this.ended();
  }

  private ended(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.onClose();
  }

  private read(): void {
    for (let next = readFrame(this.buffer); next; next = readFrame(this.buffer)) {
      this.buffer = this.buffer.subarray(next.length);
      if (next.opcode === CLOSE) {
        this.close(1000, "");
        return;
      }
      if (next.opcode === PING) this.stream.write(frame(PONG, next.body));
      if (next.opcode > 2) continue;
      this.parts.push(next.body);
      if (!next.isFinal) continue;
      const text = Buffer.concat(this.parts).toString("utf8");
      this.parts = [];
      this.onText(text);
    }
  }
}

/** Answers an upgrade request. */
export function acceptWebSocket(request: IncomingMessage, stream: Duplex): ServerSocket {
  const accept = createHash("sha1")
    .update(`${request.headers["sec-websocket-key"]}${GUID}`)
    .digest("base64");
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  return new ServerSocket(stream);
}

function frame(opcode: number, body: Buffer): Buffer {
  const { length } = body;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, body]);
}

interface Frame {
  opcode: number;
  isFinal: boolean;
  body: Buffer;
  length: number;
}

/** The first frame, when it is complete; frames from a client are masked. */
function readFrame(buffer: Buffer): Frame | null {
  if (buffer.length < 2) return null;
  const [first, second] = [buffer.readUInt8(0), buffer.readUInt8(1)];
  const short = second & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (buffer.length < start) return null;
  const size =
    short === 126
      ? buffer.readUInt16BE(2)
      : short === 127
        ? Number(buffer.readBigUInt64BE(2))
        : short;
  const masked = (second & 0x80) !== 0 ? 4 : 0;
  const length = start + masked + size;
  if (buffer.length < length) return null;
  const body = Buffer.from(buffer.subarray(start + masked, length));
  if (masked) {
    const mask = buffer.subarray(start, start + 4);
    for (let at = 0; at < size; at++) body[at] = (body[at] as number) ^ (mask[at % 4] as number);
  }
  return { opcode: first & 0x0f, isFinal: (first & 0x80) !== 0, body, length };
}
