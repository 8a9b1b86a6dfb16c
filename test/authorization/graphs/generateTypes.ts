import { createField, createType, namedTypeOf, type SubgraphDraft } from './draft.ts';
import type { Entity, GraphBuilder } from './graphBuilder.ts';

const ENTITIES = ['Ship', 'Port', 'Crew', 'Cargo', 'Chart'];
const PLAIN = ['Log', 'Flag'];

/** Enums, scalars and value types, which every subgraph that uses them defines alike. */
export function generateShared({ choices, shared }: GraphBuilder): void {
  shared.set('Tone', createType('enum', 'Tone', { members: ['LOW', 'MID', 'HIGH'] }));
  if (choices.percent(50)) shared.set('Grade', createType('enum', 'Grade', { members: ['A', 'B'] }));
  shared.set('Moment', createType('scalar', 'Moment'));
  if (choices.percent(50)) shared.set('Blob', createType('scalar', 'Blob'));
  const leaves = ['String', 'Int', 'Boolean', ...shared.keys()];
  const filter = createType('input', 'Filter');
  filter.fields.set('like', createField('String'));
  filter.fields.set('tone', createField('Tone = MID'));
  shared.set('Filter', filter);
  const values = ['Place', 'Span'].slice(0, 1 + choices.below(2));
  for (const [index, name] of values.entries()) {
    const type = createType('type', name, { directives: ['@shareable'] });
    for (const field of ['north', 'south', 'east'].slice(0, 2 + choices.below(2))) {
      type.fields.set(field, createField(`${choices.pick(leaves)}${choices.percent(20) ? '!' : ''}`));
    }
    if (index > 0) type.fields.set('within', createField(values[index - 1] ?? 'Int'));
    shared.set(name, type);
  }
}

/** An interface and a union of values, which any subgraph may have, and fields may require. */
export function generateSharedAbstract({ choices, shared }: GraphBuilder): void {
  const mark = createType('interface', 'Mark');
  mark.fields.set('tint', createField('String'));
  const members = ['Dot', 'Line'].map((name, index) => {
    const type = createType('type', name, { directives: ['@shareable'] });
    type.interfaces.push('Mark');
    type.fields.set('tint', createField(choices.pick(['String', 'String!'])));
    type.fields.set(['size', 'length'][index] ?? '', createField(choices.pick(['Int', 'String', 'Tone'])));
    return type;
  });
  const cell = createType('union', 'Cell', { members: members.map(({ name }) => name) });
  for (const type of [mark, cell, ...members]) shared.set(type.name, type);
}

export function generateEntities(builder: GraphBuilder): void {
  const { choices } = builder;
  for (const name of ENTITIES.slice(0, 2 + choices.below(3))) {
    const home = builder.pickSubgraph();
    const keys = [
      'id',
      ...(choices.percent(45) ? ['code'] : []),
      ...(choices.percent(15) ? ['id code'] : []),
    ];
    const type = createType('type', name, { directives: keys.map((key) => `@key(fields: "${key}")`) });
    type.fields.set('id', createField('ID!'));
    if (keys.length > 1) type.fields.set('code', createField('String!'));
    home.types.set(name, type);
    builder.entities.push({ name, home, keys });
  }
}

/** Objects that one subgraph alone knows. */
export function generatePlain(builder: GraphBuilder): void {
  for (const name of PLAIN.slice(0, builder.choices.below(3))) {
    const subgraph = builder.pickSubgraph();
    const type = builder.openType(subgraph, name);
    type.fields.set('line', createField('String'));
  }
}

/** An interface in one subgraph, whose implementers there have its fields in common. */
export function generateInterface(builder: GraphBuilder, name: string): void {
  const { choices } = builder;
  const home = builder.pickSubgraph();
  for (const entity of builder.entities) if (choices.percent(40)) builder.refer(home, entity);
  const implementers = [...home.types.values()].filter(
    (type) => type.kind === 'type' && !type.directives.includes('@shareable') && choices.percent(75),
  );
  if (implementers.length < 2) return;
  const type = createType('interface', name);
  home.types.set(name, type);
  for (let count = 1 + choices.below(3); count > 0; count--) builder.addField(type, home, 30);
  for (const implementer of implementers) {
    implementer.interfaces.push(name);
    for (const [field, { type: fieldType, args }] of type.fields) {
      const strict = choices.percent(20) && !fieldType.endsWith('!') ? `${fieldType}!` : fieldType;
      implementer.fields.set(field, createField(strict, [], args));
    }
  }
}

