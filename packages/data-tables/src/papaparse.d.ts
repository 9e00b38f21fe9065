/** @file As much of papaparse as is used here. Its published types pull in those of Node and of the DOM. */
declare module 'papaparse' {
  interface ParseError {
    readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
    readonly message: string;
    readonly row?: number;
  }
  const Papa: {
    parse<Row>(text: string, options: { readonly skipEmptyLines: 'greedy'; readonly delimitersToGuess: readonly string[] }): { readonly data: Row[]; readonly errors: readonly ParseError[] };
  };
  export default Papa;
}
