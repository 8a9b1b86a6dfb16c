import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { TypeIndex } from './entityKeys.ts';
import type { EntityFetch, EntityPart, KeyField, RequiredFragment } from './fetchPlan.ts';
import { convertContexts, convertRewrites } from './rewrites.ts';
import {
  ENTITIES,
  parseFetch,
  pickVariables,
  printFetch,
  REPRESENTATIONS,
  readSelections,
} from './subgraphDocument.ts';

/**
 * Builds an entity fetch that asks for the entities' keys again, so that each answer says whom it is about: a
 * subgraph that answers in another order must not give one parent another's entity.
 */
export function buildEntityFetch(
  node: FetchNode,
  requires: readonly QueryPlanSelectionNode[],
  path: readonly string[],
  types: TypeIndex,
): EntityFetch {
  const definition = parseFetch(node.operation);
  const entities = findEntitiesField(definition);
  const echo = new EchoedKeys(node.serviceName, entities, types);
  const required = requires.map((selection) =>
    selection.kind === 'Field'
      ? convertRequired([selection], undefined, echo, types)
      : convertRequired(selection.selections, selection.typeCondition, echo, types),
  );
  const outputRewrites = convertRewrites(node.outputRewrites, types);
  const variables = pickVariables(node);
  const alone = { document: printFetch(replaceEntities(definition, echo.selectionSet())), variables };
  const part: EntityPart = {
    path,
    responseKey: ENTITIES,
    representationsVariable: REPRESENTATIONS,
    required,
    inputRewrites: convertRewrites(node.inputRewrites, types),
    outputRewrites,
    contexts: convertContexts(node.contextRewrites, types),
    selections: readSelections(entities, outputRewrites),
    echoedKeys: echo.added(),
    alone,
    withoutEcho: { document: node.operation, variables },
  };
  return { kind: 'entities', subgraph: node.serviceName, parts: [part], ...alone };
}

function findEntitiesField(definition: OperationDefinitionNode): SelectionSetNode {
  const [field, ...others] = definition.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.selectionSet === undefined || others.length > 0) {
    throw new TypeError(`An entity fetch must ask for ${ENTITIES} alone.`);
  }
  return field.selectionSet;
}

