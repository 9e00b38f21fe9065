/**
 * What this package uses of WebAssembly: every engine has it, but the compiler's own declarations come with the whole DOM.
 */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, () => void>>>>);
    readonly exports: unknown;
  }
}
