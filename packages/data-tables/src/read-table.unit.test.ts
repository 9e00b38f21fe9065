import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.js';

const read = (content: string | Uint8Array, name: string, columns?: readonly string[]) => readTable(content, columns === undefined ? { name } : { name, columns });

describe('readTable', () => {
  it.each([
    ['commas and a header', 'a,b\n1,2\n3,4.5\n'],
    ['semicolons, CRLF, a byte order mark and blanks', '\uFEFFa; b\r\n1;2\r\n\r\n3;4.5\r\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4.5'],
    ['a first column without a name', '"",a,b\nOhio,1,2\nUtah,3,4.5', ['a', 'b']],
    ['quotes', '"a","b"\n"1","2"\n3,4.5'],
  ])('reads CSV with %s', async (_, text, columns?: readonly string[]) => {
    expect(await read(text, 'x.csv', columns)).toEqual({ columns: ['a', 'b'], rowCount: 2, values: Float64Array.of(1, 2, 3, 4.5) });
  });

  it('numbers the columns of CSV without a header', async () => {
    expect(await read('1,2\n3,4', 'x.CSV')).toEqual({ columns: ['column 1', 'column 2'], rowCount: 2, values: Float64Array.of(1, 2, 3, 4) });
  });

  it('reads JSON rows of either kind, and Parquet', async () => {
    expect((await read('[[1,2],[3,4]]', 'x.json')).values).toEqual(Float64Array.of(1, 2, 3, 4));
    expect(await read('[{"a":1,"b":2},{"b":4,"a":3}]', 'x.json')).toEqual({ columns: ['a', 'b'], rowCount: 2, values: Float64Array.of(1, 2, 3, 4) });
    const parquet = parquetWriteBuffer({ columnData: [{ name: 'a', data: Float64Array.of(1, 3) }, { name: 'n', data: BigInt64Array.of(2n, 4n) }] });
    expect(await read(new Uint8Array(parquet), 'x.parquet')).toEqual({ columns: ['a', 'n'], rowCount: 2, values: Float64Array.of(1, 2, 3, 4) });
  });

  it('refuses more rows than it is told to take, of Parquet without reading them', async () => {
    const parquet = parquetWriteBuffer({ columnData: [{ name: 'a', data: Float64Array.of(1, 3, 5) }] });
    for (const [name, content] of [['x.csv', 'a\n1\n3\n5'], ['x.json', '[[1],[3],[5]]'], ['x.parquet', new Uint8Array(parquet)]] as const) {
      await expect(readTable(content, { name, mostRows: 2 })).rejects.toThrow(`${name}: expected at most 2 rows, got 3 (take a sample of them)`);
      expect((await readTable(content, { name, mostRows: 3 })).rowCount).toBe(3);
    }
  });

  it('takes the columns asked for, in that order, and looks at no others', async () => {
    expect(await read('state,a,b\nOhio,1,2\nUtah,3,4', 'x.csv', ['b', 'a'])).toEqual({ columns: ['b', 'a'], rowCount: 2, values: Float64Array.of(2, 1, 4, 3) });
  });

  it.each([
    ['a,b\n1,2\n3', 'x.csv', 'x.csv: row 2: expected 2 cells, like the first row, got 1'],
    ['a,b\n1,2\n3,x', 'x.csv', 'x.csv: row 2, column "b": expected a finite number, got "x" (choose columns of numbers, or mend the cell)'],
    ['a,b\n1,2\n3,', 'x.csv', 'x.csv: row 2, column "b": expected a finite number, got "" (choose columns of numbers, or mend the cell)'],
    ['a,b\n1,NaN\n3,4', 'x.csv', 'x.csv: row 1, column "b": expected a finite number, got "NaN" (choose columns of numbers, or mend the cell)'],
    ['a,b\n1,Infinity\n3,4', 'x.csv', 'x.csv: row 1, column "b": expected a finite number, got "Infinity" (choose columns of numbers, or mend the cell)'],
    ['1,NA\n2,4\n3,5', 'x.csv', 'x.csv: row 1, column "column 2": expected a finite number, got "NA" (choose columns of numbers, or mend the cell)'],
    ['1,\n2,4\n3,5', 'x.csv', 'x.csv: row 1, column "column 2": expected a finite number, got "" (choose columns of numbers, or mend the cell)'],
    ['1,Infinity\n2,4\n3,5', 'x.csv', 'x.csv: row 1, column "column 2": expected a finite number, got "Infinity" (choose columns of numbers, or mend the cell)'],
    ['a,b\n1,2', 'x.csv', 'x.csv: expected at least two rows, got 1'],
    ['a,a\n1,2\n3,4', 'x.csv', 'x.csv: expected columns of different names, got "a" twice'],
    ['', 'x.csv', 'x.csv: expected rows of numbers, got an empty table'],
    ['a,b\n1,"2\n3,4', 'x.csv', /^x\.csv: line \d: expected well-formed quotes, got /],
    ['[1,2]', 'x.json', 'x.json: row 1: expected rows that are all arrays or all objects, got 1'],
    ['{"a":1}', 'x.json', 'x.json: expected an array of rows, got object'],
    ['[{"a":1},{"b":2}]', 'x.json', 'x.json: row 2: expected the key "a", like the first row, got none'],
    ['[{"a":1},{"a":2,"b":2}]', 'x.json', 'x.json: row 2: expected the keys of the first row, got "b"'],
    ['[[1,2],[3,null]]', 'x.json', 'x.json: row 2, column "column 2": expected a finite number, got nothing (choose columns of numbers, or mend the cell)'],
    ['[', 'x.json', /^x\.json: expected well-formed JSON, got /],
    ['1,2', 'x.xlsx', 'table: expected a file that ends in .csv, .parquet or .json, got "x.xlsx"'],
    [Uint8Array.of(1, 2, 3), 'x.parquet', /^x\.parquet: expected a Parquet file, uncompressed or Snappy, got /],
    [Array.from({ length: 2 }, () => Array(1001).fill('1').join(',')).join('\n'), 'x.csv', 'x.csv: expected at most 1000 columns, got 1001 (choose some of them)'],
  ])('refuses %j as %s', async (content, name, message) => {
    await expect(read(content, name)).rejects.toThrow(message);
  });

  it('names the columns there are when it misses one', async () => {
    await expect(read('a,b\n1,2\n3,4', 'x.csv', ['c'])).rejects.toThrow('x.csv: expected a column "c", got the columns "a", "b"');
  });
});
