/** A run was to begin in a folder that already holds one. Never continued silently: the message says how to. */
export class RunExistsError extends Error {
  override readonly name = 'RunExistsError';

  constructor(path: string, actual: string, remedy: string) {
    super(`${path}: expected no run in this folder, got ${actual} (${remedy})`);
  }
}
