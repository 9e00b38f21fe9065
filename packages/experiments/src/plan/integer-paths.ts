import { TRAIN_RULES, type TrainParameter } from '../spec/spec-schema.js';

/** True where only integers make sense, so that an even spacing must land on them. */
export function isIntegerPath(path: string): boolean {
  if (path === 'model.features' || path === 'model.hidden' || path === 'seeds') return true;
  const parameter = path.startsWith('train.') ? path.slice('train.'.length) : '';
  if (!Object.hasOwn(TRAIN_RULES, parameter)) return false;
  const rule = TRAIN_RULES[parameter as TrainParameter];
  return 'integer' in rule && rule.integer;
}
