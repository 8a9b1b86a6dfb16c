import type { Defect } from './defect.ts';

const RULES = 'authorization/effectiveRules.ts';
const INPUTS = 'authorization/inputReads.ts';
const JOINS = 'authorization/joinedFields.ts';

/** In what rules are computed from. */
export const RULE_DEFECTS: readonly Defect[] = [
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
    from: 'return [{ owner: typeName, definition: field }, ...ofInterfaces];',
    to: 'return [{ owner: typeName, definition: field }];',
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
    from: 'given ?? (input.defaultValue && valueFromASTUntyped(input.defaultValue))',
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
];
