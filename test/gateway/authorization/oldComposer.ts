import {
  type ConstDirectiveNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

const RULES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);

/**
 * A supergraph as a composer would have left it that brings no rules up to interfaces, down from interface objects, or
 * along what is required.
 * @param coordinates the types and fields whose rules go.
 */
export function forgetRules(sdl: string, ...coordinates: readonly string[]): string {
  const left = new Set(coordinates);
  const keepDirectives = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) =>
    left.delete(coordinate) ? directives.filter(({ name }) => !RULES.has(name.value)) : directives;
  const forget = (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => ({
    ...node,
    directives: keepDirectives(node.name.value, node.directives),
    fields: node.fields?.map((field) => ({
      ...field,
      directives: keepDirectives(`${node.name.value}.${field.name.value}`, field.directives),
    })),
  });
  const forgotten = visit(parse(sdl), {
    ObjectTypeDefinition: { leave: forget },
    InterfaceTypeDefinition: { leave: forget },
  });
  if (left.size > 0) throw new Error(`The supergraph has no ${[...left].join(', ')}.`);
  return print(forgotten);
}
