import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file so that its path holds either the old content or the whole new one, whatever happens.
 *
 * Temporary file beside it, fsync, rename, fsync of the folder. One writer a path: the temporary's name is fixed, so what
 * a crash leaves is overwritten next time.
 *
 * @param chunks - Text or bytes in order; may be produced as they are written.
 * @returns Bytes written.
 */
export async function writeFileAtomically(path: string, chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<number> {
  const temporary = `${path}.tmp`;
  let written = 0;
  try {
    const file = await open(temporary, 'w');
    try {
      for await (const chunk of chunks) {
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
