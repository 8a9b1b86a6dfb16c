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

const RULES = 'authorization/effectiveRules.ts';
const INPUTS = 'authorization/inputReads.ts';
const JOINS = 'authorization/joinedFields.ts';
const DECIDE = 'authorization/decide.ts';
const ACCESS = 'authorization/access.ts';
const PROJECTION = 'response/compileProjection.ts';

export const DEFECTS: readonly Defect[] = [
  {
    name: "a type's rule is lost for its fields",
    file: RULES,
    from: '      ...this.ofType(typeName),\n      ...this.#ofField(typeName, fieldName),',
    to: '      ...this.#ofField(typeName, fieldName),',
  },
  {
    name: "the returned type's rule is lost",
    file: RULES,
    from: '      ...this.ofType(nameOf(field.type)),\n',
    to: '',
  },
  {
    name: 'what implementers ask is taken from the supergraph, as composers of today write it',
    file: 'supergraph/supergraphTypes.ts',
    from: 'possible.set(parent.name.value, [...others, name]);',
    to: 'possible.set(parent.name.value, [...others]);',
  },
  {
    name: "an interface does not ask what its types' types ask",
    file: RULES,
    from: 'return [own, ...this.#types.possibleTypes(typeName).flatMap((one) => this.ofType(one))];',
    to: 'return [own];',
  },
  {
    name: 'what the fields of implementers reach is lost',
    file: RULES,
    from: '    for (const one of possible) this.#reach(one, fieldName, reach);\n',
    to: '',
    shows: /^old[\s\S]*@requires/,
    trait: 'interface',
  },
  {
    name: "an interface's own rule is lost for its types",
    file: RULES,
    from: 'return [own, ...parents.map((parent) => this.#ownOfInterface(parent))];',
    to: 'return [own];',
  },
  {
    name: "the own rule of an interface's field, an interface object's too, is lost for its types",
    file: RULES,
    from: 'return [own, ...parents.map((parent) => this.#ownOfInterface(parent, fieldName))];',
    to: 'return [own];',
    shows: /^old[\s\S]*@interfaceObject/,
    trait: 'interface object',
  },
  {
    name: 'what an interface object requires is lost for its types',
    file: RULES,
    from: 'return [field, ...ofInterfaces];',
    to: 'return [field];',
    shows: /^old[\s\S]*@interfaceObject/,
    trait: 'interface object',
  },
  {
    name: '__typename on a union asks nothing',
    file: RULES,
    from: '[typeName, ...possible].flatMap((one) => this.ofType(one))',
    to: '[typeName].flatMap((one) => this.ofType(one))',
    shows: /union/,
    trait: 'union',
  },
  {
    name: '@requires is lost',
    file: JOINS,
    from: "(typeof requires === 'string' ? [{ typeName, selectionSet: parseFieldSet(requires) }] : [])",
    to: '([] as FieldInput[])',
    shows: /^old/,
  },
  {
    name: '@requires is followed one step only',
    file: RULES,
    from: '          this.#reach(typeName, fieldName, reach);\n',
    to: '          reach.origins.push(...this.ofType(typeName), ...this.#ofField(typeName, fieldName));\n',
    shows: /^old/,
  },
  {
    name: 'what is required of a required object is lost',
    file: RULES,
    from: '            this.#reachAll(nameOf(field.type), selection.selectionSet, reach);\n',
    to: '',
    shows: /^old/,
    trait: 'required',
  },
  {
    name: '@fromContext is lost',
    file: JOINS,
    from: '? contextArguments.flatMap((argument: unknown) => listContextInputs(argument, contexts))',
    to: '? []',
    shows: /^old[\s\S]*@fromContext/,
    trait: 'context',
  },
  {
    name: 'what arguments read is lost',
    file: INPUTS,
    from: '      for (const coordinate of declared.get(input) ?? []) into.add(coordinate);\n      readValue(',
    to: '      readValue(',
    shows: /@(reads|looksAt)\(/,
    trait: 'reading',
  },
  {
    name: "what an enum's values read is lost",
    file: INPUTS,
    from: '      for (const coordinate of (used && declared.get(used)) ?? []) into.add(coordinate);\n',
    to: '',
    shows: /@(reads|looksAt)\(/,
    trait: 'reading',
  },
  {
    name: 'an argument that is left out does not read, whatever its default',
    file: INPUTS,
    from: 'given === undefined && input.defaultValue ? valueFromASTUntyped(input.defaultValue) : given',
    to: 'given',
    shows: /@(reads|looksAt)\(/,
    trait: 'reading',
  },
  {
    name: 'what variables read is lost',
    file: 'authorization/requirements.ts',
    from: 'isFixed: !given.some(({ value }) => hasVariable(value)),',
    to: 'isFixed: true,',
    shows: /@(reads|looksAt)\(/,
    trait: 'reading',
  },
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
