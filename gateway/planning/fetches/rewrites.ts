import type { FetchDataKeyRenamer, FetchDataRewrite } from '@apollo/query-planner';
import type { TypeIndex } from './entityKeys.ts';
import type { ContextPick, Rewrite, RewriteStep } from './fetchPlan.ts';

const TYPE_CONDITION = '... on ';
const ONE_UP = '..';

/** Renames and settings of values, where a subgraph knows a type or field by another name. */
export function convertRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeIndex,
): readonly Rewrite[] {
  return (rewrites ?? []).map((rewrite) => ({
    path: convertPath(rewrite.path, types),
    action:
      rewrite.kind === 'ValueSetter'
        ? { kind: 'set', value: rewrite.setValueTo }
        : { kind: 'rename', to: rewrite.renameKeyTo },
  }));
}

/** Arguments from around an entity: a path that begins with steps up. */
export function convertContexts(
  rewrites: readonly FetchDataKeyRenamer[] | undefined,
  types: TypeIndex,
): readonly ContextPick[] {
  return (rewrites ?? []).map(({ path, renameKeyTo }) => {
    const levelsUp = path.filter((step) => step === ONE_UP).length;
    return { variable: renameKeyTo, levelsUp, path: convertPath(path.slice(levelsUp), types) };
  });
}

function convertPath(path: readonly string[], types: TypeIndex): readonly RewriteStep[] {
  return path.map((step) =>
    step.startsWith(TYPE_CONDITION)
      ? { types: types.typesOf(step.slice(TYPE_CONDITION.length)) }
      : { key: step },
  );
}
