import { constants } from 'node:fs';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Refuses a symbolic link in the file's place, so that nothing is written outside its folder; absent on Windows. */
const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_TRUNC, O_WRONLY } = constants;
const replacing = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;

/** For `open`: writing goes to the file's end; a symbolic link in its place fails with ELOOP. */
export const appending = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW;

/**
 * Writes a file so that its path holds either the old content or the whole new one, whatever happens.
 *
 * Temporary file beside it, fsync, rename, fsync of the folder. One writer a path: the temporary's name is fixed, so what
 * a crash leaves is overwritten next time.
 *
 * @param chunks - Text or bytes in order; may be produced as they are written.
 * @returns Bytes written.
 *
 * @example
 * import { mkdtemp, readdir, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 *
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * await writeFileAtomically(`${folder}/table.csv`, ['a,b\n', '1,2\n']); // → 8
 * await readdir(folder); // → ['table.csv']
 * await rm(folder, { recursive: true });
 */
export async function writeFileAtomically(path: string, chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<number> {
  const temporary = `${path}.tmp`;
  let written = 0;
  try {
    const file = await open(temporary, replacing);
    try {
      // `for await` takes either kind; of the two together the checker says `any`, or not, by which file it saw first.
      for await (const chunk of chunks as AsyncIterable<string | Uint8Array>) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        await file.writeFile(bytes);
        written += bytes.byteLength;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return written;
}

/** Makes a folder and those above it where they are not, so that they survive a power cut. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  // Each new folder is a name in the one above it.
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** As {@link makeFolder}, but a symbolic link in its place is refused: a folder within a run lies within it. */
export async function makeInnerFolder(path: string): Promise<void> {
  await makeFolder(path);
  if ((await lstat(path)).isSymbolicLink()) throw Object.assign(new Error(`ELOOP: symbolic link '${path}'`), { code: 'ELOOP', path, syscall: 'mkdir' });
}

/** Makes names created or renamed in a folder survive a power cut. Windows has no such call and needs none. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
