import { CALL_DEFECTS } from './callDefects.ts';
import type { Defect } from './defect.ts';
import { RULE_DEFECTS } from './ruleDefects.ts';

/** Each of another kind. */
export const DEFECTS: readonly Defect[] = [...RULE_DEFECTS, ...CALL_DEFECTS];
