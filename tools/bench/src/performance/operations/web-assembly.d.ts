/** As much of WebAssembly's interface as is used here; Node's types leave it to the DOM's. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  let Module: new (bytes: Uint8Array) => Module;
  let Instance: new (module: Module, imports?: Readonly<Record<string, unknown>>) => Instance;
}
