import {
  type DocumentNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
} from 'graphql';
import { readArguments, readLinks } from './links.ts';

const CONTRACT = 'https://specs.genkan.dev/contract';

/**
 * Attaches what `@jsonSchema` says of scalars, arguments and input fields to the API schema, which itself knows
 * no such directives: as `extensions.jsonSchema` of the scalar, argument or input field.
 */
export function attachJsonSchemaHints(supergraph: DocumentNode, apiSchema: GraphQLSchema): void {
  if (!readLinks(supergraph).some((link) => link.identity === CONTRACT)) return;
  const readHint = (node: { directives?: InputValueDefinitionNode['directives'] }) => {
    const directive = node.directives?.find(({ name }) => name.value === 'jsonSchema');
    return directive === undefined ? undefined : readArguments(directive);
  };
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const type = apiSchema.getType(definition.name.value);
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
        if (isScalarType(type)) type.extensions = { ...type.extensions, jsonSchema: readHint(definition) };
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const node of definition.fields ?? []) {
          const field = isInputObjectType(type) ? type.getFields()[node.name.value] : undefined;
          if (field !== undefined) field.extensions = { ...field.extensions, jsonSchema: readHint(node) };
        }
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        for (const fieldNode of definition.fields ?? []) {
          const field =
            isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldNode.name.value] : undefined;
          for (const node of fieldNode.arguments ?? []) {
            const argument = field?.args.find(({ name }) => name === node.name.value);
            if (argument !== undefined) {
              argument.extensions = { ...argument.extensions, jsonSchema: readHint(node) };
            }
          }
        }
        break;
    }
  }
}
