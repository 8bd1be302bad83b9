import type { AddressInfo } from "node:net";
import { createServer, connect as dial, type Socket } from "node:net";

export interface Network {
  port: number;
  /** Breaks every connection, and lets none through until it is mended. */
  cut(): void;
  /** Lets requests through, and none of their answers, until it is mended. */
  loseAnswers(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A network between workers and Baton that can be cut. */
export async function startNetwork(target: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isOneWay = false;
  const stopAnswers = new Set<() => void>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((inward) => {
    keep(inward);
    if (isCut) {
      inward.destroy();
      return;
    }
    const outward = dial(target, "127.0.0.1");
    keep(outward);
    inward.pipe(outward);
    if (!isOneWay) outward.pipe(inward);
    const stop = () => outward.unpipe(inward).resume();
    stopAnswers.add(stop);
    outward.once("close", () => stopAnswers.delete(stop));
    inward.once("close", () => outward.destroy());
    outward.once("close", () => inward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      breakAll();
    },
    loseAnswers() {
      isOneWay = true;
      for (const stop of stopAnswers) stop();
    },
    mend() {
      isCut = false;
      isOneWay = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakAll();
      }),
  };
}
