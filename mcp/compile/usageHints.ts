import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type JsonSchema, readHint } from './jsonSchema.ts';

/**
 * What the places say where a variable is used: as an argument, or as a field of an input object. A variable that
 * is used more than once has to keep to all of them.
 */
export function findUsageHints(
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlyMap<string, JsonSchema> {
  const hints = new Map<string, JsonSchema>();
  const add = (variable: string, hint: JsonSchema) => {
    hints.set(variable, tighten(hints.get(variable) ?? {}, hint));
  };
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const argument = typeInfo.getArgument();
        if (node.value.kind === Kind.VARIABLE && argument) add(node.value.name.value, readHint(argument));
      },
      ObjectField(node) {
        const parent = getNamedType(typeInfo.getParentInputType());
        const field = isInputObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
        if (node.value.kind === Kind.VARIABLE && field) add(node.value.name.value, readHint(field));
      },
    }),
  );
  return hints;
}

const TIGHTER = {
  minimum: Math.max,
  maximum: Math.min,
  maxLength: Math.min,
  maxItems: Math.min,
} as const;

/** Both together: the tighter of two bounds; of what cannot be compared, the hint's. */
export function tighten(schema: JsonSchema, hint: JsonSchema): JsonSchema {
  const tight = { ...schema, ...hint };
  for (const [keyword, choose] of Object.entries(TIGHTER)) {
    // `Object.entries` forgets that the keys are the object's own.
    const bound = keyword as keyof typeof TIGHTER;
    if (schema[bound] !== undefined && hint[bound] !== undefined) {
      tight[bound] = choose(schema[bound], hint[bound]);
    }
  }
  return tight;
}
