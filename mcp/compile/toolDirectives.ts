import { type DirectiveNode, type OperationDefinitionNode, valueFromASTUntyped } from 'graphql';

/** What `@tool` and `@confirm` say of an operation; see `operations/directives.graphql`. */
export interface ToolDirectives {
  readonly title?: string;
  readonly maxBytes?: number;
  readonly destructive?: boolean;
  readonly idempotent?: boolean;
  /** The name of the operation that previews this one. */
  readonly preview?: string;
}

/** The document has been validated against the directives' declarations. */
export function readToolDirectives(operation: OperationDefinitionNode): ToolDirectives {
  const find = (name: string) => operation.directives?.find((directive) => directive.name.value === name);
  return { ...readArguments(find('tool')), ...readArguments(find('confirm')) };
}

function readArguments(directive: DirectiveNode | undefined): ToolDirectives {
  return Object.fromEntries(
    (directive?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
