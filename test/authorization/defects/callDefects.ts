import type { Defect } from './defect.ts';

const DECIDE = 'authorization/decide.ts';
const ACCESS = 'authorization/access.ts';
const PROJECTION = 'response/compileProjection.ts';

/** In what is done with rules: decisions, plans and answers. */
export const CALL_DEFECTS: readonly Defect[] = [
  {
    name: 'an object of a protected type is shown where a union brings it',
    file: PROJECTION,
    from: 'const isWithheld = isFetchedObject(value) && names.has(value.__typename);',
    to: 'const isWithheld = isFetchedObject(value) && names.has(undefined);',
    shows: /union/,
    trait: 'member',
  },
  {
    name: 'what is withheld of a union looks other than what is absent',
    file: PROJECTION,
    from: 'if (completed === HIDDEN) run.withhold(sealed);',
    to: 'if (completed === HIDDEN && isWithheld) run.withhold(sealed);',
    shows: /union Found/,
    trait: 'member',
  },
  {
    name: 'a denied field is null where null may not stand',
    file: 'response/deniedField.ts',
    from: 'return isNullable ? null : bubble;',
    to: 'return isNullable ? null : null;',
  },
  {
    name: 'a list is null for a null of one of its objects that may be null',
    file: PROJECTION,
    from: 'return completed === BUBBLE || completed === HIDDEN ? null : completed;',
    to: 'return completed === HIDDEN ? null : completed;',
  },
  {
    name: 'an alias hides what is selected',
    file: 'authorization/requirements.ts',
    from: 'rules.ruleFor(parentName, node.name.value)',
    to: 'rules.ruleFor(parentName, (node.alias ?? node.name).value)',
  },
  {
    name: "a fragment's type condition is overlooked",
    file: 'authorization/askedSelections.ts',
    from: 'yield* walk(name === undefined ? type : schema.getType(name), fragment.selectionSet, conditions);',
    to: 'yield* walk(type, fragment.selectionSet, conditions);',
  },
  {
    name: 'what lies within a denied selection is shown where another of its field is permitted',
    file: 'response/deniedField.ts',
    from: 'return owners[index]?.find((owner) => denied.has(owner));',
    to: 'return owners[index]?.find(() => false);',
    shows: /interface (Named|Listed)/,
    trait: 'merged',
  },
  {
    name: 'a permitted selection that is left out lifts the denial of another',
    file: 'response/deniedField.ts',
    from: 'filter((_alternative, index) => denials[index] === undefined)',
    to: 'filter(() => true)',
  },
  {
    name: 'a mutation runs though part of it is denied',
    file: ACCESS,
    from: "operation.kind === 'mutation' || authorizationMode === 'reject'",
    to: "authorizationMode === 'reject'",
  },
  {
    name: 'the reject mode filters',
    file: ACCESS,
    from: "operation.kind === 'mutation' || authorizationMode === 'reject'",
    to: "operation.kind === 'mutation'",
  },
  {
    name: 'what variables include does not count as asked for',
    file: 'authorization/outcome.ts',
    from: 'isAskedAlways || (variables !== undefined && isAsked(variables))',
    to: 'isAskedAlways || (variables !== undefined && isAsked({}))',
  },
  {
    name: 'an operation of denied roots alone is answered with nulls',
    file: ACCESS,
    from: 'return outcome.deniesEveryRoot || (isWhole',
    to: 'return (isWhole',
  },
  {
    name: "two callers' plans are mixed",
    file: 'planning/permittedOperations.ts',
    from: '{decision.key}',
    to: '{decision.key.length}',
  },
  {
    name: "a call's decision does not tell what its arguments read",
    file: DECIDE,
    from: "  for (const indices of needed) key += indices.every((index) => met[index] === true) ? '1' : '0';\n",
    to: '',
    shows: /@(reads|looksAt)\(/,
  },
  {
    name: "a policy's answer is remembered for the next caller",
    file: 'authorization/policyEngine.ts',
    from: '  const decided = new Map<string, boolean>();\n',
    to: '  const decided: Map<string, boolean> = Object(askPolicies).decided ?? new Map();\n  Object(askPolicies).decided = decided;\n',
  },
  {
    name: 'an alternative is met by one of its scopes, and all are needed',
    file: DECIDE,
    from: 'alternatives.some((alternative) => alternative.every(holds))',
    to: 'alternatives.every((alternative) => alternative.some(holds))',
  },
  {
    name: 'a denial names scopes that the caller can never hold',
    file: DECIDE,
    from: 'contexts.some(({ scopes }) => alternative.every((scope) => scopes.includes(scope)))',
    to: 'contexts.some(({ scopes }) => alternative.every(() => scopes))',
  },
  {
    name: 'nobody counts as signed in',
    file: DECIDE,
    from: "      return caller.kind === 'authenticated';\n",
    to: "      return caller.kind !== 'nobody';\n",
  },
  {
    name: 'a renamed directive is no rule',
    file: 'supergraph/links.ts',
    from: 'directiveName: findImportedName(imports, name) ?? prefix,',
    to: 'directiveName: name,',
  },
  {
    name: 'what is denied is fetched, and not shown',
    file: 'planning/permittedDocument.ts',
    from: 'if (denied.has(node) || answeredHere || !isKept(node)) return null;',
    to: 'if (answeredHere || !isKept(node)) return null;',
  },
];
