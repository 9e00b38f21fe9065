/**
 * @file A disk in memory that forgets, as disks do, what was not synced; that can fail at any operation, and lose its power at any.
 *
 * Stands in for `node:fs/promises`. Content of files and entries of folders are kept twice: as programs see them, and as they are on the platter. `sync` of a
 * file makes its content durable, `sync` of a folder its entries; nothing else does.
 */
import { basename, dirname } from 'node:path';

class File {
  seen = Buffer.alloc(0);
  durable = Buffer.alloc(0);
}

class Folder {
  seen = new Map<string, File | Folder>();
  durable = new Map<string, File | Folder>();
}

/** What the power left of what was not synced. */
export type Survival = 'all' | 'none' | { readonly seed: number };

/** The process is no more: nothing it does from now on reaches the disk. */
export class PowerLost extends Error {
  override readonly name = 'PowerLost';
}

function systemError(code: string, syscall: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
}

export class CrashDisk {
  #root = new Folder();
  #operations = 0;
  #dead = false;
  #crashAt = Number.POSITIVE_INFINITY;
  #fault: { readonly at: number; readonly code: string; readonly forGood: boolean } | null = null;

  /** Writes, syncs, renames and the like since the last `reset`. */
  get operations(): number {
    return this.#operations;
  }

  reset(): void {
    this.#root = new Folder();
    this.heal();
  }

  /** From now on nothing fails. */
  heal(): void {
    this.#operations = 0;
    this.#dead = false;
    this.#crashAt = Number.POSITIVE_INFINITY;
    this.#fault = null;
  }

  crashAt(operation: number): void {
    this.#crashAt = operation;
  }

  /** @param forGood - Every later operation fails too, as on a full disk. */
  failAt(operation: number, code: string, forGood: boolean): void {
    this.#fault = { at: operation, code, forGood };
  }

  /** The machine starts again: what was synced is there, and of the rest what luck has left. */
  restart(survival: Survival): void {
    let state = typeof survival === 'object' ? survival.seed + 1 : 0;
    const luck = (): number => (state = Math.imul(state, 48271) >>> 0) / 2 ** 32;
    const kept = (): boolean => survival === 'all' || (survival !== 'none' && luck() < 0.5);
    const revive = <Node extends File | Folder>(node: Node): Node => {
      if (node instanceof File) {
        const grown = node.seen.subarray(0, node.durable.length).equals(node.durable);
        if (kept()) node.durable = node.seen;
        else if (survival !== 'none' && grown) node.durable = node.seen.subarray(0, node.durable.length + Math.floor(luck() * (node.seen.length - node.durable.length)));
        node.seen = node.durable;
        return node;
      }
      const entries = new Map<string, File | Folder>();
      for (const name of new Set([...node.durable.keys(), ...node.seen.keys()])) {
        const entry = (kept() ? node.seen : node.durable).get(name);
        if (entry !== undefined) entries.set(name, revive(entry));
      }
      node.seen = entries;
      node.durable = new Map(entries);
      return node;
    };
    revive(this.#root);
    this.heal();
  }

  /** Every path of a file, as programs see them. */
  paths(): string[] {
    const walk = (folder: Folder, at: string): string[] =>
      [...folder.seen].flatMap(([name, entry]) => (entry instanceof Folder ? walk(entry, `${at}/${name}`) : [`${at}/${name}`]));
    return walk(this.#root, '').sort();
  }

  /** The module `node:fs/promises`, as far as the store uses it. */
  module() {
    return {
      open: async (path: string, flags: string | number = 'r') => this.#open(path, flags),
      mkdir: async (path: string) => this.#mkdir(path),
      readdir: async (path: string) => [...this.#folder(path).seen.keys()],
      readFile: async (path: string, encoding?: string) => {
        const { seen } = this.#file(path);
        return encoding === undefined ? Buffer.from(seen) : seen.toString('utf8');
      },
      stat: async (path: string) => this.#stat(path),
      lstat: async (path: string) => this.#stat(path),
      rename: async (from: string, to: string) => {
        this.#operation('rename', from);
        const node = this.#node(from);
        if (node === undefined) throw systemError('ENOENT', 'rename', from);
        this.#folder(dirname(to)).seen.set(basename(to), node);
        this.#folder(dirname(from)).seen.delete(basename(from));
      },
      link: async (from: string, to: string) => {
        this.#operation('link', from);
        if (this.#node(to) !== undefined) throw systemError('EEXIST', 'link', to);
        this.#folder(dirname(to)).seen.set(basename(to), this.#file(from));
      },
      rm: async (path: string, { force = false } = {}) => {
        this.#operation('rm', path);
        const removed = this.#node(dirname(path)) instanceof Folder && this.#folder(dirname(path)).seen.delete(basename(path));
        if (!removed && !force) throw systemError('ENOENT', 'rm', path);
      },
    };
  }

  /** Counts what changes the disk; dies or fails where it should. Returns whether the power goes while it happens. */
  #operation(syscall: string, path: string): boolean {
    if (this.#dead) throw new PowerLost();
    const now = this.#operations++;
    if (this.#fault !== null && (now === this.#fault.at || (this.#fault.forGood && now > this.#fault.at))) throw systemError(this.#fault.code, syscall, path);
    if (now < this.#crashAt) return false;
    this.#dead = true;
    if (syscall !== 'write') throw new PowerLost();
    return true;
  }

  #node(path: string): File | Folder | undefined {
    let node: File | Folder | undefined = this.#root;
    for (const name of path.split('/').filter((part) => part !== '')) node = node instanceof Folder ? node.seen.get(name) : undefined;
    return node;
  }

  #folder(path: string): Folder {
    const node = this.#node(path);
    if (!(node instanceof Folder)) throw systemError(node === undefined ? 'ENOENT' : 'ENOTDIR', 'scandir', path);
    return node;
  }

  #file(path: string): File {
    const node = this.#node(path);
    if (!(node instanceof File)) throw systemError(node === undefined ? 'ENOENT' : 'EISDIR', 'open', path);
    return node;
  }

  #stat(path: string) {
    const node = this.#node(path);
    if (node === undefined) throw systemError('ENOENT', 'stat', path);
    return { size: node instanceof File ? node.seen.length : 0, isDirectory: () => node instanceof Folder, isFile: () => node instanceof File, isSymbolicLink: () => false };
  }

  #mkdir(path: string): string | undefined {
    let first: string | undefined;
    let at = '';
    for (const name of path.split('/').filter((part) => part !== '')) {
      const parent = this.#folder(at);
      at = `${at}/${name}`;
      if (parent.seen.has(name)) continue;
      this.#operation('mkdir', at);
      parent.seen.set(name, new Folder());
      first ??= at;
    }
    return first;
  }

  #open(path: string, flags: string | number) {
    const writes = flags !== 'r';
    if (writes) this.#operation('open', path);
    const how = typeof flags === 'string' ? flags : flagsOf(flags);
    const existing = this.#node(path);
    if (how.includes('x') && existing !== undefined) throw systemError('EEXIST', 'open', path);
    if (existing === undefined) {
      if (!writes) throw systemError('ENOENT', 'open', path);
      this.#folder(dirname(path)).seen.set(basename(path), new File());
    }
    const node = this.#node(path)!;
    if (how.startsWith('w') && node instanceof File) node.seen = Buffer.alloc(0);
    return this.#handle(path, node);
  }

