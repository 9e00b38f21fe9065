/** @file A program that answers as `toy_model.py` does, a millisecond a step, with models that output nothing: no PyTorch is needed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const program = `#!${process.execPath}
const { createInterface } = require('node:readline');
const answer = (values) => console.log(JSON.stringify(values));
answer({ torch: 'stand-in', python: '0', blas: 'reference BLAS' });
let shape;
createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  if (request.do === 'steps') return answer({ seconds: request.count / 1000 });
  if (request.do === 'start') {
    shape = request;
    return answer({ started: true });
  }
  const { features, hidden, instances } = shape;
  const model = { W: new Array(features * hidden).fill(0), b: new Array(features).fill(-1) };
  answer({ models: new Array(instances).fill(model) });
});
`;

/** Puts it into a folder; its path, to be run instead of Python. */
export function writeStandIn(folder: string): string {
  const file = join(folder, 'stand-in.cjs');
  writeFileSync(file, program, { mode: 0o755 });
  return file;
}
