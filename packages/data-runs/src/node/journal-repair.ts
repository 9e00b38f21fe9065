/**
 * @file Makes a damaged journal whole again: what is good stays, in its order; what is not is moved to quarantine.jsonl, byte for byte.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { encodeJournalHeader, lineStart, type JournalHeader } from '../journal-line.js';
import { appending, writeFileAtomically } from './atomic-file.js';
import { decodeBytes, forEachLine } from './journal-reader.js';
import { meetingOf, type JournalPlace } from './journal-index.js';

/** One line that is no good, or the part of one where a line end was lost. */
export interface BadLine {
  /** Counts from 1. */
  readonly line: number;
  readonly offset: number;
  readonly bytes: number;
  readonly reason: string;
}

/** What was kept of a damaged journal, and what was not. */
export interface JournalRepair {
  readonly kept: number;
  readonly bad: readonly BadLine[];
  /** The header was damaged and has been written anew. */
  readonly newHeader: boolean;
  /** Places where two lines had run together. */
  readonly lostLineEnds: number;
}

interface Piece {
  readonly offset: number;
  readonly length: number;
}

/**
 * Rewrites the journal unless nothing is wrong with it; the quarantine is on the disk before anything leaves the journal.
 *
 * A cell with two different answers loses both: it is computed again. Call it with the folder's lock held.
 *
 * @param header - Of the run, from its manifest.
 */
export async function repairJournal(journal: string, quarantine: string, header: JournalHeader): Promise<JournalRepair> {
  const { pieces, ...found } = await inspect(journal, header);
  const repair = { kept: pieces.length, ...found };
  const { bad, newHeader, lostLineEnds } = repair;
  if (bad.length === 0 && !newHeader && lostLineEnds === 0) return repair;
  await setAside(journal, quarantine, bad);
  await writeFileAtomically(journal, goodLines(journal, header, pieces));
  return repair;
}

/** Where the good results lie, and what else there is. */
async function inspect(journal: string, header: JournalHeader): Promise<{ readonly pieces: readonly Piece[] } & Omit<JournalRepair, 'kept'>> {
  const results = new Map<string, { place: JournalPlace; line: number }[]>();
  const bad: BadLine[] = [];
  let line = 0;
  let offset = 0;
  let headed = false;
  let lostLineEnds = 0;
  const takePiece = (bytes: Buffer, at: number): void => {
    try {
      const entry = decodeBytes(bytes, at === 0 ? 1 : 2);
      if (entry.kind === 'header') {
        headed = entry.header.planDigest === header.planDigest && entry.header.numerics === header.numerics;
        if (!headed) throw new Error('the header of another run');
        return;
      }
      const { cell, status } = entry.result.record;
      const found = { place: { offset: at, length: bytes.length, status, digest: entry.recordDigest }, line };
      results.set(cell, [...(results.get(cell) ?? []), found]);
    } catch (error) {
      bad.push({ line, offset: at, bytes: bytes.length, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  const takeLine = (bytes: Buffer): void => {
    line += 1;
    const parts = beginnings(bytes);
    lostLineEnds += parts.length - 1;
    for (const [start, end] of parts) takePiece(bytes.subarray(start, end), offset + start);
    offset += bytes.length + 1;
  };
  const rest = await forEachLine(journal, takeLine);
  if (rest.length > 0) takeLine(rest);

  const pieces: Piece[] = [];
  for (const found of results.values()) {
    if (!disagree(found.map(({ place }) => place))) pieces.push(...found.map(({ place }) => place));
    else for (const { place, line: at } of found) bad.push({ line: at, offset: place.offset, bytes: place.length, reason: 'another answer for a cell that has one' });
  }
  const inOrder = (a: { readonly offset: number }, b: { readonly offset: number }): number => a.offset - b.offset;
  return { pieces: pieces.sort(inOrder), bad: bad.sort(inOrder), newHeader: !headed, lostLineEnds };
}

/** A line in parts that each begin as a line does: where a line end was damaged there are several. */
function beginnings(bytes: Buffer): [number, number][] {
  const starts = [0];
  for (let at = bytes.indexOf(lineStart, 1); at >= 0; at = bytes.indexOf(lineStart, at + 1)) starts.push(at);
  // The damaged line end stays with the part before it, which is then not as it was written: it goes too, unless it is cut off.
  return starts.map((start, index) => {
    const next = starts[index + 1];
    if (next === undefined) return [start, bytes.length];
    return [start, bytes[next - 1] === 0x7d ? next : next - 1];
  });
}

function disagree(places: readonly JournalPlace[]): boolean {
  let counts = places[0];
  for (const place of places.slice(1)) {
    if (counts === undefined) return false;
    const meeting = meetingOf(counts, place);
    if (meeting === 'conflict') return true;
    if (meeting === 'supersedes') counts = place;
  }
  return false;
}

async function setAside(journal: string, quarantine: string, bad: readonly BadLine[]): Promise<void> {
  const [from, to] = [await open(journal, 'r'), await open(quarantine, appending)];
  try {
    for (const each of bad) {
      const bytes = Buffer.alloc(each.bytes);
      await from.read(bytes, 0, each.bytes, each.offset);
      await to.writeFile(`${JSON.stringify({ line: each.line, offset: each.offset, reason: each.reason, base64: bytes.toString('base64') })}\n`);
    }
    await to.sync();
  } finally {
    await from.close();
    await to.close();
  }
}

async function* goodLines(journal: string, header: JournalHeader, pieces: readonly Piece[]): AsyncGenerator<string | Uint8Array, void, undefined> {
  yield `${encodeJournalHeader(header)}\n`;
  for (const { offset, length } of pieces) {
    if (length === 0) continue;
    for await (const chunk of createReadStream(journal, { start: offset, end: offset + length - 1 })) yield chunk as Buffer;
    yield '\n';
  }
}