function replaceEntities(
  definition: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): OperationDefinitionNode {
  const selections = definition.selectionSet.selections.map(
    (field) => ({ ...field, selectionSet }) as FieldNode,
  );
  return { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function convertRequired(
  selections: readonly QueryPlanSelectionNode[],
  typeCondition: string | undefined,
  echo: EchoedKeys,
  types: TypeIndex,
): RequiredFragment {
  return {
    ...convertContent(selections, types),
    types: typeCondition === undefined ? undefined : types.typesOf(typeCondition),
    key: typeCondition === undefined ? [] : echo.ask(typeCondition, selections),
  };
}

/** The content of an object that is part of a representation; nothing in it is a key by itself. */
function convertContent(selections: readonly QueryPlanSelectionNode[], types: TypeIndex): RequiredFragment {
  return {
    types: undefined,
    key: [],
    fields: selections
      .filter((selection) => selection.kind === 'Field')
      .map(({ name, alias = name, selections: inner }) => ({
        from: alias,
        name,
        content: inner === undefined || inner.length === 0 ? undefined : convertContent(inner, types),
      })),
    fragments: selections
      .filter((selection) => selection.kind === 'InlineFragment')
      .map((fragment) => ({
        ...convertContent(fragment.selections, types),
        types: fragment.typeCondition === undefined ? undefined : types.typesOf(fragment.typeCondition),
      })),
  };
}

/** Adds key fields to what a fetch asks for of its entities' types. */
class EchoedKeys {
  readonly #subgraph: string;
  readonly #types: TypeIndex;
  readonly #selections: SelectionNode[];
  readonly #typeNames: ReadonlySet<string>;
  readonly #added = new Set<string>();

  constructor(subgraph: string, entities: SelectionSetNode, types: TypeIndex) {
    this.#subgraph = subgraph;
    this.#types = types;
    this.#selections = [...entities.selections];
    this.#typeNames = new Set(this.#selections.flatMap((selection) => typeOf(selection) ?? []));
  }

  /**
   * @param typeName what representations are of; a subgraph may know it by an interface's name.
   * @returns the key that answers will repeat; none where the representation holds none of the subgraph's keys.
   */
  ask(typeName: string, representation: readonly QueryPlanSelectionNode[]): readonly KeyField[] {
    const [only] = this.#typeNames.size === 1 ? this.#typeNames : [];
    const asked = this.#typeNames.has(typeName) ? typeName : only;
    if (asked === undefined) return [];
    const key = this.#types
      .keysOf(this.#subgraph, asked)
      .find((candidate) => isWithin(candidate, representation));
    if (key === undefined) return [];
    const fragment = this.#openFragment(asked);
    const echoed = key.selections
      .filter((selection) => selection.kind === Kind.FIELD)
      .map((field) => this.#nameEcho(asked, fragment, field));
    this.#selections[this.#selections.indexOf(fragment)] = addSelections(fragment, echoed);
    return describeKey(echoed);
  }

  /** Types of one fetch may have keys of one name that differ in type, which one document may not ask for both. */
  #nameEcho(typeName: string, fragment: InlineFragmentNode, field: FieldNode): FieldNode {
    const name = field.name.value;
    if (asksFor(fragment, name)) return field;
    if (this.#typeNames.size === 1) {
      this.#added.add(name);
      return field;
    }
    const alias = `${ECHO_PREFIX}${[...this.#typeNames].indexOf(typeName)}_${name}`;
    this.#added.add(alias);
    return { ...field, alias: { kind: Kind.NAME, value: alias } };
  }

  /** The fragment on a type that holds whatever a client's conditions say; an empty one where there is none. */
  #openFragment(typeName: string): InlineFragmentNode {
    const open = this.#selections.find(
      (selection): selection is InlineFragmentNode =>
        typeOf(selection) === typeName && (selection.directives ?? []).length === 0,
    );
    if (open !== undefined) return open;
    const created: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [] },
    };
    this.#selections.unshift(created);
    return created;
  }

  added(): readonly string[] {
    return [...this.#added];
  }

  selectionSet(): SelectionSetNode {
    return { kind: Kind.SELECTION_SET, selections: this.#selections };
  }
}

/** Begins as no name of a schema and no client's alias does (see fetchedNames.ts). */
const ECHO_PREFIX = '__key_';

function typeOf(selection: SelectionNode): string | undefined {
  return selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
}

/** Whether a representation holds every field of a key; a key with fragments is not compared. */
function isWithin(key: SelectionSetNode, representation: readonly QueryPlanSelectionNode[]): boolean {
  return key.selections.every((selection) => {
    if (selection.kind !== Kind.FIELD) return false;
    const field = representation.find(
      (candidate) =>
        candidate.kind === 'Field' && (candidate.alias ?? candidate.name) === selection.name.value,
    );
    if (field === undefined) return false;
    return selection.selectionSet === undefined || isWithin(selection.selectionSet, field.selections ?? []);
  });
}

function asksFor({ selectionSet }: InlineFragmentNode, name: string): boolean {
  return selectionSet.selections.some(
    (selection) => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === name,
  );
}

/** Leaves out leaves that are asked for; of an object there may be more to ask. */
function addSelections(fragment: InlineFragmentNode, fields: readonly FieldNode[]): InlineFragmentNode {
  const missing: readonly SelectionNode[] = fields.filter(
    ({ name, alias = name, selectionSet }) => selectionSet !== undefined || !asksFor(fragment, alias.value),
  );
  return {
    ...fragment,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...missing, ...fragment.selectionSet.selections],
    },
  };
}

function describeKey(selections: readonly SelectionNode[]): readonly KeyField[] {
  return selections
    .filter((selection) => selection.kind === Kind.FIELD)
    .map(({ name, alias = name, selectionSet }) => ({
      name: name.value,
      responseKey: alias.value,
      fields: selectionSet === undefined ? [] : describeKey(selectionSet.selections),
    }));
}
