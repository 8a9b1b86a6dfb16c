import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Whether a subgraph's value is one of a leaf type. */
export type LeafCheck = (value: unknown) => boolean;

/**
 * Custom scalars may be any JSON value; the built-in ones and enums are what they say or nothing (GraphQL
 * specification, section 3.5, Result Coercion).
 */
export function compileLeafCheck(type: GraphQLLeafType): LeafCheck {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (!isSpecifiedScalarType(type)) return () => true;
  switch (type.name) {
    case 'Int':
      return (value) => typeof value === 'number' && value === (value | 0);
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return (value) => typeof value === 'boolean';
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value);
    default:
      return (value) => typeof value === 'string';
  }
}
