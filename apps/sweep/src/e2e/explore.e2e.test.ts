import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startTegum, tegum, temporaryFolder } from '../testing/spawn-tegum.js';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as it is written: `fetch` would tidy its path and its host. */
function ask(url: string, path: string, options: { readonly method?: string; readonly host?: string } = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method: options.method ?? 'GET', headers: { host: options.host ?? host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => { resolve({ status: response.statusCode, headers: response.headers, body }); });
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('tegum explore', () => {
  it('serves the page, and nothing else, to this machine until Ctrl-C', async () => {
    const { child, finished, until } = startTegum(['explore', '--port', '0', '--json'], temporaryFolder());
    let stdout = '';
    child.stdout!.on('data', (text: string) => (stdout += text));
    await until((stderr) => stderr.includes('until Ctrl-C'));
    const { url } = JSON.parse(stdout) as { url: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);

    const page = await ask(url, '/');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html;charset=utf-8', 'x-content-type-options': 'nosniff' } });
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
    expect(page.headers['content-security-policy']).not.toMatch(/ 'unsafe-(eval|inline)'/);
    const [, script] = /src="\.(\/assets\/[^"]+\.js)"/.exec(page.body) ?? [];
    expect(await ask(url, script!)).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript' } });

    for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets/../../package.json', '/..\\package.json', '/%00', '/%', '/absent.js']) {
      expect((await ask(url, path)).status, path).toBe(404);
    }
    expect((await ask(url, '/', { host: 'elsewhere.example' })).status).toBe(403);
    expect((await ask(url, '/', { method: 'POST' })).status).toBe(405);

    const taken = await tegum(['explore', '--port', new URL(url).port], temporaryFolder());
    expect(taken.code).toBe(2);
    expect(taken.stderr).toMatch(/^tegum: --port: expected a free port, got \d+, which is in use \(choose another, or 0 for any free one\)\n$/);

    child.kill('SIGINT');
    expect((await finished).code).toBe(0);
  });
});
