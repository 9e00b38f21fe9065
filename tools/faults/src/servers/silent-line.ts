/** @file A line to a server that can fall silent, as when a cable is pulled: bytes wait, and nobody is told. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentLine {
  /** The server's address by way of this line. */
  readonly url: string;
  hush(): void;
  /** What waited goes on. */
  speak(): void;
  close(): Promise<void>;
}

export async function silentLine(url: string): Promise<SilentLine> {
  const target = new URL(url);
  const ends = new Set<Socket>();
  let silent = false;

  const forward = (from: Socket, to: Socket): void => {
    ends.add(from);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      to.destroy();
    });
    if (silent) from.pause();
  };
  const line = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    forward(near, far);
    forward(far, near);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');

  const through = new URL(url);
  through.port = String((line.address() as AddressInfo).port);
  return {
    url: through.href,
    hush: () => {
      silent = true;
      for (const end of ends) end.pause();
    },
    speak: () => {
      silent = false;
      for (const end of ends) end.resume();
    },
    close: async () => {
      for (const end of ends) end.destroy();
      line.close();
      await once(line, 'close');
    },
  };
}
