import { createField, type FieldDraft, namedTypeOf, type TypeDraft } from './draft.ts';
import type { GraphBuilder } from './graphBuilder.ts';

/** Lets subgraphs take fields over from others, which keep declaring them. */
export function generateOverrides(builder: GraphBuilder): void {
  const { choices, entities } = builder;
  for (const entity of entities) {
    for (const subgraph of builder.subgraphs) {
      const type = subgraph.types.get(entity.name);
      for (const [name, field] of [...(type?.fields ?? [])]) {
        const other = builder.pickSubgraph();
        const isTaken = builder.subgraphs.some(
          (one) => one !== subgraph && one.types.get(entity.name)?.fields.has(name) === true,
        );
        if (other === subgraph || isTaken || isKeyField(name) || !isPlainLeaf(builder, field)) continue;
        // That of an interface may yet be computed from others, which can no longer be taken over then.
        if (type === undefined || isOfInterface(type, name, subgraph.types) || !choices.percent(12)) continue;
        builder.defineFor(other, field);
        const directive = `@override(from: "${subgraph.name}")`;
        builder.refer(other, entity).fields.set(name, createField(field.type, [directive], field.args));
      }
    }
  }
}

function isPlainLeaf({ shared }: GraphBuilder, { type, directives }: FieldDraft): boolean {
  const named = namedTypeOf(type);
  const isLeaf = /^(String|Int|Float|Boolean|ID)$/.test(named) || shared.has(named);
  return isLeaf && directives.length === 0;
}

/** Hides fields from clients; other fields may still be computed from them. */
export function hideFields({ choices, entities, subgraphs }: GraphBuilder): void {
  for (const { name: typeName } of entities) {
    for (const { types } of subgraphs) {
      const type = types.get(typeName);
      for (const [name, { directives }] of type?.fields ?? []) {
        if (isKeyField(name) || (type !== undefined && isOfInterface(type, name, types))) continue;
        if (directives.includes('@external')) continue;
        if (choices.percent(8)) directives.push('@inaccessible');
      }
    }
  }
}

function isKeyField(name: string): boolean {
  return name === 'id' || name === 'code';
}

function isOfInterface(
  { interfaces }: TypeDraft,
  field: string,
  types: ReadonlyMap<string, TypeDraft>,
): boolean {
  return interfaces.some((name) => types.get(name)?.fields.has(field) === true);
}
