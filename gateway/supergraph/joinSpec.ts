import { type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { readArguments } from './links.ts';

/** The subgraphs that a supergraph names, by their values of `join__Graph` (join specification v0.3). */
export function readGraphs(
  supergraph: DocumentNode,
): ReadonlyMap<string, { readonly name: string; readonly url: string }> {
  const graphs = supergraph.definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((value) => {
      const { name = value.name.value, url = '' } = readOptional(value.directives, 'join__graph');
      return [value.name.value, { name: String(name), url: String(url) }];
    }),
  );
}

/** The labels under which fields move from one subgraph to another (`@join__field(overrideLabel:)`). */
export function readOverrideLabels(supergraph: DocumentNode): readonly string[] {
  const labels = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== 'join__field') continue;
        const { overrideLabel } = readArguments(directive);
        if (typeof overrideLabel === 'string') labels.add(overrideLabel);
      }
    }
  }
  return [...labels].sort();
}

/** Whether an object has a field only as the object of an interface that a subgraph knows as `@interfaceObject`. */
export function isOfInterfaceObject({ directives = [] }: FieldDefinitionNode): boolean {
  const marks = directives.filter(({ name }) => name.value === 'join__field');
  return marks.length > 0 && marks.every((mark) => readArguments(mark).graph === undefined);
}

function readOptional(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): Record<string, unknown> {
  const directive = directives?.find((candidate) => candidate.name.value === name);
  return directive === undefined ? {} : readArguments(directive);
}
