import { type ASTNode, type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

/** What a schema's document defines or extends, and the directives on it. */
export interface SchemaElement {
  /** Such as `Type.field(argument:)`, `Type.field`, `Enum.VALUE`, `Type`; "schema" for the schema itself. */
  readonly coordinate: string;
  readonly directives: readonly ConstDirectiveNode[];
}

/** Every element of a schema's document in its order, but for directives; one that is extended comes again. */
export function listElements(document: DocumentNode): readonly SchemaElement[] {
  const elements: SchemaElement[] = [];
  const names: string[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION) return false;
      if (!isElement(node)) return undefined;
      names.push('name' in node && node.name !== undefined ? node.name.value : 'schema');
      const directives = 'directives' in node ? (node.directives ?? []) : [];
      // In a schema all values are constants.
      elements.push({
        coordinate: describeCoordinate(names),
        directives: directives as readonly ConstDirectiveNode[],
      });
      return undefined;
    },
    leave(node) {
      if (node.kind !== Kind.DIRECTIVE_DEFINITION && isElement(node)) names.pop();
    },
  });
  return elements;
}

function isElement({ kind }: ASTNode): boolean {
  return kind !== Kind.OPERATION_TYPE_DEFINITION && /(Definition|Extension)$/.test(kind);
}

function describeCoordinate([type = '', member, argument]: readonly string[]): string {
  if (member === undefined) return type;
  return argument === undefined ? `${type}.${member}` : `${type}.${member}(${argument}:)`;
}