/** An interface with a key, which another subgraph of its own knows as one type of objects. */
export function generateInterfaceObject(builder: GraphBuilder): SubgraphDraft | undefined {
  const { choices } = builder;
  const home = builder.pickSubgraph();
  const members = builder.entities.filter((entity) => entity.home === home);
  if (members.length < 2) return undefined;
  const type = createType('interface', 'Afloat', { directives: ['@key(fields: "id")'] });
  type.fields.set('id', createField('ID!'));
  const name = builder.addField(type, home, 0);
  const common = type.fields.get(name) ?? createField('Int');
  home.types.set('Afloat', type);
  for (const entity of members) {
    const member = builder.openType(home, entity.name);
    member.interfaces.push('Afloat');
    member.fields.set(name, createField(common.type, [], common.args));
  }
  const subgraph: SubgraphDraft = { name: 'omega', types: new Map() };
  const object = createType('type', 'Afloat', { directives: ['@key(fields: "id")', '@interfaceObject'] });
  object.fields.set('id', createField('ID!'));
  subgraph.types.set('Afloat', object);
  object.fields.set(builder.nameField('extra'), createField(builder.pickLeafType(subgraph)));
  object.fields.set(builder.nameField('peer'), createField('[Afloat]'));
  if (choices.percent(60)) {
    builder.defineFor(subgraph, common);
    object.fields.set(name, createField(common.type, ['@external'], common.args));
    const field = createField(builder.pickLeafType(subgraph), [`@requires(fields: "${name}")`]);
    object.fields.set(builder.nameField('derived'), field);
  }
  const query = builder.openType(subgraph, 'Query');
  query.fields.set(builder.nameField('afloat'), createField(choices.pick(['Afloat', '[Afloat!]'])));
  return subgraph;
}

export function generateUnion(builder: GraphBuilder): void {
  const { choices } = builder;
  const home = builder.pickSubgraph();
  const members = [...home.types.values()]
    .filter(({ kind, isContextual }) => kind === 'type' && !isContextual && choices.percent(70))
    .map(({ name }) => name);
  if (members.length < 2) return;
  home.types.set('Found', createType('union', 'Found', { members }));
  if (!choices.percent(60)) return;
  const type = choices.pick(['Found', '[Found]', '[Found!]', 'Found!']);
  builder.openType(home, 'Query').fields.set(builder.nameField('found'), createField(type));
}

/** Entities in further subgraphs, and fields wherever they are. */
export function generateFields(builder: GraphBuilder): void {
  const { choices, entities } = builder;
  for (const entity of entities) {
    for (const subgraph of builder.subgraphs) {
      if (subgraph !== entity.home && !choices.percent(60)) continue;
      const type = builder.refer(subgraph, entity);
      for (let count = 1 + choices.below(3); count > 0; count--) {
        const name = builder.addField(type, subgraph, 45);
        if (choices.percent(12)) shareField(builder, entity, subgraph, name);
      }
    }
  }
  for (const subgraph of builder.subgraphs) {
    for (const name of PLAIN) {
      const type = subgraph.types.get(name);
      if (type !== undefined) builder.addField(type, subgraph, 60);
    }
  }
}

/** Lets another subgraph resolve the same field. */
function shareField(builder: GraphBuilder, entity: Entity, subgraph: SubgraphDraft, name: string): void {
  const field = subgraph.types.get(entity.name)?.fields.get(name);
  const other = builder.pickSubgraph();
  if (field === undefined || other === subgraph) return;
  const named = namedTypeOf(field.type);
  if (!builder.shared.has(named) && /[A-Z][a-z]/.test(named) && !/^(String|Int|Float|Boolean)$/.test(named))
    return;
  builder.defineFor(other, field);
  field.directives.push('@shareable');
  builder.refer(other, entity).fields.set(name, createField(field.type, ['@shareable'], field.args));
}

export function generateRoots(builder: GraphBuilder, hasMutations: boolean): void {
  const { choices } = builder;
  for (const subgraph of builder.subgraphs) {
    const query = builder.openType(subgraph, 'Query');
    for (let count = 1 + choices.below(3); count > 0; count--) builder.addField(query, subgraph, 85);
    if (!hasMutations || !choices.percent(60)) continue;
    const mutation = builder.openType(subgraph, 'Mutation');
    for (let count = 1 + choices.below(2); count > 0; count--) builder.addField(mutation, subgraph, 70);
  }
}
