/**
 * @file Training of tied ReLU models on sampled batches: many models of one shape, one after another.
 */
import * as layout from './layout';

export { begin, clearLosses, current, firstMoments, isDiverged, losses, lossSum, secondMoments, stepOf } from './instance';
export { rewind, sample } from './sample';
export { addEvents, beginStep, finishStep, run } from './train';
export { setRule } from './update';

/** Where free memory begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Lays a trainer out and returns the bytes of memory it needs. */
export function layOut(features: i32, hidden: i32, batchRows: i32, blockRows: i32, classes: i32, throughGram: bool, instances: i32): usize {
  return layout.layOut(features, hidden, batchRows, blockRows, classes, throughGram, instances);
}
export function importanceAt(): usize {
  return layout.importance;
}
export function classStartsAt(): usize {
  return layout.classStarts;
}
export function inverseLogsAt(): usize {
  return layout.inverseLogs;
}
export function membersAt(): usize {
  return layout.members;
}
export function eventsAt(): usize {
  return layout.events;
}
export function eventRowsAt(): usize {
  return layout.eventRows;
}
export function instancesAt(): usize {
  return layout.instances;
}
export function instanceBytes(): usize {
  return layout.instanceBytes();
}
