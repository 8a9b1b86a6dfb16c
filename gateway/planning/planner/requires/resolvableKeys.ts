import { type ConstDirectiveNode, type DefinitionNode, type DocumentNode, Kind } from 'graphql';
import { readArguments, readLinks } from '../../../supergraph/links.ts';

const JOIN = 'https://specs.apollo.dev/join';

/**
 * Puts the keys that a subgraph cannot resolve behind those it can. Where a plan must come back to a subgraph, as
 * it does for `@requires`, the planner takes the first of the keys there, resolvable or not.
 */
export function preferResolvableKeys(supergraph: DocumentNode): DocumentNode {
  const join = readLinks(supergraph).find(({ identity }) => identity === JOIN);
  if (join === undefined) return supergraph;
  const joinType = join.nameOf('type');
  const isUnresolvable = (directive: ConstDirectiveNode) =>
    directive.name.value === joinType && readArguments(directive).resolvable === false;
  const definitions = supergraph.definitions.map((definition): DefinitionNode => {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      return definition;
    }
    const { directives = [] } = definition;
    const unresolvable = directives.filter(isUnresolvable);
    if (unresolvable.length === 0) return definition;
    return {
      ...definition,
      directives: [...directives.filter((directive) => !isUnresolvable(directive)), ...unresolvable],
    };
  });
  return { ...supergraph, definitions };
}
