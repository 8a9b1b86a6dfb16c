import type { QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { StockOutcome } from './compareAnswers.ts';
import type { OpenDifferential } from './differentialGraph.ts';
import type { GeneratedOperation } from './operationArbitrary.ts';
import { explainPlanner } from './plannerFaults.ts';
import { canonicalJson } from './world/hash.ts';

/** A way in which the stock gateway is wrong. */
interface StockFault {
  readonly reason: string;
  readonly applies: (
    open: OpenDifferential,
    operation: GeneratedOperation,
    stock: StockOutcome & { readonly expected: string },
  ) => boolean;
}

/** Each with a minimal reproduction in stockFaults.test.ts. */
const STOCK_FAULTS: readonly StockFault[] = [
  {
    reason: 'a variable $representations clashes with that of entity fetches',
    applies: (_open, { document }) =>
      document.definitions.some(
        (definition) =>
          'variableDefinitions' in definition &&
          definition.variableDefinitions?.some(({ variable }) => variable.name.value === 'representations'),
      ),
  },
  {
    reason:
      'an alias with the name of another field of its type takes the place of a key or a required field',
    applies: hasClashingAlias,
  },
  {
    reason: 'a field whose every selection is literally skipped is not fetched',
    applies: (_open, { document }) => hasLiteralSkip(document),
  },
  {
    reason: 'fields come in the order of fragments, not as they were selected',
    applies: (_open, _operation, { data, expected }) => sortKeys(data) === sortKeys(expected),
  },
  {
    reason: 'what a field takes from its context is not handed on',
    applies: (_open, _operation, { plan }) => JSON.stringify(plan).includes('"contextRewrites":[{'),
  },
  {
    reason: 'an object that came without its type is taken for the interface of the fragment around it',
    applies: ({ apiSchema }, { document }, { fault }) =>
      fault === undefined && narrowsTwice(apiSchema, document),
  },
  {
    reason: 'the type of an object is overwritten by that of an interface object',
    applies: ({ stock }, _operation, { plan }) =>
      plan !== undefined && listInterfaceObjects(stock.supergraphSchema).some((name) => asksOf(plan, name)),
  },
  {
    reason: 'of what a field requires through a list of lists, only one list is gone through',
    applies: ({ stock }, _operation, { plan }) =>
      plan !== undefined && listRequired(plan).some((field) => isNestedList(stock.supergraphSchema, field)),
  },
  {
    reason: 'a field takes the arguments that a @requires asks for it with',
    applies: ({ stock }, _operation, { plan }) =>
      plan !== undefined &&
      listRequiredNames(plan).some((field) => hasArguments(stock.supergraphSchema, field)),
  },
  {
    reason: 'the planner joins the requirements of a field with those of one under a condition',
    applies: ({ computedFields }, { document }) => joinsRequirements(document, computedFields),
  },
  {
    reason: 'nothing is asked for where every selection of an object has a condition',
    applies: (_open, { document }) => /@(skip|include)\(if: \$/.test(print(document)),
  },
];

/** Why the stock gateway answers otherwise than the merged schema; undefined where no listed reason applies. */
export function explainStock(
  open: OpenDifferential,
  operation: GeneratedOperation,
  stock: StockOutcome & { readonly expected: string },
): string | undefined {
  return (
    explainPlanner(new Error(stock.fault)) ??
    STOCK_FAULTS.find(({ applies }) => applies(open, operation, stock))?.reason
  );
}

function hasClashingAlias({ stock }: OpenDifferential, { document }: GeneratedOperation): boolean {
  const { supergraphSchema: schema } = stock;
  const typeInfo = new TypeInfo(schema);
  let clashes = false;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: ({ alias, name }) => {
        const parent = typeInfo.getParentType();
        if (alias === undefined || alias.value === name.value || !isCompositeType(parent)) return;
        const types = isObjectType(parent) ? [parent] : [parent, ...schema.getPossibleTypes(parent)];
        clashes ||= types.some(
          (type) => (isObjectType(type) || isInterfaceType(type)) && alias.value in type.getFields(),
        );
      },
    }),
  );
  return clashes;
}

export function hasLiteralSkip(document: GeneratedOperation['document']): boolean {
  let found = false;
  visit(document, {
    Directive: (node) => {
      const [argument] = node.arguments ?? [];
      const skips = node.name.value === 'skip';
      found ||= argument?.value.kind === 'BooleanValue' && argument.value.value === skips;
    },
  });
  return found;
}

/** The names of all objects that entity fetches are asked with. */
function listRequired(plan: QueryPlan): readonly string[] {
  return listRequiredFields(plan).flatMap(({ name, selections }) => (selections === undefined ? [] : [name]));
}

function listRequiredNames(plan: QueryPlan): readonly string[] {
  return listRequiredFields(plan).map(({ name }) => name);
}

type RequiredField = Extract<QueryPlanSelectionNode, { kind: 'Field' }>;

function listRequiredFields(plan: QueryPlan): readonly RequiredField[] {
  const fields: RequiredField[] = [];
  const walk = (selections: readonly QueryPlanSelectionNode[]) => {
    for (const selection of selections) {
      if (selection.kind === 'Field') fields.push(selection);
      walk(selection.selections ?? []);
    }
  };
  JSON.stringify(plan, (key, value: unknown) => {
    if (key === 'requires' && Array.isArray(value)) walk(value as readonly QueryPlanSelectionNode[]);
    return value;
  });
  return fields;
}

function hasArguments(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) => isObjectType(type) && (type.getFields()[name]?.args.length ?? 0) > 0,
  );
}

function isNestedList(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) => isObjectType(type) && String(type.getFields()[name]?.type).includes('[['),
  );
}

function sortKeys(text: string): string {
  return canonicalJson(JSON.parse(text));
}

/** Whether a fragment on an interface or a union holds another fragment. */
function narrowsTwice(schema: GraphQLSchema, document: GeneratedOperation['document']): boolean {
  let found = false;
  const look = (node: InlineFragmentNode | FragmentDefinitionNode) => {
    const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
    const inner = node.selectionSet.selections.some(({ kind }) => kind !== Kind.FIELD);
    found ||= isAbstractType(condition) && inner;
  };
  visit(document, { InlineFragment: look, FragmentDefinition: look });
  return found;
}

function listInterfaceObjects(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) =>
      type.astNode?.directives?.some(
        ({ name, arguments: args }) =>
          name.value === 'join__type' && args?.some((one) => one.name.value === 'isInterfaceObject'),
      ),
    )
    .map(({ name }) => name);
}

/** Whether an entity fetch asks something of what is known by an interface's name. */
function asksOf(plan: QueryPlan, name: string): boolean {
  return new RegExp(`_entities[^"]*on ${name}\\b`).test(JSON.stringify(plan));
}

/** Of two fields that one fetch asks for, it joins what they require, whether or not each is included. */
function joinsRequirements(document: DocumentNode, computedFields: ReadonlySet<string>): boolean {
  let asksForComputed = false;
  visit(document, {
    Field: ({ name }) => {
      asksForComputed ||= computedFields.has(name.value);
    },
  });
  return asksForComputed && /@(skip|include)\(if: \$/.test(print(document));
}
