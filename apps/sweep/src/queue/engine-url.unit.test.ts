import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { redact } from '../errors/redact.js';
import { parseEngineUrl } from './engine-url.js';

const parse = (text: string, insecure = false, environment: NodeJS.ProcessEnv = {}) => parseEngineUrl(text, insecure, environment);

describe('parseEngineUrl', () => {
  it.each(['redis://127.0.0.1:6379', 'redis://localhost', 'redis://[::1]:7000/2', 'postgres://127.0.0.1:5432/tegum', 'postgresql://localhost/tegum'])('takes %s as it is', (url) => {
    expect(parse(url)).toMatchObject({ shown: url, kind: url.startsWith('redis') ? 'redis' : 'postgres' });
  });

  it('takes the password from environment or file, and shows it nowhere', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tegum-')), 'password');
    writeFileSync(file, 's3cret/@\n');
    for (const environment of [{ TEGUM_ENGINE_PASSWORD: 's3cret/@' }, { TEGUM_ENGINE_PASSWORD_FILE: file }]) {
      const { secret, shown } = parse('rediss://queue.example:6380', false, environment);
      expect(new URL(secret).password).toBe('s3cret%2F%40');
      expect(shown).toBe('rediss://queue.example:6380');
    }
    expect(parse('redis://user:pass@127.0.0.1:1/0').shown).toBe('redis://127.0.0.1:1/0');
    expect(() => parse('redis://127.0.0.1', false, { TEGUM_ENGINE_PASSWORD_FILE: join(file, 'absent') })).toThrow(/expected a file that can be read/);
  });

  it.each([
    ['redis://queue.example', /expected TLS to a server elsewhere, got redis:\/\/queue\.example without it \(use rediss:\/\/ and set TEGUM_ENGINE_PASSWORD, or say --insecure/],
    ['redis://:pw@10.0.0.7', /expected TLS/],
    ['redis://127.0.0.1.example:6379', /expected TLS/],
    ['redis://0.0.0.0:6379', /expected TLS/],
    ['rediss://queue.example', /expected a password for a server elsewhere, got none/],
    ['postgres://u:pw@db.example/x', /expected TLS to a server elsewhere, got postgres:\/\/db\.example\/x without it/],
    ['postgres://u:pw@db.example/x?sslmode=prefer', /expected TLS/],
    ['postgres://u@db.example/x?sslmode=verify-full', /expected a password/],
  ])('refuses %s unless --insecure', (url, message) => {
    expect(() => parse(url)).toThrow(message);
    expect(parse(url, true).secret).toBe(new URL(url).href);
  });

  it.each(['redis:/', 'http://127.0.0.1', 'remote', '', 'redis://', 'mysql://u:secret@h'])('refuses %j, which is no engine', (url) => {
    expect(() => parse(url)).toThrow(/^--engine: expected local, redis:\/\/host:port or postgres:/);
  });
});

describe('redact', () => {
  it('leaves no user, password or query of an address in a text', () => {
    const text = redact('connect to redis://u:hunter2@127.0.0.1:6379/0 failed; POSTGRES://a:hunter2@h/d?password=hunter2, rediss://:hunter2@x');
    expect(text).toBe('connect to redis://127.0.0.1:6379/0 failed; POSTGRES://h/d rediss://x');
    expect(redact('postgres://u:p@ss@host/x')).toBe('postgres://host/x');
  });
});
