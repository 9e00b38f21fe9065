/** The engine that should compute the cells cannot be used: unknown, unreachable, or of another version. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(where: string, expected: string, actual: string, remedy: string) {
    super(`${where}: expected ${expected}, got ${actual} (${remedy})`);
  }
}
