import type { Choices } from '../../gateway/differential/choices.ts';
import type { SceneCaller, Vocabulary } from './scene.ts';

/** The scopes that a caller of each context can hold: one all, one some, one none. */
export function listContexts({ scopes }: Vocabulary): Readonly<Record<string, readonly string[]>> {
  return { support: scopes, customer: scopes.filter((_, index) => index % 2 === 0), service: [] };
}

/** Nobody, and others by chance. */
export function generateCallers(
  choices: Choices,
  vocabulary: Vocabulary,
  count: number,
): readonly SceneCaller[] {
  const contexts = Object.entries(listContexts(vocabulary));
  const some = (names: readonly string[], percent: number) => names.filter(() => choices.percent(percent));
  const nobody: SceneCaller = {
    name: 'nobody',
    context: undefined,
    scopes: [],
    policies: some(vocabulary.policies, 30),
  };
  const others = Array.from({ length: Math.max(count - 1, 0) }, (_, index): SceneCaller => {
    const [context, scopes] = choices.pick(contexts);
    const percent = choices.pick([20, 50, 80, 100]);
    return {
      name: `${context}-${index}`,
      context,
      scopes: some(scopes, percent),
      policies: some(vocabulary.policies, percent),
    };
  });
  return [nobody, ...others];
}
