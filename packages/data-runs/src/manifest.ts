/**
 * @file manifest.json: what a run is, what computed it, and when. Every value is passed in; nothing here reads a clock.
 */
import * as z from 'zod';
import { DataFormatError } from './errors.js';
import { firstIssue } from './schema-issue.js';

/** Names the form of manifests. */
export const manifestFormat = 'tegum-manifest@1';

/** Anything that JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** One process's work on a run. Times are ISO 8601, UTC. */
export interface Invocation {
  readonly startedAt: string;
  /** null while it runs, and for ever if the process was killed. */
  readonly finishedAt: string | null;
  readonly threads: number;
  readonly outcome: 'running' | 'finished' | 'interrupted' | 'failed';
  /** Records this invocation added, whatever their status. */
  readonly cellsDone: number;
  /** How many of those have status `failed`. */
  readonly cellsFailed: number;
}

/** What the journal held when an invocation ended: true as long as the journal has that length. */
export interface JournalTally {
  readonly journalBytes: number;
  /** Cells by the status of the record that counts. */
  readonly done: number;
  readonly diverged: number;
  readonly failed: number;
  /** Sum of the computing times of all results. */
  readonly computeMs: number;
}

/** What a run is of: its spec, the versions that computed it, and who worked on it when. */
export interface RunManifest {
  readonly format: typeof manifestFormat;
  readonly name: string;
  /** The resolved spec: nothing left to any version's defaults. */
  readonly spec: JsonValue;
  /** Lower-case hex. Two runs with the same digest have the same cells in the same order. */
  readonly planDigest: string;
  readonly cellCount: number;
  readonly versions: {
    readonly numerics: string;
    /** Package name → version. */
    readonly packages: Readonly<Record<string, string>>;
  };
  /** null outside a repository. */
  readonly gitCommit: string | null;
  readonly node: string;
  readonly v8: string;
  readonly cpu: { readonly model: string; readonly cores: number };
  readonly createdAt: string;
  /** Oldest first. */
  readonly invocations: readonly Invocation[];
  /** Of the last invocation that ended; not there in runs of older versions. */
  readonly tally?: JournalTally | undefined;
}

const count = z.int().nonnegative();
const instant = z.iso.datetime();

const jsonValueSchema: z.ZodType<JsonValue> = z.json();

/** What a manifest must look like. */
export const runManifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  name: z.string().min(1),
  spec: jsonValueSchema,
  planDigest: z.string().regex(/^[0-9a-f]{16,128}$/, 'expected lower-case hex digits'),
  cellCount: count,
  versions: z.strictObject({ numerics: z.string().min(1), packages: z.record(z.string(), z.string()) }),
  gitCommit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, 'expected lower-case hex digits')
    .nullable(),
  node: z.string(),
  v8: z.string(),
  cpu: z.strictObject({ model: z.string(), cores: count }),
  createdAt: instant,
  invocations: z.array(
    z.strictObject({
      startedAt: instant,
      finishedAt: instant.nullable(),
      threads: z.int().positive(),
      outcome: z.enum(['running', 'finished', 'interrupted', 'failed']),
      cellsDone: count,
      cellsFailed: count,
    }),
  ),
  tally: z.strictObject({ journalBytes: count, done: count, diverged: count, failed: count, computeMs: z.number().nonnegative() }).optional(),
}) satisfies z.ZodType<RunManifest>;

/**
 * A manifest as text, checked; keys in a fixed order.
 *
 * @throws {DataFormatError} if the manifest does not fit its schema.
 *
 * @example
 * const manifest: RunManifest = {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * };
 * encodeManifest(manifest).split('\n')[1]; // → '  "format": "tegum-manifest@1",'
 */
export function encodeManifest(manifest: RunManifest): string {
  return `${JSON.stringify(checked(manifest, 'manifest'), null, 2)}\n`;
}

/**
 * A manifest from its text, checked.
 *
 * @param where - The file's name, for messages.
 * @throws {DataFormatError} if the text is not a manifest of this format.
 *
 * @example
 * const manifest: RunManifest = {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * };
 * decodeManifest(encodeManifest(manifest)).versions.numerics; // → '1'
 */
export function decodeManifest(text: string, where = 'manifest.json'): RunManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DataFormatError(where, 'JSON', cause instanceof Error ? cause.message : String(cause), { cause });
  }
  return checked(value, where);
}

/**
 * The manifest with a new running invocation. Older ones still `running` were killed: they become `interrupted`.
 *
 * @example
 * const manifest: RunManifest = {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * };
 * // The first process is killed, and another goes on a day later.
 * const killed = beginInvocation(manifest, '2026-01-01T08:00:00Z', 2);
 * const resumed = beginInvocation(killed, '2026-01-02T08:00:00Z', 8);
 * resumed.invocations.map(({ outcome }) => outcome); // → ['interrupted', 'running']
 */
export function beginInvocation(manifest: RunManifest, startedAt: string, threads: number): RunManifest {
  const earlier = manifest.invocations.map((invocation) =>
    invocation.outcome === 'running' ? { ...invocation, outcome: 'interrupted' as const } : invocation,
  );
  const started: Invocation = { startedAt, finishedAt: null, threads, outcome: 'running', cellsDone: 0, cellsFailed: 0 };
  return { ...manifest, invocations: [...earlier, started] };
}

/**
 * The manifest with its last invocation ended, and with what the journal then held.
 *
 * @example
 * const manifest: RunManifest = {
 *   format: manifestFormat, name: 'one cell', spec: {}, planDigest: '00000000000000a1', cellCount: 1, versions: { numerics: '1', packages: {} },
 *   gitCommit: null, node: 'v20.20.2', v8: '11.3', cpu: { model: 'any', cores: 2 }, createdAt: '2026-01-01T00:00:00Z', invocations: [],
 * };
 * const running = beginInvocation(manifest, '2026-01-01T08:00:00Z', 2);
 * const ended = endInvocation(running, { outcome: 'finished', cellsDone: 1, cellsFailed: 0, finishedAt: '2026-01-01T08:00:09Z' });
 * ended.invocations[0].outcome; // → 'finished'
 */
export function endInvocation(
  manifest: RunManifest,
  end: Pick<Invocation, 'outcome' | 'cellsDone' | 'cellsFailed'> & { readonly finishedAt: string },
  tally?: JournalTally,
): RunManifest {
  return {
    ...manifest,
    tally: tally ?? manifest.tally,
    invocations: manifest.invocations.map((invocation, index, all) =>
      index === all.length - 1 ? { ...invocation, ...end } : invocation,
    ),
  };
}

function checked(value: unknown, where: string): RunManifest {
  const parsed = runManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = firstIssue(parsed.error);
  throw new DataFormatError(where, `a valid ${path === '' ? 'manifest' : path}`, message);
}
