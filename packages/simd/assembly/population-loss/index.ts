import { cosine, sine, turn } from './turns';

/** Where free memory begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Cosines and sines of `count` (even) angles in turns. */
export function turns(angles: usize, count: i32, cosines: usize, sines: usize): void {
  for (let e = 0; e < count * 8; e += 16) {
    turn(v128.load(angles + e));
    v128.store(cosines + e, cosine);
    v128.store(sines + e, sine);
  }
}
