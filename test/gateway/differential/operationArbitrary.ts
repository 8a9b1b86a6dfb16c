import fc, { Arbitrary, type Random, Stream, Value } from 'fast-check';
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  print,
  validate,
} from 'graphql';
import { createChoices } from './choices.ts';
import { generateRoot, type SelectionContext } from './generateSelections.ts';
import { shrinkOperation } from './shrinkOperation.ts';

export interface GeneratedOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface OperationOptions {
  readonly apiSchema: GraphQLSchema;
  /** Texts and ids that mean something to the graph. */
  readonly texts: readonly string[];
}

/** Valid operations of a schema with the variables for them. They shrink by losing parts, and stay valid. */
export function operationArbitrary(options: OperationOptions): Arbitrary<GeneratedOperation> {
  return new OperationArbitrary(options);
}

class OperationArbitrary extends Arbitrary<GeneratedOperation> {
  readonly #options: OperationOptions;

  constructor(options: OperationOptions) {
    super();
    this.#options = options;
  }

  override generate(random: Random): Value<GeneratedOperation> {
    return new Value(describable(generateValid(this.#options, random)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is GeneratedOperation {
    return typeof value === 'object' && value !== null && 'document' in value;
  }

  override shrink(operation: GeneratedOperation): Stream<Value<GeneratedOperation>> {
    const smaller = shrinkOperation(this.#options.apiSchema, operation);
    return new Stream(smaller).map((one) => new Value(describable(one), undefined));
  }
}

/** fast-check prints a counterexample by this. */
function describable(operation: GeneratedOperation): GeneratedOperation {
  return Object.assign(operation, { [fc.toStringMethod]: () => describeOperation(operation) });
}

export function describeOperation({ document, variables }: GeneratedOperation): string {
  return `${print(document)}\nvariables: ${JSON.stringify(variables)}`;
}

const MAX_SELECTIONS = 45;

function generateValid(options: OperationOptions, random: Random): GeneratedOperation {
  for (;;) {
    const operation = generateOperation(options, random);
    // A fragment spread in two places may bring keys that do not merge there.
    if (validate(options.apiSchema, operation.document).length === 0) return operation;
  }
}

function generateOperation(
  { apiSchema: schema, texts }: OperationOptions,
  random: Random,
): GeneratedOperation {
  const choices = createChoices(random);
  const context: SelectionContext = {
    choices,
    schema,
    texts,
    variables: { definitions: [], values: {} },
    fragments: [],
    budget: 1 + choices.below(MAX_SELECTIONS),
    taken: new Map(),
  };
  const { root, operation } = pickRoot(schema, choices.percent(12));
  const selectionSet = generateRoot(context, root);
  const { definitions, values } = context.variables;
  return {
    variables: values,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation,
          ...(choices.percent(30) && { name: { kind: Kind.NAME, value: 'Generated' } }),
          variableDefinitions: definitions,
          selectionSet,
        },
        ...context.fragments,
      ],
    },
  };
}

function pickRoot(
  schema: GraphQLSchema,
  wantsMutation: boolean,
): { root: GraphQLObjectType; operation: OperationTypeNode } {
  const mutation = schema.getMutationType();
  const query = schema.getQueryType();
  if (wantsMutation && mutation) return { root: mutation, operation: OperationTypeNode.MUTATION };
  if (!query) throw new TypeError('The schema has no query type.');
  return { root: query, operation: OperationTypeNode.QUERY };
}
