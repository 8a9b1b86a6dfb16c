import type { Trait } from '../pairs/focusTargets.ts';

/** A fault that is planted into a copy of the gateway, for the oracle to find. */
export interface Defect {
  readonly name: string;
  /** Under `gateway/`. */
  readonly file: string;
  /** What stands there, exactly once. */
  readonly from: string;
  readonly to: string;
  /** What a graph must have for it to make a difference: its name and its subgraphs' schemas are searched for it. */
  readonly shows?: RegExp | undefined;
  /** What half of the operations are to have to do with: some of it is rare otherwise. */
  readonly trait?: Trait | undefined;
}
