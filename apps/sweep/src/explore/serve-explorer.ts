/**
 * @file The built explorer on this machine, for nobody but this machine.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '@tegum/core';
import sirv from 'sirv';

export interface ExplorerServer {
  /** Where the page is. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** The folder of the built page, which comes with the package `@tegum/explorer`. */
function explorerFolder(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('@tegum/explorer/package.json'))), 'dist');
}

/**
 * Serves the page on the loopback interface only.
 *
 * @param port - 0 for any free one.
 * @throws {InputError} if the port is taken or not allowed, or the page is not built.
 */
export async function serveExplorer(port: number, folder = explorerFolder()): Promise<ExplorerServer> {
  const headers = readHeaders(folder);
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => { answer(request, response, files); });
  await listen(server, port);
  return {
    url: `http://${LOOPBACK}:${String((server.address() as AddressInfo).port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      }),
  };
}

/** What the page's build says every answer should carry. */
function readHeaders(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')) as Record<string, string>;
  } catch (cause) {
    const error = new InputError('tegum explore', `the built explorer in ${folder}`, 'nothing there', 'in a checkout: npx nx build @tegum/explorer');
    error.cause = cause;
    throw error;
  }
}

function answer(request: IncomingMessage, response: ServerResponse, files: ReturnType<typeof sirv>): void {
  // A page elsewhere may point a name of its own at this machine: such a request carries that name.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) {
    response.writeHead(403).end('Only for this machine.\n');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  } else {
    files(request, response, () => { response.writeHead(404).end('Not found.\n'); });
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = { EADDRINUSE: 'in use', EACCES: 'not allowed for this user' };
      const reason = reasons[error.code ?? ''];
      reject(reason === undefined ? error : new InputError('--port', 'a free port', `${String(port)}, which is ${reason}`, 'choose another, or 0 for any free one'));
    });
    server.listen(port, LOOPBACK, resolve);
  });
}