  #handle(path: string, node: File | Folder) {
    const file = (): File => {
      if (node instanceof File) return node;
      throw systemError('EISDIR', 'write', path);
    };
    let position = 0;
    const append = (bytes: Buffer): number => {
      const dying = this.#operation('write', path);
      const written = dying ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
      file().seen = Buffer.concat([file().seen, written]);
      if (dying) throw new PowerLost();
      return bytes.length;
    };
    const sync = async (): Promise<void> => {
      this.#operation('fsync', path);
      if (node instanceof File) node.durable = node.seen;
      else node.durable = new Map(node.seen);
    };
    return {
      read: async (target: Buffer, offset: number, length: number, at: number | null) => {
        const start = at ?? position;
        const bytesRead = file().seen.copy(target, offset, start, Math.min(start + length, file().seen.length));
        if (at === null) position += bytesRead;
        return { bytesRead, buffer: target };
      },
      write: async (bytes: Buffer, offset = 0, length = bytes.length - offset) => ({ bytesWritten: append(bytes.subarray(offset, offset + length)) }),
      writeFile: async (content: string | Uint8Array) => void append(Buffer.from(content as Uint8Array)),
      appendFile: async (content: string | Uint8Array) => void append(Buffer.from(content as Uint8Array)),
      sync,
      datasync: sync,
      truncate: async (length: number) => {
        this.#operation('ftruncate', path);
        file().seen = file().seen.subarray(0, length);
      },
      stat: async () => this.#stat(path),
      close: async () => undefined,
    };
  }
}

/** Numeric flags → the letters they stand for; Linux's values. */
function flagsOf(flags: number): string {
  const [create, exclusive, truncate, appends] = [0o100, 0o200, 0o1000, 0o2000].map((bit) => (flags & bit) !== 0);
  return `${appends === true ? 'a' : truncate === true || create === true ? 'w' : 'r'}${exclusive === true ? 'x' : ''}`;
}
